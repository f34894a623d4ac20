import type { AgendaItem } from '../../../server/api/agenda.ts';
import type { PlanStep } from '../../../server/api/amendments.ts';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { Me } from '../../../server/api/session.ts';
import type { BallotInfo, ResolutionInfo, Snapshot } from '../../../server/api/snapshot.ts';
import type { ItemKind } from '../../../server/rules/meeting.ts';
import { orderOfProposals } from '../../../server/rules/plan.ts';

/** What a constituting item decides: approval, or who serves the meeting in a role. */
export type Office = 'chair' | 'secretary' | 'signer' | 'teller';

/** The one thing that the chair does next. */
export type Step =
  | { kind: 'ballot'; ballot: BallotInfo }
  | { kind: 'attest'; resolution: ResolutionInfo }
  | { kind: 'open' }
  | { kind: 'approve'; item: AgendaItem }
  | { kind: 'elect'; item: AgendaItem; office: Office }
  | { kind: 'strek'; proposal: ProposalInfo; amendments: number }
  | { kind: 'announce'; proposal: ProposalInfo }
  | { kind: 'accept'; proposal: ProposalInfo }
  | { kind: 'vote'; proposal: ProposalInfo; step: PlanStep }
  | { kind: 'draft'; proposal: ProposalInfo; ballot: BallotInfo }
  | { kind: 'go'; item: AgendaItem }
  | { kind: 'finish'; item: AgendaItem; next: AgendaItem | null }
  | { kind: 'matterless' }
  | { kind: 'close' }
  | { kind: 'minutes' }
  | { kind: 'over' };

type StepKind = Step['kind'];

/** The office that an item elects to; undefined for all other items. */
function officeOf(kind: ItemKind): Office | undefined {
  switch (kind) {
    case 'chair':
    case 'secretary':
      return kind;
    case 'signers':
      return 'signer';
    case 'tellers':
      return 'teller';
    default:
      return undefined;
  }
}

/** The proposals that wait to be decided under an item, in the order in which they are put to the vote. */
export function pendingUnder(proposals: readonly ProposalInfo[], item: string | null): ProposalInfo[] {
  return orderOfProposals(
    proposals
      .filter(({ disposition, state }) => disposition.kind === 'open' && state !== 'withdrawn')
      .filter((proposal) => proposal.item === item || (proposal.item === null && proposal.kind === 'procedure')),
  );
}

/**
 * The next step of a meeting: the ballot that runs; a draft that waits for the chair; then what the state of the
 * meeting and of its current item asks for. Proposals outside the agenda come when its last item is done.
 * @param aside ids of proposals that were adopted and need no resolution.
 */
export function nextStep(snapshot: Snapshot, meeting: MeetingInfo, me: Me, aside: ReadonlySet<string>): Step {
  const running = snapshot.ballots.find(({ state }) => state === 'open' || state === 'stopped');
  if (running !== undefined) return { kind: 'ballot', ballot: running };
  const waiting = snapshot.resolutions.find((resolution) => maySign(resolution, me));
  if (waiting !== undefined) return { kind: 'attest', resolution: waiting };
  if (meeting.state === 'signed') return { kind: 'over' };
  if (meeting.state === 'closed') return { kind: 'minutes' };
  if (meeting.state !== 'open') return { kind: 'open' };
  const item = meeting.agenda.find(({ id }) => id === meeting.item);
  if (item !== undefined) return underItem(snapshot, meeting, item, aside);
  const next = nextItem(meeting, null);
  if (next !== null) return { kind: 'go', item: next };
  const matter = deciding(snapshot, meeting, null, aside);
  if (matter !== undefined) return matter;
  return meeting.agenda.length === 0 && snapshot.proposals.length === 0 ? { kind: 'matterless' } : { kind: 'close' };
}

function underItem(snapshot: Snapshot, meeting: MeetingInfo, item: AgendaItem, aside: ReadonlySet<string>): Step {
  const matter = deciding(snapshot, meeting, item.id, aside);
  if (matter !== undefined) return matter;
  if (!isDecided(snapshot, item)) {
    const office = officeOf(item.kind);
    if (office !== undefined) return { kind: 'elect', item, office };
    if (item.kind === 'notice' || item.kind === 'agenda') return { kind: 'approve', item };
  }
  return { kind: 'finish', item, next: nextItem(meeting, item.id) };
}

/** Whether a constituting item has its decision. */
function isDecided({ proposals }: Snapshot, { id, kind }: AgendaItem): boolean {
  const deciding = kind === 'notice' || kind === 'agenda' ? 'approve' : 'elect';
  return proposals.some(
    (proposal) => proposal.item === id && proposal.kind === deciding && proposal.disposition.kind === 'adopted',
  );
}

