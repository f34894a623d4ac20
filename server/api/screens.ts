import * as v from 'valibot';
import { BallotTally, Checkpoint, Counting, Decided, Rule, Time, Whole } from '../rules/formats.ts';
import { MeetingState } from '../rules/meeting.ts';
import { screenCode } from '../rules/screen.ts';
import { PlanStep } from './amendments.ts';
import { endpoint } from './endpoint.ts';
import { DropWindow } from './secret.ts';
import { Show } from './show.ts';
import { BallotInfo } from './snapshot.ts';
import { SpeakersInfo } from './speakers.ts';

const { speaking, waiting } = SpeakersInfo.entries;

/** A block of a text with what is changed in it, as `text-diff.ts` has it. */
const DiffedBlock = v.object({
  kind: v.picklist(['same', 'changed', 'removed', 'added']),
  block: v.picklist(['heading', 'paragraph', 'point']),
  point: v.nullable(Counting),
  amendment: v.nullable(Counting),
  segments: v.array(v.object({ kind: v.picklist(['same', 'removed', 'added']), text: v.string() })),
});
export type ScreenBlock = v.InferOutput<typeof DiffedBlock>;

/** A text as it stands. During a ballot on an amendment what the amendment changes is marked, otherwise what was adopted. */
const ScreenText = v.object({
  number: Counting,
  title: v.string(),
  blocks: v.array(DiffedBlock),
  /** Indexes of the blocks that are voted on now, which must be in view; none for the whole. */
  focus: v.array(Whole),
  /** The announced voting plan, as far as it remains. */
  steps: v.array(PlanStep),
});
export type ScreenText = v.InferOutput<typeof ScreenText>;

const { id, subject, method, trial, entitled, withoutPasskey, voted } = BallotInfo.entries;

/** The journal as it stood at a time, for the hall to photograph. */
const ShownCheckpoint = v.object({ ...Checkpoint.entries, at: Time });
export type ShownCheckpoint = v.InferOutput<typeof ShownCheckpoint>;

const ballot = {
  id,
  number: Counting,
  /** Number and title of the proposal that it is about. */
  proposal: v.object({ number: Counting, title: v.string() }),
  subject,
  method,
  trial,
  rule: Rule,
  /** Ids and titles of its questions, with the texts of the points. */
  questions: v.array(v.object({ id: v.string(), title: v.string(), text: v.string() })),
  entitled,
};

/** An open ballot: how many have voted, never how; of a secret one how many have drawn a paper, never how many papers have come. */
const ScreenBallot = v.object({
  ...ballot,
  stopped: v.boolean(),
  voted,
  withoutPasskey,
  /** Null where the ballot is open to see; `window` is when papers are dropped, null while they are drawn. */
  secret: v.nullable(v.object({ window: v.nullable(DropWindow) })),
  /** The journal when the ballot was opened, that entry among it; null for ballots of before that was kept. */
  journal: v.nullable(ShownCheckpoint),
});
export type ScreenBallot = v.InferOutput<typeof ScreenBallot>;

/** A closed ballot, without names. */
const ScreenResult = v.object({
  ...ballot,
  secret: v.boolean(),
  /** The journal that the chair signed with the closing. */
  journal: v.nullable(ShownCheckpoint),
  tally: BallotTally,
  outcome: v.record(v.string(), Decided),
});
export type ScreenResult = v.InferOutput<typeof ScreenResult>;

/** How people join: the branch's page, the hall's network, and the code that checks them in. */
const Join = v.object({
  address: v.string(),
  /** The network's name and password, and what its QR code says. */
  wifi: v.nullable(v.object({ name: v.string(), password: v.string(), code: v.string() })),
  door: v.nullable(v.object({ code: v.pipe(v.string(), v.regex(screenCode)), endsAt: Time })),
});
export type Join = v.InferOutput<typeof Join>;

const Speakers = v.object({
  closed: v.boolean(),
  speaking: v.nullable(v.omit(speaking.wrapped, ['id', 'mine', 'list'])),
  waiting: v.array(v.omit(waiting.item, ['id', 'mine', 'list'])),
});

/** What the screen shows: one thing at a time. */
const Stage = v.variant('stage', [
  v.object({ stage: v.literal('blank') }),
  v.object({ stage: v.literal('join'), join: Join }),
  v.object({ stage: v.literal('ballot'), ballot: ScreenBallot, text: v.nullable(ScreenText) }),
  v.object({ stage: v.literal('result'), result: ScreenResult }),
  v.object({ stage: v.literal('speakers'), speakers: Speakers }),
  v.object({ stage: v.literal('text'), text: ScreenText }),
  /** The agenda item, or where there is none the meeting. */
  v.object({ stage: v.literal('item') }),
]);
export type Stage = v.InferOutput<typeof Stage>;

const Hall = v.object({
  meeting: v.nullable(
    v.object({ title: v.string(), place: v.string(), startsAt: Time, state: MeetingState, present: Whole }),
  ),
  item: v.nullable(v.object({ number: Counting, title: v.string() })),
  shown: Stage,
});
export type ScreenHall = v.InferOutput<typeof Hall>;

/** What the hall sees. Nothing in it tells who voted, or how an open ballot stands. */
export const ScreenSnapshot = v.object({
  /** Size of the journal: the event stream goes on from here. */
  index: Whole,
  at: Time,
  branch: v.object({ name: v.string(), level: v.string() }),
  /** The code that pairs the screen; null once it is paired. */
  code: v.nullable(v.pipe(v.string(), v.regex(screenCode))),
  /** Null until the screen is paired. */
  hall: v.nullable(Hall),
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
