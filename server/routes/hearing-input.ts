import { findInput, inputsTo, insertInput, setHidden } from '../../db/hearing-answers.ts';
import { appendEntry } from '../../db/journal.ts';
import type { InputInfo } from '../api/hearings.ts';
import { mustFindHearing, mustOwnHearing, passUp } from '../hearing-relay.ts';
import { command, query, type Routes } from '../mount.ts';
import { signMessage } from '../post.ts';
import { must, Problem } from '../problem.ts';
import { hashOf } from '../rules/canonical.ts';
import { checkComments, stateOf } from '../rules/hearing.ts';
import type { InputStatement } from '../rules/party-statements.ts';

/** Written input to hearings: by the branch, from outside where that is open, and what of it is shown. */
export function hearingInputRoutes(routes: Routes): void {
  const { branch } = routes;

  query(routes, 'hearingInputs', async (reader, { parameter }, asker, byToken) => {
    const { hash, issuer } = await mustFindHearing(reader, parameter('hearing'));
    const leads = issuer === branch.id && (byToken || asker?.roles.includes('leader') === true);
    const inputs: InputInfo[] = (await inputsTo(reader, hash))
      .filter(({ hidden }) => leads || !hidden)
      .map((input) => ({
        input: input.hash,
        branch: input.branch,
        name: leads || input.branch !== null ? input.name : '',
        organisation: input.organisation,
        comments: input.statement.comments,
        receivedAt: input.received_at,
        late: input.late,
        hidden: input.hidden,
      }));
    return { inputs };
  });

  command(routes, 'writeInput', async (writer, { body, parameter, at }) => {
    const row = await mustFindHearing(writer, parameter('hearing'));
    if (row.issuer === branch.id) throw new Problem('hearing.state', 'the hearing is our own');
    if (row.closed_at !== null) throw new Problem('hearing.state', 'the hearing is closed');
    must(checkComments(row.statement.content, body.comments));
    const statement: InputStatement = {
      typ: 'vedtak/input/1',
      branch: branch.id,
      hearing: row.hash,
      name: branch.name,
      organisation: branch.name,
      comments: body.comments,
      at,
    };
    const { jws, hash } = await signMessage(writer, branch, 'input', statement);
    await insertInput(writer, { ...storedOf(statement, hash, row.deadline), jws });
    await appendEntry(writer, { type: 'hearing.input', hearing: row.hash, input: hash }, at);
    await passUp(writer, branch, 'input', { jws, hash }, row.statement.content.title);
    return { input: hash };
  });

  command(routes, 'outsideInput', async (writer, { body, parameter, at }) => {
    const row = await mustFindHearing(writer, parameter('hearing'));
    if (row.issuer !== branch.id || !row.statement.outside)
      throw new Problem('hearing.outside', 'the hearing takes no input from outside here');
    if (stateOf(row.statement, row.closed_at, at) !== 'open')
      throw new Problem('hearing.state', 'the hearing is not open');
    must(checkComments(row.statement.content, body.comments));
    const statement: InputStatement = { typ: 'vedtak/input/1', branch: null, hearing: row.hash, ...body, at };
    const hash = hashOf(statement);
    if ((await findInput(writer, hash)) !== undefined) return { input: hash };
    await insertInput(writer, { ...storedOf(statement, hash, row.deadline), jws: null });
    await appendEntry(writer, { type: 'hearing.input', hearing: row.hash, input: hash }, at);
    return { input: hash };
  });

  command(routes, 'hideInput', async (writer, { body, parameter, at }) => {
    const input = await findInput(writer, parameter('input'));
    if (input === undefined) throw new Problem('not_found', 'there is no such input');
    const row = await mustOwnHearing(writer, branch, input.hearing);
    if (row.closed_at !== null) throw new Problem('hearing.state', 'the hearing is closed');
    await setHidden(writer, input.hash, body.hidden);
    await appendEntry(writer, { type: 'hearing.input', hearing: row.hash, input: input.hash }, at);
    return {};
  });
}

/** Input as it is stored when it is written here. */
function storedOf(statement: InputStatement, hash: string, deadline: string) {
  const { branch, hearing, name, organisation, at } = statement;
  return { hash, hearing, branch, name, organisation, statement, received_at: at, late: at > deadline, hidden: false };
}
