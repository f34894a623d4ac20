import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '../../server/demo/person.ts';
import type { Change } from '../../server/rules/amendment.ts';
import { add, recommend, replace, strike } from '../support/amendments.ts';
import { makeClock, minute } from '../support/clock.ts';
import { amend, amendmentSeen, matter } from '../support/floor.ts';
import { gatherHall, type Hall, propose } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';
import { engine } from '../support/server.ts';

const clock = makeClock();
let hall: Hall;
let first: Person;
let second: Person;
let third: Person;
let observer: Person;
let proposal: string;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 5, ...(engine === 'node' ? { surroundings: clock } : {}) });
  const [one, two, three, four, five] = hall.people as [Person, Person, Person, Person, Person];
  [first, second, third, observer] = [one, two, three, four];
  hall.people = [one, two, three];
  const { slug, meeting, administrator } = hall;
  await administrator.call('setStanding', { slug, meeting }, { member: four.member, kind: 'observer', placeOf: null });
  await administrator.call(
    'setStanding',
    { slug, meeting },
    { member: five.member, kind: 'participant', placeOf: null },
  );
});

// a text of three points: places 2 to 4, after its heading
beforeEach(async () => {
  ({ proposal } = await propose(hall));
});

afterAll(() => hall.server.end());

const at = (): { slug: string; proposal: string } => ({ slug: hall.slug, proposal });

function refuses(
  code: Parameters<typeof expectRefused>[1],
  person: Person,
  change: Change,
  more: { proposerName?: string; branchName?: string } = {},
): Promise<void> {
  return expectRefused(hall.server, code, person, 'addAmendment', at(), { changes: [change], reason: '', ...more });
}

function strek(closed: boolean): Promise<object> {
  return hall.administrator.call('setIntake', { slug: hall.slug, meeting: hall.meeting }, { closed });
}

async function set(settings: { seconds?: number; amendmentDeadline?: string | null }): Promise<void> {
  const { slug, meeting: id } = hall;
  const { meeting } = await hall.administrator.call('snapshot', { slug });
  if (meeting === null) throw new Error('there is no meeting');
  await hall.administrator.call('setMeetingSettings', { slug, meeting: id }, { ...meeting.settings, ...settings });
}

test('several changes are sent at once, each its own amendment with its number, its place in words and its proposer', async () => {
  const changes = [replace(2, 'Avganger hvert tiende minutt.'), strike(3), add(4, 'Lavere takst.')];
  const { amendments } = await first.call('addAmendment', at(), { changes, reason: ' Fordi. ' });
  expect(amendments.map(({ number }) => number)).toEqual([1, 2, 3]);
  const { me } = await first.call('snapshot', { slug: hall.slug });
  const seen = (await matter(second, hall, proposal)).amendments;
  expect(seen.map(({ id }) => id)).toEqual(amendments.map(({ amendment }) => amendment));
  expect(seen.map(({ change }) => change)).toEqual(changes);
  expect(seen.map(({ label }) => label)).toEqual([1, 2, 3].map((number) => ({ kind: 'point', number })));
  expect(seen[0]).toMatchObject({ reason: 'Fordi.', proposer: me?.name, branch: '', mine: false, state: 'submitted' });
  expect(seen[0]).toMatchObject({ disposition: { kind: 'open' }, seconds: 0, seconded: false, collidesWith: [] });
  expect((await amendmentSeen(first, hall, proposal, 1)).mine).toBe(true);
  const journal = JSON.stringify(hall.server.journal(hall.slug));
  for (const secret of [me?.name ?? 'nobody', first.member, 'tiende minutt', 'Fordi'])
    expect(journal).not.toContain(secret);
});

test('a change that addresses nothing, says the same or leaves nothing is refused, and none of those sent with it are kept', async () => {
  const { content } = await matter(first, hall, proposal);
  for (const change of [
    strike(5),
    strike(1000),
    add(5, 'Krav'),
    replace(2, content.blocks[1]?.text ?? ''),
    replace(2, 'To\nlinjer'),
    replace(2, ' Krav '),
  ]) {
    await refuses('amendment.place', first, change);
  }
  await refuses('request.invalid', first, strike(0));
  await refuses('request.invalid', first, replace(2, ''));
  const changes = [strike(2), strike(99)];
  await expectRefused(hall.server, 'amendment.place', first, 'addAmendment', at(), { changes, reason: '' });
  await expectRefused(hall.server, 'request.invalid', first, 'addAmendment', at(), { changes: [], reason: '' });
  const many = Array.from({ length: 21 }, () => strike(2));
  await expectRefused(hall.server, 'request.invalid', first, 'addAmendment', at(), { changes: many, reason: '' });
  await expectRefused(
    hall.server,
    'not_found',
    first,
    'addAmendment',
    { slug: hall.slug, proposal: 'nothing' },
    { changes: [strike(2)], reason: '' },
  );
  const { proposal: single } = await propose(hall, 'Bare ett krav.');
  const body = { changes: [strike(1)], reason: '' };
  await expectRefused(
    hall.server,
    'amendment.place',
    first,
    'addAmendment',
    { slug: hall.slug, proposal: single },
    body,
  );
});

