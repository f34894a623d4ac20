import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancel, castCount, nextBallot, receiptFor, resolve } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { blind, draw, openSecret, signIssue } from '../../server/demo/secret.ts';
import { inBoxOrder } from '../../server/rules/box.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { choiceOfPoints } from '../../server/rules/choice.ts';
import { Evidence } from '../../server/rules/evidence.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { replace } from '../support/amendments.ts';
import { amend, matter, subjectOf } from '../support/floor.ts';
import { appoint, gatherHall, type Hall, markAll, propose, seatWithoutPasskey, seen } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';
import { closeDrawing, openSecretOn, settleSecret } from '../support/secret.ts';

// every kind of subject, voted on secretly: five people with phones, two without
let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 5 });
  await appoint(hall, { teller: [person(2), person(3)] });
  await seatWithoutPasskey(hall, ['8001', '8002']);
});

afterAll(() => hall.server.end());

const person = (i: number): Person => hall.people[i] as Person;
const show = (ballot: string) => seen(hall.administrator, hall.slug, ballot);
const whole = (...marks: string[]): { text: string }[] => marks.map((text) => ({ text }));

test('a text as a whole is voted on with papers, some blank, beside two tellers’ count of those without a passkey', async () => {
  const { pair, slug, administrator } = hall;
  const { proposal, content } = await propose(hall);
  const secret = await openSecret(pair, proposal, { kind: 'text', content });
  const counts = { text: { for: 1, against: 1, blank: 0 } };
  for (const teller of [person(2), person(3)]) await castCount(teller, slug, secret.ballot, counts);
  const papers = await settleSecret(hall, secret, whole('for', 'against', 'blank', 'for'));
  expect(await show(secret.ballot)).toMatchObject({
    state: 'closed',
    voted: 4,
    withoutPasskey: 2,
    result: { tally: { text: { for: 3, against: 2, blank: 1 } }, hands: counts, outcome: { text: 'adopted' } },
  });
  const { number, ballots } = await resolve(pair, secret.ballot, hall.people.slice(0, 2));
  expect(ballots).toMatchObject([{ secrecy: 'secret', tally: { text: { for: 3 } }, hands: counts }]);
  await receiptFor(pair, number);
  const evidence = v.parse(Evidence, await administrator.call('evidence', { slug, number: String(number) }));
  const [first] = evidence.ballots;
  const issues = (first?.issues ?? []).map(({ statement }) => statement);
  expect(evidence.ballots.length).toBe(1);
  expect(first?.votes).toEqual([]);
  expect(first?.counts?.length).toBe(2);
  expect(first?.papers).toEqual(inBoxOrder(papers));
  expect(first?.close.statement).toMatchObject({ votes: 4, issues: { number: 4 } });
  expect(issues.map(({ delegate }) => delegate)).toEqual(
    hall.people
      .slice(0, 4)
      .map(({ member }) => member)
      .sort(),
  );
  expect(new Set(issues.map(({ ballot }) => ballot))).toEqual(new Set([secret.ballot]));
});

test('alternatives are voted on secretly, and a paper marks one of them', async () => {
  const { proposal, content } = await propose(hall, 'Hvem\n\n1. Fotballaget.\n2. Korpset.\n3. Biblioteket.');
  const secret = await openSecret(hall.pair, proposal, choiceOfPoints(content));
  const papers = await settleSecret(
    hall,
    secret,
    ['2', '2', '1', 'blank', '2'].map((choice) => ({ choice })),
  );
  expect((await show(secret.ballot)).result).toMatchObject({
    tally: { choice: { options: { 1: 1, 2: 3, 3: 0 }, blank: 1 } },
    outcome: { choice: 'chosen:2' },
  });
  expect(new Set(papers.map(({ signature }) => signature)).size).toBe(5);
});

test('an amendment is voted on secretly and takes effect; cancelled, it has none', async () => {
  const { slug, pair } = hall;
  const { proposal } = await propose(hall);
  await amend(person(0), hall, proposal, replace(2, 'Avganger hvert tiende minutt.'));
  const info = await matter(hall.administrator, hall, proposal);
  const step = { kind: 'amendment' as const, of: [1], reason: 'excludes-nothing' as const, lapses: [] };
  const secret = await openSecret(pair, proposal, subjectOf(info, step));
  await settleSecret(
    hall,
    secret,
    ['for', 'for', 'against'].map((amendment) => ({ amendment })),
  );
  const adopted = await matter(person(4), hall, proposal);
  expect(adopted.amendments[0]?.disposition).toEqual({ kind: 'adopted', ballot: secret.ballot });
  expect(adopted.text.blocks[1]?.text).toBe('Avganger hvert tiende minutt.');
  await cancel(pair, secret.ballot, 'Feil forslag');
  expect((await matter(person(4), hall, proposal)).amendments[0]?.disposition).toEqual({ kind: 'open' });
  // the box stays published: the result was announced
  expect((await person(4).call('box', { slug, ballot: secret.ballot })).papers.length).toBe(3);
});

