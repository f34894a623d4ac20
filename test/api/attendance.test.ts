import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ResponseOf } from '../../server/api/endpoints.ts';
import { signRoll } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { doorCodeAt } from '../../server/door-code.ts';
import type { AttendanceChange } from '../../server/rules/attendance.ts';
import { defaultSettings } from '../../server/rules/meeting.ts';
import { makeClock } from '../support/clock.ts';
import { enrolOne, gatherHall, type Hall } from '../support/hall.ts';
import { onNode } from '../support/on-node.ts';
import { expectRefused } from '../support/refusals.ts';

const clock = makeClock();
let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 4, surroundings: clock });
});

afterAll(() => hall.server.end());

const here = (): { slug: string; meeting: string } => ({ slug: hall.slug, meeting: hall.meeting });

function person(i: number): Person {
  const found = hall.people[i];
  if (found === undefined) throw new RangeError('the hall has no such person');
  return found;
}

function change(who: Person, what: AttendanceChange): Promise<ResponseOf<'changeAttendance'>> {
  return hall.administrator.call('changeAttendance', here(), { member: who.member, change: what });
}

async function refusesChange(who: Person, what: AttendanceChange): Promise<void> {
  const body = { member: who.member, change: what };
  await expectRefused(hall.server, 'attendance.change', hall.administrator, 'changeAttendance', here(), body);
}

async function counts() {
  return (await hall.administrator.call('snapshot', { slug: hall.slug })).meeting?.counts;
}

async function me(who: Person) {
  return (await who.call('snapshot', { slug: hall.slug })).me;
}

async function listed(who: Person) {
  const { members } = await hall.administrator.call('members', { slug: hall.slug });
  return members.find(({ member }) => member === who.member);
}

/** The changes that are stored of somebody, oldest first. */
function stored(who: Person): string[] {
  const rows = hall.server.select<{ change: string; how: string }>(
    hall.slug,
    `SELECT change, how FROM attendance_change WHERE meeting = '${hall.meeting}' AND member = '${who.member}' ORDER BY ordinal`,
  );
  return rows.map((row) => `${row.change} ${row.how}`);
}

