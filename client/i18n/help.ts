import { help as en } from './en/help.ts';
import { area, type Language } from './language.ts';
import { help as nb } from './nb/help.ts';
import { help as nn } from './nn/help.ts';

/** Short answers that stand under «Hjelp» on every page. */
export interface HelpText {
  questions: readonly { question: string; answer: string }[];
}

const catalogues: Record<Language, HelpText> = { nb, nn, en };

export const help = area<HelpText>(catalogues);
