import { type BallotParts, buildBallot, type Mode } from '../../server/rules/ballot.ts';
import { hashOf, hashOfText } from '../../server/rules/canonical.ts';
import type { Marks, Rule } from '../../server/rules/formats.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import type { Block, ProposalContent } from '../../server/rules/proposal.ts';
import type { BallotStatement, CountStatement, Signed, VoteStatement } from '../../server/rules/statements.ts';

export const branch = 'https://vedtak.example/lag/bergen';
export const at = '2026-03-12T18:30:00.000Z';

/** A proposal of some points under a heading and a lead-in. */
export function proposalOf(...points: string[]): ProposalContent {
  const blocks: Block[] = [
    { kind: 'heading', text: 'Kvoteflyktninger' },
    { kind: 'paragraph', text: 'Laget vil:' },
    ...points.map((text) => ({ kind: 'point' as const, text })),
  ];
  return { title: 'Kvoteflyktninger', blocks };
}

/** The definition of a ballot, whatever is not given being the same for all. */
export function definitionOf(content: ProposalContent, mode: Mode, rule: Rule = ruleTemplates.simple): BallotStatement {
  const parts: BallotParts = {
    branch,
    meeting: 'm1',
    number: 1,
    subject: { kind: 'text', content },
    mode,
    rule,
    roll: hashOf('roll'),
    openedAt: at,
  };
  return buildBallot(parts);
}

/** A vote in the shape that is stored. Its signature is none: what is tested with it does not look at signatures. */
export function voteOf(
  definition: BallotStatement,
  delegate: string,
  revision: number,
  marks: Marks,
): Signed<VoteStatement> {
  const statement: VoteStatement = { typ: 'vedtak/vote/1', ballot: hashOf(definition), delegate, revision, marks };
  const signature = hashOfText(`${delegate} ${revision}`);
  return {
    statement,
    signer: delegate,
    credential: 'Y3JlZA',
    authenticatorData: 'YXV0aA',
    clientDataJSON: 'e30',
    signature,
  };
}

/** A teller's count in the shape that is stored, with a signature that is none. */
export function countOf(
  definition: BallotStatement,
  teller: string,
  counts: CountStatement['counts'],
): Signed<CountStatement> {
  const statement: CountStatement = {
    typ: 'vedtak/count/1',
    ballot: hashOf(definition),
    method: 'hands',
    counts,
    teller,
  };
  return { ...unsigned, statement, signer: teller, signature: hashOfText(teller) };
}

/** What a signature needs beside itself, where nobody looks at it. */
const unsigned = { credential: 'Y3JlZA', authenticatorData: 'YXV0aA', clientDataJSON: 'e30' };
