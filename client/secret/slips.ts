import { signal } from '@preact/signals';
import { del, entries, get, promisifyRequest, type UseStore, update } from 'idb-keyval';
import * as v from 'valibot';
import { Base64url, Hash, Id, Time } from '../../server/rules/formats.ts';
import { IssueStatement, PaperStatement } from '../../server/rules/secret-statements.ts';
import type { Progress } from '../../server/rules/slip.ts';
import { signed } from '../../server/rules/statements.ts';

/**
 * A paper of a secret ballot on the device, with all that is needed to go on with it at any moment. It is kept before
 * anything of it is sent.
 */
export const Slip = v.object({
  slug: v.string(),
  delegate: Id,
  paper: PaperStatement,
  prefix: Hash,
  blinded: Base64url,
  /** What takes the blinding off; null once it is off. */
  inverse: v.nullable(Base64url),
  /** What draws the paper, once it is signed with the passkey. */
  issue: v.nullable(signed(IssueStatement)),
  /** The branch's promise for the issue. */
  drawPromise: v.nullable(v.string()),
  /** The signature of the ballot's key over the paper. */
  signature: v.nullable(Base64url),
  /** When the paper is dropped. */
  dropAt: v.nullable(Time),
  /** The branch's promise for the paper. */
  dropPromise: v.nullable(v.string()),
  /** When the phone saw it in a published box that holds; null until then. */
  foundAt: v.optional(v.nullable(Time), null),
});
export type Slip = v.InferOutput<typeof Slip>;

/** The name of a delegate's slip in a ballot. */
export function placeOf({ paper, delegate }: Pick<Slip, 'paper' | 'delegate'>): string {
  return placeIn(paper.ballot, delegate);
}

export function placeIn(ballot: string, delegate: string): string {
  return `${ballot}/${delegate}`;
}

/** How far a slip has come. */
export function progressOf({ issue, signature, dropAt, dropPromise }: Slip): Progress {
  return { signed: issue !== null, drawn: signature !== null, dropAt, dropped: dropPromise !== null };
}

/** The slips of the device, kept current, also by what other tabs do; null until they have been read. */
export const slips = signal<ReadonlyMap<string, Slip> | null>(null);

/** Whether the device keeps them: not in some private windows, where they live as long as the page. */
export const keeping = signal(true);

const name = 'vedtak-secret';
const shelf = 'slips';
/** The slips that the disk has, as far as the page knows. */
const onDisk = new Set<string>();
let opening: Promise<void> | undefined;
let database: Promise<IDBDatabase> | undefined;
let others: BroadcastChannel | undefined;

/** Transactions that are on the disk when they are done, so that a phone that dies a moment later has them. */
const store: UseStore = async (mode, use) => {
  database ??= openDatabase();
  const opened = await database;
  return use(opened.transaction(shelf, mode, { durability: 'strict' }).objectStore(shelf));
};

async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.result.createObjectStore(shelf);
  const opened = await promisifyRequest(request);
  // Safari closes connections by itself.
  opened.onclose = () => {
    database = undefined;
  };
  return opened;
}

/** Does something with the disk, and, where that fails, once more over another connection: a browser may have lost the first. */
async function twice<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch {
    database = undefined;
    return act();
  }
}

/** Reads the slips of the device. May be called again. */
export function openSlips(): Promise<void> {
  opening ??= readAll();
  return opening;
}

async function readAll(): Promise<void> {
  const read = new Map<string, Slip>();
  try {
    for (const [place, value] of await twice(() => entries<string, unknown>(store))) {
      const slip = readSlip(value);
      if (slip !== undefined) read.set(place, slip);
      onDisk.add(place);
    }
    // Some browsers let one read and not write.
    await twice(() => update('', (held: unknown) => held, store));
    others = new BroadcastChannel(name);
    others.addEventListener('message', ({ data }: MessageEvent<string>) => void reread(data));
  } catch {
    keeping.value = false;
  }
  slips.value = read;
}

