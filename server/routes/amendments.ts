import {
  type AmendmentRow,
  amendmentsOf,
  clearSeconds,
  insertAmendment,
  proposalOfAmendment,
  setSecond,
  updateAmendment,
} from '../../db/amendments.ts';
import type { Reader } from '../../db/engine.ts';
import { appendEntry } from '../../db/journal.ts';
import type { MeetingRow } from '../../db/meetings.ts';
import { type Branch, journalPeople } from '../branch.ts';
import { command, type Routes } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { checkChange, sameChange } from '../rules/amend.ts';
import type { Disposition } from '../rules/amendment.ts';
import type { Subject } from '../rules/subject.ts';
import { type Deliberated, deliberationOf } from './deliberation.ts';
import { leads, mustAnswerFor, mustFindProposal, mustTakeIn } from './intake.ts';
import { mustBeSomebody } from './meetings.ts';

/** Amendments: sent in by those who may speak, supported, joined, recommended. */
export function amendmentRoutes(routes: Routes): void {
  const { branch } = routes;

  command(routes, 'addAmendment', async (writer, { body, parameter, at }, somebody) => {
    const asker = mustBeSomebody(somebody);
    const { proposal, meeting } = await mustFindProposal(writer, parameter('proposal'));
    const onBehalf = body.proposerName !== undefined || body.branchName !== undefined;
    if (!leads(asker)) {
      if (onBehalf) throw new Problem('standing.none', 'only those who lead the meeting enter what others propose');
      mustTakeIn('amendments', meeting, at);
    }
    mustBeAmendable(await deliberationOf(writer, meeting.id, proposal.id));
    const by = onBehalf
      ? { proposer: null, proposerName: body.proposerName ?? '', branchName: body.branchName ?? '' }
      : { proposer: asker.member.id, proposerName: asker.member.name, branchName: '' };
    let number = (await amendmentsOf(writer, proposal.id)).length;
    const amendments: { amendment: string; number: number }[] = [];
    for (const change of body.changes) {
      must(checkChange(proposal.content, change));
      number += 1;
      const id = branch.surroundings.random(16);
      const row = { id, proposal: proposal.id, number, change, reason: body.reason, ...by };
      await insertAmendment(writer, row, at);
      await journalPeople(writer, branch, { type: 'amendment.saved', proposal: proposal.id, amendment: id }, row);
      amendments.push({ amendment: id, number });
    }
    return { amendments };
  });

  command(routes, 'editAmendment', async (writer, { body, parameter, at }, somebody) => {
    const asker = mustBeSomebody(somebody);
    const { amendment, deliberated, meeting } = await mustFind(writer, parameter('amendment'));
    if (!leads(asker)) {
      mustAnswerFor(asker, amendment.proposer);
      mustTakeIn('amendments', meeting, at);
    }
    mustBeOpen(deliberated, amendment);
    must(checkChange(deliberated.proposal.content, body.change));
    await updateAmendment(writer, amendment.id, body);
    // whoever supported it supported what it said
    if (!sameChange(amendment.change, body.change)) await clearSeconds(writer, amendment.id);
    const entry = { type: 'amendment.saved', proposal: amendment.proposal, amendment: amendment.id } as const;
    await journalPeople(writer, branch, entry, { id: amendment.id, ...body });
    return {};
  });

  command(routes, 'amendmentState', async (writer, { body, parameter }, asker) => {
    const { amendment, deliberated } = await mustFind(writer, parameter('amendment'));
    mustAnswerFor(mustBeSomebody(asker), amendment.proposer);
    mustBeUndecided(deliberated, amendment);
    await updateAmendment(writer, amendment.id, { state: body.to, joinedInto: null });
    await journalState(branch, writer, amendment, body);
    return {};
  });

  command(routes, 'joinAmendment', async (writer, { body, parameter }) => {
    const { amendment, deliberated } = await mustFind(writer, parameter('amendment'));
    const into = deliberated.amendments.find(({ id }) => id === body.into);
    if (into === undefined) throw new Problem('not_found', 'the proposal has no such amendment');
    mustBeOpen(deliberated, amendment);
    mustBeOpen(deliberated, into);
    if (into.id === amendment.id || deliberated.amendments.some(({ joinedInto }) => joinedInto === amendment.id)) {
      throw new Problem('amendment.state', 'an amendment is joined into another that stands by itself');
    }
    await updateAmendment(writer, amendment.id, { state: 'joined', joinedInto: into.id });
    await journalState(branch, writer, amendment, { to: 'joined', into: into.id });
    return {};
  });

  command(routes, 'recommendAmendment', async (writer, { body, parameter, at }) => {
    const { amendment, deliberated } = await mustFind(writer, parameter('amendment'));
    mustBeOpen(deliberated, amendment);
    await updateAmendment(writer, amendment.id, body);
    const { id, proposal } = amendment;
    await appendEntry(writer, { type: 'recommendation.set', proposal, amendment: id }, at);
    return {};
  });

  command(routes, 'secondAmendment', async (writer, { body, parameter }, asker) => {
    const { member } = mustBeSomebody(asker);
    const { amendment, deliberated } = await mustFind(writer, parameter('amendment'));
    if (amendment.proposer === member.id) throw new Problem('standing.none', 'others support what somebody proposes');
    mustBeUndecided(deliberated, amendment);
    await setSecond(writer, amendment.id, member.id, body.second);
    await journalState(branch, writer, amendment, { second: body.second, member: member.id });
    const others = amendment.seconders.filter((one) => one !== member.id).length;
    return { seconds: others + (body.second ? 1 : 0) };
  });
}

