import { appendEntry } from '../../db/journal.ts';
import { acceptPlan, insertPlan } from '../../db/plans.ts';
import { command, type Routes } from '../mount.ts';
import { mustBeSignedBy } from '../people.ts';
import { must, Problem } from '../problem.ts';
import { hashOf } from '../rules/canonical.ts';
import { checkPlan, planOf } from '../rules/plan.ts';
import { deliberationOf } from './deliberation.ts';
import { mustFindProposal } from './intake.ts';
import { mustBeSomebody } from './meetings.ts';

/** The voting plan: the chair announces it, the hall accepts it. */
export function planRoutes(routes: Routes): void {
  const { branch } = routes;

  command(routes, 'announcePlan', async (writer, { body, parameter, at }, asker) => {
    const { member } = mustBeSomebody(asker);
    const { proposal, meeting } = await mustFindProposal(writer, parameter('proposal'));
    const { deliberation, plan } = await deliberationOf(writer, meeting.id, proposal.id);
    const { statement } = body;
    const version = (plan?.signed.statement.version ?? 0) + 1;
    if (statement.meeting !== meeting.id || statement.item !== proposal.id || statement.version !== version) {
      throw new Problem('statement.wrong', `the plan is not version ${version} of this proposal's`, { version });
    }
    must(checkPlan(statement, deliberation));
    await mustBeSignedBy(writer, branch, member.id, body);
    const hash = hashOf(statement);
    await insertPlan(writer, hash, body);
    await appendEntry(writer, { type: 'plan.announced', proposal: proposal.id, plan: hash, version }, at);
    return { plan: hash };
  });

  command(routes, 'acceptPlan', async (writer, { body, parameter, at }) => {
    const { proposal, meeting } = await mustFindProposal(writer, parameter('proposal'));
    const { deliberation, plan } = await deliberationOf(writer, meeting.id, proposal.id);
    if (plan?.hash !== body.plan) throw new Problem('plan.stale', 'that is not the newest plan of the proposal');
    if (!planOf(deliberation, { order: plan.signed.statement.steps }).fits) {
      throw new Problem('plan.stale', 'something that came in since does not fit the plan');
    }
    if (plan.acceptedAt !== null) return {};
    await acceptPlan(writer, plan.hash, at);
    await appendEntry(writer, { type: 'plan.accepted', proposal: proposal.id, plan: plan.hash }, at);
    return {};
  });
}