test('a trial is secret too, and has no effect', async () => {
  const { proposal, content } = await propose(hall);
  const secret = await openSecret(hall.pair, proposal, { kind: 'text', content }, { trial: true });
  await settleSecret(hall, secret, whole('for', 'for'));
  expect(await show(secret.ballot)).toMatchObject({ trial: true, result: { outcome: { text: 'adopted' } } });
  expect((await matter(person(0), hall, proposal)).disposition).toEqual({ kind: 'open' });
});

test('one that was cancelled is taken again with another key, and with new papers alone', async () => {
  const { slug, pair, server } = hall;
  const { proposal, content } = await propose(hall);
  const subject: Subject = { kind: 'text', content };
  const first = await openSecret(pair, proposal, subject);
  const where = { slug, ballot: first.ballot };
  const blinded = await blind(first, { text: 'for' });
  const issue = signIssue(person(0), blinded);
  const given = await person(0).call('drawPaper', where, issue);
  const old = await draw(person(1), slug, first, { text: 'for' });
  await cancel(pair, first.ballot, 'Flere fikk ikke trukket seddel');
  // who has drawn gets the same once more, nobody else draws
  expect((await person(0).call('drawPaper', where, issue)).blindSignature).toBe(given.blindSignature);
  const late = signIssue(person(2), await blind(first, { text: 'for' }));
  await expectRefused(server, 'drawing.closed', person(2), 'drawPaper', where, late);
  await expectRefused(server, 'ballot.closed', new Person(pair.server), 'dropPaper', where, old);
  await expectRefused(server, 'ballot.closed', hall.administrator, 'closeDrawing', where, { seconds: 5 });
  await expectRefused(server, 'ballot.closed', hall.administrator, 'lookInBox', where);
  await expectRefused(server, 'box.shut', person(0), 'box', where);
  const again = await openSecret(pair, proposal, subject, { retakes: first.ballot });
  expect(again.issuer.kid).not.toBe(first.issuer.kid);
  const moved: BoxedPaper = { ...old, paper: { ...old.paper, ballot: again.ballot } };
  await settleSecret(hall, again, whole('against', 'against'));
  await expectRefused(
    server,
    'paper.signature',
    new Person(pair.server),
    'dropPaper',
    { slug, ballot: again.ballot },
    moved,
  );
  expect(await show(again.ballot)).toMatchObject({ retakes: first.ballot, result: { outcome: { text: 'rejected' } } });
});

test('cancelled while papers are dropped, its box is never shown', async () => {
  const { slug, pair, server } = hall;
  const secret = await openSecretOn(hall);
  const where = { slug, ballot: secret.ballot };
  const nobody = new Person(pair.server);
  const papers = [
    await draw(person(0), slug, secret, markAll(3, 'for')),
    await draw(person(1), slug, secret, markAll(3, 'against')),
  ] as [BoxedPaper, BoxedPaper];
  await closeDrawing(hall, secret.ballot);
  const { statement } = await nobody.call('dropPaper', where, papers[0]);
  await cancel(pair, secret.ballot, 'Brannalarmen gikk');
  expect((await nobody.call('dropPaper', where, papers[0])).statement).toBe(statement);
  await expectRefused(server, 'ballot.closed', nobody, 'dropPaper', where, papers[1]);
  await expectRefused(server, 'box.shut', person(0), 'box', where);
  expect(await show(secret.ballot)).toMatchObject({ state: 'cancelled', result: null, secret: { drawn: 2 } });
});

test('a secret ballot is one on papers, has a key of its own, and nobody’s casting vote', async () => {
  const { slug, meeting, pair, server, administrator } = hall;
  const { proposal, content } = await propose(hall);
  const subject: Subject = { kind: 'text', content };
  const opens = async (code: Parameters<typeof expectRefused>[1], manner: Parameters<typeof nextBallot>[2]) => {
    const { statement } = await nextBallot(pair, subject, manner);
    const body = { proposal, subject, signed: administrator.sign(statement) };
    await expectRefused(server, code, administrator, 'openBallot', { slug, meeting }, body);
  };
  const { issuer } = await administrator.call('makeIssuer', { slug, meeting });
  for (const method of ['rollcall', 'hands', 'against', 'unanimity', 'acclamation'] as const)
    await opens('ballot.method', { issuer, method });
  await opens('ballot.method', { issuer, rule: { ...ruleTemplates.simple, tie: 'chair' } });
  await opens('issuer.unknown', { issuer: { ...issuer, kid: hashOf('another key') } });
  const { statement } = await nextBallot(pair, subject, { issuer });
  const lying = { ...statement, secrecy: 'open' as const };
  const body = { proposal, subject, signed: administrator.sign(lying) };
  await expectRefused(server, 'statement.wrong', administrator, 'openBallot', { slug, meeting }, body);
});
