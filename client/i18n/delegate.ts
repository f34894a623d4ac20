import { delegate as en } from './en/delegate.ts';
import { area } from './language.ts';
import { delegate as nb } from './nb/delegate.ts';
import { delegate as nn } from './nn/delegate.ts';

/** Strings of the delegate's page. */
export const delegate = area<typeof nb>({ nb, nn, en });