test('an observer sends nothing; only those who lead the meeting enter what others propose', async () => {
  await refuses('role.missing', observer, strike(2));
  await refuses('standing.none', first, strike(2), { proposerName: 'Kari' });
  await refuses('standing.none', first, strike(2), { branchName: 'Laksevåg' });
  const by = { changes: [strike(2)], reason: '', proposerName: 'Kari Holm', branchName: 'Laksevåg' };
  await hall.administrator.call('addAmendment', at(), by);
  const entered = { proposer: 'Kari Holm', branch: 'Laksevåg', mine: false };
  expect(await amendmentSeen(hall.administrator, hall, proposal, 1)).toMatchObject(entered);
  expect(JSON.stringify(hall.server.journal(hall.slug))).not.toContain('Kari Holm');
});

test('after strek only those who lead the meeting send and change amendments', async () => {
  const amendment = await amend(first, hall, proposal, strike(2));
  await strek(true);
  const body = { change: strike(3), reason: '' };
  await refuses('intake.closed', first, strike(3));
  await expectRefused(hall.server, 'intake.closed', first, 'editAmendment', { slug: hall.slug, amendment }, body);
  await amend(hall.administrator, hall, proposal, strike(3));
  await hall.administrator.call('editAmendment', { slug: hall.slug, amendment }, { change: strike(4), reason: 'Nei' });
  expect(await amendmentSeen(first, hall, proposal, 1)).toMatchObject({ change: strike(4), reason: 'Nei', mine: true });
  // withdrawing is still the proposer's
  await first.call('amendmentState', { slug: hall.slug, amendment }, { to: 'withdrawn' });
  await strek(false);
  await amend(first, hall, proposal, strike(3));
});

test.skipIf(engine === 'workers')('amendments have a deadline of their own', async () => {
  await set({ amendmentDeadline: new Date(clock.now() + minute).toISOString() });
  const amendment = await amend(first, hall, proposal, strike(2));
  clock.pass(2 * minute);
  await refuses('deadline.passed', first, strike(3));
  const body = { change: strike(3), reason: '' };
  await expectRefused(hall.server, 'deadline.passed', first, 'editAmendment', { slug: hall.slug, amendment }, body);
  await amend(hall.administrator, hall, proposal, strike(3));
  const { intake } = await first.call('snapshot', { slug: hall.slug });
  expect(intake).toEqual({ proposals: 'open', amendments: 'deadline' });
  await set({ amendmentDeadline: null });
});

test('the proposer changes an amendment, and whoever supported it supported what it said', async () => {
  const { slug, server } = hall;
  const amendment = await amend(first, hall, proposal, replace(2, 'Avganger hvert tiende minutt.'));
  await second.call('secondAmendment', { slug, amendment }, { second: true });
  const body = { change: replace(2, 'Avganger hvert femte minutt.'), reason: 'Oftere' };
  await expectRefused(server, 'standing.none', second, 'editAmendment', { slug, amendment }, body);
  const wrong = { change: strike(99), reason: '' };
  await expectRefused(server, 'amendment.place', first, 'editAmendment', { slug, amendment }, wrong);
  await expectRefused(server, 'not_found', first, 'editAmendment', { slug, amendment: 'nothing' }, body);
  await first.call(
    'editAmendment',
    { slug, amendment },
    { change: replace(2, 'Avganger hvert tiende minutt.'), reason: 'Ofte' },
  );
  expect((await amendmentSeen(second, hall, proposal, 1)).seconds).toBe(1);
  await first.call('editAmendment', { slug, amendment }, body);
  expect(await amendmentSeen(second, hall, proposal, 1)).toMatchObject({ ...body, seconds: 0, seconded: false });
});

test('the text of a proposal cannot be edited while there are amendments to it', async () => {
  const { administrator, server, slug } = hall;
  const { content, hash } = await matter(first, hall, proposal);
  const body = { base: hash, content: { ...content, title: 'Annet' } };
  const amendment = await amend(first, hall, proposal, strike(2));
  await expectRefused(server, 'proposal.locked', administrator, 'editProposal', at(), body);
  await first.call('amendmentState', { slug, amendment }, { to: 'withdrawn' });
  // a withdrawn one stands in the minutes, and addresses the text as it was
  await expectRefused(server, 'proposal.locked', administrator, 'editProposal', at(), body);
  expect((await matter(first, hall, proposal)).locked).toBe(true);
});

