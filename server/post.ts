import { insertDelivery } from '../db/deliveries.ts';
import type { Reader, Writer } from '../db/engine.ts';
import { appendEntry } from '../db/journal.ts';
import { type Branch, timeOf } from './branch.ts';
import { trustChain } from './federation.ts';
import { signAsBranch } from './identity.ts';
import { hashOf } from './rules/canonical.ts';
import { custodyMedia, joseMedia } from './rules/courier.ts';
import { type MessageName, type MessageOf, messageType } from './rules/party-statements.ts';

/** A message that this branch signed. */
export interface SignedMessage {
  jws: string;
  /** Of its statement. */
  hash: string;
}

/** Signs a message with the key of the branch; its trust chain stands in the header. */
export async function signMessage<N extends MessageName>(
  reader: Reader,
  branch: Branch,
  name: N,
  payload: MessageOf<N>,
): Promise<SignedMessage> {
  const header = { trust_chain: await trustChain(reader, branch) };
  return { jws: await signAsBranch(reader, branch, messageType(name), payload, header), hash: hashOf(payload) };
}

/** What goes to another branch. */
export interface Post {
  /** resolution, custody, or the name of a message. */
  kind: MessageName | 'resolution' | 'custody';
  /** Hash of the statement whose receipt is asked for. */
  statement: string;
  /** Id of the branch that it goes to. */
  receiver: string;
  body: string;
  /** What people call it: the title of a resolution or a hearing. */
  title: string;
}

/** Puts a body in the outbox for a branch; what is there already is not put in twice. */
export async function post(
  writer: Writer,
  branch: Branch,
  { kind, statement, receiver, body, title }: Post,
): Promise<void> {
  const at = timeOf(branch);
  const id = hashOf({ statement, receiver });
  const media = kind === 'custody' ? custodyMedia : joseMedia;
  if (!(await insertDelivery(writer, { id, kind, statement, receiver, media, body, title }, at))) return;
  await appendEntry(writer, { type: 'message.queued', kind, statement, receiver }, at);
  branch.engine.alarm(branch.surroundings.now());
}
