import type { JSX } from 'preact';
import type { HearingStatement } from '../../../server/rules/party-statements.ts';
import { dayIn, momentIn, parseDay } from '../../components/when.ts';
import { hearing as words } from '../../i18n/hearing.ts';
import { date } from '../../i18n/numbers.ts';

interface Stop {
  title: string;
  on: string;
  /** When it is past, RFC 3339; null where no day is known. */
  until: string | null;
}

/** The way of a text: the committee, the hearing, its deadline, and what comes after, with the place where it is now. */
export function Timeline({
  statement: { committee, opensAt, deadline, steps, kind },
  now,
}: {
  statement: HearingStatement;
  /** RFC 3339. */
  now: string;
}): JSX.Element {
  const t = words();
  const stops: Stop[] = [
    ...(committee === null ? [] : [{ title: t.stopCommittee, on: '', until: opensAt }]),
    { title: t.stopOpens[kind], on: date(opensAt), until: opensAt },
    { title: t.stopDeadline, on: date(deadline), until: deadline },
    ...steps.map(({ title, on }) => ({ title, on, until: dayAfter(on) })),
  ];
  // what has no day comes after what stands before it
  const passed = (at: number): boolean => stops.slice(0, at + 1).every(({ until }) => until !== null && until < now);
  const current = stops.findIndex((_, i) => !passed(i));
  return (
    <section class="part" aria-labelledby="way">
      <h2 class="ds-heading" data-size="xs" id="way">
        {t.way}
      </h2>
      <ol class="timeline">
        {stops.map(({ title, on }, i) => (
          <li key={i} data-state={i === current ? 'now' : passed(i) ? 'passed' : 'coming'}>
            <span class="timeline-title">{title}</span>
            <span class="muted">{on}</span>
            {i === current && (
              <span class="timeline-now">
                <span class="ds-sr-only">{t.nextStop}: </span>
                {t.nextStopShort}
              </span>
            )}
            {passed(i) && <span class="ds-sr-only">{t.passed}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The end of the day that words name with its year; null where they name none, as `februar 2019`. */
function dayAfter(on: string): string | null {
  if (!/\d{4}/u.test(on)) return null;
  const day = parseDay(on, dayIn(0));
  return day === null ? null : momentIn(day, { hour: 23, minute: 59 });
}
