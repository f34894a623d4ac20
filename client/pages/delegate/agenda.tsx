import type { JSX } from 'preact';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import { hall } from '../../i18n/delegate-hall.ts';

/** Where the meeting is: its stage, or the item that is being dealt with. */
export function Now({ meeting }: { meeting: MeetingInfo }): JSX.Element {
  const t = hall();
  const item = meeting.agenda.find(({ id }) => id === meeting.item);
  const running = meeting.state === 'open' && item !== undefined;
  return (
    <p class="now" role="status">
      {running ? (
        <>
          <span class="muted">{t.now}</span> <strong>{t.item(item.number, item.title)}</strong>
        </>
      ) : (
        <strong>{t.state[meeting.state]}.</strong>
      )}
    </p>
  );
}

/** The agenda, with where the meeting is. Nothing where there is none. */
export function Agenda({ meeting }: { meeting: MeetingInfo }): JSX.Element | null {
  const t = hall();
  if (meeting.agenda.length === 0) return null;
  return (
    <details class="card fold">
      <summary>{t.agenda}</summary>
      <ol class="agenda">
        {meeting.agenda.map(({ id, number, title, minutes, state }) => (
          <li key={id} value={number} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
            <span class="agenda-number">{number}.</span>
            <span>
              {title}
              {minutes !== null && <span class="muted small"> ({t.itemMinutes(minutes)})</span>}
              {state !== 'waiting' && <strong class="agenda-state">{state === 'done' ? t.itemDone : t.itemNow}</strong>}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
