import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancel, castCount, closeBallot, openBallot, vote } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { draw } from '../../server/demo/secret.ts';
import { hashOf, toBase64url } from '../../server/rules/canonical.ts';
import { entryLeaf, type JournalEntry } from '../../server/rules/journal.ts';
import { merkleRoot } from '../../server/rules/merkle.ts';
import type { BallotStatement, CloseStatement, RollStatement, Signed } from '../../server/rules/statements.ts';
import { appoint, gatherHall, type Hall, markAll, openOn, propose, seatWithoutPasskey } from '../support/hall.ts';
import { expectFault, journal } from '../support/journal-command.ts';
import { JournalFile } from '../support/journal-file.ts';
import { closeDrawing, openSecretOn, settleSecret } from '../support/secret.ts';

let hall: Hall;
let folder: string;
/** The branch's file when the first ballot, with votes by phone and hands, was closed. */
let early: string;
/** The branch's file when the last ballot, a secret one, was closed. */
let late: string;

const [byHand, cancelled, secret] = [1, 2, 6] as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedtak-journal-ballots-'));
  hall = await gatherHall({ on: 'node', delegates: 4 });
  const { pair, people, slug } = hall;
  await appoint(hall, { teller: people.slice(2) });
  await seatWithoutPasskey(hall, ['901']);
  await countToo(await openOn(hall));
  const file = join(hall.server.data, 'branches', `${slug}.sqlite`);
  early = join(folder, 'early.sqlite');
  await JournalFile.copy(file, early);
  await cancel(pair, await openOn(hall), 'Feil tekst.');
  const { proposal } = await propose(hall);
  const stopped = await openBallot(pair, proposal);
  await hall.administrator.call('stopBallot', { slug, ballot: stopped });
  await cancel(pair, stopped, 'Feil telling.');
  const again = await openBallot(pair, proposal, 'points', undefined, { retakes: stopped });
  await countToo(again);
  await cancel(pair, again, 'Feil igjen.');
  const shut = await openSecretOn(hall);
  await draw(people[0] as Person, slug, shut, markAll(3, 'for'));
  await closeDrawing(hall, shut.ballot);
  await cancel(pair, shut.ballot, 'Feil urne.');
  await settleSecret(hall, await openSecretOn(hall), [markAll(3, 'for'), markAll(3, 'against'), markAll(3, 'for')]);
  late = join(folder, 'late.sqlite');
  await JournalFile.copy(file, late);
});

afterAll(async () => {
  await hall.server.end();
  await rm(folder, { recursive: true });
});

/** Some vote with their phones, the tellers count who has none, and the chair closes the ballot. */
async function countToo(ballot: string): Promise<void> {
  const { pair, people, slug } = hall;
  for (const person of people.slice(0, 3)) await vote(person, slug, ballot, markAll(3, 'for'));
  const hands = { for: 0, against: 1, blank: 0 };
  for (const teller of people.slice(2)) await castCount(teller, slug, ballot, { 1: hands, 2: hands, 3: hands });
  await closeBallot(pair, ballot);
}

let copies = 0;

/** What `vedtak journal verify` says of a copy of a file, changed in some way. */
async function verified(from: string, change: (file: JournalFile) => Promise<void> | void) {
  copies += 1;
  const data = join(folder, `data-${copies}`);
  await mkdir(join(data, 'branches'), { recursive: true });
  await change(await JournalFile.copy(from, join(data, 'branches', `${hall.slug}.sqlite`)));
  return journal('verify', hall.slug, '--data', data);
}

/** Expects that a file, changed in some way, does not hold: one rung says so, in these words. */
async function expectFound(
  from: string,
  change: (file: JournalFile) => Promise<void> | void,
  rung: 'entries' | 'openings' | 'cancellings' | 'closings' | 'votes',
  ...words: readonly string[]
): Promise<void> {
  const refusal =
    rung === 'entries' ? 'journal.consistency' : rung === 'votes' ? 'journal.detail' : 'journal.checkpoint';
  expectFault(await verified(from, change), refusal, rung, ...words);
}