async function journalState(
  branch: Branch,
  writer: Parameters<typeof journalPeople>[0],
  { id, proposal }: AmendmentRow,
  detail: object,
): Promise<void> {
  await journalPeople(writer, branch, { type: 'amendment.state', proposal, amendment: id }, detail);
}

/** An amendment of the current meeting. @throws Problem not_found, meeting.missing or meeting.state. */
async function mustFind(
  reader: Reader,
  id: string,
): Promise<{ amendment: AmendmentRow; deliberated: Deliberated; meeting: MeetingRow }> {
  const found = await proposalOfAmendment(reader, id);
  if (found === undefined) throw new Problem('not_found', 'there is no such amendment');
  const { proposal, meeting } = await mustFindProposal(reader, found);
  const deliberated = await deliberationOf(reader, meeting.id, proposal.id);
  const amendment = deliberated.amendments.find((one) => one.id === id) as AmendmentRow;
  return { amendment, deliberated, meeting };
}

/** @throws Problem amendment.state once the text was decided, or is voted on. */
export function mustBeAmendable({ deliberation: { disposition }, running }: Deliberated): void {
  if (running?.kind === 'text') throw new Problem('amendment.state', 'the text is being voted on');
  if (disposition.kind !== 'open') throw new Problem('amendment.state', `the text is ${disposition.kind}`);
}

const undecided: readonly Disposition['kind'][] = ['open', 'unsupported'];

/** @throws Problem amendment.state unless the amendment still stands, waits for its vote and is not being voted on. */
function mustBeOpen(
  deliberated: Deliberated,
  { number }: AmendmentRow,
  allowed: readonly Disposition['kind'][] = undecided,
): void {
  mustBeAmendable(deliberated);
  const { running, deliberation } = deliberated;
  if (running !== null && puts(running, number)) throw new Problem('amendment.state', 'it is being voted on');
  const kind = deliberation.amendments.find((one) => one.number === number)?.disposition.kind ?? 'open';
  if (!allowed.includes(kind)) throw new Problem('amendment.state', `the amendment is ${kind}`, { state: kind });
}

/** @throws Problem amendment.state when the amendment was decided; it may be withdrawn or joined. */
function mustBeUndecided(deliberated: Deliberated, amendment: AmendmentRow): void {
  mustBeOpen(deliberated, amendment, [...undecided, 'withdrawn', 'joined']);
}

/** Whether a ballot's subject puts an amendment to the vote. */
function puts(subject: Subject, number: number): boolean {
  switch (subject.kind) {
    case 'text':
      return false;
    case 'amendment':
      return subject.number === number;
    case 'block':
      return subject.amendments.some((one) => one.number === number);
    case 'choice':
      return subject.base !== undefined && subject.options.some(({ id }) => id === `a${number}`);
  }
}
