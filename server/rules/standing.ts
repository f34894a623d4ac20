import type { Presence } from './attendance.ts';
import type { StandingKind } from './meeting.ts';
import { type Checked, pass, refuse } from './refusals.ts';

/** What somebody is in a meeting. `placeOf` is the delegate whose place a substitute has taken; null for all others. */
export interface Standing {
  kind: StandingKind;
  placeOf: string | null;
}

/** Who is what in a meeting, and where: who is not in `standings` is a delegate, who is not in `presence` is out. */
export interface Gathering {
  standings: ReadonlyMap<string, Standing>;
  presence: ReadonlyMap<string, Presence>;
}

const delegate: Standing = { kind: 'delegate', placeOf: null };

export function standingOf({ standings }: Gathering, member: string): Standing {
  return standings.get(member) ?? delegate;
}

export function presenceOf({ presence }: Gathering, member: string): Presence {
  return presence.get(member) ?? 'out';
}

/**
 * Whether somebody has a vote while they are in the meeting: a delegate has one; a substitute has that of the delegate
 * whose place they took, for as long as that delegate is not in the meeting.
 */
export function hasVote(gathering: Gathering, member: string): boolean {
  const { kind, placeOf } = standingOf(gathering, member);
  if (kind === 'delegate') return true;
  if (kind !== 'substitute' || placeOf === null) return false;
  return standingOf(gathering, placeOf).kind === 'delegate' && presenceOf(gathering, placeOf) !== 'in';
}

/** What somebody counts as: a substitute with a vote as a delegate, one without as a participant. */
export function roleOf(gathering: Gathering, member: string): Exclude<StandingKind, 'substitute'> {
  const { kind } = standingOf(gathering, member);
  if (kind !== 'substitute') return kind;
  return hasVote(gathering, member) ? 'delegate' : 'participant';
}

/** Those in the meeting who have a vote: whom the next roll lists. */
export function entitledIn(gathering: Gathering): string[] {
  return [...gathering.presence]
    .filter(([member, where]) => where === 'in' && hasVote(gathering, member))
    .map(([member]) => member);
}

/** Who has taken a delegate's place; undefined where nobody has. */
export function substituteFor({ standings }: Gathering, absent: string): string | undefined {
  return [...standings].find(([, { kind, placeOf }]) => kind === 'substitute' && placeOf === absent)?.[0];
}

/**
 * Whether somebody may be given a standing: only a substitute takes a place, that of a delegate who is not in the
 * meeting, and no two take the same. Refused with standing.place.
 */
export function checkStanding(gathering: Gathering, member: string, standing: Standing): Checked<Standing> {
  const { kind, placeOf } = standing;
  if (placeOf === null) return pass(standing);
  if (kind !== 'substitute') return refuse('standing.place', `a ${kind} takes nobody's place`);
  if (placeOf === member) return refuse('standing.place', 'nobody takes their own place');
  if (standingOf(gathering, placeOf).kind !== 'delegate') {
    return refuse('standing.place', 'only a delegate has a place that can be taken');
  }
  const holder = substituteFor(gathering, placeOf);
  if (holder !== undefined && holder !== member) {
    return refuse('standing.place', 'another substitute has taken that place', { holder });
  }
  if (presenceOf(gathering, placeOf) === 'in') return refuse('standing.place', 'the delegate is in the meeting');
  return pass(standing);
}
