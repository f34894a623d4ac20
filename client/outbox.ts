import { effect, signal, untracked } from '@preact/signals';
import { createStore, entries, set } from 'idb-keyval';
import * as v from 'valibot';
import { hashOf } from '../server/rules/canonical.ts';
import { Time } from '../server/rules/formats.ts';
import { type Signed, signed, VoteStatement } from '../server/rules/statements.ts';
import { call } from './api.ts';
import { current } from './live.ts';
import type { ProblemCode } from './problem.ts';

/**
 * A signed vote on the device. It is kept before it is sent, and until it is delivered the page says so:
 * - `sending`: on its way for the first time;
 * - `undelivered`: no answer came; it is sent again, the same bytes, until one does;
 * - `delivered`: the server has it on disk and its signed promise is kept;
 * - `refused`: the server will not have it, for the reason in `code`.
 */
const KeptVote = v.object({
  slug: v.string(),
  vote: signed(VoteStatement),
  state: v.picklist(['sending', 'undelivered', 'delivered', 'refused']),
  promise: v.nullable(v.string()),
  deliveredAt: v.nullable(Time),
  code: v.nullable(v.custom<ProblemCode>((code) => typeof code === 'string')),
});
export type KeptVote = v.InferOutput<typeof KeptVote>;

/** A vote as the device's storage gives it; undefined where it is none. */
export function readKept(value: unknown): KeptVote | undefined {
  const kept = v.safeParse(KeptVote, value);
  return kept.success ? kept.output : undefined;
}

const votes = signal<ReadonlyMap<string, KeptVote>>(new Map());
const running = new Set<string>();
const firstRetry = 3_000;
const lastRetry = 30_000;
let wait = firstRetry;
let timer: ReturnType<typeof setTimeout> | undefined;
let store: ReturnType<typeof createStore> | undefined;

function place(ballot: string, delegate: string): string {
  return `${ballot}/${delegate}`;
}

/** The last vote that this device signed as a member on a ballot, kept current. */
export function keptVote(ballot: string, delegate: string): KeptVote | undefined {
  return votes.value.get(place(ballot, delegate));
}

async function keep(kept: KeptVote): Promise<void> {
  const { ballot, delegate } = kept.vote.statement;
  votes.value = new Map(votes.value).set(place(ballot, delegate), kept);
  try {
    store ??= createStore('vedtak', 'votes');
    await set(place(ballot, delegate), kept, store);
  } catch {
    // No storage (some private windows): kept for as long as the page is open.
  }
}

/** Reads the votes that the device kept and sends those that were not delivered. Called once, at start. */
export async function openOutbox(): Promise<void> {
  addEventListener('online', () => void deliver());
  try {
    store ??= createStore('vedtak', 'votes');
    const kept = new Map(votes.value);
    for (const [key, value] of await entries<string, unknown>(store)) {
      const read = readKept(value);
      if (read !== undefined && !kept.has(key)) kept.set(key, read);
    }
    votes.value = kept;
  } catch {
    // What is signed from now on is kept for as long as the page is open.
  }
  effect(() => {
    if (current.value?.connection.value === 'connected') untracked(() => void deliver());
  });
  await deliver();
}

/** Keeps a signed vote and sends it. Returns when the server has answered or could not be reached. */
export async function hand(slug: string, vote: Signed<VoteStatement>): Promise<KeptVote> {
  const kept: KeptVote = { slug, vote, state: 'sending', promise: null, deliveredAt: null, code: null };
  await keep(kept);
  return send(kept);
}

/** Sends whatever is not delivered: called when the connection is back, and after signing in. */
export async function deliver(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const waiting = [...votes.value.values()].filter(({ state }) => state === 'sending' || state === 'undelivered');
  await Promise.all(waiting.map(send));
}

async function send(kept: KeptVote): Promise<KeptVote> {
  const { slug, vote } = kept;
  const { ballot } = vote.statement;
  const statement = hashOf(vote.statement);
  if (running.has(statement)) return kept;
  running.add(statement);
  try {
    const after = await answered(kept, ballot, statement, slug);
    const held = keptVote(ballot, vote.statement.delegate);
    // A later change of the vote may have taken the place meanwhile.
    if (held === undefined || hashOf(held.vote.statement) === statement) await keep(after);
    if (after.state === 'undelivered') later();
    else wait = firstRetry;
    return after;
  } finally {
    running.delete(statement);
  }
}

async function answered(kept: KeptVote, ballot: string, statement: string, slug: string): Promise<KeptVote> {
  const answer = await call('castVote', { slug, ballot }, kept.vote);
  if (!answer.ok) {
    const { code, status } = answer.problem;
    // Without a session, or in somebody else's, the vote waits for its delegate to sign in again.
    const waits = code === 'session.missing' || code === 'signature.signer';
    const again = status === 0 || status >= 500 || waits;
    return { ...kept, state: again ? 'undelivered' : 'refused', code: waits ? 'session.missing' : code };
  }
  const { promise } = answer.value;
  // What checks promises is fetched when a ballot opens; without it the vote is sent again, and gets the same promise.
  const checking = await import('./promise.ts').catch(() => undefined);
  if (checking === undefined) return { ...kept, state: 'undelivered', code: 'network' };
  const checked = await checking.checkPromise(slug, promise, { ballot, statement });
  if (checked.ok) return { ...kept, state: 'delivered', promise, deliveredAt: checked.value.at, code: null };
  const { code } = checked.problem;
  return { ...kept, state: code === 'network' ? 'undelivered' : 'refused', promise, code };
}

/** While the page is open an undelivered vote is also sent again after a while, with growing waits. */
function later(): void {
  if (timer !== undefined) return;
  timer = setTimeout(() => {
    timer = undefined;
    void deliver();
  }, wait);
  wait = Math.min(wait * 2, lastRetry);
}
