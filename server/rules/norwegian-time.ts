/** The two written languages of minutes. */
export type MinutesLanguage = 'nb' | 'nn';

const weekdays: Record<MinutesLanguage, readonly string[]> = {
  nb: ['søndag', 'mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag'],
  nn: ['søndag', 'måndag', 'tysdag', 'onsdag', 'torsdag', 'fredag', 'laurdag'],
};
const months = 'januar februar mars april mai juni juli august september oktober november desember'.split(' ');

const oslo = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

function partsOf(time: string): Record<string, string> {
  return Object.fromEntries(oslo.formatToParts(new Date(time)).map(({ type, value }) => [type, value]));
}

/** The day in Oslo, with its weekday: `torsdag 12. mars 2026`. `time` is RFC 3339. */
export function dayIn(language: MinutesLanguage, time: string): string {
  const { year, month, day } = partsOf(time);
  const weekday = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay();
  return `${weekdays[language][weekday]} ${Number(day)}. ${months[Number(month) - 1]} ${year}`;
}

/** The time of day in Oslo: `kl. 19.05`. */
export function clockOf(time: string): string {
  const { hour, minute } = partsOf(time);
  return `kl. ${hour}.${minute}`;
}
