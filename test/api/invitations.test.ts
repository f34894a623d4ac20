import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person } from '../../server/demo/person.ts';
import { toBase64url } from '../../server/rules/canonical.ts';
import { day, makeClock } from '../support/clock.ts';
import { gatherHall, type Hall } from '../support/hall.ts';
import { onNode } from '../support/on-node.ts';
import { expectRefused } from '../support/refusals.ts';

const clock = makeClock();
let hall: Hall;
let next = 3000;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 2, surroundings: clock });
});

afterAll(() => hall.server.end());

/** A member who was just imported and invited. */
async function invited(): Promise<{ member: string; token: string; name: string; expiresAt: string }> {
  next += 1;
  const number = String(next);
  const { administrator } = hall;
  await administrator.call('importMembers', at(), { csv: `nr;navn\n${number};Nina ${number}` });
  const { members } = await administrator.call('members', at());
  const ids = members.filter((member) => member.number === number).map(({ member }) => member);
  const [invitation] = (await administrator.call('invite', at(), { members: ids })).invitations;
  if (invitation === undefined) throw new Error('the new member was not invited');
  return invitation;
}

const at = (): { slug: string } => ({ slug: hall.slug });

/** Expects both steps of an enrolment to be refused. */
async function refuses(code: Parameters<typeof expectRefused>[1], token: string, registration: never): Promise<void> {
  const person = new Person(hall.pair.server);
  await expectRefused(hall.server, code, person, 'enrolmentOptions', at(), { token });
  await expectRefused(hall.server, code, person, 'enrol', at(), { token, registration });
}

/** A registration that answers some options; whether it fits them is not asked before the invitation is. */
async function anyRegistration(): Promise<never> {
  const { token } = await invited();
  const person = new Person(hall.pair.server);
  const { options } = await person.call('enrolmentOptions', at(), { token });
  return person.register(options) as never;
}

test('an invitation makes a passkey for the member it names, and signs them in', async () => {
  const { token, member, name } = await invited();
  const person = new Person(hall.pair.server);
  const opened = await person.call('enrolmentOptions', at(), { token });
  expect(opened.name).toBe(name);
  const me = await person.call('enrol', at(), { token, registration: person.register(opened.options) });
  expect(me).toMatchObject({ member, name, roles: ['delegate'], checkedIn: false });
  expect((await person.call('snapshot', at())).me?.member).toBe(member);
  const { members } = await hall.administrator.call('members', at());
  const listed = members.find((other) => other.member === member);
  expect(listed).toMatchObject({ invitation: 'used', credentials: [person.phone.credential(member)] });
});

test('the options ask for a passkey that is found without a name and verifies who holds it', async () => {
  const { token } = await invited();
  const { options } = await new Person(hall.pair.server).call('enrolmentOptions', at(), { token });
  expect(options).toMatchObject({
    rp: { id: 'localhost' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  });
});

test('an invitation is used once', async () => {
  const { token } = await invited();
  await new Person(hall.pair.server).enrol(hall.slug, token);
  await refuses('invitation.used', token, await anyRegistration());
});

test('of two phones that use one invitation at once, one gets in', async () => {
  const { token } = await invited();
  const first = new Person(hall.pair.server);
  const { options } = await first.call('enrolmentOptions', at(), { token });
  const second = new Person(hall.pair.server);
  const answers = await Promise.allSettled(
    [first, second].map((person) => person.call('enrol', at(), { token, registration: person.register(options) })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(answers.find((answer) => answer.status === 'rejected')?.reason).toMatchObject({ code: 'invitation.used' });
});

test('a newer invitation ends the one before it', async () => {
  const { token, member } = await invited();
  const { invitations } = await hall.administrator.call('invite', at(), { members: [member] });
  await refuses('invitation.expired', token, await anyRegistration());
  await new Person(hall.pair.server).enrol(hall.slug, invitations[0]?.token ?? '');
});

onNode('clock', 'an invitation lasts fourteen days', async () => {
  const [early, late] = [await invited(), await invited()];
  const registration = await anyRegistration();
  clock.pass(14 * day - 60_000);
  await new Person(hall.pair.server).enrol(hall.slug, early.token);
  clock.pass(60_000);
  await refuses('invitation.expired', late.token, registration);
  await hall.administrator.signIn(hall.slug);
  const { members } = await hall.administrator.call('members', at());
  expect(members.find(({ member }) => member === late.member)?.invitation).toBe('expired');
});

test('an unknown invitation, and one of another branch, is refused', async () => {
  const registration = await anyRegistration();
  await refuses('invitation.unknown', toBase64url(crypto.getRandomValues(new Uint8Array(24))), registration);
  const { token } = await invited();
  const county = { slug: hall.pair.county };
  await expectRefused(hall.server, 'invitation.unknown', new Person(hall.pair.server), 'enrolmentOptions', county, {
    token,
  });
});

test('a passkey that does not answer the invitation’s own options is refused, and the invitation stays', async () => {
  const { token } = await invited();
  const person = new Person(hall.pair.server);
  const refusesIt = (registration: never): Promise<void> =>
    expectRefused(hall.server, 'passkey.registration', person, 'enrol', at(), { token, registration });
  await refusesIt(await anyRegistration());
  const { options } = await person.call('enrolmentOptions', at(), { token });
  await refusesIt(await anyRegistration());
  await refusesIt(new Person('https://vedtak.example').register(options) as never);
  const right = person.register(options);
  await refusesIt({
    ...right,
    response: { ...right.response, attestationObject: right.response.clientDataJSON },
  } as never);
  await person.call('enrol', at(), { token, registration: right });
});

test('a passkey that is registered already is not registered again for somebody else', async () => {
  const [first, second] = [await invited(), await invited()];
  const person = new Person(hall.pair.server);
  const { options } = await person.call('enrolmentOptions', at(), { token: first.token });
  const registration = person.register(options);
  await person.call('enrol', at(), { token: first.token, registration });
  const other = new Person(hall.pair.server);
  const { options: theirs } = await other.call('enrolmentOptions', at(), { token: second.token });
  // the same credential id and key in an answer to the other's challenge
  const clientDataJSON = new Person(hall.pair.server).register(theirs).response.clientDataJSON;
  const copied = { ...registration, response: { ...registration.response, clientDataJSON } };
  await expectRefused(hall.server, 'passkey.known', other, 'enrol', at(), {
    token: second.token,
    registration: copied,
  });
});

test('a token stands nowhere in the database, and links cannot be read off the list of members', async () => {
  const { token } = await invited();
  expect(JSON.stringify(hall.server.select(hall.slug, 'SELECT * FROM invitation'))).not.toContain(token);
  expect(JSON.stringify(await hall.administrator.call('members', at()))).not.toContain(token);
});

test('nobody is invited who is not a member, and then nobody else is either', async () => {
  const { member } = await invited();
  const body = { members: [member, 'nobody'] };
  await expectRefused(hall.server, 'not_found', hall.administrator, 'invite', at(), body);
});