/** A ballot by its number: its id, its closing and its roll. */
function kept(number: number): { id: string; close: Signed<CloseStatement>; roll: Signed<RollStatement> } {
  const [row] = hall.server.select<{ id: string; close: string; roll: string }>(
    hall.slug,
    `SELECT ballot.id, close_signed AS close, roll.signed AS roll FROM ballot JOIN roll ON roll.hash = ballot.roll
      WHERE number = ${number}`,
  );
  if (row === undefined) throw new Error(`there is no ballot ${number}`);
  return { id: row.id, close: JSON.parse(row.close), roll: JSON.parse(row.roll) };
}

/** The definition of a ballot by its number, as the chair signed it. */
function defined(number: number): Signed<BallotStatement> {
  const [row] = hall.server.select<{ signed: string }>(hall.slug, `SELECT signed FROM ballot WHERE number = ${number}`);
  if (row === undefined) throw new Error(`there is no ballot ${number}`);
  return JSON.parse(row.signed) as Signed<BallotStatement>;
}

/** The index of the entry of a type that is about a ballot. */
function indexOf(entries: readonly JournalEntry[], type: JournalEntry['type'], ballot: string): number {
  const index = entries.findIndex((entry) => entry.type === type && 'ballot' in entry && entry.ballot === ballot);
  if (index < 0) throw new Error(`there is no entry ${type}`);
  return index;
}

/** The state of a journal when it had so many entries. */
function stateOf(entries: readonly JournalEntry[], size: number): { size: number; root: string } {
  return { size, root: merkleRoot(entries.slice(0, size).map(entryLeaf)) };
}

/** An entry that fixes nothing, to stand in the place of one that does. */
const looking = { typ: 'vedtak/entry/1', type: 'box.looked', ballot: hashOf('none') } as const;

/** The chair signs another closing of a ballot: it is kept and in the journal, whose tree is made for it, as if it were the one. */
async function closeAnew(
  file: JournalFile,
  number: number,
  change: (close: CloseStatement) => CloseStatement,
  entries = file.entries(),
): Promise<void> {
  const { id, close } = kept(number);
  const statement = change(close.statement);
  const hash = hashOf(statement);
  const at = indexOf(entries, 'ballot.closed', id);
  await file.rewrite(entries.with(at, { ...entries[at], close: hash } as JournalEntry));
  const signed = JSON.stringify(hall.administrator.sign(statement));
  file.run(['UPDATE ballot SET close_signed = ?, close_hash = ? WHERE id = ?', signed, hash, id]);
}

