import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { CollectionItem } from '../../../server/api/collection.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Options } from '../../components/options.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import { treatment } from '../../i18n/treatment.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';
import { treatableOf } from './draft.ts';

/** Puts a received resolution, or points of it, to the vote in the branch's own meeting. */
export function Meeting({
  live,
  snapshot,
  item,
  onPut,
}: {
  live: Live;
  snapshot: Snapshot;
  item: CollectionItem;
  /** Fetches what is held of the resolution again. */
  onPut: () => Promise<void>;
}): JSX.Element {
  const t = treatment();
  const points = treatableOf(item).filter(({ number }) => number > 0);
  const some = useSignal(false);
  const chosen = useSignal<ReadonlySet<number>>(new Set());
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const open = snapshot.meeting !== null && snapshot.meeting.state !== 'closed';
  const { slug } = live;
  const put = async (): Promise<void> => {
    busy.value = true;
    const which = some.value ? [...chosen.value].sort((a, b) => a - b) : ('all' as const);
    const answer = await call('putToVote', { slug, hash: item.resolution }, { item: null, points: which });
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) {
      announce(t.meetingDone(item.title));
      await onPut();
    }
    busy.value = false;
  };
  return (
    <section class="stack no-print" aria-labelledby="meeting-heading">
      <h2 class="ds-heading" data-size="sm" id="meeting-heading">
        {t.meeting}
      </h2>
      {item.proposals.length > 0 && (
        <div>
          <p>{t.meetingHas}:</p>
          <ul>
            {item.proposals.map(({ proposal, title }) => (
              <li key={proposal}>{title}</li>
            ))}
          </ul>
        </div>
      )}
      <p class="muted">{t.meetingAbout}</p>
      {!open && <p>{t.meetingNone}</p>}
      {open && points.length > 1 && (
        <Options
          legend={t.meetingWhat}
          segments
          value={some.value ? 'some' : 'all'}
          choices={[
            { value: 'all', label: t.meetingAll },
            { value: 'some', label: t.meetingSome },
          ]}
          onValue={(what) => {
            some.value = what === 'some';
          }}
        />
      )}
      {open && some.value && (
        <fieldset class="ds-fieldset options">
          <legend class="ds-label">{t.meetingPoints}</legend>
          <div class="options-list">
            {points.map(({ number, text }) => (
              <label key={number} class="option">
                <input
                  class="ds-input"
                  type="checkbox"
                  checked={chosen.value.has(number)}
                  onChange={(event) => {
                    const next = new Set(chosen.value);
                    if (event.currentTarget.checked) next.add(number);
                    else next.delete(number);
                    chosen.value = next;
                  }}
                />
                <span class="option-label">
                  {common().point(number)}: {text}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <ProblemBox problem={problem.value} />
      <div class="actions">
        {open && (
          <Button
            variant="secondary"
            busy={busy.value}
            reason={some.value && chosen.value.size === 0 ? t.meetingPointsMissing : undefined}
            onClick={() => void put()}
          >
            {t.meetingPut}
          </Button>
        )}
        <a class="ds-link" href={`/lag/${slug}/referent`}>
          {t.meetingDesk}
        </a>
      </div>
    </section>
  );
}
