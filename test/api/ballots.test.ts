import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BodyOf } from '../../server/api/endpoints.ts';
import { closeBallot, nextBallot as nextDefinition, openBallot, signRoll, vote } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import type { BallotStatement, Signed } from '../../server/rules/statements.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { enrolOne, gatherHall, type Hall, markAll, propose, seen } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;
let proposal: string;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 4 });
  ({ proposal } = await propose(hall));
});

afterAll(() => hall.server.end());

/** The proposal's text as it stands. */
async function standing(): Promise<Subject> {
  const { proposals } = await hall.administrator.call('snapshot', { slug: hall.slug });
  const content = proposals.find(({ id }) => id === proposal)?.text;
  if (content === undefined) throw new Error('the proposal is gone');
  return { kind: 'text', content };
}

/** The definition that would open a ballot on the proposal now. */
async function nextBallot(mode: 'points' | 'whole' = 'points'): Promise<BallotStatement> {
  return (await nextDefinition(hall.pair, await standing(), { mode })).statement;
}

async function bodyOf(signed: Signed<BallotStatement>): Promise<BodyOf<'openBallot'>> {
  return { proposal, subject: await standing(), signed };
}

async function refuses(
  code: Parameters<typeof expectRefused>[1],
  statement: BallotStatement,
  person = hall.administrator,
  as: { origin?: string; flags?: number } = {},
): Promise<void> {
  const at = { slug: hall.slug, meeting: hall.meeting };
  return expectRefused(hall.server, code, person, 'openBallot', at, await bodyOf(person.sign(statement, as)));
}

async function setPresent(people: readonly Pick<Person, 'member'>[], present: boolean): Promise<void> {
  const { administrator, slug, meeting } = hall;
  await administrator.call('checkIn', { slug, meeting }, { members: people.map(({ member }) => member), present });
}

test('a ballot is not opened by a stale roll, a wrong number, a changed text or a wrong branch or meeting', async () => {
  const ballot = await nextBallot();
  const [question, ...others] = ballot.questions as [BallotStatement['questions'][number]];
  await refuses('roll.version', { ...ballot, roll: hashOf('another roll') });
  await refuses('ballot.number', { ...ballot, number: 2 });
  await refuses('statement.branch', { ...ballot, branch: `${hall.pair.server}/lag/${hall.pair.county}` });
  await refuses('statement.wrong', { ...ballot, meeting: 'another' });
  await refuses('statement.wrong', { ...ballot, item: hashOf('another text') });
  await refuses('statement.wrong', { ...ballot, questions: [{ ...question, text: hashOf('another') }, ...others] });
  await refuses('statement.wrong', { ...ballot, questions: [{ ...question, title: 'Noe annet' }, ...others] });
  await refuses('statement.wrong', { ...ballot, questions: others });
  await refuses('statement.wrong', { ...ballot, questions: [...others, question] });
});

test('a ballot’s rule must be one that votes can satisfy', async () => {
  const ballot = await nextBallot();
  await refuses('statement.wrong', { ...ballot, rule: { ...ballot.rule, num: 3, den: 2 } });
  await refuses('statement.wrong', { ...ballot, rule: { ...ballot.rule, blanks: 'forbidden' } });
  await refuses('request.invalid', { ...ballot, rule: { ...ballot.rule, den: 0 } });
});

test('a ballot is not opened by somebody else than the chair, or by a signature that does not hold', async () => {
  const ballot = await nextBallot();
  const [delegate] = hall.people as [Person];
  const { administrator, server, slug } = hall;
  const at = { slug, meeting: hall.meeting };
  await refuses('role.missing', ballot, delegate);
  await expectRefused(server, 'signature.signer', administrator, 'openBallot', at, await bodyOf(delegate.sign(ballot)));
  const other = { ...ballot, number: 1, openedAt: new Date(Date.now() - 1000).toISOString() };
  const altered = { ...administrator.sign(ballot), statement: other };
  await expectRefused(server, 'signature.altered', administrator, 'openBallot', at, await bodyOf(altered));
  await refuses('signature.origin', ballot, administrator, { origin: 'https://vedtak.example' });
  await refuses('signature.user', ballot, administrator, { flags: 1 });
});

