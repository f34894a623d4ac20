import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Person } from '../../server/demo/person.ts';
import { entryLeaf, type JournalEntry } from '../../server/rules/journal.ts';
import { type CheckpointStatement, verifyCheckpoint, verifyConsistency } from '../../server/rules/journal-proof.ts';
import type { PublicJwk } from '../../server/rules/jws.ts';
import { consistencyProof, merkleRoot } from '../../server/rules/merkle.ts';
import { readFeed } from '../support/feed.ts';
import { adopt, gatherHall, type Hall, seen } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;
let ballot: string;
/** Nobody: no cookie, no passkey. */
let outsider: Person;
let keys: PublicJwk[];

beforeAll(async () => {
  hall = await gatherHall({ delegates: 3 });
  ballot = await adopt(hall);
  outsider = new Person(hall.pair.server);
  const set = (await (await outsider.fetch(`/lag/${hall.slug}/jwks.json`)).json()) as { keys: PublicJwk[] };
  keys = set.keys;
});

afterAll(() => hall.server.end());

async function checkpoint(size?: number): Promise<CheckpointStatement> {
  const { slug } = hall;
  const asked: Record<string, string> = size === undefined ? { slug } : { slug, size: String(size) };
  const answer = await outsider.call('journalCheckpoint', asked);
  const checked = await verifyCheckpoint(answer.checkpoint, { branch: `${hall.pair.server}/lag/${slug}`, keys });
  if (!checked.ok) throw new Error(checked.refusal.detail);
  return checked.value;
}

function proof(from: number, to: number): Promise<{ path: string[] }> {
  return outsider.call('journalConsistency', { slug: hall.slug, from: String(from), to: String(to) });
}

/** The leaf hashes of the journal, as a member reads its entries in the live feed from the first one on. */
async function leavesSeen(size: number): Promise<string[]> {
  const drop = new AbortController();
  const address = `/lag/${hall.slug}/api/events?after=0`;
  const feed = readFeed(await hall.administrator.fetch(address, { signal: drop.signal }), drop);
  const entries = await feed.take(size);
  await feed.close();
  return entries.map(({ data }) => entryLeaf(JSON.parse(data) as JournalEntry));
}

describe('what a branch proves of its journal to anybody', () => {
  test('its root, signed, now and at every size: that of the entries which members read', async () => {
    const now = await checkpoint();
    expect(now.size).toBeGreaterThan(20);
    const leaves = await leavesSeen(now.size);
    for (let size = 0; size <= now.size; size += 1)
      expect((await checkpoint(size)).root).toBe(merkleRoot(leaves.slice(0, size)));
  });

  test('that it only grew, between any two sizes', async () => {
    const later = await checkpoint();
    const leaves = await leavesSeen(later.size);
    for (let size = 0; size <= later.size; size += 1) {
      const { path } = await proof(size, later.size);
      expect(path).toEqual(consistencyProof(leaves, size));
      expect(verifyConsistency(await checkpoint(size), later, path)).toMatchObject({ ok: true });
    }
  });

  test('that it is the journal which the chair signed when the ballot was closed', async () => {
    const { result } = await seen(hall.administrator, hall.slug, ballot);
    if (result === null) throw new Error('the ballot is not closed');
    const { journal } = result.close;
    expect(await checkpoint(journal.size)).toMatchObject(journal);
    const now = await checkpoint();
    const { path } = await proof(journal.size, now.size);
    expect(verifyConsistency(journal, now, path)).toMatchObject({ ok: true });
    const other = { ...journal, root: now.root };
    expect(verifyConsistency(other, now, path)).toMatchObject({ ok: false, refusal: { code: 'journal.consistency' } });
  });

  test('nothing of a journal that is longer than it is, or shrinks', async () => {
    const { size } = await checkpoint();
    const { slug, server } = hall;
    const more = String(size + 1);
    await expectRefused(server, 'journal.checkpoint', outsider, 'journalCheckpoint', { slug, size: more });
    for (const [from, to] of [
      ['1', more],
      ['2', '1'],
    ] as const)
      await expectRefused(server, 'journal.consistency', outsider, 'journalConsistency', { slug, from, to });
    for (const wrong of ['-1', '1.5', '1e3', 'alt'])
      await expectRefused(server, 'request.invalid', outsider, 'journalCheckpoint', { slug, size: wrong });
    await expectRefused(server, 'request.invalid', outsider, 'journalConsistency', { slug, from: '1' });
  });
});
