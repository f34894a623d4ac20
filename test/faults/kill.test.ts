import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { journalFault } from '../../db/journal.ts';
import { openNodeEngine } from '../../db/node.ts';
import { closeBallot, receiptFor, resolve, setUp, vote } from '../../server/demo/meeting.ts';
import { Person, Refused } from '../../server/demo/person.ts';
import { seededRandom } from '../../server/demo/votes.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Option } from '../../server/rules/formats.ts';
import { siteOf, verifyAssertion } from '../../server/rules/passkey.ts';
import type { Signed, VoteStatement } from '../../server/rules/statements.ts';
import { verifyFiles } from '../../server/rules/verify.ts';
import { anchorOf, deliverTo, fileOf, partsOf } from '../support/files.ts';
import { adopt, gatherHall, gatherIn, type Hall, markAll, openOn, seen } from '../support/hall.ts';
import { isInbox, openRelay, pass, type Relay } from '../support/relay.ts';
import { startServer, type TestServer } from '../support/server.ts';

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The first place in a branch's journal that does not hold together; null when all of it does. */
async function faultIn(server: TestServer, slug: string): Promise<number | null> {
  const engine = await openNodeEngine(join(server.data, 'branches', `${slug}.sqlite`), () => undefined);
  try {
    return await engine.read(journalFault);
  } finally {
    await engine.close();
  }
}

/** A vote that the server answered for. */
interface Acknowledged {
  member: string;
  revision: number;
  statement: string;
  promise: string;
}

/** Everybody votes again and again until the server is gone; `took` hears of what was answered. */
async function voteUntilGone(
  hall: Hall,
  ballot: string,
  revisions: Map<string, number>,
  took: (vote: Acknowledged) => void,
): Promise<void> {
  const options: Option[] = ['for', 'against', 'blank'];
  await Promise.all(
    hall.people.map(async (person) => {
      for (;;) {
        const revision = (revisions.get(person.member) ?? 0) + 1;
        const marks = markAll(3, options[revision % 3] ?? 'for');
        try {
          const { statement, promise } = await vote(person, hall.slug, ballot, marks, revision);
          revisions.set(person.member, revision);
          took({ member: person.member, revision, statement, promise });
        } catch (error) {
          if (error instanceof Refused) throw error;
          return;
        }
      }
    }),
  );
}

/** Expects every vote that was acknowledged to be stored as it was promised, with a signature that holds. */
async function expectKept(
  { server, slug, people, pair }: Hall,
  ballot: string,
  taken: readonly Acknowledged[],
): Promise<void> {
  const rows = server.select<{ delegate: string; revision: number; statement_hash: string; signed: string }>(
    slug,
    'SELECT * FROM vote',
  );
  const held = new Map(rows.map((row) => [`${row.delegate} ${row.revision}`, row]));
  for (const { member, revision, statement, promise } of taken) {
    const row = held.get(`${member} ${revision}`);
    expect(row?.statement_hash).toBe(statement);
    expect(partsOf(promise).payload).toMatchObject({ ballot, statement });
  }
  for (const row of rows) {
    const signed = JSON.parse(row.signed) as Signed<VoteStatement>;
    expect(hashOf(signed.statement)).toBe(row.statement_hash);
    const person = people.find(({ member }) => member === row.delegate);
    const key = person?.phone.credential(row.delegate).publicKey;
    if (key === undefined) throw new Error('a vote of nobody');
    expect((await verifyAssertion(signed, key, siteOf(pair.server))).ok).toBe(true);
  }
  // each delegate's revisions have no holes
  for (const person of people) {
    const mine = rows.filter(({ delegate }) => delegate === person.member).map(({ revision }) => revision);
    expect(mine.toSorted((a, b) => a - b)).toEqual(mine.map((_, i) => i + 1));
  }
}

test('a vote that was acknowledged survives the end of the server at any moment, and the meeting goes on', async () => {
  const hall = await gatherHall({ child: true, delegates: 24 });
  const { server, slug, people, administrator, pair } = hall;
  cleanups.push(() => server.end());
  const ballot = await openOn(hall);
  const random = seededRandom(20_261_124);
  const revisions = new Map<string, number>();
  const taken: Acknowledged[] = [];
  for (let round = 0; round < 4; round += 1) {
    // the end comes after some votes, at a moment of its own
    const enough = Promise.withResolvers<void>();
    const last = taken.length + 1 + Math.floor(random() * 3 * people.length);
    const voting = voteUntilGone(hall, ballot, revisions, (vote) => {
      taken.push(vote);
      if (taken.length === last) enough.resolve();
    });
    await enough.promise;
    await later(random() * 10);
    await server.kill();
    await voting;
    expect(await faultIn(server, slug)).toBeNull();
    expect(await faultIn(server, pair.county)).toBeNull();
    await expectKept(hall, ballot, taken);
    await server.start();
    // what was stored without having been acknowledged is told to the phone that asks
    for (const person of people) {
      const { vote: own } = await seen(person, slug, ballot);
      const known = revisions.get(person.member) ?? 0;
      expect([known, known + 1]).toContain(own?.revision ?? 0);
      revisions.set(person.member, own?.revision ?? 0);
    }
  }
  for (const person of people)
    await vote(person, slug, ballot, markAll(3, 'for'), (revisions.get(person.member) ?? 0) + 1);
  await closeBallot(pair, ballot);
  const { number } = await resolve(pair, ballot, people.slice(0, 2));
  const receipt = await receiptFor(pair, number);
  const evidence = JSON.stringify(await administrator.call('evidence', { slug, number: String(number) }));
  const files = { resolution: await fileOf(hall, number), anchor: await anchorOf(hall), evidence, receipt };
  expect((await verifyFiles(files)).refusal).toBeUndefined();
});

