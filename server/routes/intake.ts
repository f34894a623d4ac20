import type { Reader } from '../../db/engine.ts';
import type { MeetingRow } from '../../db/meetings.ts';
import { findProposal, type ProposalRow } from '../../db/proposals.ts';
import type { MeetingInfo } from '../api/meeting.ts';
import type { IntakeInfo } from '../api/proposals.ts';
import type { Asker } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { intakeAt } from '../rules/intake.ts';
import { settingsOf } from '../rules/meeting.ts';
import { checkStage } from '../rules/meeting-state.ts';
import { mustBeCurrent } from './meetings.ts';

/** What a meeting takes in now. `intakeClosedAt` is when strek was set. */
export function intakeOf(
  { settings, intakeClosedAt }: Pick<MeetingInfo, 'settings' | 'intakeClosedAt'>,
  at: string,
): IntakeInfo {
  return {
    proposals: intakeAt(intakeClosedAt, settings.proposalDeadline, at),
    amendments: intakeAt(intakeClosedAt, settings.amendmentDeadline, at),
  };
}

/** Takes proposals or amendments in. @throws Problem deadline.passed or intake.closed. */
export function mustTakeIn(what: keyof IntakeInfo, { settings, intake_closed_at }: MeetingRow, at: string): void {
  const intake = intakeOf({ settings: settingsOf(settings), intakeClosedAt: intake_closed_at }, at)[what];
  if (intake === 'deadline') throw new Problem('deadline.passed', 'the deadline has passed');
  if (intake === 'closed') throw new Problem('intake.closed', 'strek has been set');
}

/** The current meeting by its id, while it is not over. @throws Problem not_found, meeting.missing or meeting.state. */
export async function mustGoOn(reader: Reader, id: string): Promise<MeetingRow> {
  const meeting = await mustBeCurrent(reader, id);
  must(checkStage(meeting.state, ['planned', 'called', 'open', 'adjourned']));
  return meeting;
}

/** A proposal of the current meeting. @throws Problem not_found, meeting.missing or meeting.state. */
export async function mustFindProposal(
  reader: Reader,
  id: string,
): Promise<{ proposal: ProposalRow; meeting: MeetingRow }> {
  const proposal = await findProposal(reader, id);
  if (proposal === undefined) throw new Problem('not_found', 'there is no such proposal');
  return { proposal, meeting: await mustGoOn(reader, proposal.meeting) };
}

/** Whether somebody leads the meeting, or administers the branch that does. */
export function leads({ roles }: Asker): boolean {
  return roles.some((role) => role === 'chair' || role === 'secretary' || role === 'leader');
}

/** @throws Problem standing.none unless the asker is the proposer, the chair or the secretary. */
export function mustAnswerFor({ member, roles }: Asker, proposer: string | null): void {
  if (proposer === member.id || roles.includes('chair') || roles.includes('secretary')) return;
  throw new Problem('standing.none', 'this is for the proposer, the chair and the secretary');
}
