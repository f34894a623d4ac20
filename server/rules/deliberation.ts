import { type Applied, applyChanges, collide, faultOf } from './amend.ts';
import type { Amendment, Disposition } from './amendment.ts';
import { countAmendments } from './amendment-ballots.ts';
import { type Ledger, ledgerOf } from './amendment-ledger.ts';
import type { Decided } from './formats.ts';
import type { Effect, ProposalKind } from './motion.ts';
import { contentHash, type ProposalContent } from './proposal.ts';
import type { Subject } from './subject.ts';

/** A ballot on a proposal or its amendments, as far as it decides something. */
export interface DecidedBallot {
  id: string;
  subject: Subject;
  /** What was decided of each question; null while the ballot is not closed. */
  outcome: Record<string, Decided> | null;
  trial: boolean;
  cancelled: boolean;
}

/** A proposal with all that decides what becomes of it. */
export interface Matter {
  proposal: {
    id: string;
    kind: ProposalKind;
    /** The text as it was proposed. */
    content: ProposalContent;
    state: 'submitted' | 'upheld' | 'withdrawn';
  };
  amendments: readonly Amendment[];
  /** How many beside the proposer an amendment needs. */
  seconds: number;
  /** Oldest first. */
  ballots: readonly DecidedBallot[];
  /** What the adopted proposals of the meeting do; those that postpone or forward this one count here. */
  effects: readonly Effect[];
}

/** An amendment and what became of it. */
export interface Deliberated extends Amendment {
  disposition: Disposition;
}

/** What somebody who leads the meeting should look at. Numbers are those of amendments. */
export type Warning =
  /** It addresses a place that the text does not have. */
  | { kind: 'misplaced'; number: number }
  /** It was joined into one that is not there, or in a circle, and stands by itself. */
  | { kind: 'astray'; number: number }
  /** It was adopted, but then nothing would be left of the text, or more than a proposal may hold: it lapses. */
  | { kind: 'empty' | 'too-long'; number: number }
  /** The text was decided before it. */
  | { kind: 'passed-over'; number: number }
  /** What the ballot was on was decided already, or is not what stands there. */
  | { kind: 'no-effect'; ballot: string };

/** Where a proposal and its amendments are. */
export interface Deliberation {
  original: ProposalContent;
  /** The text as it stands, with every adopted amendment. */
  content: ProposalContent;
  /** The blocks of `content`, and where they come from. */
  blocks: Applied['blocks'];
  deleted: Applied['deleted'];
  /** In the order of their numbers. */
  amendments: Deliberated[];
  /** What became of the proposal itself. One that is voted on point by point is adopted when a point is. */
  disposition: Disposition;
  /** The last ballot that decided the proposal, by question; null before. */
  decided: { ballot: string; outcome: Record<string, Decided> } | null;
  /** Pairs of open amendments that cannot both stand, the lower number first. */
  collisions: [number, number][];
  /** Open amendments that have won against another and are now voted for or against. */
  winners: number[];
  /** Open amendments that are voted on one by one: their block was rejected, or a choice among them was not made. */
  apart: number[];
  warnings: Warning[];
}

/**
 * What became of a proposal and its amendments, and the text that comes of it. Ballots count in their order, but for trials,
 * cancelled ones and those that are not closed; what a ballot decides of something that is decided already has no effect.
 * The effects that an adopted amendment has on others are those of the voting order (Parat and Landbruk Arena: the
 * farthest-reaching first, and what is incompatible with an adopted one falls): a deletion takes the replacements of its
 * place with it, a replacement the others and the deletion; additions stand beside all.
 */
