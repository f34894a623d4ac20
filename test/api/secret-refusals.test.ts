import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancel, nextBallot, signRoll, vote } from '../../server/demo/meeting.ts';
import { Person, type Refused } from '../../server/demo/person.ts';
import { blind, closeSecret, draw, type SecretBallot, signIssue } from '../../server/demo/secret.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { readPromise } from '../../server/rules/promise.ts';
import type { RefusalCode } from '../../server/rules/refusals.ts';
import type { BoxedPaper, IssueStatement } from '../../server/rules/secret-statements.ts';
import type { Signed } from '../../server/rules/statements.ts';
import { buildClose } from '../../server/rules/tally.ts';
import { enrolOne, gatherHall, type Hall, markAll, openOn, propose, seen } from '../support/hall.ts';
import { expectRefused, problemIn } from '../support/refusals.ts';
import { lookAfter, openSecretOn } from '../support/secret.ts';

// one secret ballot from its opening to its end, and all that is refused on the way
let hall: Hall;
let secret: SecretBallot;
let nobody: Person;
/** The papers of the first two people. */
const papers: BoxedPaper[] = [];

beforeAll(async () => {
  hall = await gatherHall({ delegates: 5 });
  nobody = new Person(hall.pair.server);
  const open = await openOn(hall);
  await cancel(hall.pair, open, 'Den skulle vært hemmelig');
  secret = await openSecretOn(hall);
  for (const i of [0, 1]) papers.push(await draw(person(i), hall.slug, secret, markAll(3, 'for')));
});

afterAll(() => hall.server.end());

const person = (i: number): Person => hall.people[i] as Person;
const at = (ballot = secret.ballot): { slug: string; ballot: string } => ({ slug: hall.slug, ballot });
const unknown = (): { slug: string; ballot: string } => at(hashOf('no ballot'));

async function issueBy(who: Person, parts: Partial<IssueStatement> = {}): Promise<Signed<IssueStatement>> {
  const { statement } = signIssue(who, await blind(secret, markAll(3, 'blank')));
  return who.sign({ ...statement, ...parts });
}

async function drawing(code: RefusalCode, who: Person, issue: Signed<IssueStatement>, where = at()): Promise<void> {
  await expectRefused(hall.server, code, who, 'drawPaper', where, issue);
}

async function dropping(code: RefusalCode, boxed: unknown, where = at()): Promise<void> {
  await expectRefused(hall.server, code, nobody, 'dropPaper', where, boxed as BoxedPaper);
}

const chairs = (code: RefusalCode, name: 'lookInBox' | 'stopBallot', where = at()): Promise<void> =>
  expectRefused(hall.server, code, hall.administrator, name, where);
const closes = (code: RefusalCode, where = at(), seconds = 5): Promise<void> =>
  expectRefused(hall.server, code, hall.administrator, 'closeDrawing', where, { seconds });

