import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cancel, castCount, closeBallot, openBallot, vote } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import { draw } from '../../server/demo/secret.ts';
import type { BallotStatement, CloseStatement, RollStatement, Signed } from '../../server/rules/statements.ts';
import { appoint, gatherHall, type Hall, markAll, openOn, propose, seatWithoutPasskey } from './hall.ts';
import { expectFault, journal } from './journal-command.ts';
import { JournalFile } from './journal-file.ts';
import { closeDrawing, openSecretOn, settleSecret } from './secret.ts';

/** The numbers of three ballots of a `BallotsOnFile`: by phone and by hand, cancelled, and secret. */
export const [byHand, cancelled, secret] = [1, 2, 6] as const;

type Change = (file: JournalFile) => Promise<void> | void;

/** A branch that has held ballots of every kind, and its file, which is changed in copies. */
export class BallotsOnFile {
  readonly hall: Hall;
  /** The branch's file when the first ballot, with votes by phone and hands, was closed. */
  readonly early: string;
  /** The branch's file when the last ballot, a secret one, was closed. */
  readonly late: string;
  readonly #folder: string;
  #copies = 0;

  private constructor(hall: Hall, folder: string) {
    this.hall = hall;
    this.#folder = folder;
    this.early = join(folder, 'early.sqlite');
    this.late = join(folder, 'late.sqlite');
  }

  static async hold(): Promise<BallotsOnFile> {
    const folder = await mkdtemp(join(tmpdir(), 'vedtak-journal-ballots-'));
    const files = new BallotsOnFile(await gatherHall({ on: 'node', delegates: 4 }), folder);
    await files.#vote();
    return files;
  }

  async end(): Promise<void> {
    await this.hall.server.end();
    await rm(this.#folder, { recursive: true });
  }

  async #vote(): Promise<void> {
    const { hall } = this;
    const { pair, people, slug } = hall;
    await appoint(hall, { teller: people.slice(2) });
    await seatWithoutPasskey(hall, ['901']);
    await countToo(hall, await openOn(hall));
    const file = join(hall.server.data, 'branches', `${slug}.sqlite`);
    await JournalFile.copy(file, this.early);
    await cancel(pair, await openOn(hall), 'Feil tekst.');
    const { proposal } = await propose(hall);
    const stopped = await openBallot(pair, proposal);
    await hall.administrator.call('stopBallot', { slug, ballot: stopped });
    await cancel(pair, stopped, 'Feil telling.');
    const again = await openBallot(pair, proposal, 'points', undefined, { retakes: stopped });
    await countToo(hall, again);
    await cancel(pair, again, 'Feil igjen.');
    const shut = await openSecretOn(hall);
    await draw(people[0] as Person, slug, shut, markAll(3, 'for'));
    await closeDrawing(hall, shut.ballot);
    await cancel(pair, shut.ballot, 'Feil urne.');
    await settleSecret(hall, await openSecretOn(hall), [markAll(3, 'for'), markAll(3, 'against'), markAll(3, 'for')]);
    await JournalFile.copy(file, this.late);
  }

  /** What `vedtak journal verify` says of a copy of a file, changed in some way. */
  async verified(from: string, change: Change) {
    this.#copies += 1;
    const data = join(this.#folder, `data-${this.#copies}`);
    await mkdir(join(data, 'branches'), { recursive: true });
    await change(await JournalFile.copy(from, join(data, 'branches', `${this.hall.slug}.sqlite`)));
    return journal('verify', this.hall.slug, '--data', data);
  }

  /** Expects that a file, changed in some way, does not hold: one rung says so, in these words. */
  async expectFound(
    from: string,
    change: Change,
    rung: 'entries' | 'openings' | 'cancellings' | 'closings' | 'votes',
    ...words: readonly string[]
  ): Promise<void> {
    const others = { entries: 'journal.consistency', votes: 'journal.detail' } as Record<string, string>;
    expectFault(await this.verified(from, change), others[rung] ?? 'journal.checkpoint', rung, ...words);
  }

  /** A ballot by its number: its id, its closing and its roll. */
  kept(number: number): { id: string; close: Signed<CloseStatement>; roll: Signed<RollStatement> } {
    const [row] = this.hall.server.select<{ id: string; close: string; roll: string }>(
      this.hall.slug,
      `SELECT ballot.id, close_signed AS close, roll.signed AS roll FROM ballot JOIN roll ON roll.hash = ballot.roll
        WHERE number = ${number}`,
    );
    if (row === undefined) throw new Error(`there is no ballot ${number}`);
    return { id: row.id, close: JSON.parse(row.close), roll: JSON.parse(row.roll) };
  }

  /** The definition of a ballot by its number, as the chair signed it. */
  defined(number: number): Signed<BallotStatement> {
    const [row] = this.hall.server.select<{ signed: string }>(
      this.hall.slug,
      `SELECT signed FROM ballot WHERE number = ${number}`,
    );
    if (row === undefined) throw new Error(`there is no ballot ${number}`);
    return JSON.parse(row.signed) as Signed<BallotStatement>;
  }
}

/** Some vote with their phones, the tellers count who has none, and the chair closes the ballot. */
async function countToo({ pair, people, slug }: Hall, ballot: string): Promise<void> {
  for (const person of people.slice(0, 3)) await vote(person, slug, ballot, markAll(3, 'for'));
  const hands = { for: 0, against: 1, blank: 0 };
  for (const teller of people.slice(2)) await castCount(teller, slug, ballot, { 1: hands, 2: hands, 3: hands });
  await closeBallot(pair, ballot);
}
