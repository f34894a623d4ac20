import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancel, receiptFor, resolve } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { closeSecret, draw, drop } from '../../server/demo/secret.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { JournalEntry } from '../../server/rules/journal.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import { adopt, gatherHall, type Hall, markAll, openOn } from '../support/hall.ts';
import { expectFault, journal, journalShown, later } from '../support/journal-command.ts';
import { JournalFile } from '../support/journal-file.ts';
import { closeDrawing, lookAfter, openSecretOn } from '../support/secret.ts';

const program = join(import.meta.dirname, '../../server/cli/vedtak.ts');

let hall: Hall;
let folder: string;
/** What the big screen showed when the evening was over: `SIZE:WORDS`. */
let seen: string;
let size: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedtak-journal-'));
  hall = await gatherHall({ on: 'node', delegates: 3 });
  const { number } = await resolve(hall.pair, await adopt(hall), hall.people.slice(0, 2));
  await receiptFor(hall.pair, number);
  await cancel(hall.pair, await openOn(hall), 'Feil tekst.');
  const secret = await openSecretOn(hall);
  const nobody = new Person(hall.pair.server);
  const papers: BoxedPaper[] = [];
  for (const person of hall.people) papers.push(await draw(person, hall.slug, secret, markAll(3, 'for')));
  await closeDrawing(hall, secret.ballot);
  for (const paper of papers) await drop(nobody, hall.slug, paper);
  await lookAfter(hall, secret.ballot);
  await closeSecret(hall.pair, secret.ballot);
  const [signer] = hall.people;
  const at = { slug: hall.slug, meeting: hall.meeting };
  await signer?.call('addRemark', at, { text: 'Jeg stemte mot.', ballot: null });
  await hall.administrator.call('setMeetingState', at, { to: 'closed' });
  const minutes = await hall.administrator.call('draftMinutes', at, { discard: false });
  await hall.administrator.call('attestMinutes', at, hall.administrator.sign(minutes));
  ({ seen, size } = await journalShown(hall));
});

afterAll(async () => {
  await hall.server.end();
  await rm(folder, { recursive: true });
});