test('a ballot that says it was opened at another time than now is refused', async () => {
  const ballot = await nextBallot();
  for (const away of [-6, 6, 60 * 24 * 365]) {
    await refuses('statement.clock', { ...ballot, openedAt: new Date(Date.now() + away * 60_000).toISOString() });
  }
});

test('a ballot on a proposal that is not there is refused', async () => {
  const { administrator, server, slug } = hall;
  const body = await bodyOf(administrator.sign(await nextBallot()));
  const at = { slug, meeting: hall.meeting };
  await expectRefused(server, 'not_found', administrator, 'openBallot', at, { ...body, proposal: 'none' });
  await expectRefused(server, 'not_found', administrator, 'openBallot', { slug, meeting: 'none' }, body);
});

test('no ballot opens without a quorum, without a roll, or by a chair who is not on it', async () => {
  const { administrator, slug, people, pair } = hall;
  const all = [administrator, ...people];
  // four of eight members must be present
  await administrator.call(
    'importMembers',
    { slug },
    {
      csv: `nr;navn\n${Array.from({ length: 3 }, (_, i) => `${7000 + i};Borte ${i}`).join('\n')}`,
    },
  );
  await setPresent(people.slice(1), false);
  await signRoll(pair);
  await refuses('quorum.missing', await nextBallot());
  await setPresent(all, true);
  await signRoll(pair);
  // another member chairs without having been checked in
  const outside = await enrolOne(hall, '7100', 'Utenfor');
  const { meeting } = hall;
  const roles = { chair: [outside.member], secretary: [administrator.member], signer: [] };
  await administrator.call('setRoles', { slug, meeting }, roles);
  await refuses('roll.officer', await nextBallot(), outside);
  await administrator.call(
    'setRoles',
    { slug, meeting },
    {
      ...roles,
      chair: [administrator.member],
      signer: people.slice(0, 2).map(({ member }) => member),
    },
  );
});

test('while a ballot is open no other opens, no new meeting begins, and the roll that counts is the one it was opened with', async () => {
  const { administrator, slug, pair, people, server } = hall;
  const ballot = await openBallot(pair, proposal);
  await refuses('ballot.running', await nextBallot());
  await refuses('ballot.running', { ...(await nextBallot()), number: 1 });
  const meeting = { title: 'Nytt', place: '', startsAt: new Date().toISOString(), quorum: { num: 0, den: 1 } };
  await expectRefused(server, 'ballot.running', administrator, 'createMeeting', { slug }, meeting);
  const late = await enrolOne(hall, '7200');
  await setPresent([late], true);
  await setPresent(people.slice(0, 1), false);
  await signRoll(pair);
  expect(await seen(administrator, slug, ballot)).toMatchObject({ entitled: 5, state: 'open' });
  expect((await seen(late, slug, ballot)).mine).toBe(false);
  // who left after it opened may still vote in it
  await vote(people[0] as Person, slug, ballot, markAll(3, 'for'));
  await administrator.call('stopBallot', { slug, ballot });
  await refuses('ballot.running', await nextBallot());
  await closeBallot(pair, ballot);
  await setPresent(people.slice(0, 1), true);
  await signRoll(pair);
});

test('a proposal can be voted on again, as a whole, in a ballot with the next number', async () => {
  const { administrator, slug, pair, people } = hall;
  const ballot = await openBallot(pair, proposal, 'whole', ruleTemplates.absolute);
  const { definition } = await seen(administrator, slug, ballot);
  expect(definition.number).toBe(2);
  expect(definition.questions.map(({ id }) => id)).toEqual(['text']);
  await vote(people[1] as Person, slug, ballot, { text: 'blank' });
  await vote(people[2] as Person, slug, ballot, { text: 'for' });
  await closeBallot(pair, ballot);
  // one of two votes cast is not more than half of them
  const { result } = await seen(administrator, slug, ballot);
  expect(result).toMatchObject({ tally: { text: { for: 1, against: 0, blank: 1 } }, outcome: { text: 'rejected' } });
});
