import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { AgendaItem } from '../../../server/api/agenda.ts';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { secretaryMeeting } from '../../i18n/secretary-meeting.ts';
import type { Problem } from '../../problem.ts';
import { ItemForm, NewItem } from './agenda-forms.tsx';
import type { DeskProps } from './desk.ts';
import { NoMeeting } from './no-meeting.tsx';

/** The agenda: its items in their order, one more, one changed, one moved. */
export function AgendaSection(props: DeskProps): JSX.Element {
  const { meeting } = props.snapshot;
  return meeting === null ? <NoMeeting /> : <Agenda {...props} meeting={meeting} />;
}

function Agenda({ live, snapshot, meeting }: DeskProps & { meeting: MeetingInfo }): JSX.Element {
  const edited = useSignal<string | null>(null);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryMeeting();
  const { slug } = live;
  const { agenda } = meeting;
  const move = async (from: number, by: 1 | -1): Promise<void> => {
    const items = agenda.map(({ id }) => id);
    const [moved] = items.splice(from, 1);
    if (moved === undefined) return;
    items.splice(from + by, 0, moved);
    const answer = await call('reorderItems', { slug, meeting: meeting.id }, { items });
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    if (answer.ok) announce(t.itemMoved(agenda[from]?.title ?? '', from + by + 1));
  };
  const remove = async ({ id, title }: AgendaItem): Promise<void> => {
    const answer = await call('removeItem', { slug, item: id });
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    if (answer.ok) announce(t.itemRemoved(title));
  };
  const minutes = agenda.reduce((sum, item) => sum + (item.minutes ?? 0), 0);
  return (
    <>
      <section class="card" aria-labelledby="station">
        <p class="muted">{t.agendaAbout}</p>
        {agenda.length === 0 && <Notice tone="info" title={t.agendaEmpty} />}
        <ProblemBox problem={problem.value} />
        <ol class="people agenda-items">
          {agenda.map((item, i) => (
            <li class="person" key={item.id} data-in={item.state === 'done' ? '' : undefined}>
              {edited.value === item.id ? (
                <ItemForm
                  item={item}
                  onDone={async () => {
                    await live.refresh();
                    edited.value = null;
                  }}
                  onCancel={() => {
                    edited.value = null;
                  }}
                  slug={slug}
                />
              ) : (
                <>
                  <ItemLine
                    item={item}
                    proposals={snapshot.proposals.filter((proposal) => proposal.item === item.id).length}
                  />
                  <div class="person-do">
                    <MoveButton label={t.up(item.title)} sign="↑" off={i === 0} onMove={() => void move(i, -1)} />
                    <MoveButton
                      label={t.down(item.title)}
                      sign="↓"
                      off={i === agenda.length - 1}
                      onMove={() => void move(i, 1)}
                    />
                    <Button
                      variant="tertiary"
                      data-size="sm"
                      aria-label={t.editItem(item.title)}
                      onClick={() => {
                        edited.value = item.id;
                      }}
                    >
                      {t.edit}
                    </Button>
                    {item.state === 'waiting' && (
                      <Button
                        variant="tertiary"
                        color="danger"
                        data-size="sm"
                        aria-label={t.remove(item.title)}
                        onClick={() => void remove(item)}
                      >
                        <span aria-hidden="true">✕</span>
                      </Button>
                    )}
                  </div>
                </>
              )}
            </li>
          ))}
        </ol>
        {minutes > 0 && <p class="muted">{t.minutesTotal(minutes)}</p>}
      </section>
      <NewItem slug={slug} meeting={meeting.id} onAdded={live.refresh} />
    </>
  );
}

function MoveButton(props: { label: string; sign: string; off: boolean; onMove: () => void }): JSX.Element {
  return (
    <button
      type="button"
      class="ds-button"
      data-variant="tertiary"
      data-color="neutral"
      data-size="sm"
      aria-label={props.label}
      disabled={props.off}
      onClick={props.onMove}
    >
      <span aria-hidden="true">{props.sign}</span>
    </button>
  );
}

function ItemLine({ item, proposals }: { item: AgendaItem; proposals: number }): JSX.Element {
  const t = secretaryMeeting();
  return (
    <p class="person-who">
      <strong>
        {item.number}. {item.title}
      </strong>{' '}
      <span class="muted small">
        {[
          t.itemState[item.state],
          ...(item.minutes === null ? [] : [`${item.minutes} min`]),
          ...(proposals === 0 ? [] : [t.itemProposals(proposals)]),
        ].join(' · ')}
      </span>
    </p>
  );
}
