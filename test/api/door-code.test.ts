import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ResponseOf } from '../../server/api/endpoints.ts';
import { signRoll } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { makeClock, minute } from '../support/clock.ts';
import { gatherHall, type Hall } from '../support/hall.ts';
import { onNode } from '../support/on-node.ts';
import { expectRefused } from '../support/refusals.ts';

const clock = makeClock();
let hall: Hall;
/** Whose own phone does not work. */
let member: string;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 2, surroundings: clock });
  member = hall.people[1]?.member ?? '';
});

afterAll(() => hall.server.end());

const here = (): { slug: string; meeting: string } => ({ slug: hall.slug, meeting: hall.meeting });

function give(whom = member): Promise<ResponseOf<'doorCodeFor'>> {
  return hall.administrator.call('doorCodeFor', here(), { member: whom });
}

/** Expects a code to open nothing. */
async function refuses(code: Parameters<typeof expectRefused>[1], token: string): Promise<void> {
  const phone = new Person(hall.pair.server);
  await expectRefused(hall.server, code, phone, 'enrolmentOptions', { slug: hall.slug }, { token });
}

async function given(): Promise<number | undefined> {
  return (await hall.administrator.call('snapshot', { slug: hall.slug })).meeting?.counts.doorCodes;
}

test('a code from the door lets another phone enrol, however it is typed, and is counted', async () => {
  const { pair, slug } = hall;
  const name = (await hall.people[1]?.call('snapshot', { slug }))?.me?.name ?? '';
  const typed: ((code: string) => string)[] = [
    (code) => code,
    (code) => code.replaceAll(' ', ''),
    (code) => code.toLowerCase(),
    (code) => ` ${code.replaceAll(' ', '-')}\n`,
    (code) => [...code.replaceAll(' ', '').toLowerCase()].join(' '),
  ];
  for (const [i, type] of typed.entries()) {
    const before = Date.now();
    const made = await give();
    expect(made).toMatchObject({ member, name });
    expect(made.code).toMatch(/^[2-9A-HJ-NP-Z]{3} [2-9A-HJ-NP-Z]{3} [2-9A-HJ-NP-Z]{4}$/u);
    expect(Date.parse(made.expiresAt) - before).toBeGreaterThanOrEqual(10 * minute);
    expect(Date.parse(made.expiresAt) - Date.now()).toBeLessThanOrEqual(10 * minute);
    expect(await given()).toBe(i + 1);
    const phone = new Person(pair.server);
    await phone.enrol(slug, type(made.code));
    expect(phone.member).toBe(member);
    expect((await phone.call('snapshot', { slug })).me?.member).toBe(member);
  }
  const { members } = await hall.administrator.call('members', { slug });
  // their own phone, and one for each code
  expect(members.find((one) => one.member === member)?.credentials).toHaveLength(1 + typed.length);
  await signRoll(pair);
});

test('a code is used once', async () => {
  const { code } = await give();
  await new Person(hall.pair.server).enrol(hall.slug, code);
  await refuses('invitation.used', code);
  await refuses('invitation.used', code.toLowerCase());
});

test('a newer code, or an invitation, takes the place of one; a code takes that of an invitation', async () => {
  const { administrator, slug } = hall;
  const first = await give();
  const second = await give();
  await refuses('invitation.expired', first.code);
  const [invitation] = (await administrator.call('invite', { slug }, { members: [member] })).invitations;
  await refuses('invitation.expired', second.code);
  const third = await give();
  await refuses('invitation.expired', invitation?.token ?? '');
  await new Person(hall.pair.server).enrol(slug, third.code);
});

onNode('clock', 'a code lasts ten minutes', async () => {
  const { code } = await give();
  clock.pass(10 * minute - 5000);
  const phone = new Person(hall.pair.server);
  expect((await phone.call('enrolmentOptions', { slug: hall.slug }, { token: code })).name).not.toBe('');
  clock.pass(5001);
  await refuses('invitation.expired', code);
});

test('what was never given opens nothing', async () => {
  for (const token of ['222 222 2222', 'ABC DEF GHJK', '0000000000', 'abcdefghij']) {
    await refuses('invitation.unknown', token);
  }
  for (const token of ['', '222 222', 'x'.repeat(101)]) await refuses('request.invalid', token);
});

test('the journal has that a code was given, without the code or the member', async () => {
  const { server, slug } = hall;
  const { code } = await give();
  const entry = server.journal(slug).at(-1);
  expect(entry).toMatchObject({ type: 'door.code', meeting: hall.meeting });
  const text = JSON.stringify(entry);
  expect(text).not.toContain(member);
  expect(text).not.toContain(code.replaceAll(' ', ''));
  // nor does the database hold the code itself
  const rows = server.select<object>(slug, 'SELECT * FROM invitation');
  expect(JSON.stringify(rows)).not.toContain(code.replaceAll(' ', ''));
});

test('a security key at the desk is taken, where the invitation is opened there', async () => {
  const { administrator, pair, slug } = hall;
  const [invitation] = (await administrator.call('invite', { slug }, { members: [member] })).invitations;
  const token = invitation?.token ?? '';
  const desk = new Person(pair.server);
  const { options } = await desk.call('enrolmentOptions', { slug }, { token });
  const { authenticatorSelection } = options as { authenticatorSelection?: { authenticatorAttachment?: string } };
  // neither kind of authenticator is asked for, so that a browser offers both
  expect(authenticatorSelection).toBeDefined();
  expect(authenticatorSelection?.authenticatorAttachment).toBeUndefined();
  const made = desk.register(options);
  const registration = {
    ...made,
    authenticatorAttachment: 'cross-platform',
    response: { ...made.response, transports: ['usb', 'nfc'] },
  };
  await desk.call('enrol', { slug }, { token, registration });
  await desk.signIn(slug);
  expect((await desk.call('snapshot', { slug })).me?.member).toBe(member);
  const keys = (await administrator.call('members', { slug })).members.find((one) => one.member === member);
  expect(keys?.credentials.map(({ id }) => id)).toContain(registration.id);
});

test('a code is for members, in a meeting that is under way', async () => {
  const { administrator, server, slug } = hall;
  const body = { member };
  await expectRefused(server, 'not_found', administrator, 'doorCodeFor', here(), { member: 'nobody' });
  await expectRefused(server, 'not_found', administrator, 'doorCodeFor', { slug, meeting: 'nowhere' }, body);
  await administrator.call('setMeetingState', here(), { to: 'closed' });
  await expectRefused(server, 'meeting.state', administrator, 'doorCodeFor', here(), body);
  const old = here();
  const form = { title: 'Neste', place: '', startsAt: '2026-04-01T17:00:00.000Z', quorum: { num: 0, den: 1 } };
  hall.meeting = (await administrator.call('createMeeting', { slug }, form)).meeting;
  await expectRefused(server, 'meeting.missing', administrator, 'doorCodeFor', old, body);
  expect(await given()).toBe(0);
  await give();
  expect(await given()).toBe(1);
});
