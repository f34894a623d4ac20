import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { journalFault } from '../../db/journal.ts';
import { openNodeEngine } from '../../db/node.ts';
import { receiptFor, resolve } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import {
  type Blinded,
  blind,
  closeSecret,
  drop,
  type SecretBallot,
  signIssue,
  unblind,
} from '../../server/demo/secret.ts';
import { drawMarks, seededRandom } from '../../server/demo/votes.ts';
import { isSignedPaper } from '../../server/rules/box.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { BoxedPaper, IssueStatement } from '../../server/rules/secret-statements.ts';
import type { Signed } from '../../server/rules/statements.ts';
import { verifyFiles } from '../../server/rules/verify.ts';
import { anchorOf, fileOf, partsOf } from '../support/files.ts';
import { gatherHall, type Hall, markAll, seen } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';
import { closeDrawing, lookAfter, openSecretOn } from '../support/secret.ts';

// a secret ballot whose server is killed again and again while everybody draws, and while everybody drops
const delegates = 24;
const rounds = 3;
const random = seededRandom(20_261_201);

let hall: Hall;
let secret: SecretBallot;

/** What a delegate has on the phone, and what was acknowledged. */
interface Voter {
  person: Person;
  blinded: Blinded;
  issue: Signed<IssueStatement>;
  blindSignature?: string;
  boxed?: BoxedPaper;
  dropped?: boolean;
}
const voters: Voter[] = [];

beforeAll(async () => {
  hall = await gatherHall({ child: true, delegates });
  secret = await openSecretOn(hall);
  const marks = drawMarks(delegates, 3, random);
  for (const [i, person] of hall.people.entries()) {
    const blinded = await blind(secret, marks[i] ?? markAll(3, 'for'));
    voters.push({ person, blinded, issue: signIssue(person, blinded) });
  }
});

afterAll(() => hall.server.end());

const at = (): { slug: string; ballot: string } => ({ slug: hall.slug, ballot: secret.ballot });

/** Sends the same issue, which gets the same signature each time. */
async function drawn(voter: Voter): Promise<void> {
  const { blindSignature, promise, statement } = await voter.person.call('drawPaper', at(), voter.issue);
  expect(blindSignature).toBe(voter.blindSignature ?? blindSignature);
  expect(partsOf(promise).payload).toMatchObject({ ballot: secret.ballot, statement });
  voter.blindSignature = blindSignature;
}

async function dropped(voter: Voter): Promise<void> {
  const boxed = voter.boxed as BoxedPaper;
  const { statement, promise } = await drop(new Person(hall.pair.server), hall.slug, boxed);
  expect(statement).toBe(hashOf(boxed.paper));
  expect(partsOf(promise).payload).toMatchObject({ ballot: secret.ballot, statement });
  voter.dropped = true;
}

/** Some voters send something over and over until the server is gone, as it is at a moment of its own after some answers. */
async function killedMeanwhile(some: readonly Voter[], send: (voter: Voter) => Promise<void>): Promise<void> {
  const enough = Promise.withResolvers<void>();
  let left = 1 + Math.floor(random() * some.length);
  const sending = Promise.all(
    some.map(async (voter) => {
      for (;;) {
        try {
          await send(voter);
          left -= 1;
          if (left === 0) enough.resolve();
        } catch (error) {
          // the contact is lost; anything else is a fault
          if (error instanceof TypeError) return;
          enough.reject(error);
          throw error;
        }
      }
    }),
  );
  await Promise.race([enough.promise, sending]);
  await new Promise((later) => setTimeout(later, random() * 10));
  await hall.server.kill();
  await sending;
  await expectKept();
  await hall.server.start();
}

