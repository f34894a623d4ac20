import * as v from 'valibot';
import { Rule, Text, Time, Whole } from './formats.ts';

/** Where a meeting is (planlagt, innkalt, åpnet, avbrutt, hevet, protokollen signert). */
export const MeetingState = v.picklist(['planned', 'called', 'open', 'adjourned', 'closed', 'signed']);
export type MeetingState = v.InferOutput<typeof MeetingState>;

const Seconds = v.pipe(Whole, v.maxValue(3600));

/** How a meeting is held; everything has a default, `defaultSettings`. */
export const MeetingSettings = v.strictObject({
  /** Until when proposals and amendments are taken in; null for until strek is set. */
  proposalDeadline: v.nullable(Time),
  amendmentDeadline: v.nullable(Time),
  /** How many beside the proposer an amendment needs. */
  seconds: v.pipe(Whole, v.maxValue(50)),
  /** Seconds of a speech and of a reply; 0 for no limit. */
  speech: Seconds,
  reply: Seconds,
  /** Two lists of speakers that take turns. */
  balance: v.boolean(),
  /** Members check themselves in with the code on the big screen. */
  selfCheckIn: v.boolean(),
  /** The hall's wireless network, for the code on the big screen. */
  wifi: v.nullable(
    v.strictObject({ name: v.pipe(Text, v.minLength(1), v.maxLength(32)), password: v.pipe(Text, v.maxLength(63)) }),
  ),
  /** The rule that a ballot begins with. */
  rule: Rule,
  /** Whether a ballot is secret as soon as anybody entitled to vote asks for it before it opens. */
  secretOnDemand: v.boolean(),
  /** The language of the minutes. */
  language: v.picklist(['nb', 'nn']),
});
export type MeetingSettings = v.InferOutput<typeof MeetingSettings>;

/** What a meeting begins with. */
export const defaultSettings: MeetingSettings = {
  proposalDeadline: null,
  amendmentDeadline: null,
  seconds: 0,
  speech: 180,
  reply: 60,
  balance: false,
  selfCheckIn: true,
  wifi: null,
  rule: { num: 1, den: 2, strict: true, base: 'for-against', blanks: 'allowed', tie: 'falls' },
  secretOnDemand: false,
  language: 'nb',
};

/** The settings that are stored, over the defaults. */
export function settingsOf(stored: string): MeetingSettings {
  return v.parse(MeetingSettings, { ...defaultSettings, ...(JSON.parse(stored) as object) });
}

/** What an agenda item is for. The first six constitute the meeting. */
export const ItemKind = v.picklist([
  'notice',
  'agenda',
  'chair',
  'secretary',
  'signers',
  'tellers',
  'matter',
  'election',
  'information',
]);
export type ItemKind = v.InferOutput<typeof ItemKind>;

/** What somebody is in a meeting: a delegate has a vote; a substitute has one in a delegate's place; the others have none. */
export const StandingKind = v.picklist(['delegate', 'substitute', 'participant', 'observer']);
export type StandingKind = v.InferOutput<typeof StandingKind>;
