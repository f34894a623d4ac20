import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adopt, gatherHall, type Hall } from '../support/hall.ts';
import { expectFault, journal, journalShown, later } from '../support/journal-command.ts';
import { JournalFile } from '../support/journal-file.ts';

let hall: Hall;
let folder: string;
/** What the big screen showed: `SIZE: WORDS`. */
let seen: string;
let size: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedtak-journal-'));
  hall = await gatherHall({ on: 'node', delegates: 3 });
  await adopt(hall);
  ({ seen, size } = await journalShown(hall));
});

afterAll(async () => {
  await hall.server.end();
  await rm(folder, { recursive: true });
});

const branch = (): string => `${hall.pair.server}/lag/${hall.slug}`;
const beside = (name: string): string => join(folder, name);

describe('vedtak journal verify, of an address', () => {
  test('holds what the hall saw, and keeps what the branch signs for another day', async () => {
    const { code, out, err } = await journal('verify', branch(), '--seen', seen, '--keep', beside('kept.jws'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`✓ entries      ${size}, signed by the branch at `);
    expect(out).toContain(`✓ seen         the journal of ${size} entries has these words, and only grew since`);
    await hall.administrator.call(
      'createMeeting',
      { slug: hall.slug },
      { title: 'Neste', place: '', startsAt: new Date().toISOString(), quorum: { num: 0, den: 1 } },
    );
    const grown = await journal('verify', branch(), '--seen', seen, '--checkpoint', beside('kept.jws'));
    expect(grown.code).toBe(0);
    expect(grown.out).toContain(`✓ checkpoint   the journal of ${size} entries is the one that was signed at `);
    // and the file holds it as well
    const here = await journal('verify', hall.slug, '--data', hall.server.data, '--checkpoint', beside('kept.jws'));
    expect(here.code).toBe(0);
    expect(here.out).toContain('✓ checkpoint ');
  });

  test('does not hold what was never there, or what another signed', async () => {
    const [first = '', ...words] = seen.split(' ');
    const wrong = await journal('verify', branch(), '--seen', [first, ...words.toReversed()].join(' '));
    expectFault(wrong, 'journal.checkpoint', 'seen', 'seen were');
    const long = await journal('verify', branch(), '--seen', seen.replace(/^\d+/u, '99999'));
    expectFault(long, 'journal.checkpoint', 'seen', 'seen were 99999 entries');
    const county = `${hall.pair.server}/lag/${hall.pair.county}`;
    const other = await journal('verify', county, '--checkpoint', beside('kept.jws'));
    expectFault(other, 'journal.checkpoint', 'checkpoint', 'expected');
    const kept = await readFile(beside('kept.jws'), 'utf8');
    await writeFile(beside('forged.jws'), `${kept.trim().slice(0, -4)}AAAA`);
    const forged = await journal('verify', branch(), '--checkpoint', beside('forged.jws'));
    expectFault(forged, 'journal.checkpoint', 'checkpoint', 'signature');
  });

  test('is a fault where nobody answers as a branch does', async () => {
    const nobody = await journal('verify', `${hall.pair.server}/lag/fremmed`);
    expect(nobody.code).toBe(1);
    expect(nobody.err).not.toBe('');
    const dead = await journal('verify', 'http://localhost:1/lag/bergen');
    expect(dead.code).toBe(1);
    expect(dead.err).toContain('does not answer');
    const malformed = await journal('verify', `${hall.pair.server}/lag/%ff`);
    expect(malformed).toEqual({ code: 1, out: '', err: 'there is no branch at /lag/%ff' });
  });

  test('finds a journal that was written anew behind the address, by what somebody holds of before', async () => {
    const { server, slug } = hall;
    await server.stop();
    const file = new JournalFile(join(server.data, 'branches', `${slug}.sqlite`));
    await file.rewrite(later(file.entries(), 3));
    await server.start();
    expect((await journal('verify', branch())).code).toBe(0);
    expectFault(await journal('verify', branch(), '--seen', seen), 'journal.checkpoint', 'seen');
    const rewritten = await journal('verify', branch(), '--checkpoint', beside('kept.jws'));
    expectFault(rewritten, 'journal.consistency', 'checkpoint', 'entries added');
  });
});
