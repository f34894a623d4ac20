import type { ProblemCode } from '../problem.ts';
import { area } from './language.ts';
import { problems as nb } from './nb/problems.ts';

/** What happened, in one sentence, and what to do next. */
export type Words = readonly [what: string, next: string];

/** A sentence and the next step for every problem: a code without them fails the type check. */
export type ProblemWords = Record<ProblemCode, Words>;

export const problems = area<ProblemWords>({
  nb,
  nn: () => import('./nn/problems.ts').then((file) => file.problems),
  en: () => import('./en/problems.ts').then((file) => file.problems),
});
