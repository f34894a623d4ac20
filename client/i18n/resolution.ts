import { resolution as en } from './en/resolution.ts';
import { area } from './language.ts';
import { resolution as nb } from './nb/resolution.ts';
import { resolution as nn } from './nn/resolution.ts';

/** Strings of a resolution: its page, and what other pages show of one. */
export const resolution = area<typeof nb>({ nb, nn, en });