describe('while papers are drawn', () => {
  test('a paper is drawn by its delegate, with a passkey of the roll', async () => {
    const [voter, other] = [person(2), person(3)];
    const issue = await issueBy(voter);
    await drawing('signature.signer', other, issue);
    await drawing('signature.signer', voter, await issueBy(voter, { delegate: other.member }));
    await drawing('roll.passkey', voter, { ...issue, credential: 'bm9ib2R5' });
    await drawing('signature.altered', voter, { ...issue, statement: (await issueBy(voter)).statement });
    await drawing('signature.wrong', voter, { ...issue, signature: (await issueBy(other)).signature });
    await drawing('session.missing', nobody, issue);
  });

  test('who came after the ballot opened draws none, and is counted by nobody', async () => {
    const late = await enrolOne(hall, '9001');
    const { administrator, slug, meeting, pair } = hall;
    await administrator.call('checkIn', { slug, meeting }, { members: [late.member], present: true });
    await signRoll(pair);
    await drawing('vote.not_on_roll', late, await issueBy(late));
    expect(await seen(administrator, slug, secret.ballot)).toMatchObject({ entitled: 6, voted: 2 });
  });

  test('it asks for a paper of this ballot that the key can sign, and each has one', async () => {
    const voter = person(2);
    await drawing('ballot.unknown', voter, await issueBy(voter, { ballot: hashOf('another') }));
    await drawing('ballot.unknown', voter, await issueBy(voter), unknown());
    await drawing('paper.blinded', voter, await issueBy(voter, { blinded: secret.issuer.n }));
    await drawing('paper.blinded', voter, await issueBy(voter, { blinded: `${'A'.repeat(341)}A` }));
    await drawing('request.invalid', voter, await issueBy(voter, { blinded: 'AAAA' }));
    await drawing('paper.drawn', person(0), await issueBy(person(0)));
  });

  test('two devices of one delegate that ask at once get one paper between them', async () => {
    const issues = await Promise.all(Array.from({ length: 6 }, () => issueBy(person(4))));
    const answers = await Promise.allSettled(issues.map((issue) => person(4).call('drawPaper', at(), issue)));
    const given = answers.filter(({ status }) => status === 'fulfilled');
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as Refused] : []));
    expect(given.length).toBe(1);
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'paper.drawn'));
    expect(await seen(hall.administrator, hall.slug, secret.ballot)).toMatchObject({ voted: 3, secret: { drawn: 3 } });
  });

  test('nothing is dropped, looked at or shown, and the ballot does not stop', async () => {
    await dropping('drawing.open', papers[0]);
    await chairs('drawing.open', 'lookInBox');
    await chairs('drawing.open', 'stopBallot');
    await expectRefused(hall.server, 'box.shut', person(0), 'box', at());
    await closes('request.invalid', at(), 4);
    await closes('request.invalid', at(), 601);
  });

  test('a vote with a name is not one', async () => {
    await expect(vote(person(2), hall.slug, secret.ballot, markAll(3, 'for'))).rejects.toThrow('ballot.method');
  });

  test('a snapshot says who has drawn to themselves alone', async () => {
    const mine = async (who: Person): Promise<string | null | undefined> =>
      (await seen(who, hall.slug, secret.ballot)).secret?.mine;
    const own = await Promise.all([0, 1, 2].map((i) => mine(person(i))));
    expect(own.map((hash) => hash?.length)).toEqual([43, 43, undefined]);
    expect(JSON.stringify(await person(2).call('snapshot', { slug: hall.slug }))).not.toContain(own[0]);
  });

  test('a ballot that is not secret, or is not there, has neither papers nor a box', async () => {
    const [first] = (await hall.administrator.call('snapshot', { slug: hall.slug })).ballots.filter(
      ({ secret: info }) => info === null,
    );
    const open = first?.id ?? '';
    await drawing('ballot.method', person(2), await issueBy(person(2), { ballot: open }), at(open));
    const paper = { ...papers[0]?.paper, ballot: open };
    await dropping('ballot.method', { ...papers[0], paper }, at(open));
    for (const [code, where] of [
      ['ballot.method', at(open)],
      ['ballot.unknown', unknown()],
    ] as const) {
      await closes(code, where);
      await chairs(code, 'lookInBox', where);
      await expectRefused(hall.server, code, person(0), 'box', where);
    }
    await dropping('ballot.unknown', papers[0], unknown());
  });
});

describe('when the drawing is closed', () => {
  test('it stays closed, and the window that was said first stays too', async () => {
    const { administrator, slug } = hall;
    const closed = await administrator.call('closeDrawing', at(), { seconds: 8 });
    await chairs('box.shut', 'lookInBox');
    await chairs('box.shut', 'stopBallot');
    expect(closed.drawn).toBe(3);
    expect(await administrator.call('closeDrawing', at(), { seconds: 600 })).toEqual(closed);
    expect((await seen(person(3), slug, secret.ballot)).secret).toMatchObject({ window: closed.window, box: null });
    await drawing('drawing.closed', person(3), await issueBy(person(3)));
  });

  test('a paper is of this ballot, marks all of it, and is signed by its key', async () => {
    const [first, second] = papers as [BoxedPaper, BoxedPaper];
    const changed = (parts: Partial<BoxedPaper['paper']>): BoxedPaper => ({
      ...first,
      paper: { ...first.paper, ...parts },
    });
    await dropping('ballot.unknown', changed({ ballot: hashOf('another') }));
    await dropping('vote.marks', changed({ marks: { 1: 'for' } }));
    await dropping('vote.marks', changed({ marks: { ...first.paper.marks, 4: 'for' } }));
    await dropping('paper.signature', changed({ marks: markAll(3, 'against') }));
    await dropping('paper.signature', changed({ nonce: second.paper.nonce }));
    await dropping('paper.signature', { ...first, prefix: second.prefix });
    await dropping('paper.signature', { ...first, signature: second.signature });
    await dropping('request.invalid', { ...first, name: 'Kari' });
    await dropping('request.invalid', { ...first, signature: 'AAAA' });
  });

  test('a drop is answered alike whoever sends it, and enters neither the journal nor what others see', async () => {
    const { server, slug } = hall;
    const [first] = papers as [BoxedPaper, BoxedPaper];
    const journal = server.journal(slug).length;
    const before = await seen(person(3), slug, secret.ballot);
    const body = JSON.stringify(first);
    const path = `/lag/${slug}/api/ballots/${secret.ballot}/papers`;
    const promised: unknown[] = [];
    for (const [who, headers] of [
      [nobody, {}],
      [person(0), {}],
      [nobody, { authorization: 'Bearer wrong' }],
      [nobody, { cookie: `vedtak-${slug}=wrong` }],
    ] as const) {
      const answer = await who.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      expect(answer.status).toBe(200);
      expect(answer.headers.getSetCookie()).toEqual([]);
      const { statement, promise } = (await answer.json()) as { statement: string; promise: string };
      expect(statement).toBe(hashOf(first.paper));
      promised.push(readPromise(promise, 'request.malformed'));
    }
    expect(new Set(promised.map((one) => hashOf(one))).size).toBe(1);
    expect(promised[0]).toMatchObject({
      value: {
        promise: { ballot: secret.ballot, statement: hashOf(first.paper), at: before.secret?.window?.closesAt },
      },
    });
    expect(server.journal(slug).length).toBe(journal);
    expect(await seen(person(3), slug, secret.ballot)).toEqual(before);
  });
});

