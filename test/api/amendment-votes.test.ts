import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cancel, closeBallot, openBallot } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import { contentHash } from '../../server/rules/proposal.ts';
import { add, replace, strike } from '../support/amendments.ts';
import { amend, matter, openAmendment, settle } from '../support/floor.ts';
import { gatherHall, type Hall, propose } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;
let first: Person;
let second: Person;
let proposal: string;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 2 });
  [first, second] = hall.people as [Person, Person];
});

// a text of three points: places 2 to 4, after its heading
beforeEach(async () => {
  ({ proposal } = await propose(hall));
});

afterAll(() => hall.server.end());

test('an amendment is not changed, withdrawn, joined or supported while it is voted on, or when it was', async () => {
  const { slug, server, administrator } = hall;
  const amendment = await amend(first, hall, proposal, replace(2, 'Avganger hvert tiende minutt.'));
  const rival = await amend(second, hall, proposal, strike(2));
  const where = { slug, amendment };
  const body = { change: strike(3), reason: '' };
  const held = async (): Promise<void> => {
    await expectRefused(server, 'amendment.state', first, 'editAmendment', where, body);
    await expectRefused(server, 'amendment.state', first, 'amendmentState', where, { to: 'withdrawn' });
    await expectRefused(server, 'amendment.state', administrator, 'joinAmendment', where, { into: rival });
    await expectRefused(server, 'amendment.state', administrator, 'recommendAmendment', where, {
      recommendation: null,
    });
    await expectRefused(server, 'amendment.state', second, 'secondAmendment', where, { second: true });
  };
  const ballot = await openAmendment(hall, proposal, 1);
  await held();
  await first.call('editAmendment', { slug, amendment: await amend(first, hall, proposal, strike(4)) }, body);
  await settle(hall, ballot, 'for');
  await held();
  const seen = await matter(first, hall, proposal);
  expect(seen.amendments[0]).toMatchObject({ disposition: { kind: 'adopted', ballot }, collidesWith: [2] });
  expect(seen.amendments[1]).toMatchObject({ disposition: { kind: 'lapsed', because: 1 }, collidesWith: [1] });
  expect(seen.text.blocks.map(({ text }) => text)).toEqual([
    'Busser som går',
    'Avganger hvert tiende minutt.',
    'Gratis overgang.',
    'Egen felt for buss.',
  ]);
  expect(seen.textHash).toBe(contentHash(seen.text));
  expect(seen.hash).toBe(contentHash(seen.content));
  expect(seen.blocks.map(({ place, amendment: by }) => [place, by])).toEqual([
    [1, null],
    [2, 1],
    [3, null],
    [4, null],
  ]);
  // cancelling the ballot undoes what it did
  await administrator.call('cancelBallot', { slug, ballot }, { reason: 'Feil tall' });
  const undone = await matter(first, hall, proposal);
  expect(undone.text).toEqual(undone.content);
  expect(undone.amendments.slice(0, 2).map(({ disposition }) => disposition.kind)).toEqual(['open', 'open']);
});

test('a text that is voted on, or decided, takes no more amendments, and none comes back', async () => {
  const amendment = await amend(first, hall, proposal, strike(3));
  const where = { slug: hall.slug, amendment };
  await first.call('amendmentState', where, { to: 'withdrawn' });
  const change = { changes: [strike(2)], reason: '' };
  const at = { slug: hall.slug, proposal };
  const held = async (): Promise<void> => {
    await expectRefused(hall.server, 'amendment.state', hall.administrator, 'addAmendment', at, change);
    await expectRefused(hall.server, 'amendment.state', first, 'amendmentState', where, { to: 'upheld' });
    await expectRefused(hall.server, 'amendment.state', second, 'secondAmendment', where, { second: true });
  };
  const ballot = await openBallot(hall.pair, proposal, 'whole');
  await held();
  await closeBallot(hall.pair, ballot);
  await held();
  expect((await matter(first, hall, proposal)).disposition.kind).toBe('rejected');
});

test('what is added stands in its place, also before all else, and what is struck out is gone', async () => {
  await amend(first, hall, proposal, add(0, 'Aller først.'));
  await amend(first, hall, proposal, add(2, 'Etter det første.'));
  await amend(second, hall, proposal, strike(3));
  for (const number of [1, 2, 3]) await settle(hall, await openAmendment(hall, proposal, number), 'for');
  const { blocks, text } = await matter(first, hall, proposal);
  expect(blocks.map(({ place, added, amendment }) => [place, added, amendment])).toEqual([
    [0, true, 1],
    [1, false, null],
    [2, false, null],
    [2, true, 2],
    [4, false, null],
  ]);
  expect(text.blocks).toEqual(blocks.map(({ block }) => block));
});

test('a ballot on an amendment is not cancelled under a text that was decided after it', async () => {
  await amend(first, hall, proposal, strike(3));
  const ballot = await openAmendment(hall, proposal, 1);
  await settle(hall, ballot, 'for');
  const text = await openBallot(hall.pair, proposal, 'whole');
  await settle(hall, text, 'for');
  const at = { slug: hall.slug, ballot };
  const reason = { reason: 'Feil i tellingen' };
  await expectRefused(hall.server, 'ballot.used', hall.administrator, 'cancelBallot', at, reason);
  await cancel(hall.pair, text, 'Endringen må tas om igjen');
  await hall.administrator.call('cancelBallot', at, reason);
  const seen = await matter(first, hall, proposal);
  expect(seen.disposition.kind).toBe('open');
  expect(seen.amendments[0]?.disposition.kind).toBe('open');
  expect(seen.text).toEqual(seen.content);
});
