import type { Reader } from '../../db/engine.ts';
import { findHearing, insertHearing, updateHearing } from '../../db/hearings.ts';
import type { Branch } from '../branch.ts';
import { askBelow, lineOf, mustFindHearing, passDown } from '../hearing-relay.ts';
import type { Arrived, Intake } from '../inbox.ts';
import { Problem } from '../problem.ts';
import { asks } from '../rules/hearing.ts';

/** @throws Problem message.sender unless whoever sent it stands above this branch. */
async function mustStandAbove(reader: Reader, branch: Branch, sender: string): Promise<string[]> {
  const line = await lineOf(reader, branch);
  if (sender === branch.id || !line.includes(sender))
    throw new Problem('message.sender', `${sender} does not stand above us`);
  return line;
}

/** A hearing from above: kept, and sent on to those below who are asked. */
export const hearingIntake: Intake<'hearing'> = {
  name: 'hearing',
  async take(writer, branch, { payload, hash, jws, at, trusted }: Arrived<'hearing'>) {
    const line = await mustStandAbove(writer, branch, payload.branch);
    if (!asks(payload, line)) throw new Problem('message.addressee', 'the hearing does not ask us');
    await insertHearing(writer, {
      hash,
      issuer: payload.branch,
      issuer_name: trusted.leaf.name,
      jws,
      statement: payload,
      deadline: payload.deadline,
      received_at: at,
      proposal: null,
      reminded: { days: [], at: null },
      closed_at: null,
      report: null,
    });
    const hearing = await findHearing(writer, hash);
    if (hearing !== undefined) await askBelow(writer, branch, hearing);
    branch.engine.alarm(branch.surroundings.now());
  },
};

/** What came of a hearing that was received, by whoever sent it: it is closed, and those below are told. */
export const reportIntake: Intake<'report'> = {
  name: 'report',
  async take(writer, branch, { payload, hash, jws }) {
    const hearing = await mustFindHearing(writer, payload.hearing);
    if (hearing.issuer !== payload.branch || hearing.issuer === branch.id)
      throw new Problem('message.sender', 'the hearing was sent by another branch');
    await updateHearing(writer, hearing.hash, { closed_at: payload.at, report: jws });
    await passDown(writer, branch, 'report', { hash, jws, hearing }, () => true);
  },
};