export function deliberate(given: Matter): Deliberation {
  const amendments = [...given.amendments].sort((a, b) => a.number - b.number);
  const matter: Matter = { ...given, amendments };
  const { content } = matter.proposal;
  const warnings: Warning[] = [];
  const own = new Map(amendments.map((amendment) => [amendment.number, ownDisposition(amendment, matter, warnings)]));
  const ledger = ledgerOf(amendments, ({ number }) => own.get(number) === null);
  const decided = countBallots(matter, ledger, warnings);
  const proposal = proposalDisposition(matter, decided);
  const standing = standingText(content, amendments, ledger);
  warnings.push(...standing.warnings);
  const dispositionOf = ({ number }: Amendment): Disposition => {
    const known =
      standing.dropped.get(number) ??
      ledger.decided.get(number) ??
      own.get(number) ??
      lostDisposition(number, ledger, own);
    if (known?.kind === 'covered' && !covers(known.by, ledger, own))
      return { kind: 'rejected', ballot: ledger.blocks.get(number) ?? null };
    if (known !== null) return known;
    if (proposal.kind === 'adopted' || proposal.kind === 'rejected') {
      if (proposal.kind === 'adopted') warnings.push({ kind: 'passed-over', number });
      return { kind: 'lapsed', because: null };
    }
    return proposal.kind === 'withdrawn' ? { kind: 'lapsed', because: null } : proposal;
  };
  const deliberated = amendments.map((amendment) => ({ ...amendment, disposition: dispositionOf(amendment) }));
  const open = deliberated.filter(({ disposition }) => disposition.kind === 'open');
  const still = (numbers: ReadonlySet<number>) => open.flatMap(({ number }) => (numbers.has(number) ? [number] : []));
  return {
    original: content,
    ...standing.applied,
    amendments: deliberated,
    disposition: proposal,
    decided,
    collisions: open.flatMap((a, i) =>
      open.slice(i + 1).flatMap((b): [number, number][] => (collide(a.change, b.change) ? [[a.number, b.number]] : [])),
    ),
    winners: still(ledger.winners),
    apart: still(ledger.apart),
    warnings,
  };
}

/** What is to be said of an amendment before any vote; null for one that can go to the vote. */
function ownDisposition(amendment: Amendment, matter: Matter, warnings: Warning[]): Disposition | null {
  const { number, state, change } = amendment;
  if (state === 'withdrawn') return { kind: 'withdrawn' };
  if (state === 'joined') {
    const into = joinedTo(amendment, matter.amendments);
    if (into !== null) return { kind: 'joined', into };
    warnings.push({ kind: 'astray', number });
  }
  const fault = faultOf(matter.proposal.content, change);
  if (fault === 'missing') {
    warnings.push({ kind: 'misplaced', number });
    return { kind: 'lapsed', because: null };
  }
  if (fault === 'same') return { kind: 'covered', by: null };
  return amendment.seconds < matter.seconds ? { kind: 'unsupported' } : null;
}

/** The number of the amendment that stands at the end of the joinings; null where they lead nowhere. */
function joinedTo(amendment: Amendment, amendments: readonly Amendment[]): number | null {
  const byId = new Map(amendments.map((one) => [one.id, one]));
  const passed = new Set<string>();
  let at: Amendment | undefined = amendment;
  while (at?.state === 'joined' && !passed.has(at.id)) {
    passed.add(at.id);
    at = at.joinedInto === null ? undefined : byId.get(at.joinedInto);
  }
  return at === undefined || at.state === 'joined' ? null : at.number;
}

/**
 * Goes through the ballots, writes down what they decide, and gives the one that decided the proposal: the last on the text,
 * as when the whole is voted on after the points.
 */
function countBallots(matter: Matter, ledger: Ledger, warnings: Warning[]): Deliberation['decided'] {
  let decided: Deliberation['decided'] = null;
  for (const { id, subject, outcome, trial, cancelled } of matter.ballots) {
    if (trial || cancelled || outcome === null) continue;
    const ofProposal = subject.kind === 'text' || isOwnChoice(matter, subject);
    if (ofProposal && Object.values(outcome).includes('undecided')) continue;
    let counts = ofProposal || decided === null;
    if (subject.kind === 'text') counts = isStanding(matter, ledger, subject.content);
    else if (counts && !ofProposal)
      counts = countAmendments(matter.amendments, contentHash(matter.proposal.content), ledger, id, subject, outcome);
    if (!counts) warnings.push({ kind: 'no-effect', ballot: id });
    else if (ofProposal) decided = { ballot: id, outcome };
  }
  return decided;
}

