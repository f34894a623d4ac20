import { type AmendmentRow, amendmentsOf } from '../../db/amendments.ts';
import type { Reader } from '../../db/engine.ts';
import { latestPlan, type PlanRow } from '../../db/plans.ts';
import { findProposal, type ProposalRow } from '../../db/proposals.ts';
import { Problem } from '../problem.ts';
import { type Applied, applyChanges } from '../rules/amend.ts';
import type { Disposition } from '../rules/amendment.ts';

/** What is decided of a proposal and its amendments, and in which order the rest is voted on. */
export interface Deliberated {
  proposal: ProposalRow;
  amendments: AmendmentRow[];
  /** The text as it stands. */
  standing: Applied;
  /** What became of the proposal, and of each amendment by number. */
  disposition: Disposition;
  dispositions: ReadonlyMap<number, Disposition>;
  plan: PlanRow | undefined;
}

/** The deliberation of a proposal. @throws Problem not_found. */
export async function deliberationOf(reader: Reader, id: string): Promise<Deliberated> {
  const proposal = await findProposal(reader, id);
  if (proposal === undefined) throw new Problem('not_found', 'there is no such proposal');
  return deliberated(reader, proposal);
}

/** The same of a proposal that was read. */
export async function deliberated(reader: Reader, proposal: ProposalRow): Promise<Deliberated> {
  const amendments = await amendmentsOf(reader, proposal.id);
  const standing = applyChanges(proposal.content, []);
  if (!standing.ok) throw new Error(standing.refusal.detail);
  const dispositions = new Map<number, Disposition>(
    amendments.map(({ number, state, joinedInto }): [number, Disposition] => {
      if (state === 'withdrawn') return [number, { kind: 'withdrawn' }];
      const into = amendments.find(({ id }) => id === joinedInto)?.number;
      return [number, state === 'joined' && into !== undefined ? { kind: 'joined', into } : { kind: 'open' }];
    }),
  );
  return {
    proposal,
    amendments,
    standing: standing.value,
    disposition: { kind: proposal.state === 'withdrawn' ? 'withdrawn' : 'open' },
    dispositions,
    plan: await latestPlan(reader, proposal.id),
  };
}
