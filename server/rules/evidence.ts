import * as v from 'valibot';
import { Hash } from './formats.ts';
import { ProposalContent } from './proposal.ts';
import { BoxedPaper, IssueStatement } from './secret-statements.ts';
import { BallotStatement, CloseStatement, CountStatement, RollStatement, signed, VoteStatement } from './statements.ts';

/** What recomputes a resolution's tallies. It names people by their ids and holds their votes: it stays with the branch. */
export const Evidence = v.strictObject({
  typ: v.literal('vedtak/evidence/1'),
  resolution: Hash,
  rolls: v.pipe(v.array(signed(RollStatement)), v.maxLength(1000)),
  ballots: v.pipe(
    v.array(
      v.strictObject({
        definition: signed(BallotStatement),
        /** The proposal as it was put to the vote: `item` of the definition is its hash. */
        content: ProposalContent,
        close: signed(CloseStatement),
        /** Empty where the ballot was secret. */
        votes: v.pipe(v.array(signed(VoteStatement)), v.maxLength(5000)),
        /** The box of a secret ballot, sorted by the papers' hashes. */
        papers: v.exactOptional(v.pipe(v.array(BoxedPaper), v.maxLength(5000))),
        /** Who drew a paper in a secret ballot, sorted by delegate. */
        issues: v.exactOptional(v.pipe(v.array(signed(IssueStatement)), v.maxLength(5000))),
        /** The two tellers' counts, sorted by teller; absent where nothing was counted by hand. */
        counts: v.exactOptional(v.pipe(v.array(signed(CountStatement)), v.length(2))),
      }),
    ),
    v.maxLength(1000),
  ),
});
export type Evidence = v.InferOutput<typeof Evidence>;
