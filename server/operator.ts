import { hashOfText, toBase64url } from './rules/canonical.ts';

/**
 * What the operator shows to the server: derived from the server's secret by HKDF-SHA256 (RFC 5869), so that the
 * secret itself never travels. Whoever has the secret can open the branches' keys anyway.
 */
export async function operatorToken(secret: string): Promise<string> {
  const utf8 = new TextEncoder();
  const base = await crypto.subtle.importKey('raw', utf8.encode(secret), 'HKDF', false, ['deriveBits']);
  const info = utf8.encode('vedtak/operator/1');
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    base,
    256,
  );
  return toBase64url(new Uint8Array(bits));
}

/** Whether an Authorization header (RFC 6750) carries the operator's token. Hashes are compared: their time tells nothing. */
export async function isOperator(header: string | undefined, secret: string): Promise<boolean> {
  const [, token] = /^Bearer ([A-Za-z0-9_-]+)$/u.exec(header ?? '') ?? [];
  return token !== undefined && hashOfText(token) === hashOfText(await operatorToken(secret));
}
