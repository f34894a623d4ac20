import type { Reader } from '../../db/engine.ts';
import { proposalsOf } from '../../db/proposals.ts';
import type { AmendmentInfo } from '../api/amendments.ts';
import type { ProposalInfo } from '../api/proposals.ts';
import { collide, labelOf, placeOfChange } from '../rules/amend.ts';
import { contentHash } from '../rules/proposal.ts';
import { type Deliberated, deliberated } from './deliberation.ts';

/** A proposal as every member sees it, with whose it and its amendments are. */
export interface SharedProposal {
  info: Omit<ProposalInfo, 'mine' | 'amendments'>;
  proposer: string | null;
  amendments: {
    info: Omit<AmendmentInfo, 'mine' | 'seconded'>;
    proposer: string | null;
    seconders: ReadonlySet<string>;
  }[];
}

/**
 * The proposals of a meeting with their amendments, and what became of them.
 * @param voted ids of the proposals on which a ballot was opened.
 */
export async function sharedProposals(
  reader: Reader,
  meeting: string,
  voted: ReadonlySet<string>,
): Promise<SharedProposal[]> {
  const shared: SharedProposal[] = [];
  for (const row of await proposalsOf(reader, meeting)) {
    const deliberation = await deliberated(reader, row);
    const { amendments, proposal } = deliberation;
    shared.push({
      info: infoOf(deliberation, amendments.length > 0 || voted.has(proposal.id)),
      proposer: proposal.proposer,
      amendments: amendments.map((amendment) => ({
        info: amendmentInfo(deliberation, amendment),
        proposer: amendment.proposer,
        seconders: new Set(amendment.seconders),
      })),
    });
  }
  return shared;
}

/** The same for one member. */
export function proposalsFor(shared: readonly SharedProposal[], me: string): ProposalInfo[] {
  return shared.map(({ info, proposer, amendments }) => ({
    ...info,
    mine: proposer === me,
    amendments: amendments.map((amendment) => ({
      ...amendment.info,
      mine: amendment.proposer === me,
      seconded: amendment.seconders.has(me),
    })),
  }));
}

function infoOf({ proposal, standing, disposition, plan }: Deliberated, locked: boolean): SharedProposal['info'] {
  const { id, number, kind, item, state, reason, effect, recommendation, content, hash } = proposal;
  return {
    id,
    number,
    kind,
    item,
    state,
    proposer: proposal.proposerName === '' ? null : { name: proposal.proposerName },
    reason,
    effect,
    recommendation,
    content,
    hash,
    text: standing.content,
    textHash: contentHash(standing.content),
    blocks: standing.blocks,
    locked,
    disposition,
    steps: [],
    plan:
      plan === undefined
        ? null
        : {
            hash: plan.hash,
            version: plan.signed.statement.version,
            accepted: plan.acceptedAt !== null,
            steps: plan.signed.statement.steps,
            stale: false,
          },
  };
}

function amendmentInfo(
  { proposal, amendments, dispositions }: Deliberated,
  amendment: Deliberated['amendments'][number],
): SharedProposal['amendments'][number]['info'] {
  const { id, number, change, reason, state, recommendation, seconders } = amendment;
  return {
    id,
    number,
    change,
    label: labelOf(proposal.content, placeOfChange(change)),
    reason,
    proposer: amendment.proposerName,
    branch: amendment.branchName,
    seconds: seconders.length,
    state,
    recommendation,
    disposition: dispositions.get(number) ?? { kind: 'open' },
    collidesWith: amendments.filter((other) => collide(change, other.change)).map((other) => other.number),
  };
}
