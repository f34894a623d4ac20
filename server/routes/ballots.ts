import { ballotsOf, cancelBallot, closeBallot, demandsIn, insertBallot, stopBallot } from '../../db/ballots.ts';
import type { Reader, Writer } from '../../db/engine.ts';
import { appendEntry, checkpoint, journalSize } from '../../db/journal.ts';
import { latestRoll, rollByHash } from '../../db/meetings.ts';
import { countMembers } from '../../db/members.ts';
import { latestPlan } from '../../db/plans.ts';
import { findProposal } from '../../db/proposals.ts';
import { allResolutions } from '../../db/resolutions.ts';
import {
  deleteFreeIssuers,
  findSecret,
  forgetIssuerSecret,
  freeIssuers,
  insertSecretBallot,
  secrecyDemands,
  settleBox,
} from '../../db/secret.ts';
import type { Branch } from '../branch.ts';
import type { OpenIssuer } from '../issuer.ts';
import { command, type Routes } from '../mount.ts';
import { mustBeSignedBy } from '../people.ts';
import { must, Problem } from '../problem.ts';
import { isUncounted } from '../rules/ballot.ts';
import { checkCancelling } from '../rules/cancelling.ts';
import { hashOf } from '../rules/canonical.ts';
import { checkClosing } from '../rules/closing.ts';
import { settingsOf } from '../rules/meeting.ts';
import { merkleRoot } from '../rules/merkle.ts';
import { checkOpening, type Hall } from '../rules/opening.ts';
import type { Signing } from '../rules/roll.ts';
import type { PersonStatement, Signed } from '../rules/statements.ts';
import { leavesOf, resultOf } from '../rules/tally.ts';
import { castIn } from '../taken-in.ts';
import { mustFindBallot } from './ballot-sheets.ts';
import { decidedBy, deliberationOf } from './deliberation.ts';
import { takeEffect } from './effects.ts';
import { mustBeAt, mustBeOpen, mustBeSomebody } from './meetings.ts';
import { mustBeOver } from './secret-ballot.ts';
import { mustStand } from './subjects.ts';

