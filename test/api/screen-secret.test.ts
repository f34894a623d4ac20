import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScreenBallot, ScreenResult } from '../../server/api/screens.ts';
import { closeBallot, openBallot } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { closeSecret, draw, drop } from '../../server/demo/secret.ts';
import { readCheckpoint } from '../../server/rules/journal-proof.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import { gatherHall, type Hall, markAll, propose } from '../support/hall.ts';
import { pairedScreen, seenBy } from '../support/screens.ts';
import { closeDrawing, lookAfter, openSecretOn } from '../support/secret.ts';

let hall: Hall;
let screen: Person;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 3 });
  screen = await pairedScreen(hall);
});

afterAll(() => hall.server.end());

async function ballotOn(): Promise<ScreenBallot> {
  const shown = (await seenBy(hall, screen)).hall?.shown;
  if (shown?.stage !== 'ballot') throw new Error(`the screen shows ${shown?.stage}`);
  return shown.ballot;
}

async function resultOn(): Promise<ScreenResult> {
  const shown = (await seenBy(hall, screen)).hall?.shown;
  if (shown?.stage !== 'result') throw new Error(`the screen shows ${shown?.stage}`);
  return shown.result;
}

/** The root of the journal as it was of a size, as the branch tells anybody. */
async function rootAt(size: number): Promise<string> {
  const { checkpoint } = await new Person(hall.pair.server).call('journalCheckpoint', {
    slug: hall.slug,
    size: String(size),
  });
  const read = readCheckpoint(checkpoint);
  if (!read.ok) throw new Error(read.refusal.detail);
  return read.value.statement.root;
}

test('of every ballot the journal when it was opened, and the one that the chair signed when it was closed', async () => {
  const { proposal } = await propose(hall);
  const ballot = await openBallot(hall.pair, proposal);
  const { ballots, index } = await hall.administrator.call('snapshot', { slug: hall.slug });
  const openedAt = ballots.at(-1)?.definition.openedAt;
  const opened = (await ballotOn()).journal;
  // the opening is the last entry of that journal
  expect(opened).toEqual({ size: index, root: await rootAt(index), at: openedAt });
  await closeBallot(hall.pair, ballot);
  const { journal, secret } = await resultOn();
  const close = (await hall.administrator.call('snapshot', { slug: hall.slug })).ballots.at(-1)?.result?.close;
  expect(secret).toBe(false);
  expect(journal).toEqual({ ...close?.journal, at: close?.closedAt });
  expect(journal?.root).toBe(await rootAt(journal?.size ?? 0));
});

test('of a secret ballot how many have drawn, when papers are dropped, and never how many have come', async () => {
  const secret = await openSecretOn(hall);
  expect(await ballotOn()).toMatchObject({ id: secret.ballot, voted: 0, secret: { window: null } });
  const papers: BoxedPaper[] = [];
  for (const [i, person] of hall.people.entries()) {
    papers.push(await draw(person, hall.slug, secret, markAll(3, 'for')));
    expect(await ballotOn()).toMatchObject({ voted: i + 1, entitled: 4, secret: { window: null } });
  }
  await closeDrawing(hall, secret.ballot);
  const before = await ballotOn();
  const window = before.secret?.window;
  expect(Date.parse(window?.closesAt ?? '')).toBeGreaterThan(Date.parse(window?.opensAt ?? ''));
  const nobody = new Person(hall.pair.server);
  for (const paper of papers) {
    await drop(nobody, hall.slug, paper);
    expect(await ballotOn()).toEqual(before);
  }
  expect(await lookAfter(hall, secret.ballot)).toBe(3);
  // that the chair has looked into the box says nothing either
  expect(await ballotOn()).toEqual(before);
  await closeSecret(hall.pair, secret.ballot);
  expect(await resultOn()).toMatchObject({ secret: true, tally: { '1': { for: 3 } } });
});
