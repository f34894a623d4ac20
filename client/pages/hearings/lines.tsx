import type { JSX } from 'preact';
import type { HearingLine } from '../../../server/api/hearings.ts';
import { hearing as words } from '../../i18n/hearing.ts';
import { date } from '../../i18n/numbers.ts';

type Colour = 'success' | 'warning' | 'danger' | 'neutral' | 'accent';

/** What a branch has made of a hearing that it received: in a word, and how that looks. */
export function ownState({ answer, taken, deadline, state }: HearingLine): { words: string; colour: Colour } {
  const t = words().ownState;
  if (answer !== null) {
    if (answer.state === 'draft') return { words: t.draft, colour: 'warning' };
    if (answer.state === 'refused') return { words: t.refused, colour: 'danger' };
    const late = answer.receivedAt !== null && answer.receivedAt > deadline;
    if (late) return { words: t.late, colour: 'warning' };
    return answer.state === 'waiting' ? { words: t.waiting, colour: 'accent' } : { words: t.sent, colour: 'success' };
  }
  if (taken !== null) return { words: t.taken, colour: 'accent' };
  if (state === 'late' || state === 'closed') return { words: t.missed, colour: 'neutral' };
  return { words: t.open, colour: 'warning' };
}

/** How much time is left, or that there is none. */
export function timeLeft({ state, daysLeft, deadline }: Pick<HearingLine, 'state' | 'daysLeft' | 'deadline'>): string {
  const t = words();
  if (state === 'closed') return t.closedNow;
  if (state === 'late') return t.overdue(date(deadline));
  return `${t.due(date(deadline))} (${t.daysLeft(daysLeft)})`;
}

/** Hearings, each with its deadline and where it stands. */
export function HearingLines({
  slug,
  lines,
  label,
}: {
  slug: string;
  lines: readonly HearingLine[];
  label: string;
}): JSX.Element {
  const t = words();
  return (
    <ul class="list" aria-label={label}>
      {lines.map((line) => {
        const own = line.own ? null : ownState(line);
        return (
          <li key={line.hearing}>
            <a class="list-link hearing-line" href={`/lag/${slug}/horing/${line.hearing}`}>
              <strong>{line.title}</strong>
              <span>
                {line.own ? t.kind[line.kind] : t.fromWhom(line.issuerName)} · {timeLeft(line)}
              </span>
              {own !== null && (
                <span>
                  <span class="ds-tag" data-color={own.colour}>
                    {own.words}
                  </span>
                </span>
              )}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