/** A slip out of what the device kept; undefined where it is none. */
export function readSlip(value: unknown): Slip | undefined {
  const slip = v.safeParse(Slip, value);
  return slip.success ? slip.output : undefined;
}

function show(place: string, slip: Slip | undefined): void {
  // what is the same is not shown anew: whoever looks at it would look again without end
  if (JSON.stringify(slips.value?.get(place)) === JSON.stringify(slip)) return;
  const shown = new Map(slips.value);
  if (slip === undefined) shown.delete(place);
  else shown.set(place, slip);
  slips.value = shown;
}

/** The slip as it is kept now: another tab may have gone on with it. */
export async function reread(place: string): Promise<Slip | undefined> {
  if (keeping.value) {
    try {
      const held = await twice(() => get<unknown>(place, store));
      if (held !== undefined) onDisk.add(place);
      show(place, readSlip(held));
    } catch {
      // What the page knows stands.
    }
  }
  return slips.value?.get(place);
}

/** What becomes of a slip: the same object where nothing does. */
type Change = (held: Slip | undefined) => Slip | undefined;

/** Changes a slip in one transaction, and tells the other tabs. Gives what is kept afterwards. */
async function alter(place: string, change: Change): Promise<Slip | undefined> {
  if (keeping.value) {
    try {
      const after = await twice(() => alterOnDisk(place, change));
      show(place, after);
      return after;
    } catch {
      // what the disk has from now on is older than what the page knows, and is not looked at again
      keeping.value = false;
    }
  }
  const after = change(slips.value?.get(place));
  show(place, after);
  return after;
}

/** Writes only where something changes. */
function alterOnDisk(place: string, change: Change): Promise<Slip | undefined> {
  return store('readwrite', async (kept) => {
    const held = readSlip(await promisifyRequest<unknown>(kept.get(place)));
    const after = change(held);
    const changed = after !== held;
    if (changed && after === undefined) kept.delete(place);
    if (changed && after !== undefined) kept.put(after, place);
    if (changed) await promisifyRequest(kept.transaction);
    if (after === undefined) onDisk.delete(place);
    else onDisk.add(place);
    if (changed) others?.postMessage(place);
    return after;
  });
}

/** Keeps a slip unless the device has one in the ballot: the first tab wins. Gives the one that is kept. */
export async function keepFirst(slip: Slip): Promise<Slip> {
  return (await alter(placeOf(slip), (held) => held ?? slip)) ?? slip;
}

/** Changes a slip that is kept, where it is still the same paper. Gives what is kept afterwards. */
export function advance(slip: Slip, step: (held: Slip) => Partial<Slip>): Promise<Slip | undefined> {
  return alter(placeOf(slip), (held) => {
    if (held?.blinded !== slip.blinded) return held;
    const change = step(held);
    return Object.keys(change).length === 0 ? held : { ...held, ...change };
  });
}

/** Keeps that a paper was seen in a published box that holds. `at` is RFC 3339. */
export async function found(slip: Slip, at: string): Promise<void> {
  await advance(slip, ({ foundAt }) => (foundAt === null ? { foundAt: at } : {}));
}

/** Takes a slip away that was not signed, so that its paper can be filled in anew. */
export async function takeBack(slip: Slip): Promise<void> {
  await alter(placeOf(slip), (held) => (held?.blinded === slip.blinded && held.issue === null ? undefined : held));
}

/** Gives up a slip whose paper was refused, unless another tab has it drawn meanwhile. */
export async function giveUp(slip: Slip): Promise<void> {
  await alter(placeOf(slip), (held) => (held?.blinded === slip.blinded && held.signature === null ? undefined : held));
}

/** Removes a slip from the device, and what it says with it. False where the disk has it still. */
export async function remove(slip: Slip): Promise<boolean> {
  const place = placeOf(slip);
  try {
    await del(place, store);
    onDisk.delete(place);
  } catch {
    database = undefined;
    if (onDisk.has(place)) return false;
  }
  show(place, undefined);
  others?.postMessage(place);
  return true;
}