test('where the rules ask for seconders, an amendment without them is not voted on', async () => {
  const { slug, server } = hall;
  await set({ seconds: 2 });
  const amendment = await amend(first, hall, proposal, strike(2));
  const seen = () => amendmentSeen(second, hall, proposal, 1);
  expect(await seen()).toMatchObject({ disposition: { kind: 'unsupported' }, seconds: 0 });
  expect((await matter(first, hall, proposal)).steps.map(({ of }) => of)).toEqual([['text']]);
  await expectRefused(server, 'standing.none', first, 'secondAmendment', { slug, amendment }, { second: true });
  await expectRefused(server, 'role.missing', observer, 'secondAmendment', { slug, amendment }, { second: true });
  expect(await second.call('secondAmendment', { slug, amendment }, { second: true })).toEqual({ seconds: 1 });
  expect(await second.call('secondAmendment', { slug, amendment }, { second: true })).toEqual({ seconds: 1 });
  expect(await seen()).toMatchObject({ disposition: { kind: 'unsupported' }, seconds: 1, seconded: true });
  expect((await amendmentSeen(third, hall, proposal, 1)).seconded).toBe(false);
  await third.call('secondAmendment', { slug, amendment }, { second: true });
  expect(await seen()).toMatchObject({ disposition: { kind: 'open' }, seconds: 2 });
  expect((await matter(first, hall, proposal)).steps.map(({ of }) => of)).toEqual([[1], ['text']]);
  expect(await second.call('secondAmendment', { slug, amendment }, { second: false })).toEqual({ seconds: 1 });
  expect((await seen()).disposition).toEqual({ kind: 'unsupported' });
  await expectRefused(server, 'not_found', second, 'secondAmendment', { slug, amendment: 'nothing' }, { second: true });
  await set({ seconds: 0 });
});

test('the proposer, the chair and the secretary withdraw, uphold and submit again', async () => {
  const { slug, server, administrator } = hall;
  const amendment = await amend(first, hall, proposal, strike(2));
  const where = { slug, amendment };
  await expectRefused(server, 'standing.none', second, 'amendmentState', where, { to: 'withdrawn' });
  await first.call('amendmentState', where, { to: 'withdrawn' });
  const seen = () => amendmentSeen(first, hall, proposal, 1);
  expect(await seen()).toMatchObject({ state: 'withdrawn', disposition: { kind: 'withdrawn' } });
  await expectRefused(server, 'amendment.state', first, 'editAmendment', where, { change: strike(3), reason: '' });
  await administrator.call('amendmentState', where, { to: 'upheld' });
  expect(await seen()).toMatchObject({ state: 'upheld', disposition: { kind: 'open' } });
  await first.call('amendmentState', where, { to: 'submitted' });
  expect(await seen()).toMatchObject({ state: 'submitted' });
  expect(server.journal(slug).at(-1)).toMatchObject({ type: 'amendment.state', proposal, amendment });
  await expectRefused(server, 'not_found', first, 'amendmentState', { slug, amendment: 'no' }, { to: 'upheld' });
});

test('amendments are joined: one vote decides both, until the joining is undone', async () => {
  const { slug, server, administrator } = hall;
  const one = await amend(first, hall, proposal, replace(2, 'Avganger hvert tiende minutt.'));
  const two = await amend(second, hall, proposal, replace(2, 'Buss hvert tiende minutt.'));
  const { proposal: elsewhere } = await propose(hall);
  const other = await amend(second, hall, elsewhere, strike(2));
  const joins = (amendment: string, into: string, code: Parameters<typeof expectRefused>[1]): Promise<void> =>
    expectRefused(server, code, administrator, 'joinAmendment', { slug, amendment }, { into });
  await joins(one, one, 'amendment.state');
  await joins(one, other, 'not_found');
  await joins(one, 'nothing', 'not_found');
  await joins('nothing', one, 'not_found');
  await expectRefused(server, 'role.missing', second, 'joinAmendment', { slug, amendment: two }, { into: one });
  await administrator.call('joinAmendment', { slug, amendment: two }, { into: one });
  expect(await amendmentSeen(first, hall, proposal, 2)).toMatchObject({
    state: 'joined',
    disposition: { kind: 'joined', into: 1 },
  });
  await joins(one, two, 'amendment.state');
  await joins(two, one, 'amendment.state');
  expect((await matter(first, hall, proposal)).steps.map(({ of }) => of)).toEqual([[1], ['text']]);
  await second.call('amendmentState', { slug, amendment: two }, { to: 'submitted' });
  expect((await amendmentSeen(first, hall, proposal, 2)).disposition).toEqual({ kind: 'open' });
});

test('the drafting committee recommends on an amendment, with dissents', async () => {
  const { slug, server, administrator } = hall;
  const amendment = await amend(first, hall, proposal, strike(2));
  const recommendation = {
    ...recommend('reject'),
    dissents: [{ by: 'Hansen', recommended: { kind: 'adopt' as const } }],
  };
  await administrator.call('recommendAmendment', { slug, amendment }, { recommendation });
  expect((await amendmentSeen(first, hall, proposal, 1)).recommendation).toEqual(recommendation);
  const body = { recommendation: null };
  await expectRefused(server, 'role.missing', first, 'recommendAmendment', { slug, amendment }, body);
  await expectRefused(server, 'not_found', administrator, 'recommendAmendment', { slug, amendment: 'no' }, body);
  await administrator.call('recommendAmendment', { slug, amendment }, body);
  expect((await amendmentSeen(first, hall, proposal, 1)).recommendation).toBeNull();
});
