import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ResponseOf } from '../../server/api/endpoints.ts';
import { signRoll } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import type { AttendanceChange } from '../../server/rules/attendance.ts';
import type { StandingKind } from '../../server/rules/meeting.ts';
import { enrolOne, gatherHall, type Hall } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;
/** A delegate, and one who stands in for them. */
let ada: Person;
let vera: Person;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 4 });
  ada = hall.people[3] as Person;
  vera = await enrolOne(hall, '7001', 'Vera Vara');
});

beforeEach(async () => {
  for (const one of [ada, vera]) await stand(one, 'delegate');
  await bring([ada, vera], true);
});

afterAll(() => hall.server.end());

const here = (): { slug: string; meeting: string } => ({ slug: hall.slug, meeting: hall.meeting });

function stand(who: Person, kind: StandingKind, placeOf: Person | null = null): Promise<ResponseOf<'setStanding'>> {
  const body = { member: who.member, kind, placeOf: placeOf?.member ?? null };
  return hall.administrator.call('setStanding', here(), body);
}

async function refuses(who: Person, kind: StandingKind, placeOf: Person): Promise<void> {
  const body = { member: who.member, kind, placeOf: placeOf.member };
  await expectRefused(hall.server, 'standing.place', hall.administrator, 'setStanding', here(), body);
}

function bring(who: readonly Person[], present: boolean): Promise<ResponseOf<'checkIn'>> {
  return hall.administrator.call('checkIn', here(), { members: who.map(({ member }) => member), present });
}

function change(who: Person, what: AttendanceChange): Promise<ResponseOf<'changeAttendance'>> {
  return hall.administrator.call('changeAttendance', here(), { member: who.member, change: what });
}

async function me(who: Person) {
  const found = (await who.call('snapshot', { slug: hall.slug })).me;
  if (found === null) throw new Error('nobody is signed in');
  return found;
}

async function entitled(): Promise<number | undefined> {
  return (await hall.administrator.call('snapshot', { slug: hall.slug })).meeting?.counts.entitled;
}

describe('what somebody is in the meeting', () => {
  test('everybody is a delegate until something else is said', async () => {
    expect(await me(vera)).toMatchObject({ standing: 'delegate', roles: ['delegate'], placeOf: null, entitled: true });
    expect(await entitled()).toBe(6);
  });

  test.each(['participant', 'observer'] as const)('a %s is there without a vote', async (kind) => {
    expect(await stand(vera, kind)).toEqual({ entitled: 5, mine: false });
    expect(await me(vera)).toMatchObject({ standing: kind, roles: [kind], checkedIn: true, entitled: false });
    expect(await stand(vera, 'delegate')).toEqual({ entitled: 6, mine: true });
  });

  test('the roll lists those with a vote alone', async () => {
    const { administrator, pair, slug } = hall;
    await stand(vera, 'observer');
    await signRoll(pair);
    expect((await administrator.call('snapshot', { slug })).roll).toMatchObject({ entitled: 5, changes: 0 });
    expect((await vera.call('snapshot', { slug })).roll?.mine).toBe(false);
    await stand(vera, 'delegate');
    expect((await administrator.call('snapshot', { slug })).roll).toMatchObject({ entitled: 5, changes: 1, came: 1 });
    const { members } = await administrator.call('members', { slug });
    const statement = {
      typ: 'vedtak/roll/1' as const,
      branch: `${pair.server}/lag/${slug}`,
      meeting: hall.meeting,
      version: 99,
      entries: members.map(({ member, credentials }) => ({ delegate: member, weight: 1 as const, credentials })),
    };
    await expectRefused(hall.server, 'roll.version', administrator, 'signRoll', here(), administrator.sign(statement));
  });

  test('each change stands in the journal, without the member', async () => {
    const { server, slug } = hall;
    await stand(vera, 'observer');
    const entry = server.journal(slug).at(-1);
    expect(entry).toMatchObject({ type: 'standing.set', meeting: hall.meeting });
    expect(JSON.stringify(entry)).not.toContain(vera.member);
  });
});

