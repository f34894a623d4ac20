import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import type { Machine } from './branch.ts';
import { Problem } from './problem.ts';
import { Buckets, type Limit } from './rate-limit.ts';
import { hashOfText } from './rules/canonical.ts';
import type { RefusalCode } from './rules/refusals.ts';

/**
 * What one address, or one branch, may take in. Two hundred branches behind one address deliver at once, and three hundred
 * phones in a hall that share one may mistype.
 */
const limits = {
  /** Deliveries from one address, and to one branch. */
  inboxOfAddress: { atOnce: 1000, perSecond: 20 },
  inboxOfBranch: { atOnce: 2000, perSecond: 50 },
  /** Written input to hearings from outside, from one address, and to one branch. */
  inputOfAddress: { atOnce: 10, perSecond: 1 / 60 },
  inputOfBranch: { atOnce: 300, perSecond: 1 },
  /** Codes and passkeys that were wrong, from one address. */
  guessesOfAddress: { atOnce: 60, perSecond: 1 },
} as const satisfies Record<string, Limit>;

const inbox = /^\/lag\/([^/]+)\/inbox$/u;
const input = /^\/lag\/([^/]+)\/api\/hearings\/[^/]+\/outside$/u;
const guessed =
  /^\/(?:api\/setup|lag\/[^/]+\/api\/(?:login|enrolment|screens\/pairings|meetings\/[^/]+\/attendance\/code))(?:\/|$)/u;

/** Answers that say that a code, a link or a passkey was not the right one. */
const wrong: ReadonlySet<string> = new Set<RefusalCode>([
  'setup.token',
  'login.expired',
  'passkey.unknown',
  'invitation.unknown',
  'invitation.used',
  'invitation.expired',
  'door.code',
  'screen.code',
]);

/**
 * Refuses what comes too often: deliveries, input from outside, and guesses at codes.
 * @param addressOf the address that a request comes from; undefined where it comes from this machine itself. It is kept as
 * a hash under a key of this process alone, in memory.
 */
export function limiting(app: Hono, machine: Machine, addressOf: (context: Context) => string | undefined): void {
  const salt = machine.random(32);
  const buckets = Object.fromEntries(
    Object.entries(limits).map(([name, limit]) => [name, new Buckets(limit)]),
  ) as Record<keyof typeof limits, Buckets>;
  const askerIn = (context: Context): string | undefined => {
    const address = addressOf(context);
    return address === undefined ? undefined : hashOfText(`${salt} ${networkOf(address)}`);
  };
  app.use(async (context, next) => {
    const { method, path } = context.req;
    if (method !== 'POST') return next();
    const asker = askerIn(context);
    const now = machine.now();
    const branch = inbox.exec(path)?.[1];
    const hearing = input.exec(path)?.[1];
    if (branch !== undefined) mustWait(take('inboxOfAddress', asker), take('inboxOfBranch', branch));
    if (hearing !== undefined) mustWait(take('inputOfAddress', asker), take('inputOfBranch', hearing));
    if (asker === undefined || !guessed.test(path)) return next();
    mustWait(buckets.guessesOfAddress.waitFor(asker, now));
    await next();
    if (wrong.has(await codeOf(context.res))) buckets.guessesOfAddress.take(asker, now);

    function take(name: keyof typeof limits, of: string | undefined): number {
      return of === undefined ? 0 : buckets[name].take(of, now);
    }
  });
}

/** @throws Problem rate.limited with the longest of the waits, in milliseconds, unless all are 0. */
function mustWait(...waits: number[]): void {
  const seconds = Math.ceil(Math.max(...waits) / 1000);
  if (seconds > 0) throw new Problem('rate.limited', `wait ${seconds} seconds`, { retryAfter: seconds });
}

/** Whoever has an IPv6 address has the 2^64 of its network. */
function networkOf(address: string): string {
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
}

async function codeOf(answer: Response): Promise<string> {
  if (answer.ok) return '';
  const parsed = v.safeParse(
    v.object({ code: v.string() }),
    await answer
      .clone()
      .json()
      .catch(() => undefined),
  );
  return parsed.success ? parsed.output.code : '';
}
