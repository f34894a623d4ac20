import * as v from 'valibot';
import { childKeys, findChild } from '../db/children.ts';
import type { Reader } from '../db/engine.ts';
import { newestHeldOf, type ReceivedRow } from '../db/received.ts';
import type { Branch } from './branch.ts';
import { lineOf } from './hearing-relay.ts';
import { Problem } from './problem.ts';
import { PublicJwk } from './rules/jws.ts';
import { openFile } from './rules/signed-file.ts';
import { keysSaid, type Trusted } from './rules/trust.ts';
import { resolutionType } from './rules/verify-resolution.ts';

/** The way by which something came from below: the branches from the lowest up to ours, and the keys that it names for them. */
export interface Way {
  ids: readonly string[];
  keys: ReadonlyMap<string, readonly PublicJwk[]>;
}

/** The way by which a resolution that is held came. */
export function wayOf({ jws, path }: Pick<ReceivedRow, 'jws' | 'path'>): Way {
  const file = openFile(jws, resolutionType);
  return { ids: path.map(({ id }) => id), keys: keysSaid(file.ok ? (file.value.chain ?? []) : []) };
}

/**
 * Whether what is trusted makes of no branch that is known here another one: any branch can vouch for any id, so a chain that
 * holds may name our own child, or a branch above us, below somebody who has nothing to do with it. A branch that has moved
 * comes by another way with a key that is known as its own.
 * @param of the way of the resolution that a level below speaks of.
 * @throws Problem trust.chain, or child.revoked for one that was revoked here.
 */
export async function mustComeAsKnown(
  reader: Reader,
  branch: Branch,
  { ids, keys }: Pick<Trusted, 'ids' | 'keys'>,
  of?: Way,
): Promise<void> {
  for (const [i, id] of ids.entries()) {
    const above = ids.slice(i + 1);
    // nobody else speaks of the topmost, whose key is trusted, nor of those whom we vouch for ourselves
    if (above.length === 0 || above[0] === branch.id) continue;
    const line = await lineOf(reader, branch);
    const place = line.indexOf(id);
    if (place !== -1) return mustBeOurLine(id, above, line.slice(place + 1));
    const us = ids.indexOf(branch.id);
    const below = ids.slice(i, us === -1 ? undefined : us);
    await mustBeWhereKnown(reader, id, { ids: below, keys }, of);
  }
}

/** @throws Problem trust.chain when somebody vouches for a branch of our line who does not stand above it there. */
function mustBeOurLine(id: string, above: readonly string[], line: readonly string[]): void {
  const strange = above.find((one) => !line.includes(one));
  if (strange !== undefined)
    throw new Problem('trust.chain', `${strange} stands above ${id} in the chain, which is not so as we know it`);
}

/** @throws Problem trust.chain or child.revoked. */
async function mustBeWhereKnown(reader: Reader, id: string, way: Way, of: Way | undefined): Promise<void> {
  const child = await findChild(reader, id);
  if (child?.state === 'revoked') throw new Problem('child.revoked', `${id} was revoked at ${child.ended_at}`);
  const held = await newestHeldOf(reader, id);
  const known = [of, held && wayOf(held)].filter((one) => one?.ids.includes(id) === true) as Way[];
  if (child === undefined && known.length === 0) return;
  if (child?.state !== 'active' && known.some((one) => isSame(one.ids.slice(one.ids.indexOf(id)), way.ids))) return;
  const own = await childKeys(reader, id);
  const publicKeys = (revoked: boolean): PublicJwk[] =>
    own
      .filter(({ revoked_reason }) => (revoked_reason !== null) === revoked)
      .map(({ public_key }) => v.parse(PublicJwk, JSON.parse(public_key)));
  const trusted = [...publicKeys(false), ...known.flatMap(({ keys }) => keys.get(id) ?? [])];
  const lost = publicKeys(true);
  const strange = way.keys.get(id)?.find((key) => isAmong(key, lost) || !isAmong(key, trusted));
  if (strange === undefined) return;
  throw new Problem(
    'trust.chain',
    `${id} comes by ${way.ids.join(' < ')} with the key ${strange.kid}, which is not known here as its own`,
  );
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}

/** By the key itself: whoever vouches for a key gives it any name. */
function isAmong({ x, y }: PublicJwk, keys: readonly PublicJwk[]): boolean {
  return keys.some((key) => key.x === x && key.y === y);
}
