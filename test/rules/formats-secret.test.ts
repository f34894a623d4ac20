import { createPrivateKey, type JsonWebKey } from 'node:crypto';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { rawPrivate } from '../../server/issuer.ts';
import { isSignedPaper, issueLeaf, paperLeaf } from '../../server/rules/box.ts';
import { canonicalBytes, fromBase64url, hashOf, toBase64url } from '../../server/rules/canonical.ts';
import { Evidence } from '../../server/rules/evidence.ts';
import { merkleRoot } from '../../server/rules/merkle.ts';
import { BoxedPaper, IssuerKey, IssueStatement, PaperStatement } from '../../server/rules/secret-statements.ts';
import { CloseStatement } from '../../server/rules/statements.ts';
import { readAnchor, verifyFiles } from '../../server/rules/verify.ts';
import { verifyBoxFiles } from '../../server/rules/verify-box.ts';
import {
  evidenceLadder,
  example,
  jsonExample,
  ladder,
  lines,
  parsed,
  section,
  wholeExample,
} from '../support/formats.ts';

describe('the secret example', () => {
  const files = {
    resolution: wholeExample('secret-resolution-jws'),
    evidence: wholeExample('secret-evidence-json'),
    complaint: example('complaint'),
  };

  test('holds, in the order of the ladders on the page, and so does the complaint', async () => {
    const anchor = await readAnchor(example('secret-anchor'));
    if (!anchor.ok) throw new Error(anchor.refusal.detail);
    const { ok, refusal, evidence, complaint } = await verifyFiles({ ...files, anchor: anchor.value });
    expect({ ok, refusal, proves: complaint?.proves }).toEqual({ ok: true, refusal: undefined, proves: 'promised' });
    expect(evidence?.steps.map(({ name }) => name)).toEqual(evidenceLadder());
    const [, verified] = section('### `vedtak/complaint/1`').split('Verified after');
    expect(complaint?.steps.map(({ name }) => name)).toEqual(ladder(verified));
  });

  test('has a box that holds, in the order of the ladder on the page, and the complaint holds by it', async () => {
    const anchor = await readAnchor(example('box-anchor'));
    if (!anchor.ok) throw new Error(anchor.refusal.detail);
    const { complaint } = files;
    const verification = await verifyBoxFiles({ box: wholeExample('box-jws'), anchor: anchor.value, complaint });
    expect(verification.refusal).toBeUndefined();
    expect(verification.complaint?.proves).toBe('promised');
    const [, verified] = section('### `vedtak/box/1`').split('Verified like this');
    expect(verification.box.steps.map(({ name }) => name)).toEqual(ladder(verified));
    const [held] = v.parse(Evidence, JSON.parse(files.evidence)).ballots;
    expect(verification.box.payload).toMatchObject({
      definition: held?.definition.statement,
      close: held?.close.statement,
      papers: held?.papers,
    });
  });

  test('is what stands in the parts of the page', () => {
    const [held] = v.parse(Evidence, JSON.parse(files.evidence)).ballots;
    const first = parsed(BoxedPaper, 'boxed-paper');
    expect(held?.definition.statement).toEqual(jsonExample('secret-ballot'));
    expect(held?.definition.statement.issuer).toEqual(jsonExample('issuer'));
    expect(held?.close.statement).toEqual(jsonExample('secret-close'));
    expect(held?.issues?.[0]?.statement).toEqual(jsonExample('issue'));
    expect(held?.papers).toContainEqual(first);
    expect(first.paper).toEqual(jsonExample('paper'));
    expect(lines('paper-leaves')).toEqual(held?.papers?.map(paperLeaf));
    expect(lines('issue-leaves')).toEqual(held?.issues?.map(issueLeaf));
    const close = parsed(CloseStatement, 'secret-close');
    expect(merkleRoot(lines('paper-leaves'))).toBe(close.evidence);
    expect(merkleRoot(lines('issue-leaves'))).toBe(close.issues?.root);
  });

  test('has a paper with its canonical bytes and its hash', () => {
    const paper = parsed(PaperStatement, 'paper');
    expect(example('paper-canonical')).toBe(new TextDecoder().decode(canonicalBytes(paper)));
    expect(example('paper-hash')).toBe(hashOf(paper));
  });

  test('has every step from the blinded paper to the signature on it', async () => {
    const { kid, kty, n, e } = parsed(IssuerKey, 'issuer');
    const key = createPrivateKey({ key: jsonExample('issuer-private') as JsonWebKey, format: 'jwk' });
    expect(key.export({ format: 'jwk' })).toMatchObject({ kty, n, e });
    expect(kid).toBe(hashOf({ kty, n, e }));
    const { blinded } = parsed(IssueStatement, 'issue');
    const boxed = parsed(BoxedPaper, 'boxed-paper');
    expect(toBase64url(rawPrivate(key, fromBase64url(blinded)))).toBe(example('blind-signature'));
    const number = (text: string) => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`);
    const product = number(example('blind-signature')) * number(example('inverse'));
    expect(product % number(n)).toBe(number(boxed.signature));
    expect(await isSignedPaper(boxed, parsed(IssuerKey, 'issuer'))).toBe(true);
  });
});
