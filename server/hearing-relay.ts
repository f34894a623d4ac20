import { activeChildren, type ChildRow } from '../db/children.ts';
import type { Reader, Writer } from '../db/engine.ts';
import { askedIn, findHearing, type HearingRow, insertAsked, openHearings } from '../db/hearings.ts';
import { type Branch, timeOf } from './branch.ts';
import { branchesAbove } from './lineage.ts';
import { post, signMessage } from './post.ts';
import { Problem } from './problem.ts';
import type { MessageName } from './rules/party-statements.ts';

/** A hearing of the branch, its own or one that it received. @throws Problem hearing.unknown. */
export async function mustFindHearing(reader: Reader, hash: string): Promise<HearingRow> {
  const row = await findHearing(reader, hash);
  if (row === undefined) throw new Problem('hearing.unknown', 'there is no such hearing here');
  return row;
}

/** A hearing that this branch sent. @throws Problem hearing.unknown, or hearing.state for one of another's. */
export async function mustOwnHearing(reader: Reader, branch: Branch, hash: string): Promise<HearingRow> {
  const row = await mustFindHearing(reader, hash);
  if (row.issuer !== branch.id) throw new Problem('hearing.state', 'this is for whoever sent the hearing');
  return row;
}

/** Ids from the branch itself up to the top of the party. */
export async function lineOf(reader: Reader, branch: Branch): Promise<string[]> {
  const above = await branchesAbove(reader, branch);
  return [branch.id, ...above.map(({ id }) => id).reverse()];
}

/** Whether a hearing asks a branch below this one: named by its sender, or one of all below those who received it. */
function asksChild({ issuer, statement: { asked } }: HearingRow, branch: Branch, child: string): boolean {
  if (issuer !== branch.id) return asked.below;
  return asked.branches === 'all' || asked.branches.includes(child);
}

/** Sends a hearing to those below whom it asks, and tells upwards whom that was. */
export async function askBelow(writer: Writer, branch: Branch, hearing: HearingRow): Promise<void> {
  await ask(writer, branch, hearing, await activeChildren(writer));
}

/** A branch below as a hearing names it. */
type Below = Pick<ChildRow, 'id' | 'name' | 'level'>;

/** Sends the hearings that are open to a branch that has come to stand below this one. */
export async function askNewChild(writer: Writer, branch: Branch, child: Below): Promise<void> {
  for (const hearing of await openHearings(writer, timeOf(branch))) await ask(writer, branch, hearing, [child]);
}

async function ask(writer: Writer, branch: Branch, hearing: HearingRow, below: readonly Below[]): Promise<void> {
  const children = below.filter(({ id }) => asksChild(hearing, branch, id));
  if (children.length === 0) return;
  const at = timeOf(branch);
  const { hash, jws, statement } = hearing;
  const { title } = statement.content;
  const asked = children.map(({ id, name, level }) => ({ id, name, level }));
  await insertAsked(
    writer,
    asked.map(({ id, ...named }) => ({ hearing: hash, branch: id, ...named, under: branch.id, at })),
  );
  for (const { id } of asked)
    await post(writer, branch, { kind: 'hearing', statement: hash, receiver: id, body: jws, title });
  if (hearing.issuer === branch.id || branch.parent === null) return;
  const relay = { typ: 'vedtak/relay/1' as const, branch: branch.id, hearing: hash, asked, at };
  await passUp(writer, branch, 'relay', await signMessage(writer, branch, 'relay', relay), title);
}

/** Sends a message about a hearing on to the parent, unchanged; nothing where there is none. */
export async function passUp(
  writer: Writer,
  branch: Branch,
  kind: MessageName,
  { jws, hash }: { jws: string; hash: string },
  title: string,
): Promise<void> {
  if (branch.parent === null) return;
  await post(writer, branch, { kind, statement: hash, receiver: branch.parent, body: jws, title });
}

/**
 * Sends a message of a hearing's sender on, unchanged, to those below who were asked.
 * @param wants whether a branch that was asked is to have it; those above one that is get it too.
 * Gives how many of those who are to have it stand below.
 */
export async function passDown(
  writer: Writer,
  branch: Branch,
  kind: MessageName,
  { hash, jws, hearing }: { hash: string; jws: string; hearing: HearingRow },
  wants: (id: string) => boolean,
): Promise<number> {
  const asked = await askedIn(writer, hearing.hash);
  const wanted = asked.filter((one) => wants(one.branch));
  const under = new Map(asked.map((one) => [one.branch, one.under]));
  const through = new Set(wanted.map((one) => topmost(one.branch, branch.id, under)));
  const active = new Set((await activeChildren(writer)).map(({ id }) => id));
  const { title } = hearing.statement.content;
  for (const receiver of through)
    if (active.has(receiver)) await post(writer, branch, { kind, statement: hash, receiver, body: jws, title });
  return wanted.length;
}

/** Of a branch and those above it the one next below `top`. */
export function topmost(branch: string, top: string, under: ReadonlyMap<string, string>): string {
  const passed = new Set<string>();
  let at = branch;
  for (;;) {
    const above = under.get(at);
    if (above === undefined || above === top || passed.has(at)) return at;
    passed.add(at);
    at = above;
  }
}
