import type { Reader } from '../../db/engine.ts';
import type { ProposalRow } from '../../db/proposals.ts';
import { must } from '../problem.ts';
import { checkSubject, type Votable } from '../rules/standing-subject.ts';
import type { BallotStatement } from '../rules/statements.ts';
import type { Subject } from '../rules/subject.ts';
import { type Deliberated, deliberationsOf, mustBeNext } from './deliberation.ts';

/**
 * Puts to the vote only what stands in the meeting, and only when it is its turn; a trial may come at any time.
 * @throws Problem statement.wrong or plan.order.
 */
export async function mustStand(
  reader: Reader,
  { id, meeting }: ProposalRow,
  subject: Subject,
  { trial }: Pick<BallotStatement, 'trial'>,
): Promise<void> {
  const all = await deliberationsOf(reader, meeting);
  const own = all.find(({ proposal }) => proposal.id === id) as Deliberated;
  must(checkSubject(subject, votableIn(all, own)));
  if (trial !== true) mustBeNext(own, subject);
}

function votableIn(all: readonly Deliberated[], { proposal, deliberation }: Deliberated): Votable {
  return {
    base: proposal.hash,
    text: deliberation.content,
    amendments: deliberation.amendments
      .filter(({ disposition }) => disposition.kind === 'open')
      .map(({ number, change, recommendation }) => ({
        number,
        change,
        recommended: recommendation?.recommended.kind ?? null,
      })),
    proposals: all
      .filter(({ proposal: { state } }) => state !== 'withdrawn')
      .map(({ proposal: { number }, deliberation: { content } }) => ({ number, content })),
  };
}
