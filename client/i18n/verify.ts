import { verify as en } from './en/verify.ts';
import { area } from './language.ts';
import { verify as nb } from './nb/verify.ts';
import { verify as nn } from './nn/verify.ts';

/** Strings of the page where files are verified. */
export const verify = area<typeof nb>({ nb, nn, en });
