import { updateBranch } from '../db/branch.ts';
import { activeChildren } from '../db/children.ts';
import type { Writer } from '../db/engine.ts';
import { appendEntry } from '../db/journal.ts';
import { currentMeeting } from '../db/meetings.ts';
import { currentParent, deleteAsked } from '../db/parents.ts';
import { type Branch, timeOf } from './branch.ts';
import { mustNotBeClosed } from './identity.ts';
import { leaveParent } from './joining.ts';
import { Problem } from './problem.ts';

/**
 * Closes the branch down: it leaves its parent and takes no new meetings; what it decided stays readable.
 * @throws Problem branch.closed, meeting.state while a meeting goes on, child.state while branches stand below.
 */
export async function closeBranch(writer: Writer, branch: Branch): Promise<void> {
  await mustNotBeClosed(writer);
  const meeting = await currentMeeting(writer);
  if (meeting !== undefined && (meeting.state === 'open' || meeting.state === 'adjourned'))
    throw new Problem('meeting.state', 'a meeting goes on');
  const below = await activeChildren(writer);
  if (below.length > 0) throw new Problem('child.state', `${below.length} branches stand below this one`);
  const at = timeOf(branch);
  await deleteAsked(writer);
  const parent = await currentParent(writer);
  if (parent !== undefined) await leaveParent(writer, branch, parent, 'closed');
  await updateBranch(writer, { closed_at: at });
  await appendEntry(writer, { type: 'branch.closed' }, at);
}