/** Whether a choice answers the proposal itself: a question or an election, not texts or amendments against each other. */
function isOwnChoice({ proposal }: Matter, subject: Subject): boolean {
  return subject.kind === 'choice' && subject.base === undefined && proposal.kind !== 'text';
}

function isStanding({ proposal, amendments }: Matter, ledger: Ledger, content: ProposalContent): boolean {
  return contentHash(standingText(proposal.content, amendments, ledger).applied.content) === contentHash(content);
}

/** The lapse of one that lost to another; null where it did not, or where the winner was withdrawn since. */
function lostDisposition(
  number: number,
  ledger: Ledger,
  own: ReadonlyMap<number, Disposition | null>,
): Disposition | null {
  const because = ledger.lost.get(number);
  if (because === undefined || (ledger.isOpen(because) && own.get(because) !== null)) return null;
  return { kind: 'lapsed', because };
}

/** Whether another amendment still stands for what it was said to cover: it is adopted, or may be yet. */
function covers(by: number | null, ledger: Ledger, own: ReadonlyMap<number, Disposition | null>): boolean {
  if (by === null) return true;
  const before = own.get(by);
  const number = before?.kind === 'joined' ? before.into : by;
  const decided = ledger.decided.get(number);
  return decided === undefined ? own.get(number) === null : decided.kind === 'adopted';
}

function proposalDisposition({ proposal, effects }: Matter, decided: Deliberation['decided']): Disposition {
  if (decided !== null) {
    const adopted = Object.values(decided.outcome).some((one) => one === 'adopted' || one.startsWith('chosen:'));
    return { kind: adopted ? 'adopted' : 'rejected', ballot: decided.ballot };
  }
  if (proposal.state === 'withdrawn') return { kind: 'withdrawn' };
  for (const effect of effects) {
    if (effect.kind === 'postpone' && effect.target === proposal.id) return { kind: 'postponed' };
    if (effect.kind === 'forward' && effect.target === proposal.id) return { kind: 'forwarded', to: effect.to };
  }
  return { kind: 'open' };
}

interface Standing {
  applied: Applied;
  /** Adopted amendments that cannot stand in the text, with what becomes of them. */
  dropped: Map<number, Disposition>;
  warnings: Warning[];
}

/**
 * The text with every adopted amendment. Something is always left of it: of deletions that would take all of it the last does
 * not stand; neither does the last of what would make it longer than a proposal may be.
 */
function standingText(content: ProposalContent, amendments: readonly Amendment[], { decided }: Ledger): Standing {
  let adopted = amendments.filter(({ number }) => decided.get(number)?.kind === 'adopted');
  const dropped: Standing['dropped'] = new Map();
  const warnings: Warning[] = [];
  for (;;) {
    const applied = applyChanges(content, adopted);
    if (applied.ok) return { applied: applied.value, dropped, warnings };
    const empty = applied.refusal.code === 'proposal.empty';
    const last = adopted.findLast(({ change }) => (change.type === 'delete') === empty);
    // a text as it was proposed is neither empty nor too long
    if (last === undefined) throw new RangeError(applied.refusal.detail);
    adopted = adopted.filter((one) => one !== last);
    const because = empty ? (adopted.findLast(({ change }) => change.type === 'delete')?.number ?? null) : null;
    dropped.set(last.number, { kind: 'lapsed', because });
    warnings.push({ kind: empty ? 'empty' : 'too-long', number: last.number });
  }
}