/** Ballots: the chair opens, stops, closes and cancels them. */
export function ballotRoutes(routes: Routes, opened: OpenIssuer): void {
  const { branch } = routes;

  command(routes, 'openBallot', async (writer, { body, parameter, at }, asker) => {
    const { member } = mustBeSomebody(asker);
    const { subject, signed } = body;
    const proposal = await findProposal(writer, body.proposal);
    if (proposal === undefined || proposal.meeting !== parameter('meeting'))
      throw new Problem('not_found', 'there is no such proposal in the meeting');
    const hall = await hallOf(writer, branch, proposal);
    await mustBeSignedBy(writer, branch, member.id, signed);
    const entitled = must(checkOpening(signed.statement, hall, subject, signing(member.id, signed), at));
    await mustStand(writer, proposal, subject, signed.statement);
    const id = hashOf(signed.statement);
    const { number, issuer } = signed.statement;
    const openedSize = (await journalSize(writer)) + 1;
    await insertBallot(writer, { id, proposal: proposal.id, entitled, subject, definition: signed, openedSize });
    if (issuer !== undefined) await insertSecretBallot(writer, id, issuer.kid);
    await deleteFreeIssuers(writer);
    await appendEntry(writer, { type: 'ballot.opened', ballot: id, number, entitled }, at);
    return { ballot: id };
  });

  command(routes, 'stopBallot', async (writer, { parameter, at }) => {
    const ballot = await mustFindBallot(writer, parameter('ballot'));
    if (ballot.state === 'closed') throw new Problem('ballot.closed', 'the ballot is closed already');
    const cast = await castIn(writer, ballot);
    const leaves = leavesOf(cast);
    const taken = { leaves, ...cast.taken };
    if (ballot.stopped !== null) return { ...taken, journal: ballot.stopped.checkpoint, stoppedAt: ballot.stopped.at };
    if (isUncounted(ballot.definition.statement) && (await demandsIn(writer, ballot.id)).length > 0)
      throw new Problem('ballot.demanded', 'cancel it and open a ballot');
    const secret = await findSecret(writer, ballot.id);
    if (secret !== undefined) mustBeOver(secret, at);
    const evidence = merkleRoot(leaves);
    await appendEntry(writer, { type: 'ballot.stopped', ballot: ballot.id, votes: cast.taken.votes, evidence }, at);
    const journal = await checkpoint(writer);
    await stopBallot(writer, ballot.id, at, journal);
    if (secret !== undefined) await leaveNoOrder(writer, branch, ballot.id);
    return { ...taken, journal, stoppedAt: at };
  });

  command(routes, 'closeBallot', async (writer, { body, parameter, at }, asker) => {
    const ballot = await mustFindBallot(writer, parameter('ballot'));
    const { member } = mustBeSomebody(asker);
    if (ballot.state === 'closed') throw new Problem('ballot.closed', 'the ballot is closed already');
    if (ballot.stopped === null) throw new Problem('ballot.not_stopped', 'stop the ballot before closing it');
    const cast = await castIn(writer, ballot);
    const roll = (await rollByHash(writer, ballot.roll)).statement;
    const stopped = {
      ballot: ballot.id,
      ...cast.taken,
      leaves: leavesOf(cast),
      journal: ballot.stopped.checkpoint,
      roll,
      chair: signing(member.id, body),
    };
    await mustBeSignedBy(writer, branch, member.id, body);
    const hash = hashOf(must(checkClosing(body.statement, stopped, at)));
    const { statement: definition, signer: opener } = ballot.definition;
    const { tally, outcome } = resultOf(definition, { ...cast, present: ballot.entitled, opener });
    await closeBallot(writer, ballot.id, { hash, close: body, tally, outcome });
    await appendEntry(writer, { type: 'ballot.closed', ballot: ballot.id, close: hash, outcome }, at);
    await takeEffect(writer, branch, ballot, outcome, at);
    return { close: hash };
  });

  command(routes, 'cancelBallot', async (writer, { body, parameter, at }) => {
    const ballot = await mustFindBallot(writer, parameter('ballot'));
    await mustBeAt(writer, ballot.meeting, ['open', 'adjourned']);
    if (ballot.cancelled !== null) throw new Problem('ballot.cancelled', 'the ballot is cancelled already');
    if ((await allResolutions(writer)).some((made) => made.ballot === ballot.id))
      throw new Problem('ballot.used', 'a resolution builds on the ballot');
    const { deliberation } = await deliberationOf(writer, ballot.meeting, ballot.proposal);
    must(checkCancelling(decidedBy(ballot), deliberation));
    await cancelBallot(writer, ballot.id, at, body.reason);
    await forgetIssuerSecret(writer, ballot.id);
    await leaveNoOrder(writer, branch, ballot.id);
    opened.forget();
    await appendEntry(writer, { type: 'ballot.cancelled', ballot: ballot.id, reason: body.reason }, at);
    return {};
  });
}

function signing(member: string, { credential }: Signed<PersonStatement>): Signing {
  return { member, credential };
}

/** Leaves nothing in the database that says in which order the papers of a ballot came. */
async function leaveNoOrder(writer: Writer, branch: Branch, ballot: string): Promise<void> {
  await settleBox(writer, ballot);
  branch.engine.wipeLog();
}

/** What is true in a meeting before a ballot on a proposal opens. */
async function hallOf(
  reader: Reader,
  branch: Branch,
  { id: proposal, meeting: id }: { id: string; meeting: string },
): Promise<Hall> {
  const meeting = await mustBeOpen(reader, id);
  const roll = await latestRoll(reader, id);
  const ballots = await ballotsOf(reader, id);
  const plan = await latestPlan(reader, proposal);
  return {
    branch: branch.id,
    meeting: id,
    quorum: { num: meeting.quorum_num, den: meeting.quorum_den },
    members: await countMembers(reader),
    roll: roll && { hash: roll.hash, statement: roll.signed.statement },
    ballots,
    cancelled: ballots
      .filter((ballot) => ballot.cancelled !== null && ballot.proposal === proposal)
      .map((one) => one.id),
    plans: plan === undefined ? [] : [plan.hash],
    issuers: await freeIssuers(reader),
    secrecyDemands: settingsOf(meeting.settings).secretOnDemand ? (await secrecyDemands(reader, proposal)).length : 0,
  };
}
