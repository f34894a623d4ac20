import { compactVerify, importJWK } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BodyOf } from '../../server/api/endpoints.ts';
import { flag, SoftwareAuthenticator } from '../../server/demo/authenticator.ts';
import { closeBallot, signRoll, vote } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Marks } from '../../server/rules/formats.ts';
import type { VoteStatement } from '../../server/rules/statements.ts';
import { enrolOne, gatherHall, type Hall, markAll, openOn, seen } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;
let ballot: string;
/** Enrolled in the branch, checked in only after the roll was signed. */
let late: Person;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 6 });
  late = await enrolOne(hall, '2001');
  const { administrator, slug, meeting } = hall;
  await administrator.call('checkIn', { slug, meeting }, { members: [late.member], present: true });
  ballot = await openOn(hall);
});

afterAll(() => hall.server.end());

const forAll = markAll(3, 'for');

function statementOf(person: Person, revision = 1, marks: Marks = forAll): VoteStatement {
  return { typ: 'vedtak/vote/1', ballot, delegate: person.member, revision, marks };
}

/** Expects a signed vote to be refused. */
function refuses(
  code: Parameters<typeof expectRefused>[1],
  person: Person,
  body: BodyOf<'castVote'>,
  at = { slug: hall.slug, ballot },
): Promise<void> {
  return expectRefused(hall.server, code, person, 'castVote', at, body);
}

function delegate(i: number): Person {
  const person = hall.people[i];
  if (person === undefined) throw new RangeError(`there are ${hall.people.length} delegates`);
  return person;
}

test('a vote is taken in, counted once, shown to its voter, and promised by the branch', async () => {
  const voter = delegate(0);
  const before = await seen(voter, hall.slug, ballot);
  const taken = await vote(voter, hall.slug, ballot, forAll);
  expect(taken).toMatchObject({ revision: 1, statement: hashOf(statementOf(voter)) });
  const after = await seen(voter, hall.slug, ballot);
  expect(after.voted).toBe(before.voted + 1);
  expect(after.vote).toEqual({ revision: 1, statement: taken.statement, marks: forAll });
  const { keys } = (await (await fetch(`${hall.server.address}/lag/${hall.slug}/jwks.json`)).json()) as {
    keys: never[];
  };
  const { payload } = await compactVerify(taken.promise, await importJWK(keys[0] as never, 'ES256'));
  expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({
    typ: 'vedtak/promise/1',
    ballot,
    statement: taken.statement,
  });
});

test('nobody else sees what somebody voted', async () => {
  const voter = delegate(1);
  const { statement } = await vote(voter, hall.slug, ballot, markAll(3, 'blank'));
  for (const other of [delegate(2), hall.administrator]) {
    const snapshot = JSON.stringify(await other.call('snapshot', { slug: hall.slug }));
    expect(snapshot).not.toContain(statement);
    expect(snapshot).not.toContain(voter.member);
  }
});

test('a vote can be changed by its next revision, and still counts once', async () => {
  const voter = delegate(2);
  await vote(voter, hall.slug, ballot, forAll);
  const before = await seen(voter, hall.slug, ballot);
  const changed = await vote(voter, hall.slug, ballot, { ...forAll, '2': 'against' }, 2);
  expect(changed.revision).toBe(2);
  const after = await seen(voter, hall.slug, ballot);
  expect(after.voted).toBe(before.voted);
  expect(after.vote?.marks).toEqual({ '1': 'for', '2': 'against', '3': 'for' });
});

test('the same vote again gets the same answer and is not stored again', async () => {
  const voter = delegate(3);
  const body = voter.sign(statementOf(voter));
  const first = await voter.call('castVote', { slug: hall.slug, ballot }, body);
  const stored = await hall.server.stored();
  const again = await voter.call('castVote', { slug: hall.slug, ballot }, body);
  const promised = (jws: string): unknown => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());
  expect({ ...again, promise: promised(again.promise) }).toEqual({ ...first, promise: promised(first.promise) });
  // signed anew on the phone it is still the same statement
  expect((await voter.call('castVote', { slug: hall.slug, ballot }, voter.sign(statementOf(voter)))).revision).toBe(1);
  expect(await hall.server.stored()).toBe(stored);
});

