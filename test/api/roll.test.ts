import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextBallot, signRoll } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import { buildRoll } from '../../server/rules/roll.ts';
import type { RollStatement } from '../../server/rules/statements.ts';
import { enrolOne, gatherHall, type Hall, propose } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 4 });
});

afterAll(() => hall.server.end());

/** The roll that ought to be signed next. */
async function nextRoll(): Promise<RollStatement> {
  const { administrator, slug, pair } = hall;
  const { members } = await administrator.call('members', { slug });
  const { meeting, roll } = await administrator.call('snapshot', { slug });
  return buildRoll({
    branch: `${pair.server}/lag/${slug}`,
    meeting: meeting?.id ?? '',
    version: (roll?.version ?? 0) + 1,
    present: members
      .filter(({ entitled }) => entitled)
      .map(({ member, credentials }) => ({ delegate: member, credentials })),
  });
}

function refuses(
  code: Parameters<typeof expectRefused>[1],
  statement: RollStatement,
  person = hall.administrator,
  as: { origin?: string; flags?: number } = {},
): Promise<void> {
  const { slug, meeting, server } = hall;
  return expectRefused(server, code, person, 'signRoll', { slug, meeting }, person.sign(statement, as));
}

async function checkIn(person: Pick<Person, 'member'>, present: boolean): Promise<number> {
  const { administrator, slug, meeting } = hall;
  const body = { members: [person.member], present };
  return (await administrator.call('checkIn', { slug, meeting }, body)).checkedIn;
}

test('the signed roll lists everybody who is checked in, and shows who came and went since', async () => {
  const { administrator, slug } = hall;
  const signed = (await administrator.call('snapshot', { slug })).roll;
  expect(signed).toMatchObject({ version: 1, entitled: 5, changes: 0, mine: true });
  const newcomer = await enrolOne(hall, '2001');
  expect((await newcomer.call('snapshot', { slug })).roll).toMatchObject({ version: 1, mine: false });
  expect(await checkIn(newcomer, true)).toBe(6);
  expect(await checkIn(hall.people[3] as Person, false)).toBe(5);
  expect((await administrator.call('snapshot', { slug })).roll).toMatchObject({ version: 1, changes: 2 });
  await signRoll(hall.pair);
  expect((await administrator.call('snapshot', { slug })).roll).toMatchObject({ version: 2, entitled: 5, changes: 0 });
  expect((await newcomer.call('snapshot', { slug })).roll?.mine).toBe(true);
  expect((await hall.people[3]?.call('snapshot', { slug }))?.roll?.mine).toBe(false);
});

test('checking in again, and out again, changes nothing', async () => {
  const person = hall.people[2] as Person;
  const before = await checkIn(person, true);
  expect(await checkIn(person, true)).toBe(before);
  expect(await checkIn(person, false)).toBe(before - 1);
  expect(await checkIn(person, false)).toBe(before - 1);
  expect(await checkIn(person, true)).toBe(before);
});

test('a roll with another version than the next is refused', async () => {
  const roll = await nextRoll();
  for (const version of [roll.version - 1, roll.version + 1, 1000]) {
    await refuses('roll.version', { ...roll, version });
  }
});

test('a roll that does not list exactly those who are checked in is refused', async () => {
  const roll = await nextRoll();
  const { entries } = roll;
  const absent = { delegate: hall.people[3]?.member ?? '', weight: 1 as const, credentials: [] };
  const wrong: RollStatement['entries'][] = [
    [],
    entries.slice(1),
    entries.toReversed(),
    [...entries, absent],
    [...entries, entries.at(-1) as (typeof entries)[number]],
    entries.map((entry) => ({ ...entry, credentials: [] })),
    entries.map((entry) => ({ ...entry, credentials: entries[0]?.credentials ?? [] })),
  ];
  for (const other of wrong) await refuses('statement.wrong', { ...roll, entries: other });
});

test('a roll of another branch or another meeting is refused', async () => {
  const roll = await nextRoll();
  await refuses('statement.branch', { ...roll, branch: `${hall.pair.server}/lag/${hall.pair.county}` });
  await refuses('statement.wrong', { ...roll, meeting: 'another' });
});

test('a roll is signed by the secretary, on this site, with verification, over what it says', async () => {
  const { server, slug, meeting, administrator } = hall;
  const roll = await nextRoll();
  const delegate = hall.people[0] as Person;
  await refuses('role.missing', roll, delegate);
  const at = { slug, meeting };
  await expectRefused(server, 'signature.signer', administrator, 'signRoll', at, delegate.sign(roll));
  const stranger = { ...delegate.sign(roll), signer: administrator.member };
  await expectRefused(server, 'passkey.unknown', administrator, 'signRoll', at, stranger);
  const altered = { ...administrator.sign(roll), statement: { ...roll, entries: roll.entries } };
  altered.clientDataJSON = administrator.sign({ ...roll, version: 9 }).clientDataJSON;
  await expectRefused(server, 'signature.altered', administrator, 'signRoll', at, altered);
  await refuses('signature.origin', roll, administrator, { origin: 'https://vedtak.example' });
  await refuses('signature.user', roll, administrator, { flags: 1 });
});

