import * as v from 'valibot';
import { type DeliveryRow, lanes, nextTo } from '../db/deliveries.ts';
import type { Branch } from './branch.ts';
import { type Answer, settle } from './delivery.ts';
import { textWithin } from './egress.ts';
import { findReceiver } from './receivers.ts';
import type { PublicJwk } from './rules/jws.ts';
import { verifyReceipt } from './rules/receipt.ts';

/** How many receivers are sent to at once, not counting those that let wait longer than `prompt` milliseconds; and with them. */
const atOnce = 8;
const prompt = 2_000;
const mostAtOnce = 64;
const patience = 20_000;
/** Milliseconds after which a run begins nothing new, so that others of the branch's works have their turn. */
const longestRun = 60_000;
/** The most bytes of a receiver's answer that are read. */
export const longestAnswer = 64 * 1024;

/**
 * Delivers what waits in the branch's outbox, to several receivers at once and to each of them one thing after the
 * other, so that one that is down or slow holds up nobody else. What is put in while it runs goes with it. What fails is
 * tried again after a wait that doubles, up to an hour; what the receiver finds wrong with a file is not.
 * Gives the time of the next try, in milliseconds since 1970, when something waits for one.
 */
export async function deliver(branch: Branch): Promise<number | undefined> {
  const { engine, surroundings } = branch;
  const began = surroundings.now();
  const busy = new Map<string, Promise<void>>();
  /** Of the sendings those that take a place. */
  const places = new Set<Promise<void>>();
  const faults: unknown[] = [];
  let tell: () => void = () => undefined;
  const stop = engine.listen(() => tell());
  const isFull = (): boolean => places.size >= atOnce || busy.size >= mostAtOnce;
  const begin = (receiver: string): void => {
    const sending = sendNext(branch, receiver)
      .catch((error: unknown) => void faults.push(error))
      .finally(() => busy.delete(receiver));
    busy.set(receiver, sending);
    const place: Promise<void> = firstOf([sending], prompt).finally(() => places.delete(place));
    places.add(place);
  };
  try {
    for (;;) {
      // waiting begins before reading, so that nothing falls between the two
      const news = new Promise<void>((resolve) => {
        tell = resolve;
      });
      const found = await engine.read((reader) => lanes(reader, mostAtOnce + atOnce));
      const free = found.filter(({ receiver }) => !busy.has(receiver));
      const now = surroundings.now();
      const goesOn = faults.length === 0 && now - began < longestRun;
      for (const { receiver, due } of free) {
        if (!goesOn || isFull() || due > now) break;
        begin(receiver);
      }
      if (busy.size === 0) {
        if (faults.length > 0) throw faults[0];
        return free[0]?.due;
      }
      const next = free.find(({ due }) => due > now)?.due;
      const may = goesOn && !isFull();
      await firstOf(
        [...busy.values(), ...places, ...(may ? [news] : [])],
        may && next !== undefined ? next - now : undefined,
      );
    }
  } finally {
    stop();
  }
}

/** Waits for the first of several to end, or for so many milliseconds. */
async function firstOf(several: Promise<void>[], milliseconds: number | undefined): Promise<void> {
  if (milliseconds === undefined) return Promise.race(several);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([...several, late]);
  clearTimeout(timer);
}

/** Sends what goes next to a receiver, and writes down what became of it. */
async function sendNext(branch: Branch, receiver: string): Promise<void> {
  const { engine, surroundings } = branch;
  const next = await engine.read((reader) => nextTo(reader, receiver, surroundings.now()));
  if (next === undefined) return;
  const answer = await send(branch, next);
  await engine.transact((writer) => settle(writer, branch, next.id, answer));
}

async function send(branch: Branch, { media, body, statement, receiver: id }: DeliveryRow): Promise<Answer> {
  const receiver = await branch.engine.read((reader) => findReceiver(reader, branch, id));
  if (receiver === undefined) return { kind: 'failed', code: 'receiver.unknown' };
  let answer: globalThis.Response;
  let text: string | undefined;
  try {
    answer = await branch.surroundings.fetch(receiver.inbox, {
      method: 'POST',
      headers: { 'content-type': media },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    text = await textWithin(answer, longestAnswer);
  } catch (error) {
    return { kind: 'failed', code: codeOfFault(error) };
  }
  return answerIn(answer, text, { statement, receiver: id, keys: receiver.keys });
}

/**
 * What a receiver's answer says of a delivery.
 * @param text the answer's body; undefined where it is longer than anybody reads.
 * @param sent the hash of what was sent, with the receiver's id and its keys.
 */
export async function answerIn(
  { ok, status, headers }: Pick<globalThis.Response, 'ok' | 'status' | 'headers'>,
  text: string | undefined,
  { statement, receiver, keys }: { statement: string; receiver: string; keys: readonly PublicJwk[] },
): Promise<Answer> {
  if (ok) {
    const receipt = text?.trim() ?? '';
    const verified = await verifyReceipt(receipt, { resolution: statement, receiver, keys });
    return verified.ok
      ? { kind: 'accepted', receipt, statement: verified.value }
      : { kind: 'failed', code: verified.refusal.code };
  }
  const after = headers.get('retry-after');
  return {
    kind: 'turned_away',
    code: codeIn(text) ?? `http.${status}`,
    ...(after !== null && /^\d{1,6}$/u.test(after) ? { retryAfter: Number(after) * 1000 } : {}),
  };
}

/** Why a request failed: the guard of the way out says so in a code, the network in many words. */
function codeOfFault(error: unknown): string {
  const parsed = v.safeParse(v.object({ refusal: v.object({ code: v.string() }) }), error);
  return parsed.success ? parsed.output.refusal.code : 'network';
}

const ProblemBody = v.object({ code: v.pipe(v.string(), v.regex(/^[a-z._]{1,64}$/u)) });

function codeIn(text: string | undefined): string | undefined {
  try {
    const parsed = v.safeParse(ProblemBody, JSON.parse(text ?? ''));
    return parsed.success ? parsed.output.code : undefined;
  } catch {
    return undefined;
  }
}
