import { checkMarks } from './ballot.ts';
import { canonicalBytes, fromBase64url, hashOf } from './canonical.ts';
import type { Stage } from './drawing.ts';
import { leafHash } from './merkle.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { BoxedPaper, IssuerKey, IssueStatement, PaperStatement } from './secret-statements.ts';
import type { BallotStatement, Signed } from './statements.ts';

/** A box with fewer papers than this hides nobody well: whoever drew is warned, with the number. */
export const smallBox = 10;

/** Papers in the order in which the box is published: by their hashes, which says nothing of when they came. */
export function inBoxOrder(papers: readonly BoxedPaper[]): BoxedPaper[] {
  const keyed = papers.map((boxed) => ({ boxed, hash: hashOf(boxed.paper) }));
  return keyed.sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0)).map(({ boxed }) => boxed);
}

/** The evidence leaf of a paper: the leaf hash of the canonical bytes of paper, prefix and signature. */
export function paperLeaf(boxed: BoxedPaper): string {
  return leafHash(canonicalBytes(boxed));
}

/** The leaf of a signed issue under the root of those that were drawn. */
export function issueLeaf(issue: Signed<IssueStatement>): string {
  return leafHash(canonicalBytes(issue));
}

/**
 * Whether a paper belongs to the ballot and marks every question with an allowed option.
 * @param ballot the ballot's id, where it is known already.
 */
export function checkPaper(
  definition: BallotStatement,
  paper: PaperStatement,
  ballot: string = hashOf(definition),
): Checked<PaperStatement> {
  if (paper.ballot !== ballot) return refuse('ballot.unknown', `the paper names ballot ${paper.ballot}, not ${ballot}`);
  if (definition.issuer === undefined) return refuse('ballot.method', 'the ballot is not secret');
  const marked = checkMarks(definition, paper.marks);
  return marked.ok ? pass(paper) : marked;
}

/**
 * What a paper comes to: a new one, or one that lies in the box already, which gets its answer at any time.
 * @param box whether the paper lies there, how many papers do, and how many were drawn.
 */
export function decideDrop(
  stage: Stage,
  box: { held: boolean; papers: number; issues: number },
): Checked<'new' | 'same'> {
  if (box.held) return pass('same');
  if (stage === 'drawing') return refuse('drawing.open', 'papers are still drawn');
  if (stage !== 'dropping') return refuse('ballot.closed', 'papers are no longer taken in');
  if (box.papers >= box.issues)
    return refuse('box.full', `${box.issues} papers were drawn, and as many are in the box`);
  return pass('new');
}

/**
 * A paper as it is sent: JSON, with spaces behind it up to the length of the longest paper of its ballot, so that whoever
 * sees encrypted requests pass by cannot tell from their length how it is marked.
 */
export function paperToSend({ questions }: Pick<BallotStatement, 'questions'>, boxed: BoxedPaper): string {
  const bytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
  const longest = questions.map(({ id, options }) => [id, options.reduce((a, b) => (bytes(b) > bytes(a) ? b : a))]);
  const room = bytes({ ...boxed, paper: { ...boxed.paper, marks: Object.fromEntries(longest) } }) - bytes(boxed);
  return JSON.stringify(boxed) + ' '.repeat(room);
}

/** What is signed of a paper: its prefix and its canonical bytes (RFC 9474 section 4.1, randomized). */
export function preparedMessage({ paper, prefix }: Pick<BoxedPaper, 'paper' | 'prefix'>): Uint8Array<ArrayBuffer> {
  const bytes = canonicalBytes(paper);
  const message = new Uint8Array(32 + bytes.length);
  message.set(fromBase64url(prefix));
  message.set(bytes, 32);
  return message;
}

const pss = { name: 'RSA-PSS', hash: 'SHA-384', saltLength: 48 };

/** Whether a paper is signed by the ballot's key. */
export function isSignedPaper(boxed: BoxedPaper, key: IssuerKey): Promise<boolean> {
  return isSigned(preparedMessage(boxed), fromBase64url(boxed.signature), key);
}

/** RSASSA-PSS-VERIFY with SHA-384 and a salt of 48 bytes (RFC 9474 section 5), by the runtime's RSA. */
export async function isSigned(
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  { kty, n, e }: { kty: 'RSA'; n: string; e: string },
): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('jwk', { kty, n, e }, pss, false, ['verify']);
    return await crypto.subtle.verify(pss, key, signature, message);
  } catch {
    // a modulus that makes no key
    return false;
  }
}

/** Seconds in which papers are dropped: at least, at most, and where the chair chooses nothing else. */
export const dropSeconds = { least: 5, most: 600, usual: 60 } as const;

/** Between two moments at which the chair is told how many papers are out, in seconds: nobody sees a single one come. */
export const lookEvery = 30;

/** When papers are dropped, RFC 3339 both. */
export interface DropWindow {
  opensAt: string;
  closesAt: string;
}

/** The window that begins when the drawing closes. */
export function dropWindow(drawingClosedAt: string, seconds: number): DropWindow {
  const closes = Date.parse(drawingClosedAt) + seconds * 1000;
  return { opensAt: drawingClosedAt, closesAt: new Date(closes).toISOString() };
}

/**
 * The moment at which a phone drops its paper: uniform over the window but its last tenth, which is for the way to the server;
 * or, where part of the window is over, over what remains; or soon, in the grace after it.
 * @param random uniform in [0, 1).
 * @param now RFC 3339, by the server's clock.
 */
export function dropTime({ opensAt, closesAt }: DropWindow, now: string, random: number): string {
  const [opens, closes, at] = [Date.parse(opensAt), Date.parse(closesAt), Date.parse(now)];
  const begin = Math.max(opens, at);
  const end = Math.max(closes - (closes - opens) / 10, begin + Math.min(3000, (closes - opens) / 10));
  return new Date(Math.floor(begin + random * (end - begin))).toISOString();
}

/** Whether a moment is later than any that `dropTime` chooses now: the clock was wrong when it was chosen. */
export function isBeyond(window: DropWindow, dropAt: string, now: string): boolean {
  return dropAt > dropTime(window, now, 1);
}
