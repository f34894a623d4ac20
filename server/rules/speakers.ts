import { type Checked, pass, refuse } from './refusals.ts';

/** What somebody asks for: a speech (innlegg), a reply (replikk), or the floor for a point of order (til dagsorden). */
export type SpeechKind = 'speech' | 'reply' | 'order';

/** Which of the two lists, where lists are balanced; neither otherwise, or for whoever wants neither. */
export type SpeakerList = '' | 'a' | 'b';

/** A request for the floor. */
export interface SpeechRequest {
  id: string;
  member: string;
  kind: SpeechKind;
  list: SpeakerList;
  state: 'waiting' | 'speaking' | 'done' | 'withdrawn';
  /** When the floor was given; null before. */
  startedAt: string | null;
}

/** What the order and the clock depend on. */
export interface SpeechRules {
  /** Two lists take turns. */
  balance: boolean;
  /** Seconds of a speech and of a reply; 0 for no limit. */
  speech: number;
  reply: number;
}

/**
 * Those who wait, in the order in which they get the floor: points of order first, since they concern how the meeting
 * goes on; then replies, which answer the speech just given; then speeches in order of asking, where balanced lists take
 * turns as long as both have somebody. Whoever stands on neither list can be taken at any turn.
 * @param requests all requests under the agenda item, in order of asking.
 */
export function speakingOrder(
  requests: readonly SpeechRequest[],
  { balance }: Pick<SpeechRules, 'balance'>,
): SpeechRequest[] {
  const waiting = (kind: SpeechKind): SpeechRequest[] =>
    requests.filter((request) => request.state === 'waiting' && request.kind === kind);
  const speeches = waiting('speech');
  return [
    ...waiting('order'),
    ...waiting('reply'),
    ...(balance ? takingTurns(speeches, lastList(requests)) : speeches),
  ];
}

/** The list of the latest speech that was given by somebody on a list; neither before the first. */
function lastList(requests: readonly SpeechRequest[]): SpeakerList {
  return given(requests).findLast(({ list }) => list !== '')?.list ?? '';
}

/** The speeches that were given, in the order in which they were. */
function given(requests: readonly SpeechRequest[]): SpeechRequest[] {
  return requests
    .filter(({ kind, startedAt }) => kind === 'speech' && startedAt !== null)
    .sort((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1));
}

function takingTurns(speeches: readonly SpeechRequest[], last: SpeakerList): SpeechRequest[] {
  const left = [...speeches];
  const ordered: SpeechRequest[] = [];
  let before = last;
  while (left.length > 0) {
    const turn = left.findIndex(({ list }) => list === '' || list !== before);
    const [taken] = left.splice(Math.max(turn, 0), 1);
    if (taken === undefined) break;
    ordered.push(taken);
    if (taken.list !== '') before = taken.list;
  }
  return ordered;
}

/** The speech that a reply answers now: the one being given, or the latest one; undefined before the first. */
export function answered(requests: readonly SpeechRequest[]): SpeechRequest | undefined {
  return given(requests).at(-1);
}

/**
 * Whether somebody may be put on the list. A closed list takes points of order alone; a reply needs somebody to answer;
 * nobody waits twice for the same.
 */
export function checkRequest(
  { member, kind }: Pick<SpeechRequest, 'member' | 'kind'>,
  requests: readonly SpeechRequest[],
  closed: boolean,
): Checked<SpeechKind> {
  if (closed && kind !== 'order') return refuse('list.closed', 'the list takes points of order alone');
  if (kind === 'reply' && answered(requests) === undefined)
    return refuse('meeting.state', 'nobody has spoken, so there is nothing to reply to');
  if (requests.some((other) => other.state === 'waiting' && other.member === member && other.kind === kind))
    return refuse('speaker.waiting', `there is a ${kind} of theirs on the list already`);
  return pass(kind);
}

/** Seconds that somebody may speak, or null for no limit. A point of order is as short as a reply. */
export function limitOf(kind: SpeechKind, { speech, reply }: Omit<SpeechRules, 'balance'>): number | null {
  const seconds = kind === 'speech' ? speech : reply;
  return seconds === 0 ? null : seconds;
}

/**
 * What the clock shows at a time: whole seconds that remain of a limit, below nought when the time is over; without a
 * limit the seconds spoken. Times are RFC 3339.
 */
export function clockAt(startedAt: string, limit: number | null, at: string): number {
  const spoken = Math.max(0, Math.floor((Date.parse(at) - Date.parse(startedAt)) / 1000));
  return limit === null ? spoken : limit - spoken;
}