describe('when papers are no longer dropped', () => {
  test('the chair sees how many lie there, once in half a minute', async () => {
    expect(await lookAfter(hall, secret.ballot)).toBe(1);
    const looked = (await seen(person(3), hall.slug, secret.ballot)).secret?.box;
    // a paper that comes late is taken in, and not seen to come
    await nobody.call('dropPaper', at(), papers[1]);
    const before = await hall.server.stored();
    expect(await hall.administrator.call('lookInBox', at())).toEqual(looked);
    expect(await hall.server.stored()).toBe(before);
  });

  test('stopped, the ballot takes no paper in, answers those it has, and shows no box', async () => {
    const { administrator, server } = hall;
    const stopped = await administrator.call('stopBallot', at());
    expect(stopped).toMatchObject({ votes: 2, issues: { number: 3 } });
    expect(await administrator.call('stopBallot', at())).toEqual(stopped);
    await drawing('drawing.closed', person(3), await issueBy(person(3)));
    expect((await nobody.call('dropPaper', at(), papers[0])).statement).toBe(hashOf(papers[0]?.paper));
    await expectRefused(server, 'box.shut', person(0), 'box', at());
    const { stoppedAt: closedAt, issues, ...taken } = stopped;
    const root = issues?.root ?? '';
    for (const lie of [undefined, { number: 2, root }, { number: 3, root: hashOf('others') }]) {
      const statement = buildClose({ ballot: secret.ballot, ...taken, issues: lie, closedAt });
      await expectRefused(server, 'statement.wrong', administrator, 'closeBallot', at(), administrator.sign(statement));
    }
  });

  test('closed, it publishes the box to members and answers what it answered before', async () => {
    await closeSecret(hall.pair, secret.ballot);
    const { papers: box } = await person(3).call('box', at());
    expect(box.map(({ paper }) => hashOf(paper))).toEqual(papers.map(({ paper }) => hashOf(paper)).sort());
    const outside = await nobody.fetch(`/lag/${hall.slug}/api/ballots/${secret.ballot}/box`);
    expect((await problemIn(outside)).code).toBe('session.missing');
    await chairs('ballot.closed', 'lookInBox');
    await drawing('drawing.closed', person(3), await issueBy(person(3)));
    await drawing('paper.drawn', person(0), await issueBy(person(0)));
    expect((await nobody.call('dropPaper', at(), papers[0])).statement).toBe(hashOf(papers[0]?.paper));
  });

  test('the journal says how it went, and names nobody', async () => {
    const entries = hall.server
      .journal(hall.slug)
      .filter((entry) => 'ballot' in entry && entry.ballot === secret.ballot);
    expect(entries.map(({ type }) => type)).toEqual([
      'ballot.opened',
      'paper.drawn',
      'paper.drawn',
      'paper.drawn',
      'drawing.closed',
      'box.looked',
      'ballot.stopped',
      'ballot.closed',
    ]);
    expect(entries[4]).toMatchObject({ issues: 3, seconds: 8 });
    expect(entries[6]).toMatchObject({ votes: 2 });
    const text = JSON.stringify(entries);
    for (const { member } of [hall.administrator, ...hall.people]) expect(text).not.toContain(member);
    for (const { paper } of papers) expect(text).not.toContain(hashOf(paper));
  });
});

test('while it is open no other opens', async () => {
  const { slug, meeting, pair, server, administrator } = hall;
  const { proposal, content } = await propose(hall);
  const running = await openSecretOn(hall);
  const subject = { kind: 'text' as const, content };
  const { statement } = await nextBallot(pair, subject);
  const body = { proposal, subject, signed: administrator.sign(statement) };
  await expectRefused(server, 'ballot.running', administrator, 'openBallot', { slug, meeting }, body);
  await cancel(pair, running.ballot, 'Prøve');
});
