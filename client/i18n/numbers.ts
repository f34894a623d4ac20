import { type Language, language } from './language.ts';

/**
 * Dates, times and numbers as people write them. Browsers have no nynorsk (Chromium falls back to
 * American English), so the words stand here; only the numbers of a moment in Oslo come from Intl.
 */
const weekdays: Record<Language, readonly string[]> = {
  nb: ['søndag', 'mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag'],
  nn: ['søndag', 'måndag', 'tysdag', 'onsdag', 'torsdag', 'fredag', 'laurdag'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const norwegian = [
  'januar',
  'februar',
  'mars',
  'april',
  'mai',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'desember',
];
const months: Record<Language, readonly string[]> = {
  nb: norwegian,
  nn: norwegian,
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

const oslo = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

function partsOf(time: string): Record<Part, string> {
  const parts = { year: '', month: '', day: '', hour: '', minute: '', second: '' };
  for (const { type, value } of oslo.formatToParts(new Date(time))) if (type in parts) parts[type as Part] = value;
  return parts;
}

/** A date with its month in words: `7. mars 2026`, `7 March 2026`. `time` is RFC 3339. */
export function date(time: string): string {
  const { year, month, day } = partsOf(time);
  const name = months[language.value][Number(month) - 1];
  return language.value === 'en' ? `${Number(day)} ${name} ${year}` : `${Number(day)}. ${name} ${year}`;
}

/** A date with its weekday: `lørdag 7. mars 2026`. */
function weekday(time: string): string {
  const { year, month, day } = partsOf(time);
  const name = weekdays[language.value][new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay()];
  return `${name} ${date(time)}`;
}

/** A time of day: `kl. 19.05`, in English `19:05`. `exact` adds the seconds. */
export function clock(time: string, exact = false): string {
  const { hour, minute, second } = partsOf(time);
  const parts = exact ? [hour, minute, second] : [hour, minute];
  return language.value === 'en' ? parts.join(':') : `kl.\u00a0${parts.join('.')}`;
}

/** A moment: `lørdag 7. mars 2026 kl. 19.05`. */
export function moment(time: string): string {
  return language.value === 'en' ? `${weekday(time)} at ${clock(time)}` : `${weekday(time)} ${clock(time)}`;
}

/** Seconds as a clock that counts shows them, minutes and seconds: `1:05`. */
export function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A whole number with its thousands apart: `10 000`, in English `10,000`. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/gu, language.value === 'en' ? ',' : '\u00a0');
}

/** A number with the word for so many: `1 punkt`, `3 punkter`. */
export function counted(value: number, one: string, more: string): string {
  return value === 1 ? `1 ${one}` : `${number(value)} ${more}`;
}

/** A share in per cent, rounded: `67 %`. */
export function percent(part: number, whole: number): string {
  const share = whole === 0 ? 0 : Math.round((100 * part) / whole);
  return language.value === 'en' ? `${share}%` : `${share}\u00a0%`;
}

/** Words in a row with one before the last: `a, b og c`. */
export function list(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
