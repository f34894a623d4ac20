import { appendEntry } from '../../db/journal.ts';
import { allReadTokens, findReadToken, insertReadToken, type ReadTokenRow, updateReadToken } from '../../db/tokens.ts';
import type { ReadToken } from '../api/programs.ts';
import { command, query, type Routes } from '../mount.ts';
import { Problem } from '../problem.ts';
import { hashOfText } from '../rules/canonical.ts';

/** The tokens with which programs read what is not public. */
export function tokenRoutes(routes: Routes): void {
  const { branch } = routes;

  query(routes, 'tokens', async (reader) => ({ tokens: (await allReadTokens(reader)).map(tokenSeen) }));

  command(routes, 'createToken', async (writer, { body: { name, scopes, expires }, at }) => {
    if (expires !== null && expires <= at) throw new Problem('reading.expiry', `${expires} is over`);
    const bearer = `vedtak_${branch.surroundings.random(32)}`;
    const token = hashOfText(bearer);
    await insertReadToken(writer, {
      token_hash: token,
      name,
      scopes: JSON.stringify([...new Set(scopes)]),
      created_at: at,
      expires_at: expires,
      revoked_at: null,
      used_on: null,
    });
    await appendEntry(writer, { type: 'token.changed' }, at);
    return { bearer, token };
  });

  command(routes, 'revokeToken', async (writer, { parameter, at }) => {
    const token = await findReadToken(writer, parameter('token'));
    if (token === undefined) throw new Problem('not_found', 'there is no such token');
    if (token.revoked_at !== null) return {};
    await updateReadToken(writer, token.token_hash, { revoked_at: at });
    await appendEntry(writer, { type: 'token.changed' }, at);
    return {};
  });
}

function tokenSeen({ token_hash, name, scopes, created_at, expires_at, revoked_at, used_on }: ReadTokenRow): ReadToken {
  return {
    token: token_hash,
    name,
    scopes: JSON.parse(scopes) as ReadToken['scopes'],
    createdAt: created_at,
    expiresAt: expires_at,
    revokedAt: revoked_at,
    usedOn: used_on,
  };
}
