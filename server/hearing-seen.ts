import { deliveryOf } from '../db/deliveries.ts';
import type { Reader } from '../db/engine.ts';
import type { HearingRow } from '../db/hearings.ts';
import { findProposal, proposalFor } from '../db/proposals.ts';
import { allResolutions } from '../db/resolutions.ts';
import type { HearingLine } from './api/hearings.ts';
import { type Branch, timeOf } from './branch.ts';
import { daysLeft, stateOf } from './rules/hearing.ts';

/** A hearing as everybody sees it in the list. */
export async function lineSeen(reader: Reader, branch: Branch, row: HearingRow): Promise<HearingLine> {
  const { hash, issuer, statement, closed_at } = row;
  const { kind, content, opensAt, deadline, outside } = statement;
  const at = timeOf(branch);
  const own = issuer === branch.id;
  const proposal = await (row.proposal === null ? proposalFor(reader, hash) : findProposal(reader, row.proposal));
  return {
    hearing: hash,
    issuer,
    issuerName: row.issuer_name,
    own,
    kind,
    title: content.title,
    opensAt,
    deadline,
    state: stateOf(statement, closed_at, at),
    daysLeft: daysLeft(deadline, at),
    outside,
    taken: proposal === undefined ? null : { proposal: proposal.id, meeting: proposal.meeting },
    answer: own ? null : await ownAnswer(reader, hash),
  };
}

/** The branch's own newest resolution to a hearing, and where it is. */
export async function ownAnswer(reader: Reader, hearing: string): Promise<HearingLine['answer']> {
  const resolution = (await allResolutions(reader)).findLast(({ statement }) => statement.hearing === hearing);
  if (resolution === undefined) return null;
  const { number, hash, jws } = resolution;
  const delivery = jws === null ? undefined : await deliveryOf(reader, hash);
  return {
    number,
    resolution: hash,
    state: jws === null ? 'draft' : (delivery?.state ?? 'waiting'),
    reason: delivery?.reason ?? null,
    receivedAt: delivery?.received_at ?? null,
  };
}
