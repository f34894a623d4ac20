import { common as en } from './en/common.ts';
import { area } from './language.ts';
import { common as nb } from './nb/common.ts';
import { common as nn } from './nn/common.ts';

/** Strings of the frame, the shared components, and words that every page uses. */
export const common = area<typeof nb>({ nb, nn, en });
