import * as v from 'valibot';
import { Whole } from '../rules/formats.ts';

/** What a big screen is told to show; `auto` follows the meeting. */
export const Show = v.picklist(['auto', 'join', 'text', 'speakers', 'result', 'blank']);
export type Show = v.InferOutput<typeof Show>;

/** The paired screens of a branch, for those who tell them what to show. */
export const ScreensInfo = v.object({ paired: Whole, show: Show });
export type ScreensInfo = v.InferOutput<typeof ScreensInfo>;