test('the secretary must be checked in to sign; a roll of nobody is refused', async () => {
  const { administrator, people } = hall;
  await checkIn(administrator, false);
  await refuses('roll.officer', await nextRoll());
  const { members } = await administrator.call('members', { slug: hall.slug });
  const present = members.filter(({ checkedIn }) => checkedIn).map(({ member }) => ({ member }));
  for (const person of present) await checkIn(person, false);
  await refuses('roll.empty', await nextRoll());
  for (const person of [administrator, ...people]) await checkIn(person, true);
  await signRoll(hall.pair);
});

test('the door takes members only, all or none', async () => {
  const { server, administrator, slug, meeting, people } = hall;
  const members = [people[0]?.member ?? '', 'nobody'];
  const body = { members, present: false };
  await expectRefused(server, 'not_found', administrator, 'checkIn', { slug, meeting }, body);
  await expectRefused(server, 'not_found', administrator, 'checkIn', { slug, meeting: 'nowhere' }, body);
});

test('roles go to members only, and what was said before is replaced', async () => {
  const { server, administrator, slug, meeting, people } = hall;
  const [first, second] = people.map(({ member }) => member) as [string, string];
  const roles = { chair: [administrator.member], secretary: [administrator.member], signer: [first, second] };
  const wrong = { ...roles, signer: [first, 'nobody'] };
  await expectRefused(server, 'not_found', administrator, 'setRoles', { slug, meeting }, wrong);
  await administrator.call('setRoles', { slug, meeting }, { ...roles, signer: [second] });
  expect((await people[0]?.call('snapshot', { slug }))?.me?.roles).toEqual(['delegate']);
  expect((await people[1]?.call('snapshot', { slug }))?.me?.roles).toEqual(['signer', 'delegate']);
  await administrator.call('setRoles', { slug, meeting }, roles);
});

test('a newer meeting takes over: the roll, the door and the roles of the one before it are closed', async () => {
  const { server, administrator, slug, meeting, people } = hall;
  const roll = await nextRoll();
  const { proposal, content } = await propose(hall);
  const subject = { kind: 'text' as const, content };
  const { statement } = await nextBallot(hall.pair, subject);
  const ballot = { proposal, subject, signed: administrator.sign(statement) };
  const quorum = { num: 0, den: 1 };
  const startsAt = new Date().toISOString();
  await administrator.call('createMeeting', { slug }, { title: 'Neste møte', place: '', startsAt, quorum });
  const old = { slug, meeting };
  await expectRefused(server, 'meeting.missing', administrator, 'signRoll', old, administrator.sign(roll));
  const body = { members: [people[0]?.member ?? ''], present: true };
  await expectRefused(server, 'meeting.missing', administrator, 'checkIn', old, body);
  const roles = { chair: [], secretary: [], signer: [] };
  await expectRefused(server, 'meeting.missing', administrator, 'setRoles', old, roles);
  await expectRefused(server, 'meeting.missing', administrator, 'addProposal', old, { text: 'Tekst' });
  await expectRefused(server, 'meeting.missing', administrator, 'openBallot', old, ballot);
  const now = await administrator.call('snapshot', { slug });
  expect(now.roll).toBeNull();
  expect(now.meeting).toMatchObject({ title: 'Neste møte', checkedIn: 0 });
  // signers of the old meeting have no role in the new one
  expect((await people[0]?.call('snapshot', { slug }))?.me?.roles).toEqual(['delegate']);
});

test('a meeting whose quorum nobody could reach is not made', async () => {
  const { server, administrator, slug } = hall;
  const body = { title: 'Møte', place: '', startsAt: new Date().toISOString(), quorum: { num: 3, den: 2 } };
  await expectRefused(server, 'request.invalid', administrator, 'createMeeting', { slug }, body);
});

test('a time that is on no calendar is refused', async () => {
  const { server, administrator, slug } = hall;
  for (const startsAt of ['2026-02-30T12:00:00.000Z', '2026-13-01T12:00:00.000Z', '2026-01-01T25:00:00.000Z']) {
    const body = { title: 'Møte', place: '', startsAt, quorum: { num: 0, den: 1 } };
    await expectRefused(server, 'request.invalid', administrator, 'createMeeting', { slug }, body);
  }
});
