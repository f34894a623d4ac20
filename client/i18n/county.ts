import { county as en } from './en/county.ts';
import { area } from './language.ts';
import { county as nb } from './nb/county.ts';
import { county as nn } from './nn/county.ts';

/** Strings of the page with the resolutions that a branch has received. */
export const county = area<typeof nb>({ nb, nn, en });
