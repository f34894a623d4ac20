import * as v from 'valibot';
import { Time, Whole } from '../rules/formats.ts';
import { MeetingState } from '../rules/meeting.ts';
import { screenCode } from '../rules/screen.ts';
import { endpoint } from './endpoint.ts';

/** What a screen is told to show; `auto` follows the meeting. */
export const Show = v.picklist(['auto', 'join', 'text', 'speakers', 'result', 'blank']);
export type Show = v.InferOutput<typeof Show>;

/** The big screens of a branch, for those who tell them what to show. */
export const ScreensInfo = v.object({ paired: Whole, show: Show });
export type ScreensInfo = v.InferOutput<typeof ScreensInfo>;

/** What the hall sees. Nothing in it tells who voted, or how an open ballot stands. */
export const ScreenSnapshot = v.object({
  /** Size of the journal: the event stream goes on from here. */
  index: Whole,
  at: Time,
  branch: v.object({ name: v.string(), level: v.string() }),
  /** The code that pairs the screen; null once it is paired. */
  code: v.nullable(v.pipe(v.string(), v.regex(screenCode))),
  /** Null until the screen is paired. */
  hall: v.nullable(v.object({ show: Show, meeting: v.nullable(v.object({ title: v.string(), state: MeetingState })) })),
});
export type ScreenSnapshot = v.InferOutput<typeof ScreenSnapshot>;

export const screenEndpoints = {
  openScreen: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/screens',
    summary:
      'Make this browser a screen, by a cookie, and get the code that pairs it. It lives an hour; of more than twenty that wait the oldest goes',
    access: 'anyone',
    response: v.object({}),
    refusals: [],
  }),
  screenSnapshot: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/screens/snapshot',
    summary: 'What the big screen shows now: its code until it is paired, then what the hall may see',
    access: 'screen',
    response: ScreenSnapshot,
    refusals: [],
  }),
  pairScreen: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/screens/pairings',
    summary: 'Pair the screen that shows a code, for twelve hours',
    access: ['chair', 'secretary'],
    body: v.object({ code: v.pipe(v.string(), v.maxLength(20)) }),
    response: v.object({}),
    refusals: ['screen.code'],
  }),
  unpairScreens: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/screens/removal',
    summary: 'Let go of all paired screens',
    access: ['chair'],
    response: v.object({}),
    refusals: [],
  }),
  showOnScreen: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/screens/show',
    summary: 'Tell the screens what to show',
    access: ['chair', 'secretary'],
    body: v.object({ show: Show }),
    response: v.object({}),
    refusals: [],
  }),
};
