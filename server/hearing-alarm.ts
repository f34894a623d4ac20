import { openHearings, updateHearing } from '../db/hearings.ts';
import { appendEntry } from '../db/journal.ts';
import { type Branch, timeOf } from './branch.ts';
import { ownAnswer } from './hearing-seen.ts';
import { nextReminder, remindersDue } from './rules/hearing.ts';

/**
 * Reminds the branch of hearings that it has not answered: once for each of the days before the deadline that count. Gives
 * the time of the next one, in milliseconds since 1970.
 */
export async function remindOfHearings(branch: Branch): Promise<number | undefined> {
  const at = timeOf(branch);
  const received = (await branch.engine.read((reader) => openHearings(reader, at))).filter(
    ({ issuer }) => issuer !== branch.id,
  );
  for (const { hash, deadline, reminded } of received) {
    const due = remindersDue(deadline, at);
    if (due.every((days) => reminded.days.includes(days))) continue;
    await branch.engine.transact(async (writer) => {
      const answered = (await ownAnswer(writer, hash)) !== null;
      await updateHearing(writer, hash, { reminded: { days: due, at: answered ? reminded.at : at } });
      if (!answered) await appendEntry(writer, { type: 'hearing.reminded', hearing: hash, branches: 0 }, at);
    });
  }
  const next = received.flatMap(({ deadline }) => nextReminder(deadline, at) ?? []);
  return next.length === 0 ? undefined : Math.min(...next);
}
