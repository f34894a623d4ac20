import { area } from './language.ts';
import { help as nb } from './nb/help.ts';

/** Short answers that stand under «Hjelp» on every page. */
export interface HelpText {
  questions: readonly { question: string; answer: string }[];
}

export const help = area<HelpText>({
  nb,
  nn: () => import('./nn/help.ts').then((file) => file.help),
  en: () => import('./en/help.ts').then((file) => file.help),
});
