import { readFileSync } from 'node:fs';
import type { Amendment, Change, Recommendation, Recommended } from '../../server/rules/amendment.ts';
import { choiceOfAmendments } from '../../server/rules/choice.ts';
import { type DecidedBallot, type Deliberation, deliberate, type Matter } from '../../server/rules/deliberation.ts';
import type { Decided } from '../../server/rules/formats.ts';
import { type PlanOptions, type PlanStep, planOf } from '../../server/rules/plan.ts';
import { contentHash, type ProposalContent } from '../../server/rules/proposal.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { parseProposal } from '../../server/rules/text.ts';

/** A branch's real resolution: a heading, two paragraphs, two sections, a lead-in and eight points at the places 9 to 16. */
export function kvoteflyktninger(): ProposalContent {
  return parseProposal(readFileSync('server/demo/kvoteflyktninger.txt', 'utf8'));
}

const first = 'At AP sin stortingsgruppe skal fremme forslag om at Norge de neste fem årene skal ta imot';
/** The first demand with another number. */
export const quota = (number: string): string =>
  `${first} ${number} kvoteflyktninger årlig, i samarbeid med Høykommissæren for flyktninger.`;
export const nokut = 'Styrke NOKUT, slik at utdanning fra utlandet godkjennes innen tre måneder.';
export const volunteers = 'Styrke frivillig sektor.';

export const strike = (at: number): Change => ({ type: 'delete', at });
export const replace = (at: number, text: string): Change => ({ type: 'replace', at, text });
export const add = (after: number, text: string): Change => ({ type: 'add', after, block: { kind: 'point', text } });

/** A recommendation without dissents. */
export function recommend(recommended: Recommended | 'adopt' | 'reject'): Recommendation {
  return { recommended: typeof recommended === 'string' ? { kind: recommended } : recommended, dissents: [] };
}

/** An upheld amendment, whatever is not given being the same for all; its id is `i` and its number. */
export function amendment(number: number, change: Change, more: Partial<Amendment> = {}): Amendment {
  const id = `i${number}`;
  return { id, number, change, state: 'upheld', joinedInto: null, recommendation: null, seconds: 0, ...more };
}

/** What a ballot says: for or against, the number that was chosen, or none. */
export type Said = 'for' | 'against' | 'none' | number;

const outcomes = { for: 'adopted', against: 'rejected', none: 'undecided' } as const;

/** A proposal in a meeting, on which ballots are held one after another. */
export class Floor {
  matter: Matter;

  constructor(content: ProposalContent, amendments: readonly Amendment[], more: Partial<Matter> = {}) {
    const proposal: Matter['proposal'] = { id: 'p1', kind: 'text', content, state: 'upheld' };
    this.matter = { proposal, amendments, seconds: 0, ballots: [], effects: [], ...more };
  }

  get now(): Deliberation {
    return deliberate(this.matter);
  }

  plan(options: PlanOptions = {}): PlanStep[] {
    return planOf(this.now, options).steps;
  }

  /** What became of each amendment, in the order of their numbers, in short: `1 adopted`, `2 lapsed 1`. */
  get fates(): string[] {
    return this.now.amendments.map(({ number, disposition }) => {
      switch (disposition.kind) {
        case 'lapsed':
          return `${number} lapsed ${disposition.because ?? 'with the text'}`;
        case 'covered':
          return `${number} covered ${disposition.by ?? 'by the text'}`;
        case 'joined':
          return `${number} joined ${disposition.into}`;
        case 'forwarded':
          return `${number} forwarded to ${disposition.to}`;
        default:
          return `${number} ${disposition.kind}`;
      }
    });
  }

  /** The points of the text as it stands, each with its number. */
  get points(): string[] {
    return this.now.content.blocks.filter(({ kind }) => kind === 'point').map(({ text }, i) => `${i + 1}. ${text}`);
  }

  /** Holds a ballot on the first step of the plan, and gives its id. */
  next(said: Said, options: PlanOptions = {}): string {
    const [step] = this.plan(options);
    if (step === undefined) throw new Error('nothing remains to be voted on');
    return this.vote(step, said);
  }

  /** Holds a ballot on a step, and gives its id. */
  vote(
    { kind, of }: Pick<PlanStep, 'kind' | 'of'>,
    said: Said,
    more: Partial<Pick<DecidedBallot, 'trial' | 'outcome'>> = {},
  ): string {
    const subject = this.subjectOf(kind, of);
    const decided: Decided = typeof said === 'number' ? `chosen:a${said}` : outcomes[said];
    const id = `b${this.matter.ballots.length + 1}`;
    const ballot = { id, subject, outcome: { [kind]: decided }, trial: false, cancelled: false, ...more };
    this.matter = { ...this.matter, ballots: [...this.matter.ballots, ballot] };
    return id;
  }

  cancel(ballot: string): void {
    const ballots = this.matter.ballots.map((one) => (one.id === ballot ? { ...one, cancelled: true } : one));
    this.matter = { ...this.matter, ballots };
  }

  /** Changes one amendment, by its number. */
  change(number: number, more: Partial<Amendment>): void {
    const amendments = this.matter.amendments.map((one) => (one.number === number ? { ...one, ...more } : one));
    this.matter = { ...this.matter, amendments };
  }

  /** What a step puts to the vote. */
  subjectOf(kind: PlanStep['kind'], of: PlanStep['of']): Subject {
    const { content, original, amendments } = this.now;
    const base = contentHash(original);
    const put = amendments
      .filter(({ number }) => of.includes(number))
      .map(({ number, change, recommendation }) => ({ number, change, recommendation }));
    const plain = put.map(({ number, change }) => ({ number, change }));
    const [first] = put;
    if (kind === 'text') return { kind, content };
    if (kind === 'choice') return choiceOfAmendments('Alternativ votering', base, plain);
    if (first === undefined) throw new Error(`there is no amendment ${of.join()}`);
    if (kind === 'amendment') return { kind, base, number: first.number, change: first.change };
    const recommendation = first.recommendation?.recommended.kind === 'adopt' ? 'adopt' : 'reject';
    return { kind, base, recommendation, amendments: plain };
  }
}

/** A plan in short: one line a step, its reason and what lapses by it. */
export function inShort(steps: readonly PlanStep[]): string[] {
  return steps.map(({ kind, of, reason, lapses }) => {
    const what = { amendment: '', text: '', block: 'en bloc ', choice: 'against each other ' }[kind];
    return `${what}${of.join(' ')}: ${reason}${lapses.length > 0 ? `, lapses ${lapses.join(' ')}` : ''}`;
  });
}
