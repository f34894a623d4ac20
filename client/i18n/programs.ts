import { programs as en } from './en/programs.ts';
import { area } from './language.ts';
import { programs as nb } from './nb/programs.ts';
import { programs as nn } from './nn/programs.ts';

/** Strings of the API page. */
export const programs = area<typeof nb>({ nb, nn, en });
