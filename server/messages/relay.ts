import type { Reader } from '../../db/engine.ts';
import { findAsked, insertAsked } from '../../db/hearings.ts';
import type { Branch } from '../branch.ts';
import { mustFindHearing, passUp } from '../hearing-relay.ts';
import type { Intake } from '../inbox.ts';
import { Problem } from '../problem.ts';
import { verifyMessage } from '../rules/message.ts';

/** @throws Problem message.sender unless a hearing asked the branch. */
export async function mustBeAsked(reader: Reader, hearing: string, branch: string): Promise<void> {
  if ((await findAsked(reader, hearing, branch)) === undefined)
    throw new Problem('message.sender', `the hearing did not ask ${branch}`);
}

/** Verifies a message that only branches below send: the chain must lead to this branch's own key. */
export function verifyFromBelow<N extends 'relay' | 'input'>(name: N) {
  return ({ key }: Branch, jws: string, at: string) => verifyMessage(name, jws, { anchors: [key.publicJwk], at });
}

/** A branch below tells whom it has asked: kept, and told further up where the hearing came from there. */
export const relayIntake: Intake<'relay'> = {
  name: 'relay',
  verify: verifyFromBelow('relay'),
  async take(writer, branch, { payload, hash, jws, at }) {
    const { asked, branch: under } = payload;
    const hearing = await mustFindHearing(writer, payload.hearing);
    await mustBeAsked(writer, hearing.hash, under);
    if (!hearing.statement.asked.below)
      throw new Problem('message.sender', 'the hearing asks only those who received it first');
    await insertAsked(
      writer,
      asked.map(({ id, name, level }) => ({ hearing: hearing.hash, branch: id, name, level, under, at })),
    );
    if (hearing.issuer !== branch.id)
      await passUp(writer, branch, 'relay', { jws, hash }, hearing.statement.content.title);
  },
};
