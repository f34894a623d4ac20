import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { findEntityStatement } from '../db/branch.ts';
import type { Reader } from '../db/engine.ts';
import type { Branch } from './branch.ts';
import { EntityConfiguration } from './rules/entity-statement.ts';

/** A branch above another, as its own configuration says. */
interface Above {
  id: string;
  name: string;
  level: string;
}

/** The branches above one, from the top down to its parent, as far as their configurations are held. */
export async function branchesAbove(reader: Reader, { parent }: Branch): Promise<Above[]> {
  const above: Above[] = [];
  let id = parent ?? undefined;
  while (id !== undefined && !above.some((one) => one.id === id)) {
    const jws = await findEntityStatement(reader, id, id);
    if (jws === undefined) break;
    const { metadata, authority_hints } = v.parse(EntityConfiguration, decodeJwt(jws));
    const { name, level } = metadata.vedtak_branch;
    above.unshift({ id, name, level });
    id = authority_hints?.[0];
  }
  return above;
}
