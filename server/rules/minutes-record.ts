import type { Change, Disposition, Recommendation } from './amendment.ts';
import type { BallotTally, Decided, Marks, Rule } from './formats.ts';
import type { ItemKind, MeetingState } from './meeting.ts';
import type { ProposalKind } from './motion.ts';
import type { MinutesLanguage } from './norwegian-time.ts';
import type { Block } from './proposal.ts';
import type { Method, PlanStatement, Quorum } from './statements.ts';
import type { Subject } from './subject.ts';

/**
 * All that the minutes of a meeting are written from. Times are RFC 3339. People stand by name where minutes name them
 * (officers, proposers, those who vote at a roll call, those who ask for a remark); all others only in numbers.
 */
export interface MinutesRecord {
  /** The branch's name. */
  branch: string;
  language: MinutesLanguage;
  meeting: { title: string; place: string; startsAt: string };
  quorum: Quorum;
  /** The states that the meeting came into, oldest first. */
  states: readonly { state: MeetingState; at: string }[];
  presence: Presence;
  officers: Readonly<Record<Officer, readonly string[]>>;
  /** The roles that the meeting elected people into. */
  elected: readonly Officer[];
  /** In the order of the agenda. */
  items: readonly { id: string; kind: ItemKind; title: string; done: boolean; note: string }[];
  proposals: readonly MinutesProposal[];
  /** Oldest first. */
  ballots: readonly MinutesBallot[];
  resolutions: readonly MinutesResolution[];
  remarks: readonly { name: string; text: string; at: string; ballot: string | null }[];
  /** How many got a one-time code at the door. */
  doorCodes: number;
}

export type Officer = 'chair' | 'secretary' | 'signer' | 'teller';

/** Those who may vote, in numbers. */
export interface Presence {
  /** When the meeting was opened. */
  opening: number;
  /** What changed after that, by the minute. */
  changes: readonly { at: string; came: number; left: number; present: number }[];
  /** Substitutes who took a delegate's place, and others who came and have no vote. */
  substitutes: number;
  participants: number;
  observers: number;
}

export interface MinutesProposal {
  id: string;
  number: number;
  kind: ProposalKind;
  /** The agenda item that it belongs to. */
  item: string | null;
  title: string;
  /** As it was proposed. */
  blocks: readonly Block[];
  /** As it stands with the amendments that were adopted. */
  standing: readonly Block[];
  /** Empty where nobody is named. */
  proposer: string;
  reason: string;
  recommendation: Recommendation | null;
  disposition: Disposition;
  amendments: readonly MinutesAmendment[];
  /** The newest plan that was announced. */
  plan: { steps: PlanStatement['steps']; acceptedAt: string | null } | null;
}

export interface MinutesAmendment {
  number: number;
  change: Change;
  reason: string;
  proposer: string;
  /** The branch that sent it, where that is another. */
  branch: string;
  seconds: number;
  recommendation: Recommendation | null;
  disposition: Disposition;
}

export interface MinutesBallot {
  id: string;
  number: number;
  /** The proposal that it decides, or whose amendments. */
  proposal: string;
  subject: Subject;
  rule: Rule;
  method: Method | 'phones';
  /** Of a secret ballot that is closed, how many papers were handed out and how many lay in the box; else null. */
  secret: { drawn: number; papers: number } | null;
  trial: boolean;
  state: 'open' | 'closed' | 'cancelled';
  openedAt: string;
  /** People on its roll. */
  entitled: number;
  cancelReason: string;
  /** Id of the cancelled ballot that it takes again. */
  retakes: string | null;
  /** Empty where nobody's vote was counted. */
  tally: BallotTally;
  /** By question; empty until it is closed. */
  outcome: Readonly<Record<string, Decided>>;
  /** What of the tally was counted by hand beside the phones. */
  hands: BallotTally | null;
  /** Two tellers have entered counts, and they differ or one is missing. */
  countOpen: boolean;
  /** At a roll call, how each voted, in the order of the roll. */
  rollcall: readonly { name: string; marks: Marks }[] | null;
}

export interface MinutesResolution {
  number: number;
  title: string;
  hash: string;
  /** Id of the ballot that it follows from. */
  ballot: string;
  signed: boolean;
  /** The parent has refused it. */
  refused: boolean;
}
