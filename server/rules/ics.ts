import type { HearingStatement } from './party-statements.ts';

/** What a calendar file of a hearing is made of. */
export interface CalendarParts {
  hash: string;
  statement: HearingStatement;
  /** The name of whoever sent it. */
  issuer: string;
  /** The address of its page. */
  page: string;
}

/** Days before the deadline at which a calendar reminds. */
const alarms = [14, 3, 1];

/**
 * A hearing's dates as a calendar (iCalendar, RFC 5545): its opening, its deadline with alarms, and those later steps whose day is
 * a day of the calendar. UTF-8; lines end with CRLF and are folded at 75 octets.
 */
export function calendarOf({ hash, statement, issuer, page }: CalendarParts): string {
  const { content, opensAt, deadline, at, steps } = statement;
  const named = `${content.title} (${issuer})`;
  const event = (id: string, summary: string, when: string[], more: string[] = []): string[] => [
    'BEGIN:VEVENT',
    `UID:${hash}-${id}@${new URL(page).hostname}`,
    `DTSTAMP:${utc(at)}`,
    ...when,
    `SUMMARY:${escaped(summary)}`,
    `URL:${page}`,
    ...more,
    'END:VEVENT',
  ];
  const alarm = (days: number): string[] => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(`Høringsfrist: ${named}`)}`,
    `TRIGGER:-P${days}D`,
    'END:VALARM',
  ];
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Vedtak//Vedtak//NO',
    'CALSCALE:GREGORIAN',
    ...event('opening', `Høring: ${named}`, [`DTSTART:${utc(opensAt)}`]),
    ...event('deadline', `Høringsfrist: ${named}`, [`DTSTART:${utc(deadline)}`], alarms.flatMap(alarm)),
    ...steps.flatMap(({ title, on }, i) =>
      isDay(on)
        ? event(`step-${i + 1}`, `${title}: ${content.title}`, [`DTSTART;VALUE=DATE:${on.replaceAll('-', '')}`])
        : [],
    ),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Whether a text is a day that there is, YYYY-MM-DD. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00.000Z`);
  return /^\d{4}-\d\d-\d\d$/u.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** A time in UTC as iCalendar writes it (section 3.3.5, form 2). */
function utc(time: string): string {
  return time.replace(/[-:]|\.\d{3}/gu, '');
}

/** Text as iCalendar escapes it (section 3.3.11), without other control characters. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/gu, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/gu, '\\n')
    .replace(/\p{Cc}/gu, ' ');
}

/** A content line in pieces of at most 75 octets, never within a character (section 3.1). */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    // the space that a folded line begins with is one of its 75
    if (octets + size > (pieces.length === 0 ? 75 : 74)) {
      pieces.push(piece);
      piece = '';
      octets = 0;
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join('\r\n ');
}
