import { secretary as en } from './en/secretary.ts';
import { area } from './language.ts';
import { secretary as nb } from './nb/secretary.ts';
import { secretary as nn } from './nn/secretary.ts';

/** Strings of the secretary's page: members, meeting, door, roll. */
export const secretary = area<typeof nb>({ nb, nn, en });