test('the same vote sent many times at once is stored once', async () => {
  const voter = delegate(4);
  const body = voter.sign(statementOf(voter));
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => voter.call('castVote', { slug: hall.slug, ballot }, body)),
  );
  expect(new Set(answers.map(({ statement, revision }) => `${statement} ${revision}`)).size).toBe(1);
  const rows = hall.server.select<{ n: number }>(
    hall.slug,
    `SELECT count(*) AS n FROM vote WHERE delegate = '${voter.member}'`,
  );
  expect(rows).toEqual([{ n: 1 }]);
});

test('of two different changes sent at once, one is taken and the other is told so', async () => {
  const voter = delegate(4);
  const bodies = (['for', 'against'] as const).map((option) => voter.sign(statementOf(voter, 2, markAll(3, option))));
  const answers = await Promise.allSettled(
    bodies.map((body) => voter.call('castVote', { slug: hall.slug, ballot }, body)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(answers.find((answer) => answer.status === 'rejected')?.reason).toMatchObject({ code: 'vote.revision' });
});

test('a replayed revision is refused: an older one, the same one with other marks, and one that skips', async () => {
  const voter = delegate(2);
  await refuses('vote.revision', voter, voter.sign(statementOf(voter, 1)));
  await refuses('vote.revision', voter, voter.sign(statementOf(voter, 2, markAll(3, 'blank'))));
  await refuses('vote.revision', voter, voter.sign(statementOf(voter, 4)));
  const unvoted = delegate(5);
  await refuses('vote.revision', unvoted, unvoted.sign(statementOf(unvoted, 2)));
});

test('a vote over an altered statement is refused', async () => {
  const voter = delegate(5);
  const signed = voter.sign(statementOf(voter));
  await refuses('signature.altered', voter, { ...signed, statement: statementOf(voter, 1, markAll(3, 'against')) });
});

test('a signature with one bit turned is refused, wherever it is', async () => {
  const voter = delegate(5);
  const signed = voter.sign(statementOf(voter));
  const turned = (text: string, at: number): string => {
    const bytes = Buffer.from(text, 'base64url');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes.toString('base64url');
  };
  await refuses('signature.wrong', voter, { ...signed, signature: turned(signed.signature, 20) });
  await refuses('signature.wrong', voter, { ...signed, authenticatorData: turned(signed.authenticatorData, 36) });
  await refuses('signature.origin', voter, { ...signed, authenticatorData: turned(signed.authenticatorData, 0) });
});

test('a vote without user verification, or without anybody there, is refused', async () => {
  const voter = delegate(5);
  await refuses('signature.user', voter, voter.sign(statementOf(voter), { flags: flag.userPresent }));
  await refuses('signature.user', voter, voter.sign(statementOf(voter), { flags: flag.userVerified }));
});

test('a vote that was signed on another site is refused', async () => {
  const voter = delegate(5);
  await refuses('signature.origin', voter, voter.sign(statementOf(voter), { origin: 'https://vedtak.example' }));
  const signing = { signer: voter.member, origin: hall.pair.server, rpId: 'vedtak.example' };
  await refuses('signature.origin', voter, voter.phone.sign(statementOf(voter), signing));
});

test('a vote that is sent in the session of another member is refused', async () => {
  const [voter, other] = [delegate(5), delegate(0)];
  await refuses('signature.signer', other, voter.sign(statementOf(voter)));
});

test('a vote for somebody else, signed with one’s own passkey, is refused', async () => {
  const [voter, other] = [delegate(5), delegate(0)];
  await refuses('signature.signer', voter, voter.sign(statementOf(other)));
  await refuses('roll.passkey', other, { ...voter.sign(statementOf(other)), signer: other.member });
});

test('a vote with a passkey that the roll does not name is refused', async () => {
  const voter = delegate(5);
  const stranger = new Person(hall.pair.server);
  stranger.register({
    challenge: 'AAAA',
    rp: { name: 'x', id: 'localhost' },
    user: { id: Buffer.from(voter.member).toString('base64url'), name: 'x', displayName: 'x' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  });
  await refuses('roll.passkey', voter, stranger.sign(statementOf(voter)));
  // the same, under the id of the passkey that the roll names
  const credential = voter.phone.credential(voter.member).id;
  await refuses('signature.wrong', voter, { ...stranger.sign(statementOf(voter)), credential });
});

test('a passkey that a delegate adds after the roll was signed does not vote in the open ballot', async () => {
  const voter = delegate(5);
  const { invitations } = await hall.administrator.call('invite', { slug: hall.slug }, { members: [voter.member] });
  const second = new Person(hall.pair.server, new SoftwareAuthenticator('EdDSA'));
  await second.enrol(hall.slug, invitations[0]?.token ?? '');
  expect(second.member).toBe(voter.member);
  await refuses('roll.passkey', second, second.sign(statementOf(voter)));
});

test('marks that are missing, unknown or not allowed are refused', async () => {
  const voter = delegate(5);
  const { '3': _, ...missing } = forAll;
  await refuses('vote.marks', voter, voter.sign(statementOf(voter, 1, missing)));
  await refuses('vote.marks', voter, voter.sign(statementOf(voter, 1, {})));
  await refuses('vote.marks', voter, voter.sign(statementOf(voter, 1, { ...forAll, '4': 'for' })));
  await refuses('vote.marks', voter, voter.sign(statementOf(voter, 1, { ...forAll, '3': 'kanskje' })));
  const wrong: Marks = { ...forAll, '3': 'Kan hende' };
  await refuses('request.invalid', voter, voter.sign(statementOf(voter, 1, wrong)));
});

test('who came after the roll was signed does not vote in the open ballot', async () => {
  await refuses('vote.not_on_roll', late, late.sign(statementOf(late)));
});

test('a member of another branch, and nobody, cannot vote', async () => {
  const { county } = hall.pair;
  const [invitation] = (
    await hall.administrator
      .call('importMembers', { slug: county }, { csv: 'nr;navn\n9;Frida Fremmed' })
      .then(async () => {
        const { members } = await hall.administrator.call('members', { slug: county });
        const ids = members.filter(({ number }) => number === '9').map(({ member }) => member);
        return hall.administrator.call('invite', { slug: county }, { members: ids });
      })
  ).invitations;
  const foreigner = new Person(hall.pair.server);
  await foreigner.enrol(county, invitation?.token ?? '');
  await refuses('session.missing', foreigner, foreigner.sign(statementOf(foreigner)));
  const nobody = new Person(hall.pair.server);
  await refuses('session.missing', nobody, delegate(5).sign(statementOf(delegate(5))));
  // a member of both cannot bring the ballot of one branch to the other
  const at = { slug: county, ballot };
  await refuses('ballot.unknown', hall.administrator, hall.administrator.sign(statementOf(hall.administrator)), at);
});

test('a vote for an unknown ballot, or sent to another ballot than it names, is refused', async () => {
  const voter = delegate(5);
  const unknown = hashOf('no ballot');
  const elsewhere = { ...statementOf(voter), ballot: unknown };
  await refuses('ballot.unknown', voter, voter.sign(elsewhere), { slug: hall.slug, ballot: unknown });
  await refuses('ballot.unknown', voter, voter.sign(elsewhere));
});

test('a vote after stopping and after closing is refused; an earlier one still gets its answer', async () => {
  const [voter, voted] = [delegate(5), delegate(3)];
  await hall.administrator.call('stopBallot', { slug: hall.slug, ballot });
  await refuses('ballot.closed', voter, voter.sign(statementOf(voter)));
  await refuses('ballot.closed', voted, voted.sign(statementOf(voted, 2, markAll(3, 'against'))));
  await closeBallot(hall.pair, ballot);
  await refuses('ballot.closed', voter, voter.sign(statementOf(voter)));
  const again = await voted.call('castVote', { slug: hall.slug, ballot }, voted.sign(statementOf(voted)));
  expect(again.revision).toBe(1);
});

test('who came late votes in the next ballot, after the roll was signed anew; a vote of the last ballot does not fit it', async () => {
  await signRoll(hall.pair);
  const next = await openOn(hall, 'Neste sak\n\n1. Ett krav.');
  await vote(late, hall.slug, next, { '1': 'against' });
  const voter = delegate(5);
  await refuses('ballot.unknown', voter, voter.sign(statementOf(voter)), { slug: hall.slug, ballot: next });
});