describe('a substitute', () => {
  test('has no vote without a place', async () => {
    expect(await stand(vera, 'substitute')).toEqual({ entitled: 5, mine: false });
    expect(await me(vera)).toMatchObject({ standing: 'substitute', roles: ['participant'], entitled: false });
  });

  test.each(['leave', 'out'] as const)('takes the place of a delegate who goes: %s', async (how) => {
    await change(ada, how);
    expect(await stand(vera, 'substitute', ada)).toEqual({ entitled: 5, mine: true });
    expect(await me(vera)).toMatchObject({ standing: 'substitute', roles: ['delegate'], entitled: true });
    expect((await me(vera)).placeOf).toBe((await me(ada)).name);
    const { members } = await hall.administrator.call('members', { slug: hall.slug });
    const listed = members.find(({ member }) => member === vera.member);
    expect(listed).toMatchObject({ standing: 'substitute', placeOf: ada.member, entitled: true });
  });

  test('loses the vote when the delegate returns, by whichever way, and has it again when they leave', async () => {
    await change(ada, 'leave');
    await stand(vera, 'substitute', ada);
    const name = 'Vera Vara';
    const without = { entitled: 5, substitutes: [{ member: vera.member, name, entitled: false }] };
    const having = { entitled: 5, substitutes: [{ member: vera.member, name, entitled: true }] };
    expect(await change(ada, 'return')).toEqual({ attendance: 'in', ...without });
    expect(await me(vera)).toMatchObject({ roles: ['participant'], entitled: false, checkedIn: true });
    expect(await change(ada, 'leave')).toEqual({ attendance: 'leave', ...having });
    expect(await me(vera)).toMatchObject({ roles: ['delegate'], entitled: true });
    expect(await bring([ada], true)).toEqual({ checkedIn: 6, ...without });
    expect(await bring([ada], false)).toEqual({ checkedIn: 5, ...having });
    expect(await entitled()).toBe(5);
  });

  test('who is not there has no vote, though they have the role', async () => {
    await change(ada, 'leave');
    await stand(vera, 'substitute', ada);
    await change(vera, 'leave');
    expect(await me(vera)).toMatchObject({ roles: ['delegate'], entitled: false, attendance: 'leave' });
    expect(await entitled()).toBe(4);
  });

  test('takes no place that is held, or of somebody who has none; nobody else takes one', async () => {
    const ulf = hall.people[2] as Person;
    await refuses(vera, 'substitute', ada);
    await refuses(vera, 'substitute', vera);
    await change(ada, 'leave');
    for (const kind of ['delegate', 'participant', 'observer'] as const) await refuses(vera, kind, ada);
    await stand(vera, 'substitute', ada);
    await refuses(ulf, 'substitute', ada);
    await refuses(ulf, 'substitute', vera);
    await stand(vera, 'participant');
    expect(await stand(ulf, 'substitute', ada)).toMatchObject({ mine: true });
    await stand(ulf, 'delegate');
    await stand(ada, 'observer');
    await refuses(vera, 'substitute', ada);
    expect(await entitled()).toBe(4);
  });

  test('is on the roll in the place of the delegate, one entry for one place', async () => {
    const { administrator, pair, slug } = hall;
    await change(ada, 'leave');
    await stand(vera, 'substitute', ada);
    await signRoll(pair);
    expect((await administrator.call('snapshot', { slug })).roll).toMatchObject({ entitled: 5 });
    const mine = async (one: Person): Promise<boolean | undefined> => (await one.call('snapshot', { slug })).roll?.mine;
    expect([await mine(ada), await mine(vera)]).toEqual([false, true]);
    await change(ada, 'return');
    expect((await administrator.call('snapshot', { slug })).roll).toMatchObject({ changes: 2, came: 1 });
    await signRoll(pair);
    expect([await mine(ada), await mine(vera)]).toEqual([true, false]);
  });
});

test('a standing is for members, in a meeting that is under way', async () => {
  const { administrator, server, slug } = hall;
  const body = { member: vera.member, kind: 'substitute' as const, placeOf: null };
  await expectRefused(server, 'not_found', administrator, 'setStanding', here(), { ...body, member: 'nobody' });
  await expectRefused(server, 'not_found', administrator, 'setStanding', here(), { ...body, placeOf: 'nobody' });
  await expectRefused(server, 'not_found', administrator, 'setStanding', { slug, meeting: 'nowhere' }, body);
  const wrong = { ...body, kind: 'guest' as 'substitute' };
  await expectRefused(server, 'request.invalid', administrator, 'setStanding', here(), wrong);
  await administrator.call('setMeetingState', here(), { to: 'closed' });
  await expectRefused(server, 'meeting.state', administrator, 'setStanding', here(), body);
  const old = here();
  await stand(vera, 'observer').catch(() => undefined);
  const form = { title: 'Neste', place: '', startsAt: '2026-04-01T17:00:00.000Z', quorum: { num: 0, den: 1 } };
  hall.meeting = (await administrator.call('createMeeting', { slug }, form)).meeting;
  await expectRefused(server, 'meeting.missing', administrator, 'setStanding', old, body);
  // what somebody was in one meeting is nothing in the next
  await stand(vera, 'observer');
  hall.meeting = (await administrator.call('createMeeting', { slug }, form)).meeting;
  expect(await me(vera)).toMatchObject({ standing: 'delegate', roles: ['delegate'], attendance: 'out' });
});
