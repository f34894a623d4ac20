import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { preparedMessage } from '../../server/rules/box.ts';
import { fromBase64url, toBase64url } from '../../server/rules/canonical.ts';
import type { IssuerKey } from '../../server/rules/secret-statements.ts';
import type { Job, Reply } from './blinder.ts';

/** RFC 9474 section 5: the variant that a secret ballot's papers are signed by. */
const suite = RSABSSA.SHA384.PSS.Randomized();

function keyOf({ kty, n, e }: IssuerKey): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', { kty, n, e }, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
}

async function done(job: Job): Promise<Reply> {
  const key = await keyOf(job.issuer);
  const message = preparedMessage(job);
  if (job.kind === 'blind') {
    const { blindedMsg, inv } = await suite.blind(key, message);
    return { blinded: toBase64url(blindedMsg), inverse: toBase64url(inv) };
  }
  const bytes = [fromBase64url(job.blindSignature), fromBase64url(job.inverse)] as const;
  return { signature: toBase64url(await suite.finalize(key, message, ...bytes)) };
}

/** Computes beside the page, which stays alive meanwhile. Sends nothing but answers to the page. */
addEventListener('message', ({ data }: MessageEvent<Job>) => {
  done(data).then(
    (reply) => postMessage(reply),
    (error: unknown) => postMessage({ fault: String(error) } satisfies Reply),
  );
});