describe('coming and going', () => {
  test('who goes on leave is not entitled until they return; who has gone may come again', async () => {
    const one = person(0);
    expect(await counts()).toMatchObject({ present: 5, onLeave: 0, entitled: 5 });
    expect(await change(one, 'leave')).toEqual({ attendance: 'leave', entitled: 4, substitutes: [] });
    expect(await counts()).toMatchObject({ present: 4, onLeave: 1, entitled: 4 });
    expect(await me(one)).toMatchObject({
      attendance: 'leave',
      checkedIn: false,
      entitled: false,
      standing: 'delegate',
    });
    expect(await listed(one)).toMatchObject({ attendance: 'leave', checkedIn: false, entitled: false });
    await refusesChange(one, 'leave');
    await refusesChange(one, 'in');
    expect(await change(one, 'return')).toMatchObject({ attendance: 'in', entitled: 5 });
    await refusesChange(one, 'return');
    await refusesChange(one, 'in');
    expect(await change(one, 'out')).toMatchObject({ attendance: 'out', entitled: 4 });
    for (const what of ['out', 'leave', 'return'] as const) await refusesChange(one, what);
    expect(await me(one)).toMatchObject({ attendance: 'out', checkedIn: false, entitled: false });
    expect(await change(one, 'in')).toMatchObject({ attendance: 'in', entitled: 5 });
    await change(one, 'leave');
    expect(await change(one, 'out')).toMatchObject({ attendance: 'out' });
    await change(one, 'in');
    expect(stored(one)).toEqual(
      ['in', 'leave', 'return', 'out', 'in', 'leave', 'out', 'in'].map((what) => `${what} door`),
    );
  });

  test('at the door people are brought in from leave too, and what changes nothing is not written down', async () => {
    const [one, two] = [person(0), person(1)];
    await change(one, 'leave');
    const members = [one.member, two.member, two.member];
    const before = [stored(one).length, stored(two).length];
    expect(await hall.administrator.call('checkIn', here(), { members, present: true })).toEqual({
      checkedIn: 5,
      entitled: 5,
      substitutes: [],
    });
    expect([stored(one).length, stored(two).length]).toEqual([(before[0] ?? 0) + 1, before[1]]);
    expect(stored(one).at(-1)).toBe('return door');
    await change(one, 'leave');
    expect(await hall.administrator.call('checkIn', here(), { members, present: false })).toMatchObject({
      checkedIn: 3,
      entitled: 3,
    });
    expect([stored(one).at(-1), stored(two).at(-1)]).toEqual(['out door', 'out door']);
    await hall.administrator.call('checkIn', here(), { members, present: true });
  });

  test('the next roll leaves out who is on leave, and those before it stay as they were', async () => {
    const { administrator, pair, server, slug } = hall;
    await signRoll(pair);
    const signed = server.select<{ signed: string }>(slug, 'SELECT signed FROM roll ORDER BY version');
    await change(person(2), 'leave');
    expect((await administrator.call('snapshot', { slug })).roll).toMatchObject({ entitled: 5, changes: 1, came: 0 });
    await signRoll(pair);
    expect((await administrator.call('snapshot', { slug })).roll).toMatchObject({ entitled: 4, changes: 0 });
    expect((await person(2).call('snapshot', { slug })).roll?.mine).toBe(false);
    const now = server.select<{ signed: string }>(slug, 'SELECT signed FROM roll ORDER BY version');
    expect(now.slice(0, -1)).toEqual(signed);
    await change(person(2), 'return');
    await signRoll(pair);
  });

  test('who has no passkey is on the roll without one, and is counted apart', async () => {
    const { administrator, pair, slug } = hall;
    await administrator.call('importMembers', { slug }, { csv: 'nr;navn\n9001;Tora Uten Telefon' });
    const { members } = await administrator.call('members', { slug });
    const tora = members.find(({ number }) => number === '9001')?.member ?? '';
    await administrator.call('checkIn', here(), { members: [tora], present: true });
    expect(await counts()).toMatchObject({ present: 6, entitled: 6, withoutPasskey: 1 });
    await signRoll(pair);
    const after = (await administrator.call('members', { slug })).members;
    expect(after.find(({ member }) => member === tora)).toMatchObject({ rolled: [], credentials: [], entitled: true });
    await administrator.call('checkIn', here(), { members: [tora], present: false });
    expect(await counts()).toMatchObject({ present: 5, entitled: 5, withoutPasskey: 0 });
    await signRoll(pair);
  });

  test('the journal has numbers of it, and no members', async () => {
    const { server, slug } = hall;
    await change(person(3), 'leave');
    expect(server.journal(slug).at(-1)).toMatchObject({ type: 'attendance.set', checkedIn: 4 });
    await change(person(3), 'return');
    expect(server.journal(slug).at(-1)).toMatchObject({ type: 'attendance.set', checkedIn: 5 });
    const text = JSON.stringify(server.journal(slug));
    for (const one of hall.people) expect(text).not.toContain(one.member);
  });

  test('a member or a meeting that is not there is refused', async () => {
    const { administrator, server, slug } = hall;
    const nobody = { member: 'nobody', change: 'in' as const };
    await expectRefused(server, 'not_found', administrator, 'changeAttendance', here(), nobody);
    const body = { member: person(0).member, change: 'leave' as const };
    const nowhere = { slug, meeting: 'nowhere' };
    await expectRefused(server, 'not_found', administrator, 'changeAttendance', nowhere, body);
    await expectRefused(server, 'not_found', person(0), 'checkInByCode', nowhere, { code: 'ABCDEF' });
    const wrong = { ...body, change: 'vanish' as 'leave' };
    await expectRefused(server, 'request.invalid', administrator, 'changeAttendance', here(), wrong);
  });
});

/** The secret of the meeting that the code on the screen is made from. */
function secret(): string {
  const [row] = hall.server.select<{ door_secret: string }>(
    hall.slug,
    `SELECT door_secret FROM meeting WHERE id = '${hall.meeting}'`,
  );
  return row?.door_secret ?? '';
}

/** The code by another hand: Node's HMAC, its bytes as a number in the alphabet, last digit first. */
function codeByHand(key: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  let rest = BigInt(`0x${createHmac('sha256', Buffer.from(key, 'base64url')).update(counter).digest('hex')}`);
  let code = '';
  while (code.length < 6) {
    code += '23456789ABCDEFGHJKMNPQRSTUVWXYZ'[Number(rest % 31n)];
    rest /= 31n;
  }
  return code;
}

/** Sets the clock to so many milliseconds after the beginning of the next half minute. */
function intoStep(milliseconds: number): void {
  clock.pass(30_000 - (clock.now() % 30_000) + milliseconds);
}

