import { area } from './language.ts';
import { hearingReport as nb } from './nb/hearing-report.ts';

/** Strings of what has come of a hearing: progress, report, matrix and files. */
export const hearingReport = area<typeof nb>({
  nb,
  nn: () => import('./nn/hearing-report.ts').then((file) => file.hearingReport),
  en: () => import('./en/hearing-report.ts').then((file) => file.hearingReport),
});
