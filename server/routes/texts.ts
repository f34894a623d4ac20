import type { AmendmentRow } from '../../db/amendments.ts';
import type { Reader } from '../../db/engine.ts';
import type { PlanRow } from '../../db/plans.ts';
import { secrecyDemandsIn } from '../../db/secret.ts';
import type { AmendmentInfo } from '../api/amendments.ts';
import type { ProposalInfo } from '../api/proposals.ts';
import { collide, labelOf, placeOfChange } from '../rules/amend.ts';
import type { Disposition } from '../rules/amendment.ts';
import type { Deliberation } from '../rules/deliberation.ts';
import { planOf } from '../rules/plan.ts';
import { contentHash } from '../rules/proposal.ts';
import { type Deliberated, deliberationsOf } from './deliberation.ts';

/** A proposal as every member sees it, with whose it and its amendments are, and who has asked for secrecy. */
export interface SharedProposal {
  info: Omit<ProposalInfo, 'mine' | 'amendments' | 'secrecy'>;
  secrecy: ReadonlySet<string>;
  proposer: string | null;
  amendments: {
    info: Omit<AmendmentInfo, 'mine' | 'seconded'>;
    proposer: string | null;
    seconders: ReadonlySet<string>;
  }[];
}

/** The proposals of a meeting with their amendments, and what has become of them. */
export async function sharedProposals(reader: Reader, meeting: string): Promise<SharedProposal[]> {
  const all = await deliberationsOf(reader, meeting);
  const demands = await secrecyDemandsIn(reader, meeting);
  return all.map((deliberated) => ({
    info: infoOf(deliberated),
    secrecy: new Set(
      demands.filter(({ proposal }) => proposal === deliberated.proposal.id).map(({ member }) => member),
    ),
    proposer: deliberated.proposal.proposer,
    amendments: deliberated.deliberation.amendments.flatMap((amendment) => {
      const row = deliberated.amendments.find(({ id }) => id === amendment.id);
      if (row === undefined) return [];
      const info = amendmentInfo(deliberated, row, amendment.disposition);
      return [{ info, proposer: row.proposer, seconders: new Set(row.seconders) }];
    }),
  }));
}

/** The same for one member. */
export function proposalsFor(shared: readonly SharedProposal[], me: string): ProposalInfo[] {
  return shared.map(({ info, secrecy, proposer, amendments }) => ({
    ...info,
    secrecy: { demands: secrecy.size, mine: secrecy.has(me) },
    mine: proposer === me,
    amendments: amendments.map((amendment) => ({
      ...amendment.info,
      mine: amendment.proposer === me,
      seconded: amendment.seconders.has(me),
    })),
  }));
}

function infoOf({ proposal, deliberation, plan, voted, amendments }: Deliberated): SharedProposal['info'] {
  const { id, number, kind, item, state, reason, effect, recommendation, content, hash } = proposal;
  const changed = deliberation.blocks.some(({ amendment }) => amendment !== null) || deliberation.deleted.length > 0;
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
    hearing: proposal.hearing,
    content,
    hash,
    text: deliberation.content,
    textHash: changed ? contentHash(deliberation.content) : hash,
    blocks: deliberation.blocks,
    locked: voted || amendments.length > 0,
    disposition: deliberation.disposition,
    steps: planOf(deliberation).steps,
    plan: plan === undefined ? null : planInfo(deliberation, plan),
  };
}

/** A voting plan with what remains of it. */
export function planInfo(
  deliberation: Deliberation,
  { hash, signed: { statement }, acceptedAt }: PlanRow,
): NonNullable<ProposalInfo['plan']> {
  const { steps, fits } = planOf(deliberation, { order: statement.steps });
  return { hash, version: statement.version, accepted: acceptedAt !== null, steps, stale: !fits };
}

function amendmentInfo(
  { proposal, amendments }: Deliberated,
  amendment: AmendmentRow,
  disposition: Disposition,
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
    disposition,
    collidesWith: amendments.filter((other) => collide(change, other.change)).map((other) => other.number),
  };
}
