import { updateHearing } from '../../db/hearings.ts';
import { appendEntry } from '../../db/journal.ts';
import { askedBranches } from '../hearing-answers.ts';
import { mustFindHearing, passDown } from '../hearing-relay.ts';
import type { Intake } from '../inbox.ts';
import { Problem } from '../problem.ts';

/** A reminder by whoever sent a hearing: shown, and sent on to those below who are silent. */
export const reminderIntake: Intake<'reminder'> = {
  name: 'reminder',
  async take(writer, branch, { payload, hash, jws, at }) {
    const hearing = await mustFindHearing(writer, payload.hearing);
    if (hearing.issuer !== payload.branch || hearing.issuer === branch.id)
      throw new Problem('message.sender', 'the hearing was sent by another branch');
    await updateHearing(writer, hearing.hash, { reminded: { ...hearing.reminded, at } });
    const asked = await askedBranches(writer, branch, hearing.hash);
    const silent = new Set(asked.filter(({ state }) => state === 'silent').map((one) => one.branch));
    const branches = await passDown(writer, branch, 'reminder', { hash, jws, hearing }, (id) => silent.has(id));
    await appendEntry(writer, { type: 'hearing.reminded', hearing: hearing.hash, branches }, at);
  },
};
