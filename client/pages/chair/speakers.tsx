import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { SpeakersInfo } from '../../../server/api/speakers.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import type { BranchView } from '../../components/branch-page.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { SpeechClock } from '../../components/speech-clock.tsx';
import { speakers } from '../../i18n/speakers.ts';
import type { Problem, Result } from '../../problem.ts';
import { AddSpeaker } from './add-speaker.tsx';
import '../../styles/pages/speakers.css';

/**
 * The list of speakers for the chair: who has the floor and for how long, who is next, strek, and a way to put somebody
 * from the hall on the list. The secretary sees it too, and can put people on the list.
 */
export function Speakers(view: BranchView): JSX.Element | null {
  const { speakers: list, meeting } = view.snapshot;
  const t = speakers();
  if (list === null || meeting === null) return null;
  if (meeting.state !== 'open') return <p class="muted small">{t.notOpen}</p>;
  return <Desk {...view} list={list} meeting={meeting.id} />;
}

function Desk({
  live,
  snapshot,
  me,
  list,
  meeting,
}: BranchView & { list: SpeakersInfo; meeting: string }): JSX.Element {
  const t = speakers();
  const id = useId();
  const busy = useSignal<string | null>(null);
  const problem = useSignal<Problem | null>(null);
  const { slug } = snapshot.branch;
  const { speaking, waiting, closed, balance } = list;
  const leads = me.roles.includes('chair');
  const [next] = waiting;

  /** One thing at a time: what it is about is busy until the list is there anew. */
  const act = async (about: string, send: () => Promise<Result<unknown>>, said?: string): Promise<void> => {
    busy.value = about;
    const answer = await send();
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    busy.value = null;
    if (answer.ok && said !== undefined) announce(said);
  };
  const give = (speaker: string, name: string): Promise<void> =>
    act(speaker, () => call('giveFloor', { slug, speaker }), t.speaks(name));

  return (
    <section class="card speakers" aria-labelledby={id}>
      <div class="speakers-head">
        <h2 class="ds-heading" data-size="xs" id={id}>
          {t.title}
        </h2>
        {leads && (
          <Button
            variant="tertiary"
            color="neutral"
            data-size="sm"
            aria-pressed={closed}
            busy={busy.value === 'list'}
            onClick={() =>
              void act(
                'list',
                () => call('setList', { slug, meeting }, { closed: !closed }),
                closed ? t.opened : t.closed,
              )
            }
          >
            {closed ? t.open : t.close}
          </Button>
        )}
      </div>
      {closed && <p class="speakers-closed">{t.closedLine}</p>}
      {speaking !== null && (
        <div class="speakers-now">
          <p>
            <span class="muted small">{t.speaking}</span>
            <strong class="speakers-name">{speaking.name}</strong>
            {speaking.kind !== 'speech' && <Kind of={speaking.kind} />}
          </p>
          <SpeechClock
            key={speaking.id}
            startedAt={speaking.startedAt}
            limit={speaking.limit}
            ahead={live.ahead()}
            onOver={() => announce(t.timeOver(speaking.name))}
          />
          {leads && (
            <Button
              variant="secondary"
              color="neutral"
              busy={busy.value === speaking.id}
              aria-label={t.endOf(speaking.name)}
              onClick={() => void act(speaking.id, () => call('endSpeech', { slug, speaker: speaking.id }))}
            >
              {t.end}
            </Button>
          )}
        </div>
      )}
      <ProblemBox problem={problem.value} />
      {next === undefined && speaking === null && <p class="muted">{t.nobody}</p>}
      {leads && next !== undefined && (
        <Button
          variant="secondary"
          wide
          aria-keyshortcuts="S"
          busy={busy.value === next.id}
          onClick={() => void give(next.id, next.name)}
        >
          {t.giveNext(next.name)}
        </Button>
      )}
      {waiting.length > 0 && (
        <ol class="speakers-list" aria-label={t.waiting}>
          {waiting.map((one, i) => (
            <li key={one.id}>
              <p>
                <strong>{one.name}</strong>
                {one.kind !== 'speech' && <Kind of={one.kind} />}
                {balance && one.list !== '' && one.kind === 'speech' && (
                  <span class="muted small">{t.list[one.list]}</span>
                )}
              </p>
              {leads && (
                <div class="speakers-row">
                  {i > 0 && (
                    <Button
                      variant="tertiary"
                      data-size="sm"
                      busy={busy.value === one.id}
                      aria-label={t.giveTo(one.name)}
                      onClick={() => void give(one.id, one.name)}
                    >
                      {t.give}
                    </Button>
                  )}
                  <Button
                    variant="tertiary"
                    color="neutral"
                    data-size="sm"
                    busy={busy.value === `off ${one.id}`}
                    aria-label={t.removeOf(one.name, t.kind[one.kind])}
                    onClick={() => void act(`off ${one.id}`, () => call('withdrawSpeech', { slug, speaker: one.id }))}
                  >
                    {t.remove}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
      <AddSpeaker
        slug={slug}
        balance={balance}
        closed={closed}
        onAdd={(member, name, kind, own) =>
          act(member, () => call('addSpeaker', { slug, meeting }, { member, kind, list: own }), t.added(name))
        }
      />
    </section>
  );
}

function Kind({ of }: { of: 'reply' | 'order' }): JSX.Element {
  return (
    <span class="ds-tag" data-color={of === 'order' ? 'warning' : 'info'}>
      {speakers().kind[of]}
    </span>
  );
}
