import { date } from '../../i18n/numbers.ts';

/** A day, `2018-12-01`, as people write it: `1. desember 2018`. */
export function dayWords(day: string): string {
  return date(`${day}T12:00:00Z`);
}
