import { setup as en } from './en/setup.ts';
import { area } from './language.ts';
import { setup as nb } from './nb/setup.ts';
import { setup as nn } from './nn/setup.ts';

/** Strings of the front page, the set-up and the invitation. */
export const setup = area<typeof nb>({ nb, nn, en });