describe('vedtak journal verify, of ballots', () => {
  test('holds of ballots counted by phone and by hand, cancelled at every stage, taken again, and secret', async () => {
    for (const from of [early, late]) {
      const { code, out } = await verified(from, () => undefined);
      expect(out).toContain('The journal holds.');
      expect(code).toBe(0);
    }
    // as it holds of a file whose last closing is signed once more
    const again = await verified(late, (file) => closeAnew(file, secret, (close) => close));
    expect(again.out).toContain('The journal holds.');
  });

  test('finds an entry that its row hides behind a second type', async () => {
    const { id } = kept(cancelled);
    const entries = hall.server.journal(hall.slug);
    const hide = (file: JournalFile, at: number): void => {
      const text = JSON.stringify(entries[at]).replace('{', '{"type":"x",');
      expect(JSON.parse(text)).toEqual(entries[at]);
      file.run(["UPDATE journal_entry SET type = 'x', entry = ? WHERE idx = ?", text, at]);
    };
    const never = indexOf(entries, 'ballot.cancelled', id);
    await expectFound(
      late,
      (file) => {
        hide(file, never);
        file.run(["UPDATE ballot SET cancelled_at = NULL, cancel_reason = NULL, state = 'open' WHERE id = ?", id]);
      },
      'entries',
      `entry ${never} `,
      'in another text than it was written in',
    );
    const gone = indexOf(entries, 'ballot.opened', id);
    await expectFound(
      late,
      (file) => {
        hide(file, gone);
        file.run(['DELETE FROM ballot WHERE id = ?', id]);
      },
      'entries',
      `entry ${gone} `,
    );
  });

  test('finds an entry that is kept in another text, and one that is in no place of the tree', async () => {
    for (const text of ["entry || ' '", "json_set(entry, '$.at', '2020') || ''", "'null'", "'5'"])
      await expectFound(
        late,
        (file) => file.run([`UPDATE journal_entry SET entry = ${text} WHERE idx = 7`]),
        'entries',
        'entry 7 ',
      );
    const { id } = kept(byHand);
    const entry = { typ: 'vedtak/entry/1', index: -1, at: '2026-03-12T20:00:00.000Z', type: 'ballot.cancelled' };
    await expectFound(
      late,
      (file) =>
        file.run(
          [
            "INSERT INTO journal_entry (idx, type, entry) VALUES (-1, 'ballot.cancelled', ?)",
            JSON.stringify({ ...entry, ballot: id, reason: 'Feil.' }),
          ],
          ["UPDATE ballot SET cancelled_at = ?, cancel_reason = 'Feil.' WHERE id = ?", entry.at, id],
        ),
      'entries',
    );
  });

  test('finds a ballot whose definition is signed by another than the chair, for another number, or whose roll is gone', async () => {
    const definition = defined(byHand);
    const set = 'UPDATE ballot SET signed = ? WHERE number = ?';
    const anew = (signed: Signed<BallotStatement>) => [set, JSON.stringify(signed), byHand] as const;
    const again = hall.administrator.sign(definition.statement);
    expect((await verified(late, (file) => file.run(anew(again)))).out).toContain('The journal holds.');
    const [, delegate] = hall.people;
    const { signature } = (delegate as Person).sign(definition.statement);
    await expectFound(
      late,
      (file) => file.run(anew({ ...definition, signature })),
      'openings',
      "ballot 1, the chair's signature of the definition",
    );
    const stranger = { ...definition, credential: toBase64url(new Uint8Array(16)) };
    await expectFound(
      late,
      (file) => file.run(anew(stranger)),
      'openings',
      'ballot 1: the definition is signed with no passkey of its roll',
    );
    await expectFound(
      late,
      (file) => file.run(['UPDATE ballot SET entitled = entitled + 1 WHERE number = ?', byHand]),
      'openings',
      'ballot 1: it was opened for ',
    );
    await expectFound(
      late,
      (file) => file.run(['DELETE FROM roll WHERE hash = ?', definition.statement.roll]),
      'openings',
      ': its roll is missing',
    );
  });

  test('finds a vote, a count, a paper or a drawn paper that is gone, other or too many', async () => {
    const [open, box] = [kept(byHand).id, kept(secret).id];
    const votes = `ballot ${byHand}: what is kept of its votes is not what was fixed at its stop`;
    const other = `json_set(signed, '$.statement.marks."1"', 'against')`;
    for (const change of [
      'DELETE FROM vote WHERE ballot = ? AND delegate = (SELECT max(delegate) FROM vote)',
      `UPDATE vote SET signed = ${other} WHERE ballot = ?`,
      'DELETE FROM hand_count WHERE ballot = ? AND teller = (SELECT max(teller) FROM hand_count)',
      `UPDATE hand_count SET signed = json_set(signed, '$.statement.counts."1".for', 1) WHERE ballot = ?`,
    ])
      await expectFound(early, (file) => file.run([change, open]), 'votes', votes);
    const papers = `ballot ${secret}: what is kept of its votes is not what was fixed at its stop`;
    for (const change of [
      'DELETE FROM box WHERE ballot = ? AND paper_hash = (SELECT max(paper_hash) FROM box)',
      `UPDATE box SET paper = json_set(paper, '$.paper.marks."1"', 'blank') WHERE ballot = ?`,
      `INSERT INTO box (ballot, paper_hash, paper) SELECT ballot, 'x', paper FROM box WHERE ballot = ? LIMIT 1`,
    ])
      await expectFound(late, (file) => file.run([change, box]), 'votes', papers);
    const drawn = `ballot ${secret}: the papers drawn are not those at the close of its drawing`;
    const gone = 'DELETE FROM issue WHERE ballot = ? AND delegate = (SELECT max(delegate) FROM issue)';
    await expectFound(late, (file) => file.run([gone, box]), 'votes', drawn);
  });

  test('finds sums that are not what the votes come to', async () => {
    for (const [from, number] of [
      [early, byHand],
      [late, secret],
    ] as const) {
      const change = `UPDATE ballot SET tally = json_set(tally, '$."1".for', 9) WHERE number = ?`;
      const said = `ballot ${number}: its sums or its outcome are not what its votes come to`;
      await expectFound(from, (file) => file.run([change, number]), 'votes', said);
    }
  });

  test("finds a closing that is signed with a stranger's key in the place of the chair's", async () => {
    const { id, close, roll } = kept(byHand);
    const stranger = new Person(hall.pair.server);
    stranger.register({
      challenge: toBase64url(new Uint8Array(32)),
      rp: { name: 'Vedtak', id: new URL(hall.pair.server).hostname },
      user: { id: toBase64url(new TextEncoder().encode(close.signer)), name: '', displayName: '' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    });
    const own = stranger.phone.credential(close.signer);
    // beside the chair's, with which another ballot of the same roll is closed
    const entries = roll.statement.entries.map((entry) =>
      entry.delegate === close.signer ? { ...entry, credentials: [...entry.credentials, own] } : entry,
    );
    const statement = { ...roll.statement, entries };
    const forged = JSON.stringify({ ...roll, statement });
    const closed = [
      'UPDATE ballot SET close_signed = ? WHERE id = ?',
      JSON.stringify(stranger.sign(close.statement)),
      id,
    ] as const;
    const other = 'ballot 1: its roll is not the one that its definition names';
    const written = ['UPDATE roll SET signed = ? WHERE hash = ?', forged, hashOf(roll.statement)] as const;
    await expectFound(late, (file) => file.run(written, closed), 'openings', other);
    const beside = [
      'INSERT INTO roll (hash, meeting, version, signed) VALUES (?, ?, 9, ?)',
      hashOf(statement),
      statement.meeting,
      forged,
    ] as const;
    const pointed = ['UPDATE ballot SET roll = ? WHERE id = ?', hashOf(statement), id] as const;
    await expectFound(late, (file) => file.run(beside, pointed, closed), 'openings', other);
    const none = 'ballot 1: the closing is signed with no passkey of its roll';
    await expectFound(late, (file) => file.run(closed), 'closings', none);
  });

  test('finds a closing that counts otherwise than was fixed when the ballot was stopped', async () => {
    const counts = 'its closing does not count what was taken in when it was stopped';
    for (const [from, number] of [
      [early, byHand],
      [late, secret],
    ] as const) {
      const said = `ballot ${number}: ${counts}`;
      const more = (close: CloseStatement): CloseStatement => ({ ...close, votes: close.votes + 1 });
      await expectFound(from, (file) => closeAnew(file, number, more), 'closings', said);
      const other = (close: CloseStatement): CloseStatement => ({ ...close, evidence: hashOf('another') });
      await expectFound(from, (file) => closeAnew(file, number, other), 'closings', said);
    }
  });

  test('finds a closing that names other papers than were drawn when the drawing was closed', async () => {
    const drawn = (change: (issues: { number: number; root: string }) => object) => {
      return ({ issues = { number: 0, root: '' }, ...close }: CloseStatement) =>
        ({ ...close, ...change(issues) }) as CloseStatement;
    };
    const others = [
      drawn((issues) => ({ issues: { ...issues, number: issues.number + 1 } })),
      drawn((issues) => ({ issues: { ...issues, root: hashOf('another') } })),
      drawn(() => ({})),
    ];
    const papers = 'its closing does not name the papers that were drawn when its drawing was closed';
    for (const other of others)
      await expectFound(late, (file) => closeAnew(file, secret, other), 'closings', `ballot ${secret}: ${papers}`);
    const none = drawn(() => ({ issues: { number: 0, root: merkleRoot([]) } }));
    await expectFound(early, (file) => closeAnew(file, byHand, none), 'closings', `ballot ${byHand}: ${papers}`);
  });

  test('finds a closing of another ballot, and one of another journal than that at which the ballot was stopped', async () => {
    const other = (close: CloseStatement): CloseStatement => ({ ...close, ballot: kept(byHand).id });
    const another = `ballot ${secret}: its closing is that of another ballot`;
    await expectFound(late, (file) => closeAnew(file, secret, other), 'closings', another);
    const entries = hall.server.journal(hall.slug);
    const stopped = indexOf(entries, 'ballot.stopped', kept(secret).id);
    const before = (close: CloseStatement): CloseStatement => ({ ...close, journal: stateOf(entries, stopped) });
    const journalled = `ballot ${secret}: its closing does not name the journal at which it was stopped`;
    await expectFound(late, (file) => closeAnew(file, secret, before), 'closings', journalled);
    const never = async (file: JournalFile): Promise<void> => {
      const { index, at } = entries[stopped] as JournalEntry;
      const looked = entries.with(stopped, { ...looking, index, at });
      await closeAnew(file, secret, (close) => ({ ...close, journal: stateOf(looked, stopped + 1) }), looked);
      file.run(['UPDATE ballot SET stopped_at = NULL, checkpoint = NULL WHERE number = ?', secret]);
    };
    await expectFound(late, never, 'closings', journalled);
  });

  test('finds a secret ballot that was stopped before its drawing was closed', async () => {
    const entries = hall.server.journal(hall.slug);
    const { id } = kept(secret);
    const [closed, stopped] = [indexOf(entries, 'drawing.closed', id), indexOf(entries, 'ballot.stopped', id)];
    const { index, at } = entries[closed] as JournalEntry;
    const after = { ...entries[closed], index: entries.length } as JournalEntry;
    const looked = [...entries.with(closed, { ...looking, index, at }), after];
    const journal = stateOf(looked, stopped + 1);
    const change = async (file: JournalFile): Promise<void> => {
      await closeAnew(file, secret, (close) => ({ ...close, journal }), looked);
      file.run(['UPDATE ballot SET checkpoint = ? WHERE id = ?', JSON.stringify(journal), id]);
    };
    await expectFound(late, change, 'closings', `ballot ${secret}: its drawing was not closed before it was stopped`);
  });

  test('finds an outcome, or the hash of a closing, that is not the one in the journal', async () => {
    const said = `ballot ${byHand}: its closing is not the one in the journal`;
    for (const [column, value] of [
      ['outcome', '{"1":"rejected","2":"adopted","3":"adopted"}'],
      ['close_hash', hashOf('another')],
    ]) {
      const set = `UPDATE ballot SET ${column} = ? WHERE number = ?`;
      await expectFound(late, (file) => file.run([set, value, byHand]), 'closings', said);
    }
  });

  test('finds a second entry of what happens to a ballot once', async () => {
    const entries = hall.server.journal(hall.slug);
    const { id } = kept(cancelled);
    const first = indexOf(entries, 'ballot.cancelled', id);
    const second = { ...entries[first], index: entries.length, reason: 'Feil tall.' } as JournalEntry;
    const twice = async (file: JournalFile): Promise<void> => {
      await file.rewrite([...entries, second]);
      file.run(["UPDATE ballot SET cancel_reason = 'Feil tall.' WHERE id = ?", id]);
    };
    const said = `entry ${entries.length} is a second ballot.cancelled of the ballot of entry ${first}`;
    await expectFound(late, twice, 'cancellings', said);
  });
});
