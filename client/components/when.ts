/** A day of the calendar. */
export interface Day {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

/** A time of day. */
export interface Clock {
  hour: number;
  minute: number;
}

/** The first letters of the months in Norwegian and English. */
const months = ['jan', 'feb', 'mar', 'apr', 'ma[iy]', 'jun', 'jul', 'aug', 'sep', 'o[kc]t', 'nov', 'de[sc]'];

/**
 * A date as people write it: `7.3.2026`, `7. mars 2026`, `7. mars`, `07.03.26`, `2026-03-07`; a weekday before it is left
 * out. Without a year it is the first such day that is not before `today`. Null when it is none.
 */
export function parseDay(text: string, today: Day): Day | null {
  const written = text
    .trim()
    .toLowerCase()
    .replace(/^\p{L}+dag,?\s+(?:den\s+)?/u, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(written);
  if (iso !== null) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})[./\s-]+(\d{1,2})(?:[./\s-]+(\d{4}|\d{2}))?\.?$/u.exec(written);
  if (numbers !== null) return withYear(Number(numbers[1]), Number(numbers[2]), numbers[3], today);
  const named = /^(\d{1,2})\.?\s*(\p{L}{3,})\.?(?:\s+(\d{4}|\d{2}))?$/u.exec(written);
  if (named === null) return null;
  const month = months.findIndex((first) => new RegExp(`^${first}`, 'u').test(named[2] ?? '')) + 1;
  return month === 0 ? null : withYear(Number(named[1]), month, named[3], today);
}

function withYear(day: number, month: number, year: string | undefined, today: Day): Day | null {
  if (year !== undefined) return realDay(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  const passed = month < today.month || (month === today.month && day < today.day);
  return realDay(today.year + (passed ? 1 : 0), month, day);
}

function realDay(year: number, month: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year >= 2000 ? { year, month, day } : null;
}

/** A time of day as people write it: `19`, `19.05`, `19:05`, `1905`, `kl. 19.05`. Null when it is none. */
export function parseClock(text: string): Clock | null {
  const written = text
    .trim()
    .toLowerCase()
    .replace(/^kl\.?\s*/u, '');
  const parts = /^(\d{1,2})(?:[.:\s]?(\d{2}))?$/u.exec(written);
  if (parts === null) return null;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)];
  return hour < 24 && minute < 60 ? { hour, minute } : null;
}

const oslo = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});

/** What the clock in Oslo shows at a moment, in milliseconds, as if it were UTC. */
function shownAt(moment: number): number {
  const part = Object.fromEntries(oslo.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute);
}

/** The moment at which the clock in Oslo shows this, as RFC 3339 UTC. */
export function momentIn({ year, month, day }: Day, { hour, minute }: Clock): string {
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  let moment = wanted;
  // The offset at the first guess may be that of the other side of a change to or from summer time.
  for (let i = 0; i < 2; i += 1) moment += wanted - shownAt(moment);
  return new Date(moment).toISOString();
}

/** The day that it is in Oslo at a moment in milliseconds, so many days later. */
export function dayIn(moment: number, later = 0): Day {
  const date = new Date(shownAt(moment) + later * 24 * 60 * 60 * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** A moment as a field of date and time shows it in Oslo: `2026-03-07T19:00`. */
export function fieldsAt(time: string): string {
  return new Date(shownAt(Date.parse(time))).toISOString().slice(0, 16);
}

/** The moment that such a field names, as RFC 3339 UTC; null while it is empty. */
export function momentOf(fields: string): string | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/u.exec(fields)?.slice(1).map(Number);
  if (parts === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
  return momentIn({ year, month, day }, { hour, minute });
}
