import { decodeJwt } from 'jose';
import * as v from 'valibot';
import type { Reader } from '../db/engine.ts';
import { type HeldReceiver, heldChild, heldParent } from '../db/receivers.ts';
import type { Branch } from './branch.ts';
import { parentConfiguration } from './federation.ts';
import { EntityConfiguration } from './rules/entity-statement.ts';
import { PublicJwk } from './rules/jws.ts';

/** A branch that something is sent to. */
export interface Receiver {
  /** The address that takes deliveries. */
  inbox: string;
  /** The keys under which its receipts hold. */
  keys: readonly PublicJwk[];
}

/** Where a branch takes deliveries, and with which keys it signs receipts: the parent, one that was asked to be, a child or one that asks. */
export async function findReceiver(reader: Reader, branch: Branch, id: string): Promise<Receiver | undefined> {
  const parent = id === branch.parent ? await parentConfiguration(reader, branch) : undefined;
  const held = (await heldParent(reader, id)) ?? (await heldChild(reader, id));
  if (parent === undefined && held === undefined) return undefined;
  const configuration = parent ?? configurationIn(held);
  const keys = (held?.keys ?? []).map((key) => v.parse(PublicJwk, JSON.parse(key)));
  return {
    inbox: configuration?.metadata.vedtak_branch.inbox ?? `${id}/inbox`,
    keys: [...(parent?.jwks.keys ?? []), ...(keys.length > 0 ? keys : (configuration?.jwks.keys ?? []))],
  };
}

function configurationIn(held: HeldReceiver | undefined): EntityConfiguration | undefined {
  return held?.configuration === undefined ? undefined : v.parse(EntityConfiguration, decodeJwt(held.configuration));
}
