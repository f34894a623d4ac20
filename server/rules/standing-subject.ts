import type { Change, Recommended } from './amendment.ts';
import { hashOf } from './canonical.ts';
import { choiceOfAmendments, choiceOfPoints, choiceOfTexts } from './choice.ts';
import { contentHash, type ProposalContent } from './proposal.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { Subject } from './subject.ts';

/** What there is to vote on in a proposal now. */
export interface Votable {
  /** Content hash of the text as it was proposed, which amendments address. */
  base: string;
  /** The text as it stands, with every adopted amendment. */
  text: ProposalContent;
  /** The amendments of which nothing is decided yet. */
  amendments: readonly { number: number; change: Change; recommended: Recommended['kind'] | null }[];
  /** The proposals of the meeting that are not withdrawn, this one among them. */
  proposals: readonly { number: number; content: ProposalContent }[];
}

/**
 * Whether a subject is one of what there is: the text as it stands; amendments that are open, word for word, in a block
 * with the same recommendation; a choice between open amendments, between texts of the meeting, or between the points of
 * the text that stands. Refused with `statement.wrong`.
 */
export function checkSubject(subject: Subject, votable: Votable): Checked<Subject> {
  const wrong = faultOf(subject, votable);
  return wrong === undefined ? pass(subject) : refuse('statement.wrong', wrong);
}

function faultOf(subject: Subject, { base, text, amendments, proposals }: Votable): string | undefined {
  const isOpen = ({ number, change }: { number: number; change: Change }): boolean =>
    amendments.some((one) => one.number === number && hashOf(one.change) === hashOf(change));
  switch (subject.kind) {
    case 'text':
      return hashOf(subject.content) === contentHash(text) ? undefined : 'the text is not the one that stands';
    case 'amendment':
      return subject.base === base && isOpen(subject) ? undefined : 'there is no such open amendment to the proposal';
    case 'block': {
      const { recommendation } = subject;
      const numbers = subject.amendments.map(({ number }) => number);
      if (subject.base !== base || !subject.amendments.every(isOpen) || new Set(numbers).size !== numbers.length)
        return 'the block is not one of different open amendments to the proposal';
      const same = amendments
        .filter(({ number }) => numbers.includes(number))
        .every(({ recommended }) => recommended !== null && (recommended === 'adopt') === (recommendation === 'adopt'));
      return same ? undefined : `the recommendation on all of the block is not ${recommendation}`;
    }
    case 'choice': {
      const known =
        subject.base === undefined
          ? [...choiceOfPoints(text).options, ...choiceOfTexts('', proposals).options]
          : choiceOfAmendments('', base, amendments).options;
      const there = new Set(known.map(hashOf));
      if ((subject.base ?? base) === base && subject.options.every((option) => there.has(hashOf(option))))
        return undefined;
      return 'the alternatives are not those that stand in the meeting';
    }
  }
}
