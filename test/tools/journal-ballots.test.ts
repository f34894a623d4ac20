import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Person } from '../../server/demo/person.ts';
import { hashOf, toBase64url } from '../../server/rules/canonical.ts';
import { entryLeaf, type JournalEntry } from '../../server/rules/journal.ts';
import { merkleRoot } from '../../server/rules/merkle.ts';
import type { BallotStatement, CloseStatement, Signed } from '../../server/rules/statements.ts';
import { BallotsOnFile, byHand, cancelled, secret } from '../support/journal-ballots.ts';
import type { JournalFile } from '../support/journal-file.ts';

let files: BallotsOnFile;

beforeAll(async () => {
  files = await BallotsOnFile.hold();
});

afterAll(() => files.end());

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
  const { id, close } = files.kept(number);
  const statement = change(close.statement);
  const hash = hashOf(statement);
  const at = indexOf(entries, 'ballot.closed', id);
  await file.rewrite(entries.with(at, { ...entries[at], close: hash } as JournalEntry));
  const signed = JSON.stringify(files.hall.administrator.sign(statement));
  file.run(['UPDATE ballot SET close_signed = ?, close_hash = ? WHERE id = ?', signed, hash, id]);
}

describe('vedtak journal verify, of ballots', () => {
  test('holds of ballots counted by phone and by hand, cancelled at every stage, taken again, and secret', async () => {
    for (const from of [files.early, files.late]) {
      const { code, out } = await files.verified(from, () => undefined);
      expect(out).toContain('The journal holds.');
      expect(code).toBe(0);
    }
    // as it holds of a file whose last closing is signed once more
    const again = await files.verified(files.late, (file) => closeAnew(file, secret, (close) => close));
    expect(again.out).toContain('The journal holds.');
  });

  test('finds an entry that its row hides behind a second type', async () => {
    const { id } = files.kept(cancelled);
    const entries = files.hall.server.journal(files.hall.slug);
    const hide = (file: JournalFile, at: number): void => {
      const text = JSON.stringify(entries[at]).replace('{', '{"type":"x",');
      expect(JSON.parse(text)).toEqual(entries[at]);
      file.run(["UPDATE journal_entry SET type = 'x', entry = ? WHERE idx = ?", text, at]);
    };
    const never = indexOf(entries, 'ballot.cancelled', id);
    await files.expectFound(
      files.late,
      (file) => {
        hide(file, never);
        file.run(["UPDATE ballot SET cancelled_at = NULL, cancel_reason = NULL, state = 'open' WHERE id = ?", id]);
      },
      'entries',
      `entry ${never} `,
      'in another text than it was written in',
    );
    const gone = indexOf(entries, 'ballot.opened', id);
    await files.expectFound(
      files.late,
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
      await files.expectFound(
        files.late,
        (file) => file.run([`UPDATE journal_entry SET entry = ${text} WHERE idx = 7`]),
        'entries',
        'entry 7 ',
      );
    const { id } = files.kept(byHand);
    const entry = { typ: 'vedtak/entry/1', index: -1, at: '2026-03-12T20:00:00.000Z', type: 'ballot.cancelled' };
    await files.expectFound(
      files.late,
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
    const definition = files.defined(byHand);
    const set = 'UPDATE ballot SET signed = ? WHERE number = ?';
    const anew = (signed: Signed<BallotStatement>) => [set, JSON.stringify(signed), byHand] as const;
    const again = files.hall.administrator.sign(definition.statement);
    expect((await files.verified(files.late, (file) => file.run(anew(again)))).out).toContain('The journal holds.');
    const [, delegate] = files.hall.people;
    const { signature } = (delegate as Person).sign(definition.statement);
    await files.expectFound(
      files.late,
      (file) => file.run(anew({ ...definition, signature })),
      'openings',
      "ballot 1, the chair's signature of the definition",
    );
    const stranger = { ...definition, credential: toBase64url(new Uint8Array(16)) };
    await files.expectFound(
      files.late,
      (file) => file.run(anew(stranger)),
      'openings',
      'ballot 1: the definition is signed with no passkey of its roll',
    );
    await files.expectFound(
      files.late,
      (file) => file.run(['UPDATE ballot SET entitled = entitled + 1 WHERE number = ?', byHand]),
      'openings',
      'ballot 1: it was opened for ',
    );
    await files.expectFound(
      files.late,
      (file) => file.run(['DELETE FROM roll WHERE hash = ?', definition.statement.roll]),
      'openings',
      ': its roll is missing',
    );
  });

  test("finds a closing that is signed with a stranger's key in the place of the chair's", async () => {
    const { id, close, roll } = files.kept(byHand);
    const stranger = new Person(files.hall.pair.server);
    stranger.register({
      challenge: toBase64url(new Uint8Array(32)),
      rp: { name: 'Vedtak', id: new URL(files.hall.pair.server).hostname },
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
    await files.expectFound(files.late, (file) => file.run(written, closed), 'openings', other);
    const beside = [
      'INSERT INTO roll (hash, meeting, version, signed) VALUES (?, ?, 9, ?)',
      hashOf(statement),
      statement.meeting,
      forged,
    ] as const;
    const pointed = ['UPDATE ballot SET roll = ? WHERE id = ?', hashOf(statement), id] as const;
    await files.expectFound(files.late, (file) => file.run(beside, pointed, closed), 'openings', other);
    const none = 'ballot 1: the closing is signed with no passkey of its roll';
    await files.expectFound(files.late, (file) => file.run(closed), 'closings', none);
  });

  test('finds a closing that counts otherwise than was fixed when the ballot was stopped', async () => {
    const counts = 'its closing does not count what was taken in when it was stopped';
    for (const [from, number] of [
      [files.early, byHand],
      [files.late, secret],
    ] as const) {
      const said = `ballot ${number}: ${counts}`;
      const more = (close: CloseStatement): CloseStatement => ({ ...close, votes: close.votes + 1 });
      await files.expectFound(from, (file) => closeAnew(file, number, more), 'closings', said);
      const other = (close: CloseStatement): CloseStatement => ({ ...close, evidence: hashOf('another') });
      await files.expectFound(from, (file) => closeAnew(file, number, other), 'closings', said);
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
      await files.expectFound(
        files.late,
        (file) => closeAnew(file, secret, other),
        'closings',
        `ballot ${secret}: ${papers}`,
      );
    const none = drawn(() => ({ issues: { number: 0, root: merkleRoot([]) } }));
    await files.expectFound(
      files.early,
      (file) => closeAnew(file, byHand, none),
      'closings',
      `ballot ${byHand}: ${papers}`,
    );
  });

  test('finds a closing of another ballot, and one of another journal than that at which the ballot was stopped', async () => {
    const other = (close: CloseStatement): CloseStatement => ({ ...close, ballot: files.kept(byHand).id });
    const another = `ballot ${secret}: its closing is that of another ballot`;
    await files.expectFound(files.late, (file) => closeAnew(file, secret, other), 'closings', another);
    const entries = files.hall.server.journal(files.hall.slug);
    const stopped = indexOf(entries, 'ballot.stopped', files.kept(secret).id);
    const before = (close: CloseStatement): CloseStatement => ({ ...close, journal: stateOf(entries, stopped) });
    const journalled = `ballot ${secret}: its closing does not name the journal at which it was stopped`;
    await files.expectFound(files.late, (file) => closeAnew(file, secret, before), 'closings', journalled);
    const never = async (file: JournalFile): Promise<void> => {
      const { index, at } = entries[stopped] as JournalEntry;
      const looked = entries.with(stopped, { ...looking, index, at });
      await closeAnew(file, secret, (close) => ({ ...close, journal: stateOf(looked, stopped + 1) }), looked);
      file.run(['UPDATE ballot SET stopped_at = NULL, checkpoint = NULL WHERE number = ?', secret]);
    };
    await files.expectFound(files.late, never, 'closings', journalled);
  });

  test('finds a secret ballot that was stopped before its drawing was closed', async () => {
    const entries = files.hall.server.journal(files.hall.slug);
    const { id } = files.kept(secret);
    const [closed, stopped] = [indexOf(entries, 'drawing.closed', id), indexOf(entries, 'ballot.stopped', id)];
    const { index, at } = entries[closed] as JournalEntry;
    const after = { ...entries[closed], index: entries.length } as JournalEntry;
    const looked = [...entries.with(closed, { ...looking, index, at }), after];
    const journal = stateOf(looked, stopped + 1);
    const change = async (file: JournalFile): Promise<void> => {
      await closeAnew(file, secret, (close) => ({ ...close, journal }), looked);
      file.run(['UPDATE ballot SET checkpoint = ? WHERE id = ?', JSON.stringify(journal), id]);
    };
    await files.expectFound(
      files.late,
      change,
      'closings',
      `ballot ${secret}: its drawing was not closed before it was stopped`,
    );
  });

  test('finds an outcome, or the hash of a closing, that is not the one in the journal', async () => {
    const said = `ballot ${byHand}: its closing is not the one in the journal`;
    for (const [column, value] of [
      ['outcome', '{"1":"rejected","2":"adopted","3":"adopted"}'],
      ['close_hash', hashOf('another')],
    ]) {
      const set = `UPDATE ballot SET ${column} = ? WHERE number = ?`;
      await files.expectFound(files.late, (file) => file.run([set, value, byHand]), 'closings', said);
    }
  });

  test('finds a second entry of what happens to a ballot once', async () => {
    const entries = files.hall.server.journal(files.hall.slug);
    const { id } = files.kept(cancelled);
    const first = indexOf(entries, 'ballot.cancelled', id);
    const second = { ...entries[first], index: entries.length, reason: 'Feil tall.' } as JournalEntry;
    const twice = async (file: JournalFile): Promise<void> => {
      await file.rewrite([...entries, second]);
      file.run(["UPDATE ballot SET cancel_reason = 'Feil tall.' WHERE id = ?", id]);
    };
    const said = `entry ${entries.length} is a second ballot.cancelled of the ballot of entry ${first}`;
    await files.expectFound(files.late, twice, 'cancellings', said);
  });
});
