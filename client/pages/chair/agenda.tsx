import type { JSX } from 'preact';
import type { AgendaItem } from '../../../server/api/agenda.ts';
import { call } from '../../api.ts';
import { chairSteps } from '../../i18n/chair.ts';
import type { DeskView } from './step-card.tsx';

/** The agenda: where the meeting is, and the way to any other item; what is done is folded away. */
export function Agenda(view: DeskView): JSX.Element | null {
  const t = chairSteps();
  const { meeting } = view;
  if (meeting.agenda.length === 0) return null;
  const done = meeting.agenda.filter(({ state, id }) => state === 'done' && id !== meeting.item);
  const left = meeting.agenda.filter((item) => !done.includes(item));
  return (
    <section class="card" aria-labelledby="agenda">
      <h2 class="ds-heading" data-size="xs" id="agenda">
        {t.agenda}
      </h2>
      {done.length > 0 && (
        <details class="fold">
          <summary>{t.itemsDone(done.length)}</summary>
          <Items {...view} items={done} />
        </details>
      )}
      {left.length > 0 && <Items {...view} items={left} />}
    </section>
  );
}

function Items({ live, meeting, undo, snapshot, items }: DeskView & { items: readonly AgendaItem[] }): JSX.Element {
  const t = chairSteps();
  const running = snapshot.ballots.some(({ state }) => state === 'open' || state === 'stopped');
  const movable = meeting.state === 'open' && !running;
  const go = (item: AgendaItem): void =>
    undo.later(t.going(item.number), async () => {
      const answer = await call('goToItem', { slug: live.slug, meeting: meeting.id }, { item: item.id });
      await live.refresh();
      return answer;
    });
  return (
    <ol class="agenda">
      {items.map((item) => {
        const { id, number, title, minutes, state } = item;
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
                onClick={() => go(item)}
              >
                {t.goShort}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
