import { insertInput } from '../../db/hearing-answers.ts';
import { appendEntry } from '../../db/journal.ts';
import { mustFindHearing, passUp } from '../hearing-relay.ts';
import type { Intake } from '../inbox.ts';
import { must, Problem } from '../problem.ts';
import { checkComments } from '../rules/hearing.ts';
import { mustBeAsked, verifyFromBelow } from './relay.ts';

/** Written input by a branch below: kept, marked where it is late, and sent on to whoever sent the hearing. */
export const inputIntake: Intake<'input'> = {
  name: 'input',
  verify: verifyFromBelow('input'),
  async take(writer, branch, { payload, hash, jws, at, trusted }) {
    const hearing = await mustFindHearing(writer, payload.hearing);
    const { leaf } = trusted;
    await mustBeAsked(writer, hearing.hash, leaf.id);
    if (hearing.closed_at !== null) throw new Problem('hearing.state', 'the hearing is closed');
    must(checkComments(hearing.statement.content, payload.comments));
    await insertInput(writer, {
      hash,
      hearing: hearing.hash,
      branch: leaf.id,
      name: leaf.name,
      organisation: payload.organisation,
      jws,
      statement: payload,
      received_at: at,
      late: at > hearing.deadline,
      hidden: false,
    });
    await appendEntry(writer, { type: 'hearing.input', hearing: hearing.hash, input: hash }, at);
    if (hearing.issuer !== branch.id)
      await passUp(writer, branch, 'input', { jws, hash }, hearing.statement.content.title);
  },
};
