import type { Reader } from './engine.ts';

/** What is held of a branch that something may be sent to. Keys and configuration are as they were stored: JSON of JWKs, a JWS. */
export interface HeldReceiver {
  name: string;
  /** JSON of a public JWK each. */
  keys: string[];
  /** Its entity configuration, where one is held. */
  configuration: string | undefined;
}

/** What is held of a branch that was asked to be the parent, is it or was it; undefined for another. */
export async function heldParent(reader: Reader, id: string): Promise<HeldReceiver | undefined> {
  const row = await reader
    .selectFrom('parent_link')
    .selectAll()
    .where('parent', '=', id)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const keys = (JSON.parse(row.keys) as unknown[]).map((key) => JSON.stringify(key));
  return { name: row.name, keys, configuration: row.configuration };
}

/**
 * What is held of a branch below, whatever has become of it, or of one that has asked to be below; undefined for another. The
 * keys are those that were not revoked; all of them where the branch was, since it still says that it has heard so.
 */
export async function heldChild(reader: Reader, id: string): Promise<HeldReceiver | undefined> {
  const child = await reader.selectFrom('child').select(['name', 'state']).where('id', '=', id).executeTakeFirst();
  const request = await reader
    .selectFrom('join_request')
    .select('statement')
    .where('child', '=', id)
    .$if(child !== undefined, (query) => query.where('state', '=', 'confirmed'))
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (child === undefined && request === undefined) return undefined;
  const rows = await reader
    .selectFrom('child_key')
    .select('public_key')
    .where('child', '=', id)
    .$if(child?.state === 'active', (query) => query.where('revoked_reason', 'is', null))
    .execute();
  const { configuration } = request === undefined ? {} : (JSON.parse(request.statement) as { configuration?: string });
  return { name: child?.name ?? id, keys: rows.map(({ public_key }) => public_key), configuration };
}

/** The names of the branches around this one, by id: those above, those below. */
export async function receiverNames(reader: Reader): Promise<Map<string, string>> {
  const parents = await reader.selectFrom('parent_link').select(['parent as id', 'name']).orderBy('ordinal').execute();
  const children = await reader.selectFrom('child').select(['id', 'name']).execute();
  return new Map([...parents, ...children].map(({ id, name }) => [id, name]));
}