/** Runs the program itself. */
function vedtak(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [program, ...args], (error, out, err) => {
      done({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

/** A file beside the copies. */
const beside = (name: string): string => join(folder, name);

let copies = 0;

/** A copy of the branch's file in a data folder of its own, changed in some way. */
async function changed(change: (file: JournalFile) => Promise<void> | void): Promise<string> {
  copies += 1;
  const data = join(folder, `data-${copies}`);
  await mkdir(join(data, 'branches'), { recursive: true });
  const [from, to] = [hall.server.data, data].map((one) => join(one, 'branches', `${hall.slug}.sqlite`));
  await change(await JournalFile.copy(from ?? '', to ?? ''));
  return data;
}

const verify = (data: string, ...more: string[]) => journal('verify', hall.slug, '--data', data, ...more);

/** The entry of a type, the first one. */
function find(entries: readonly JournalEntry[], type: JournalEntry['type']): number {
  const index = entries.findIndex((entry) => entry.type === type);
  if (index < 0) throw new Error(`there is no entry ${type}`);
  return index;
}

describe('vedtak journal verify, of a file', () => {
  test('holds while the server has it open, and counts what it compared', async () => {
    const { code, out, err } = await vedtak('journal', 'verify', hall.slug, '--data', hall.server.data, '--seen', seen);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')[0]).toBe('The journal holds.');
    expect(out).toContain(`✓ entries      ${size}, each the leaf of its place`);
    const commitments = hall.server.journal(hall.slug).filter((entry) => 'commitment' in entry).length;
    expect(out).toContain(`✓ details      ${commitments} as committed, 0 erased`);
    expect(out).toContain('✓ openings     3 ballots');
    expect(out).toContain('✓ cancellings  1 ballots');
    expect(out).toContain('✓ closings     4 checkpoints');
    expect(out).toContain('✓ resolutions  1 checkpoints');
    expect(out).toContain('✓ minutes      1 checkpoints');
    expect(out).toContain('✓ seen ');
    expect(out).toContain(`The journal now: ${seen}`);
    const county = await journal('verify', hall.pair.county, '--data', hall.server.data);
    expect(county.out).toContain('✓ receipts     1 checkpoints');
    expect(county.code).toBe(0);
    expect(county.out).toContain('Nothing that you hold was compared');
  });

  test('gives programs the report as JSON', async () => {
    const { out } = await journal('verify', hall.slug, '--data', hall.server.data, '--json');
    const [, ...words] = seen.split(' ');
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      refusal: null,
      steps: [{}, {}, {}, {}, {}, { name: 'votes', ok: true }, {}, {}, {}],
      journal: { size, words },
    });
  });

  test('holds when a detail was erased, and not when one was changed', async () => {
    const committed = hall.server.journal(hall.slug).findIndex((entry) => entry.type === 'vote.cast');
    const erased = await changed((file) => file.run(['DELETE FROM journal_detail WHERE idx = ?', committed]));
    const { code, out } = await verify(erased);
    expect(out).toContain(' as committed, 1 erased');
    expect(code).toBe(0);
    for (const detail of ['{"member":"somebody"}', 'nothing']) {
      const other = await changed((file) =>
        file.run(['UPDATE journal_detail SET detail = ? WHERE idx = ?', detail, committed]),
      );
      expectFault(await verify(other), 'journal.detail', 'details', `entry ${committed} (vote.cast)`);
    }
  });

  test('finds an entry that was changed, dropped, or swapped with another', async () => {
    const entries = hall.server.journal(hall.slug);
    const [at, last] = [find(entries, 'vote.cast'), size - 1];
    for (const index of [0, at, last]) {
      const text = JSON.stringify(later(entries, index)[index]);
      const data = await changed((file) => file.run(['UPDATE journal_entry SET entry = ? WHERE idx = ?', text, index]));
      expectFault(await verify(data), 'journal.consistency', 'entries', `entry ${index} `);
    }
    const broken = await changed((file) => file.run(["UPDATE journal_entry SET entry = '{' WHERE idx = 3"]));
    expectFault(await verify(broken), 'journal.consistency', 'entries');
    const dropped = await changed((file) => file.run(['DELETE FROM journal_entry WHERE idx = ?', at]));
    expectFault(await verify(dropped), 'journal.consistency', 'entries', `entry ${at} `);
    const cut = await changed((file) => file.run(['DELETE FROM journal_entry WHERE idx = ?', last]));
    expectFault(await verify(cut), 'journal.consistency', 'entries', `entry ${last} `);
    const hidden = await changed((file) => file.run(["UPDATE journal_entry SET type = 'x' WHERE idx = ?", at]));
    expectFault(await verify(hidden), 'journal.consistency', 'entries', `entry ${at} `);
    const swapped = await changed((file) =>
      file.run(
        ['UPDATE journal_entry SET entry = ? WHERE idx = ?', JSON.stringify({ ...entries[at], index: at + 1 }), at + 1],
        ['UPDATE journal_entry SET entry = ? WHERE idx = ?', JSON.stringify({ ...entries[at + 1], index: at }), at],
      ),
    );
    expectFault(await verify(swapped), 'journal.consistency', 'entries', `entry ${at} `);
  });

  test('finds a node that was written anew, is missing, or was never made', async () => {
    const other = hashOf('another');
    const changes = [
      ['UPDATE journal_node SET hash = ? WHERE level = 0 AND idx = 5', other],
      ['UPDATE journal_node SET hash = ? WHERE level = 3 AND idx = 1', other],
      ['DELETE FROM journal_node WHERE level = 2 AND idx = 0'],
      ['INSERT INTO journal_node (level, idx, hash) VALUES (40, 0, ?)', other],
    ] as const;
    for (const change of changes)
      expectFault(await verify(await changed((file) => file.run(change))), 'journal.consistency', 'entries');
  });

  test('finds a journal that was written anew with its whole tree from before a closing, by what the chair signed', async () => {
    const entries = hall.server.journal(hall.slug);
    const vote = find(entries, 'vote.cast');
    const data = await changed((file) => file.rewrite(later(entries, vote)));
    expectFault(await verify(data), 'journal.checkpoint', 'closings', 'ballot 1, stopped');
    const stopped = entries.findLastIndex(({ type }) => type === 'ballot.stopped');
    const shorter = await changed((file) => file.rewrite(entries.slice(0, stopped)));
    expectFault(await verify(shorter), 'journal.checkpoint', 'closings', 'the journal has');
  });

  test('finds one that was written anew after all that is signed, by what the hall saw alone', async () => {
    const entries = hall.server.journal(hall.slug);
    const data = await changed((file) => file.rewrite(later(entries, size - 1)));
    expect((await verify(data)).code).toBe(0);
    expectFault(await verify(data, '--seen', seen), 'journal.checkpoint', 'seen', `at ${size}`);
    const shorter = await changed((file) => file.rewrite(entries.slice(0, -1)));
    expectFault(await verify(shorter, '--seen', seen), 'journal.checkpoint', 'seen', `seen were ${size} entries`);
    expect((await verify(shorter, '--seen', `${seen.replaceAll(' ', ', ').toUpperCase()}`)).code).toBe(1);
  });

  test('finds a closing, an opening, a resolution or minutes that were changed beside the journal', async () => {
    const set = (table: string, column: string, path: string, value: unknown) =>
      changed((file) => file.run([`UPDATE ${table} SET ${column} = json_set(${column}, ?, ?)`, path, value]));
    const journalled = await set('ballot', 'close_signed', '$.statement.journal.size', 3);
    expectFault(await verify(journalled), 'journal.checkpoint', 'closings', 'not the one in the journal');
    const signature = await set('ballot', 'close_signed', '$.signature', 'AAAA');
    expectFault(await verify(signature), 'journal.checkpoint', 'closings', 'chair');
    const stopped = await set('ballot', 'checkpoint', '$.size', 3);
    expectFault(await verify(stopped), 'journal.checkpoint', 'closings', 'ballot 1, stopped');
    const opened = await changed((file) => file.run(['UPDATE ballot SET opened_size = opened_size - 1']));
    expectFault(await verify(opened), 'journal.checkpoint', 'openings', 'does not open it');
    const resolution = await set('resolution', 'statement', '$.journal.size', 3);
    expectFault(await verify(resolution), 'journal.checkpoint', 'resolutions');
    const minutes = await set('minutes', 'statement', '$.journal.size', 3);
    expectFault(await verify(minutes), 'journal.checkpoint', 'minutes');
  });

  test('finds a ballot that was put in beside the journal, or opened in no entry of it', async () => {
    const entries = hall.server.journal(hall.slug);
    const [row] = hall.server.select<{ signed: string }>(hall.slug, 'SELECT signed FROM ballot WHERE number = 1');
    const definition = JSON.parse(row?.signed ?? '');
    definition.statement.number = 9;
    const forged = await changed((file) =>
      file.run([
        `INSERT INTO ballot (id, meeting, proposal, number, roll, entitled, voted, signed, state, subject, method, trial)
          SELECT ?, meeting, proposal, 9, roll, entitled, 0, ?, 'open', subject, method, trial FROM ballot WHERE number = 1`,
        hashOf(definition.statement),
        JSON.stringify(definition),
      ]),
    );
    expectFault(await verify(forged), 'journal.checkpoint', 'openings', 'ballot 9: no entry opens it');
    // a ballot of before the size was kept is found by its entry
    const older = await changed((file) => file.run(['UPDATE ballot SET opened_size = NULL']));
    expect((await verify(older)).code).toBe(0);
    const last = entries.findLastIndex(({ type }) => type === 'ballot.opened');
    const never = await changed(async (file) => {
      file.run(['UPDATE ballot SET opened_size = NULL']);
      await file.rewrite(entries.slice(0, last));
    });
    expectFault(await verify(never), 'journal.checkpoint', 'openings', 'ballot 3: no entry opens it');
  });

  test('finds a ballot that is stopped or cancelled, or is not, against what the journal says', async () => {
    const set = (values: string, number: number) =>
      changed((file) => file.run([`UPDATE ballot SET ${values} WHERE number = ?`, number]));
    const now = "cancelled_at = '2026-03-12T20:00:00.000Z', cancel_reason = 'Feil tekst.', state = 'closed'";
    const not = 'was not cancelled as the journal says';
    expectFault(await verify(await set(now, 1)), 'journal.checkpoint', 'cancellings', `ballot 1: it ${not}`);
    const none = "cancelled_at = NULL, cancel_reason = NULL, state = 'open'";
    expectFault(await verify(await set(none, 2)), 'journal.checkpoint', 'cancellings', `ballot 2: it ${not}`);
    const other = "cancel_reason = 'Feil tall.'";
    expectFault(await verify(await set(other, 2)), 'journal.checkpoint', 'cancellings', `ballot 2: it ${not}`);
    const open = await set('stopped_at = NULL, checkpoint = NULL', 3);
    expectFault(
      await verify(open),
      'journal.checkpoint',
      'closings',
      'ballot 3: it was not stopped as the journal says',
    );
  });

  test('is wrong use without a file, a branch, or eight words', async () => {
    for (const args of [
      [],
      ['verify'],
      ['show', hall.slug],
      ['verify', 'fremmed', '--data', hall.server.data],
      ['verify', '../fremmed', '--data', hall.server.data],
      ['verify', hall.slug, '--data', hall.server.data, '--seen', '12: anker fjell'],
      ['verify', hall.slug, '--data', hall.server.data, '--checkpoint', beside('nowhere.jws')],
      ['verify', hall.slug, '--data', hall.server.data, '--keep', beside('now.jws')],
    ])
      expect((await journal(...args)).code, args.join(' ')).toBe(2);
    expect((await vedtak('journal', '--help')).out).toContain('--seen SIZE:WORDS');
    expect((await vedtak('journal', 'verify')).code).toBe(2);
  });
});
