import type { JSX } from 'preact';
import { call } from '../../api.ts';
import { chairSteps } from '../../i18n/chair.ts';
import type { DeskView } from './step-card.tsx';

/** The agenda: where the meeting is, and the way to any other item. */
export function Agenda({ live, meeting, undo, snapshot }: DeskView): JSX.Element | null {
  const t = chairSteps();
  if (meeting.agenda.length === 0) return null;
  const running = snapshot.ballots.some(({ state }) => state === 'open' || state === 'stopped');
  const movable = meeting.state === 'open' && !running;
  return (
    <section class="card" aria-labelledby="agenda">
      <h2 class="ds-heading" data-size="xs" id="agenda">
        {t.agenda}
      </h2>
      <ol class="agenda">
        {meeting.agenda.map(({ id, number, title, minutes, state }) => {
          const here = id === meeting.item;
          return (
            <li key={id} data-state={state} aria-current={here ? 'step' : undefined}>
              <span class="agenda-mark" aria-hidden="true">
                {state === 'done' ? '✓' : number}
              </span>
              <span class="agenda-title">
                {title}
                {minutes !== null && <span class="muted small"> {t.minutes(minutes)}</span>}
                <span class="ds-sr-only"> {t.itemState[state]}</span>
              </span>
              {movable && !here && (
                <button
                  type="button"
                  class="ds-button"
                  data-variant="tertiary"
                  data-color="neutral"
                  data-size="sm"
                  aria-label={t.goTo(number, title)}
                  onClick={() =>
                    undo.later(t.going(number), async () => {
                      const answer = await call('goToItem', { slug: live.slug, meeting: meeting.id }, { item: id });
                      await live.refresh();
                      return answer;
                    })
                  }
                >
                  {t.goShort}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
