import { chair as en } from './en/chair.ts';
import { area } from './language.ts';
import { chair as nb } from './nb/chair.ts';
import { chair as nn } from './nn/chair.ts';

/** Strings of the chair's page: what to do next, the open ballot, results, resolutions. */
export const chair = area<typeof nb>({ nb, nn, en });
