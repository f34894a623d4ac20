import type { BallotRow } from '../../db/ballots.ts';
import type { Writer } from '../../db/engine.ts';
import { appendEntry } from '../../db/journal.ts';
import { findMeeting, updateMeeting } from '../../db/meetings.ts';
import { findProposal } from '../../db/proposals.ts';
import { setListClosed } from '../../db/speakers.ts';
import type { Branch } from '../branch.ts';
import { elect } from '../officers.ts';
import type { Decided } from '../rules/formats.ts';
import { settingsOf } from '../rules/meeting.ts';

/**
 * Does what the adoption of a proposal does beside standing in the minutes, in the transaction that closes its ballot. A
 * trial does nothing, and neither does a ballot on an amendment. Postponement and forwarding are derived from the ballot
 * and not stored. What has been done is not undone when the ballot is cancelled later: officers stay who they are until
 * others are elected, and a list that was closed is opened by the chair.
 */
export async function takeEffect(
  writer: Writer,
  branch: Branch,
  { proposal: id, meeting, subject, definition }: BallotRow,
  outcome: Record<string, Decided>,
  at: string,
): Promise<void> {
  if (definition.statement.trial || subject.kind !== 'text' || !Object.values(outcome).includes('adopted')) return;
  const effect = (await findProposal(writer, id))?.effect;
  switch (effect?.kind) {
    case 'elect':
      await elect(writer, branch, meeting, effect.role, effect.members);
      return;
    case 'close-list':
      await setListClosed(writer, meeting, true);
      await appendEntry(writer, { type: 'speakers.changed', meeting }, at);
      return;
    case 'close-intake':
      await updateMeeting(writer, meeting, { intake_closed_at: at });
      await appendEntry(writer, { type: 'intake.closed', meeting, closed: true }, at);
      return;
    case 'speech-time': {
      const settings = settingsOf((await findMeeting(writer, meeting))?.settings ?? '{}');
      await updateMeeting(writer, meeting, { settings: JSON.stringify({ ...settings, speech: effect.seconds }) });
      await appendEntry(writer, { type: 'meeting.settings', meeting }, at);
      return;
    }
  }
}