/** What there is to decide, or to make of what was decided, under an item, or outside the agenda. */
function deciding(
  snapshot: Snapshot,
  meeting: MeetingInfo,
  item: string | null,
  aside: ReadonlySet<string>,
): Step | undefined {
  const [proposal] = pendingUnder(snapshot.proposals, item);
  if (proposal !== undefined) return putting(proposal, meeting);
  for (const decided of snapshot.proposals) {
    if (decided.item !== item || decided.kind !== 'text' || aside.has(decided.id)) continue;
    const ballot = decidedBy(snapshot, decided);
    if (ballot !== undefined && !snapshot.resolutions.some((made) => made.ballot === ballot.id))
      return { kind: 'draft', proposal: decided, ballot };
  }
  return undefined;
}

/** The ballot that adopted a text, or decided the answer to a hearing, whatever it was. */
function decidedBy({ ballots }: Snapshot, { disposition, hearing }: ProposalInfo): BallotInfo | undefined {
  if (disposition.kind !== 'adopted' && !(hearing !== null && disposition.kind === 'rejected')) return undefined;
  return ballots.find(({ id }) => id === disposition.ballot);
}

/**
 * The way of one proposal to its ballot: with amendments the intake is closed first, then the order of the ballots is
 * announced and accepted; without, the text is put to the vote at once.
 */
function putting(proposal: ProposalInfo, meeting: Pick<MeetingInfo, 'intakeClosedAt'>): Step {
  const amendments = proposal.amendments.filter(({ disposition }) => disposition.kind === 'open').length;
  const { plan } = proposal;
  if (amendments > 0) {
    if (meeting.intakeClosedAt === null) return { kind: 'strek', proposal, amendments };
    if (plan === null || plan.stale) return { kind: 'announce', proposal };
    if (!plan.accepted) return { kind: 'accept', proposal };
  }
  const planned = plan?.accepted === true && !plan.stale ? plan.steps[0] : undefined;
  return { kind: 'vote', proposal, step: planned ?? proposal.steps[0] ?? wholeText };
}

const wholeText: PlanStep = { kind: 'text', of: ['text'], reason: 'only-text', lapses: [] };

/** The item that is taken up after another one: the next in order that waits, else the first. */
export function nextItem({ agenda }: MeetingInfo, after: string | null): AgendaItem | null {
  const at = agenda.findIndex(({ id }) => id === after);
  const waits = ({ state }: AgendaItem): boolean => state === 'waiting';
  return agenda.slice(at + 1).find(waits) ?? agenda.find(waits) ?? null;
}

/** Whether a draft resolution waits for this member's signature: nobody signs twice, one chair and two signers do. */
function maySign({ signed, mine, attestations }: ResolutionInfo, me: Me): boolean {
  if (signed || mine) return false;
  const taken = (role: 'chair' | 'signer'): number => attestations.filter((one) => one.role === role).length;
  return (me.roles.includes('chair') && taken('chair') < 1) || (me.roles.includes('signer') && taken('signer') < 2);
}

/** What tells one step from another: when it changes the page says so and moves the focus. */
export function keyOf(step: Step): string {
  const subject = (): string => {
    switch (step.kind) {
      case 'ballot':
        return `${step.ballot.id} ${step.ballot.secret?.window?.opensAt ?? ''}`;
      case 'attest':
        return step.resolution.hash;
      case 'approve':
      case 'elect':
      case 'go':
      case 'finish':
        return step.item.id;
      case 'vote':
        return `${step.proposal.id} ${step.step.of.join(' ')}`;
      case 'strek':
      case 'announce':
      case 'accept':
      case 'draft':
        return step.proposal.id;
      default:
        return '';
    }
  };
  return `${step.kind satisfies StepKind} ${subject()}`;
}

/** The ballot whose result has just been reached: the last one, while what it was about is what the meeting is at. */
export function freshResult(
  { ballots, proposals, resolutions }: Snapshot,
  meeting: MeetingInfo,
): BallotInfo | undefined {
  const last = ballots.at(-1);
  if (last === undefined || last.state !== 'closed') return undefined;
  const proposal = proposals.find(({ id }) => id === last.proposal);
  const here = proposal !== undefined && (proposal.item === meeting.item || proposal.item === null);
  return here && !resolutions.some(({ ballot }) => ballot === last.id) ? last : undefined;
}

/** Why no ballot can open now. */
export type Obstacle = { why: 'roll' } | { why: 'self' } | { why: 'quorum'; missing: number };

/** What stands in the way of opening a ballot; undefined when nothing does. */
export function obstacleOf({ meeting, roll }: Snapshot): Obstacle | undefined {
  if (roll === null) return { why: 'roll' };
  if (!roll.mine) return { why: 'self' };
  const missing = (meeting?.quorum.required ?? 0) - roll.entitled;
  return missing > 0 ? { why: 'quorum', missing } : undefined;
}
