import { RSABSSA } from '@cloudflare/blindrsa-ts';
import type { ResponseOf } from '../api/endpoints.ts';
import { preparedMessage } from '../rules/box.ts';
import { fromBase64url, toBase64url } from '../rules/canonical.ts';
import type { Marks } from '../rules/formats.ts';
import type { BoxedPaper, IssuerKey, IssueStatement, PaperStatement } from '../rules/secret-statements.ts';
import type { Signed } from '../rules/statements.ts';
import type { Subject } from '../rules/subject.ts';
import { buildClose } from '../rules/tally.ts';
import { type Manner, nextBallot, type Pair } from './meeting.ts';
import type { Person } from './person.ts';

const suite = RSABSSA.SHA384.PSS.Randomized();

/** A secret ballot that is open: its id and its key. */
export interface SecretBallot {
  ballot: string;
  issuer: IssuerKey;
}

/** The chair opens a secret ballot on anything that a proposal puts to the vote. */
export async function openSecret(
  pair: Pair,
  proposal: string,
  subject: Subject,
  manner: Omit<Manner, 'method'> = {},
): Promise<SecretBallot> {
  const { administrator, branch: slug } = pair;
  const current = (await administrator.call('snapshot', { slug })).meeting?.id ?? '';
  const { issuer } = await administrator.call('makeIssuer', { slug, meeting: current });
  const { meeting, statement } = await nextBallot(pair, subject, { ...manner, issuer });
  const signed = administrator.sign(statement);
  return {
    ballot: (await administrator.call('openBallot', { slug, meeting }, { proposal, subject, signed })).ballot,
    issuer,
  };
}

/** A paper that is filled in and blinded: what a phone keeps until it has the signature. */
export interface Blinded {
  paper: PaperStatement;
  prefix: string;
  blinded: string;
  inverse: string;
}

/** Fills a paper in and blinds it, as a phone does (RFC 9474 section 4.2). */
export async function blind({ ballot, issuer }: SecretBallot, marks: Marks): Promise<Blinded> {
  const random = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(32)));
  const paper: PaperStatement = { typ: 'vedtak/paper/1', ballot, marks, nonce: random() };
  const prefix = random();
  const { blindedMsg, inv } = await suite.blind(await keyOf(issuer), preparedMessage({ paper, prefix }));
  return { paper, prefix, blinded: toBase64url(blindedMsg), inverse: toBase64url(inv) };
}

/** The issue that draws a blinded paper, signed with the delegate's passkey. */
export function signIssue(person: Person, { paper, blinded }: Blinded): Signed<IssueStatement> {
  return person.sign({ typ: 'vedtak/issue/1' as const, ballot: paper.ballot, delegate: person.member, blinded });
}

/** Makes the paper that goes into the box out of the blind signature. @throws Error when the signature does not hold. */
export async function unblind(
  issuer: IssuerKey,
  { paper, prefix, inverse }: Blinded,
  blindSignature: string,
): Promise<BoxedPaper> {
  const message = preparedMessage({ paper, prefix });
  const key = await keyOf(issuer);
  const signature = await suite.finalize(key, message, fromBase64url(blindSignature), fromBase64url(inverse));
  return { paper, prefix, signature: toBase64url(signature) };
}

/** A delegate draws a paper that says these marks. */
export async function draw(person: Person, slug: string, ballot: SecretBallot, marks: Marks): Promise<BoxedPaper> {
  const blinded = await blind(ballot, marks);
  const issue = signIssue(person, blinded);
  const { blindSignature } = await person.call('drawPaper', { slug, ballot: ballot.ballot }, issue);
  return unblind(ballot.issuer, blinded, blindSignature);
}

/** Drops a paper, as somebody who is not signed in. */
export async function drop(nobody: Person, slug: string, boxed: BoxedPaper): Promise<ResponseOf<'dropPaper'>> {
  return nobody.call('dropPaper', { slug, ballot: boxed.paper.ballot }, boxed);
}

/** The chair, after the window, stops and closes a secret ballot. */
export async function closeSecret({ administrator, branch: slug }: Pair, ballot: string): Promise<string> {
  const { stoppedAt, ...taken } = await administrator.call('stopBallot', { slug, ballot });
  const statement = buildClose({ ballot, ...taken, closedAt: stoppedAt });
  return (await administrator.call('closeBallot', { slug, ballot }, administrator.sign(statement))).close;
}

async function keyOf({ kty, n, e }: IssuerKey): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', { kty, n, e }, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
}