describe('the code on the screen', () => {
  const enter = (who: Person, code: string): Promise<ResponseOf<'checkInByCode'>> =>
    who.call('checkInByCode', here(), { code });
  const refuses = (who: Person, code: string): Promise<void> =>
    expectRefused(hall.server, 'door.code', who, 'checkInByCode', here(), { code });

  test('is that of the half minute, and says until when', () => {
    for (const time of [0, 29_999, 30_000, 1_700_000_000_000, 1_700_000_009_999, clock.now()]) {
      const step = Math.floor(time / 30_000);
      expect(doorCodeAt(secret(), time)).toEqual({ code: codeByHand(secret(), step), endsAt: (step + 1) * 30_000 });
    }
  });

  test('brings in who types it, in small letters and with spaces too, and tells whether they have a vote', async () => {
    const newcomer = await enrolOne(hall, '6001');
    const { code } = doorCodeAt(secret(), clock.now());
    expect(await enter(newcomer, ` ${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`)).toEqual({ entitled: true });
    expect(stored(newcomer)).toEqual(['in code']);
    expect(await me(newcomer)).toMatchObject({ attendance: 'in', checkedIn: true, entitled: true });
    expect(await counts()).toMatchObject({ present: 6, entitled: 6, byCode: 1 });
    // again changes nothing
    await enter(newcomer, code);
    expect(stored(newcomer)).toEqual(['in code']);
    await change(newcomer, 'leave');
    expect(await counts()).toMatchObject({ onLeave: 1, byCode: 0 });
    await enter(newcomer, doorCodeAt(secret(), clock.now()).code);
    expect(stored(newcomer)).toEqual(['in code', 'leave door', 'return code']);
    const body = { member: newcomer.member, kind: 'observer' as const, placeOf: null };
    await hall.administrator.call('setStanding', here(), body);
    expect(await enter(newcomer, doorCodeAt(secret(), clock.now()).code)).toEqual({ entitled: false });
    await change(newcomer, 'out');
  });

  test('is refused when it is another, or that of another meeting', async () => {
    const newcomer = await enrolOne(hall, '6002');
    const { code } = doorCodeAt(secret(), clock.now());
    const other = `${code.slice(0, 5)}${code.endsWith('2') ? '3' : '2'}`;
    for (const wrong of ['', '000000', other, `${code}2`, code.slice(1)]) await refuses(newcomer, wrong);
    expect(stored(newcomer)).toEqual([]);
    await expectRefused(hall.server, 'session.missing', new Person(hall.pair.server), 'checkInByCode', here(), {
      code,
    });
  });

  onNode('clock', 'is taken until the one after it has gone', async () => {
    const newcomer = await enrolOne(hall, '6003');
    intoStep(1000);
    const { code, endsAt } = doorCodeAt(secret(), clock.now());
    // the next half minute: the code before is taken still
    clock.pass(endsAt - clock.now() + 1000);
    expect(doorCodeAt(secret(), clock.now()).code).not.toBe(code);
    await enter(newcomer, code);
    await change(newcomer, 'out');
    intoStep(1000);
    await refuses(newcomer, code);
    await refuses(newcomer, doorCodeAt(secret(), clock.now() + 30_000).code);
    await enter(newcomer, doorCodeAt(secret(), clock.now()).code);
    await change(newcomer, 'out');
  });

  test('opens nothing where members are checked in at the door alone', async () => {
    const newcomer = await enrolOne(hall, '6004');
    await hall.administrator.call('setMeetingSettings', here(), { ...defaultSettings, selfCheckIn: false });
    await refuses(newcomer, doorCodeAt(secret(), clock.now()).code);
    await hall.administrator.call('setMeetingSettings', here(), defaultSettings);
    await enter(newcomer, doorCodeAt(secret(), clock.now()).code);
  });
});

test('nobody comes or goes in a meeting that is closed, or over', async () => {
  const { administrator, server, slug } = hall;
  const code = (): string => doorCodeAt(secret(), clock.now()).code;
  await administrator.call('setMeetingState', here(), { to: 'closed' });
  const members = { members: [person(0).member], present: false };
  const leave = { member: person(0).member, change: 'leave' as const };
  await expectRefused(server, 'meeting.state', administrator, 'checkIn', here(), members);
  await expectRefused(server, 'meeting.state', administrator, 'changeAttendance', here(), leave);
  await expectRefused(server, 'meeting.state', person(0), 'checkInByCode', here(), { code: code() });
  const old = here();
  const form = { title: 'Neste', place: '', startsAt: '2026-04-01T17:00:00.000Z', quorum: { num: 0, den: 1 } };
  const before = code();
  hall.meeting = (await administrator.call('createMeeting', { slug }, form)).meeting;
  await expectRefused(server, 'meeting.missing', administrator, 'changeAttendance', old, leave);
  await expectRefused(server, 'meeting.missing', person(0), 'checkInByCode', old, { code: before });
  // each meeting has a code of its own; people come before it opens
  await expectRefused(server, 'door.code', person(0), 'checkInByCode', here(), { code: before });
  await person(0).call('checkInByCode', here(), { code: code() });
  expect(await counts()).toMatchObject({ present: 1, entitled: 1, byCode: 1, doorCodes: 0 });
});
