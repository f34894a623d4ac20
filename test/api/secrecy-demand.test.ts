import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cancel, nextBallot, openSubject } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { openSecret } from '../../server/demo/secret.ts';
import { defaultSettings } from '../../server/rules/meeting.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { replace } from '../support/amendments.ts';
import { amend, matter, subjectOf } from '../support/floor.ts';
import { gatherHall, type Hall, propose } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

// who may have a ballot be secret, where the rules of the meeting let anyone entitled to vote ask for it
let hall: Hall;
let proposal: string;
let subject: Subject;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 4 });
});

beforeEach(async () => {
  await allow(true);
  const { proposal: id, content } = await propose(hall);
  proposal = id;
  subject = { kind: 'text', content };
});

afterAll(() => hall.server.end());

const person = (i: number): Person => hall.people[i] as Person;
const at = (): { slug: string; proposal: string } => ({ slug: hall.slug, proposal });
const ask = (who: Person, demanded = true) => who.call('demandSecrecy', at(), { demanded });
const shown = async (who: Person) => (await matter(who, hall, proposal)).secrecy;

/** Says in the meeting's settings whether anyone may ask. */
async function allow(secretOnDemand: boolean): Promise<void> {
  const { administrator, slug, meeting } = hall;
  await administrator.call('setMeetingSettings', { slug, meeting }, { ...defaultSettings, secretOnDemand });
}

/** Expects that an open ballot is refused, and so is one by any other method. */
async function expectSecretOnly(asked: Subject): Promise<void> {
  const { administrator, pair, server, slug, meeting } = hall;
  for (const manner of [{}, { trial: true }, { method: 'hands' as const }, { method: 'unanimity' as const }]) {
    const { statement } = await nextBallot(pair, asked, manner);
    const body = { proposal, subject: asked, signed: administrator.sign(statement) };
    await expectRefused(server, 'ballot.secret', administrator, 'openBallot', { slug, meeting }, body);
  }
}

test('one who asks is enough: the ballot is secret, or does not open', async () => {
  expect(await shown(person(0))).toEqual({ demands: 0, mine: false });
  expect(await ask(person(0))).toEqual({ demands: 1 });
  expect(await shown(person(0))).toEqual({ demands: 1, mine: true });
  expect(await shown(person(1))).toEqual({ demands: 1, mine: false });
  await expectSecretOnly(subject);
  const { ballot } = await openSecret(hall.pair, proposal, subject);
  await cancel(hall.pair, ballot, 'Prøve');
});

test('it holds for all that is voted on of the proposal, and for no other', async () => {
  await amend(person(1), hall, proposal, replace(2, 'Avganger hvert tiende minutt.'));
  await ask(person(0));
  const info = await matter(person(0), hall, proposal);
  const step = { kind: 'amendment' as const, of: [1], reason: 'excludes-nothing' as const, lapses: [] };
  await expectSecretOnly(subjectOf(info, step));
  const other = await propose(hall);
  const ballot = await openSubject(hall.pair, other.proposal, { kind: 'text', content: other.content });
  await cancel(hall.pair, ballot, 'Prøve');
});

test('whoever asked can leave it again, and a demand that is made twice is one', async () => {
  const { server, slug } = hall;
  const before = server.journal(slug).length;
  for (const who of [person(0), person(1), person(0)]) await ask(who);
  expect(await ask(person(1), false)).toEqual({ demands: 1 });
  expect(await ask(person(1), false)).toEqual({ demands: 1 });
  expect(await ask(person(0), false)).toEqual({ demands: 0 });
  const entries = server.journal(slug).slice(before);
  expect(entries).toMatchObject([1, 2, 1, 0].map((demands) => ({ type: 'secrecy.demanded', proposal, demands })));
  for (const { member } of hall.people) expect(JSON.stringify(entries)).not.toContain(member);
  const ballot = await openSubject(hall.pair, proposal, subject);
  await expectRefused(server, 'ballot.running', person(0), 'demandSecrecy', at(), { demanded: true });
  await cancel(hall.pair, ballot, 'Prøve');
});

test('where the rules leave it to the chair nobody asks, and what was asked before binds nobody until they change', async () => {
  await ask(person(0));
  await allow(false);
  await expectRefused(hall.server, 'secrecy.setting', person(1), 'demandSecrecy', at(), { demanded: true });
  await cancel(hall.pair, await openSubject(hall.pair, proposal, subject), 'Prøve');
  await allow(true);
  await expectSecretOnly(subject);
});

test('only those entitled to vote ask, while the meeting goes on', async () => {
  const { administrator, server, slug, meeting } = hall;
  const { member } = person(3);
  await administrator.call('setStanding', { slug, meeting }, { member, kind: 'observer', placeOf: null });
  await expectRefused(server, 'role.missing', person(3), 'demandSecrecy', at(), { demanded: true });
  const nobody = new Person(hall.pair.server);
  await expectRefused(server, 'session.missing', nobody, 'demandSecrecy', at(), { demanded: true });
  const nothing = { slug, proposal: 'nothing' };
  await expectRefused(server, 'not_found', person(0), 'demandSecrecy', nothing, { demanded: true });
  await administrator.call('setMeetingState', { slug, meeting }, { to: 'closed' });
  await expectRefused(server, 'meeting.state', person(0), 'demandSecrecy', at(), { demanded: true });
});
