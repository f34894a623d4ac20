import { decodeProtectedHeader } from 'jose';
import { entityStatementsByOthers } from '../../db/branch.ts';
import type { Reader, Writer } from '../../db/engine.ts';
import { askedParent, currentParent, type ParentRow, updateParent } from '../../db/parents.ts';
import { readmitted } from '../admitted.ts';
import type { Branch } from '../branch.ts';
import { pinnedKeys, trustedKeys } from '../federation.ts';
import type { Arrived, Intake } from '../inbox.ts';
import { endParent } from '../joining.ts';
import { Problem } from '../problem.ts';
import { verifyMessage } from '../rules/message.ts';
import type { StatementsStatement } from '../rules/party-statements.ts';
import type { Anchor } from '../rules/trust.ts';

/** The parent, or one that was asked to be it, says what it vouches for, or that it does so no longer. */
export const statementsIntake: Intake<'statements'> = {
  name: 'statements',
  async verify(branch, jws, at) {
    const anchors = await branch.engine.read((reader) => keysAbove(reader, branch));
    return verifyMessage('statements', jws, { anchors, at });
  },
  async take(writer, branch, message) {
    const { payload } = message;
    if (payload.child !== branch.id)
      throw new Problem('message.addressee', `it is meant for ${payload.child}, this is ${branch.id}`);
    const link = await linkOf(writer, payload.branch);
    mustBeCurrentKey(link, message);
    if (await isOlder(writer, branch, payload)) return;
    if (payload.statements.length > 0) return readmitted(writer, branch, link, message);
    if (link.state === 'current') return endParent(writer, branch, link);
    await updateParent(writer, link, { state: 'declined', ended_at: message.at });
  },
};

/** The keys of the parent, of those above it, and of one that was asked to be it. */
async function keysAbove(reader: Reader, branch: Branch): Promise<Anchor[]> {
  const asked = await askedParent(reader);
  return [...(await trustedKeys(reader, branch)), ...(asked === undefined ? [] : pinnedKeys(asked.keys))];
}

/** @throws Problem parent.unknown for anybody but the parent and one that was asked. */
async function linkOf(reader: Reader, parent: string): Promise<ParentRow> {
  const links = [await askedParent(reader), await currentParent(reader)];
  const link = links.find((one) => one?.parent === parent && one.state !== 'declined');
  if (link === undefined) throw new Problem('parent.unknown', `${parent} is not above this branch`);
  return link;
}

/** What is dated later than a key's end is not its to say. @throws Problem trust.anchor. */
function mustBeCurrentKey(link: ParentRow, { jws, payload }: Arrived<'statements'>): void {
  const { kid } = decodeProtectedHeader(jws);
  const until = pinnedKeys(link.keys).find((key) => key.kid === kid)?.until;
  if (until !== undefined && payload.at > until)
    throw new Problem('trust.anchor', `the key ${kid} was replaced at ${until}, this is of ${payload.at}`);
}

/** Whether something newer of the same parent is held, since what is carried as a file may come late. */
async function isOlder(writer: Writer, branch: Branch, { branch: parent, at }: StatementsStatement): Promise<boolean> {
  const held = await entityStatementsByOthers(writer, branch.id);
  return held.some(({ issuer, subject, issued_at }) => issuer === parent && subject === branch.id && issued_at > at);
}