/** That everything that was acknowledged is stored as it was, and nobody has two of anything. */
async function expectKept(): Promise<void> {
  const { server, slug } = hall;
  const engine = await openNodeEngine(join(server.data, 'branches', `${slug}.sqlite`), () => undefined);
  try {
    expect(await engine.read(journalFault)).toBeNull();
  } finally {
    await engine.close();
  }
  const issues = server.select<{ delegate: string; statement_hash: string; blind_signature: string }>(
    slug,
    'SELECT * FROM issue',
  );
  expect(new Set(issues.map(({ delegate }) => delegate)).size).toBe(issues.length);
  expect(server.select<{ voted: number }>(slug, 'SELECT voted FROM ballot')).toEqual([{ voted: issues.length }]);
  const journalled = server.journal(slug).filter(({ type }) => type === 'paper.drawn');
  expect(journalled).toHaveLength(issues.length);
  const box = server.select<{ paper_hash: string; paper: string }>(slug, 'SELECT * FROM box');
  expect(box.length).toBeLessThanOrEqual(issues.length);
  for (const { person, issue, blindSignature, boxed, dropped } of voters) {
    const held = issues.find(({ delegate }) => delegate === person.member);
    if (held !== undefined) expect(held.statement_hash).toBe(hashOf(issue.statement));
    if (blindSignature !== undefined) expect(held?.blind_signature).toBe(blindSignature);
    if (dropped) expect(box.map(({ paper_hash }) => paper_hash)).toContain(hashOf(boxed?.paper));
  }
  for (const { paper_hash, paper } of box) {
    const boxed = JSON.parse(paper) as BoxedPaper;
    expect(hashOf(boxed.paper)).toBe(paper_hash);
    expect(await isSignedPaper(boxed, secret.issuer)).toBe(true);
  }
}

/** Those who take part in a round: everybody who did before, and more. */
const upTo = (round: number): Voter[] => voters.slice(0, (delegates / rounds) * (round + 1));

test('papers that were drawn are there after each end of the server, and the same issue gets the same signature', async () => {
  for (let round = 0; round < rounds; round += 1) await killedMeanwhile(upTo(round), drawn);
  for (const voter of voters) {
    await drawn(voter);
    const other = signIssue(voter.person, await blind(secret, markAll(3, 'against')));
    await expectRefused(hall.server, 'paper.drawn', voter.person, 'drawPaper', at(), other);
    voter.boxed = await unblind(secret.issuer, voter.blinded, voter.blindSignature ?? '');
  }
});

test('papers that were dropped are there after each end of the server, each of them once', async () => {
  await closeDrawing(hall, secret.ballot);
  await hall.server.kill();
  await hall.server.start();
  const [first] = voters as [Voter];
  // an answer that was lost with the drawing is still to be had, also now that the key is gone
  await drawn(first);
  for (let round = 0; round < rounds; round += 1) await killedMeanwhile(upTo(round), dropped);
  await Promise.all(voters.map(dropped));
  expect(await lookAfter(hall, secret.ballot)).toBe(delegates);
});

test('the ballot is closed after another end, and the evidence of its resolution holds', async () => {
  const { administrator, server, slug, pair, people } = hall;
  await administrator.call('stopBallot', at());
  await server.kill();
  await expectKept();
  await server.start();
  // the paper that lies in the box still gets its answer
  await dropped(voters[0] as Voter);
  await closeSecret(pair, secret.ballot);
  const { papers } = await (people[0] as Person).call('box', at());
  expect(papers.map(({ paper }) => hashOf(paper))).toEqual(voters.map(({ boxed }) => hashOf(boxed?.paper)).sort());
  const { result } = await seen(administrator, slug, secret.ballot);
  const sums = Object.values(result?.tally ?? {}).map((of) =>
    Object.values(of).reduce<number>((a, b) => a + Number(b), 0),
  );
  expect(sums).toEqual([delegates, delegates, delegates]);
  const { number } = await resolve(pair, secret.ballot, people.slice(0, 2));
  const receipt = await receiptFor(pair, number);
  const evidence = JSON.stringify(await administrator.call('evidence', { slug, number: String(number) }));
  const files = { resolution: await fileOf(hall, number), anchor: await anchorOf(hall), evidence, receipt };
  expect((await verifyFiles(files)).refusal).toBeUndefined();
});
