import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cancel, closeBallot, nextBallot, openBallot, signRoll, vote } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { buildClose } from '../../server/rules/tally.ts';
import {
  enrolOne,
  gatherHall,
  type Hall,
  markAll,
  openOn,
  propose,
  seatWithoutPasskey,
  seen,
} from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;
/** The chair on a phone that she got when the roll was signed. */
let later: Person;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 3 });
});

beforeEach(async () => {
  await signRoll(hall.pair);
  later = await anotherPhone(hall.administrator);
});

afterAll(() => hall.server.end());

/** Somebody who has made a passkey on one more phone. */
async function anotherPhone({ member }: Pick<Person, 'member'>): Promise<Person> {
  const { invitations } = await hall.administrator.call('invite', { slug: hall.slug }, { members: [member] });
  const phone = new Person(hall.pair.server);
  await phone.enrol(hall.slug, invitations[0]?.token ?? '');
  expect(phone.member).toBe(member);
  return phone;
}

test('a ballot that the chair opens with a passkey that came after the roll is refused, and opens when the roll is signed anew', async () => {
  const { administrator, pair, slug, meeting } = hall;
  const { proposal, content } = await propose(hall);
  const subject = { kind: 'text' as const, content };
  const where = { slug, meeting };
  const body = async () => ({ proposal, subject, signed: later.sign((await nextBallot(pair, subject)).statement) });
  await expectRefused(hall.server, 'roll.officer', later, 'openBallot', where, await body());
  await signRoll(pair);
  const { ballot } = await later.call('openBallot', where, await body());
  await closeBallot(pair, ballot);
  expect(await seen(administrator, slug, ballot)).toMatchObject({ state: 'closed' });
});

test('a ballot that the chair closes with a passkey that came after the roll is refused, and another chair on it closes', async () => {
  const { administrator, people, slug, meeting } = hall;
  const [deputy, voter] = people as [Person, Person];
  const ballot = await openOn(hall);
  await vote(voter, slug, ballot, markAll(3, 'for'));
  const { stoppedAt, ...stopped } = await later.call('stopBallot', { slug, ballot });
  const statement = buildClose({ ballot, ...stopped, closedAt: stoppedAt });
  const where = { slug, ballot };
  await expectRefused(hall.server, 'roll.signer', later, 'closeBallot', where, later.sign(statement));
  const roles = { secretary: [administrator.member], signer: [] };
  const chairs = [administrator.member, deputy.member];
  await administrator.call('setRoles', { slug, meeting }, { ...roles, chair: chairs });
  await deputy.call('closeBallot', where, deputy.sign(statement));
  expect(await seen(voter, slug, ballot)).toMatchObject({ state: 'closed', result: { outcome: { 1: 'adopted' } } });
});

test('evidence is given of what three have signed, and not of a draft', async () => {
  const { administrator, people, slug, pair } = hall;
  const ballot = await openOn(hall);
  for (const person of people) await vote(person, slug, ballot, markAll(3, 'for'));
  await closeBallot(pair, ballot);
  const { number } = await administrator.call('draftResolution', { slug, ballot });
  const where = { slug, number: String(number) };
  await expectRefused(hall.server, 'resolution.unsigned', administrator, 'evidence', where);
  await administrator.call('discardResolution', where);
});

test('whoever got their first passkey after the roll is told that the tellers count them', async () => {
  const { administrator, people, pair, slug, meeting } = hall;
  await seatWithoutPasskey(hall, ['7301']);
  const { members } = await administrator.call('members', { slug });
  const member = members.find(({ number }) => number === '7301')?.member ?? '';
  const { roll } = await administrator.call('snapshot', { slug });
  expect(roll).toMatchObject({ withoutPasskey: 1, changes: 0 });
  const late = await anotherPhone({ member });
  const { roll: stale, meeting: now } = await administrator.call('snapshot', { slug });
  expect(stale).toMatchObject({ withoutPasskey: 1, changes: 1 });
  expect(now?.counts.withoutPasskey).toBe(0);
  const { proposal } = await propose(hall);
  const ballot = await openBallot(pair, proposal);
  expect(await seen(late, slug, ballot)).toMatchObject({ mine: true, keyed: false, withoutPasskey: 1 });
  expect(await seen(people[0] as Person, slug, ballot)).toMatchObject({ mine: true, keyed: true });
  await cancel(pair, ballot, 'Manntallet signeres på nytt.');
  await signRoll(pair);
  const again = await openBallot(pair, proposal, 'points', undefined, { retakes: ballot });
  expect(await seen(late, slug, again)).toMatchObject({ mine: true, keyed: true, withoutPasskey: 0 });
  await administrator.call('setMeetingState', { slug, meeting }, { to: 'adjourned' });
  // whatever happens to the meeting, a ballot that runs can be cancelled
  await cancel(pair, again, 'Møtet er hevet.');
  expect(await seen(late, slug, again)).toMatchObject({ state: 'cancelled' });
  await administrator.call('setMeetingState', { slug, meeting }, { to: 'open' });
  expect(await enrolOne(hall, '7302')).toMatchObject({ member: expect.any(String) });
});