/** Waits for something on the disk, or for work to end. */
async function until(holds: () => boolean, work: Promise<unknown>): Promise<void> {
  let ended = false;
  void work.then(() => {
    ended = true;
  });
  while (!ended && !holds()) await new Promise((resolve) => setImmediate(resolve));
}

test('a server that ends in the middle of its set-up is not set up, and the new link works, or is set up wholly', async () => {
  const server = await startServer({ child: true });
  cleanups.push(() => server.end());
  const there =
    (...path: string[]) =>
    (): boolean =>
      existsSync(join(server.data, ...path));
  // in the order in which they come about
  const moments = [
    there('founding'),
    there('founding', 'hordaland.sqlite'),
    there('founding', 'bergen.sqlite'),
    there('branches', 'bergen.sqlite'),
  ];
  const outcomes: boolean[] = [];
  for (const moment of moments) {
    const setting = setUp(server.setupLink ?? '').catch(() => undefined);
    await until(moment, setting);
    await server.kill();
    const pair = await setting;
    await server.start();
    const { ready, branches } = await new Person(server.address).call('server');
    outcomes.push(ready);
    if (pair !== undefined) expect(ready).toBe(true);
    expect(branches.map(({ slug }) => slug).sort()).toEqual(ready ? ['bergen', 'hordaland'] : []);
    expect(server.setupLink === undefined).toBe(ready);
    if (ready) break;
  }
  expect(outcomes[0]).toBe(false);
  if (outcomes.at(-1) === false) {
    await setUp(server.setupLink ?? '');
  }
  const child = encodeURIComponent(`${server.address}/lag/bergen`);
  expect((await fetch(`${server.address}/lag/hordaland/federation/fetch?sub=${child}`)).status).toBe(200);
  const { branch } = await new Person(server.address).call('snapshot', { slug: 'bergen' });
  expect(branch.parent?.name).toBe('Hordaland Arbeiderparti');
  for (const slug of ['bergen', 'hordaland']) {
    expect(server.select(slug, 'SELECT * FROM credential')).toHaveLength(1);
    expect(await faultIn(server, slug)).toBeNull();
  }
});

/** A hall whose deliveries pass a relay. */
async function hallBehind(relay: Relay): Promise<Hall> {
  cleanups.push(() => relay.close());
  const server = await startServer({ child: true, url: relay.url });
  cleanups.push(() => server.end());
  relay.to = server.address;
  if (server.setupLink === undefined) throw new Error('no link');
  return gatherIn(server, 4);
}

function received(hall: Hall): unknown[] {
  return hall.server.journal(hall.pair.county).filter(({ type }) => type === 'resolution.received');
}

test('a resolution that was signed but not delivered when the server ended is delivered once after it', async () => {
  const relay = await openRelay();
  const hall = await hallBehind(relay);
  const asked = Promise.withResolvers<void>();
  relay.handle = (request) => {
    if (!isInbox(request)) return 'pass';
    asked.resolve();
    return 'held';
  };
  const ballot = await adopt(hall);
  const { number } = await resolve(hall.pair, ballot, hall.people.slice(0, 2));
  await asked.promise;
  await hall.server.kill();
  expect(received(hall)).toEqual([]);
  relay.handle = () => 'pass';
  await hall.server.start();
  const receipt = await receiptFor(hall.pair, number);
  expect(received(hall)).toHaveLength(1);
  expect(hall.server.journal(hall.slug).filter(({ type }) => type === 'message.accepted')).toHaveLength(1);
  const files = { resolution: await fileOf(hall, number), anchor: await anchorOf(hall), receipt };
  expect((await verifyFiles(files)).refusal).toBeUndefined();
});

test('a resolution whose receipt was lost when the server ended is delivered again, and stored once', async () => {
  const relay = await openRelay();
  const hall = await hallBehind(relay);
  const lost = Promise.withResolvers<void>();
  relay.handle = (request, response) => {
    if (!isInbox(request)) return 'pass';
    // the county takes it in, its answer goes nowhere
    const { write } = response;
    response.write = (() => true) as typeof write;
    response.end = (() => {
      lost.resolve();
      return response;
    }) as typeof response.end;
    pass(relay.to, request, response);
    return 'held';
  };
  const ballot = await adopt(hall);
  const { number } = await resolve(hall.pair, ballot, hall.people.slice(0, 2));
  await lost.promise;
  await hall.server.kill();
  expect(received(hall)).toHaveLength(1);
  relay.handle = () => 'pass';
  await hall.server.start();
  const receipt = await receiptFor(hall.pair, number);
  expect(received(hall)).toHaveLength(1);
  const again = await deliverTo(hall.server, hall.pair.county, await fileOf(hall, number));
  expect(await again.text()).toBe(receipt);
});
