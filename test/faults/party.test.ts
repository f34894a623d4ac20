import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { journalFault } from '../../db/journal.ts';
import { openNodeEngine } from '../../db/node.ts';
import { machine } from '../../server/branch.ts';
import {
  callToOrder,
  closeBallot,
  enrolAll,
  inviteAll,
  openBallot,
  type Pair,
  vote,
} from '../../server/demo/meeting.ts';
import { memberCsv } from '../../server/demo/people.ts';
import { Person, Refused } from '../../server/demo/person.ts';
import { seededRandom } from '../../server/demo/votes.ts';
import { type BranchKey, makeBranchKey, signJws } from '../../server/keys.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { emptyHearing } from '../../server/rules/hearing.ts';
import { entryLeaf, type JournalEntry } from '../../server/rules/journal.ts';
import { buildReceipt, receiptType, verifyReceipt } from '../../server/rules/receipt.ts';
import type { ResolutionStatement } from '../../server/rules/statements.ts';
import { Bulk, type BulkBranch, type BulkParent } from '../support/bulk.ts';
import { attested, branchKey, deliverTo, fileOf, partsOf, signedFile } from '../support/files.ts';
import { markAll } from '../support/hall.ts';
import { makeMeeting } from '../support/meeting.ts';
import { startServer, type TestServer } from '../support/server.ts';

const seed = Number(process.env.VEDTAK_SEED ?? 20_261_124);
const random = seededRandom(seed);
/** Branches that decide something; the rest of the two hundred are dead, slow or answer with somebody else's receipt. */
const deciding = Number(process.env.VEDTAK_BRANCHES ?? 182);
const strangers = 18;
const rounds = 9;

/** A branch with its resolution drafted, and who still has to sign it. */
interface Office {
  branch: BulkBranch;
  people: Person[];
  statement: ResolutionStatement;
}

const servers: TestServer[] = [];
const counties: BulkParent[] = [];
const leaders: Person[] = [];
const offices: Office[] = [];
let elsewhere: Server;
/** What came to the branches that are none of ours. */
const strangeRequests = { slow: 0, replaying: 0 };
let national: BulkParent;

beforeAll(async () => {
  console.log(`VEDTAK_SEED=${seed}`);
  elsewhere = await openElsewhere();
  for (let i = 0; i < 3; i += 1) {
    const server = await startServer({ child: true, secret: machine.random(32) });
    await server.stop();
    servers.push(server);
  }
  const bulk = new Bulk();
  const branches: BulkBranch[] = [];
  const [first] = servers as [TestServer];
  national = await bulk.found(first, 'sentralt', 'sentralt', null);
  for (const [i, server] of servers.entries())
    counties.push(await bulk.found(server, `fylke-${i}`, 'fylkeslag', national));
  await inGroups(Array.from({ length: deciding }), 6, async (_, i) => {
    // two of three stand on another server than their county
    const server = servers[i % 3] as TestServer;
    const county = counties[(i + Math.floor(i / 3)) % 3] as BulkParent;
    branches.push(await bulk.leaf(server, `lag-${i}`, 'lokallag', county));
  });
  for (let i = 0; i < strangers; i += 1) await foundStranger(bulk, i);
  await bulk.close();
  for (const server of servers) await server.start();
  for (const county of counties) {
    const leader = new Person(county.server.address);
    await leader.enrol(county.slug, county.invitation);
    leaders.push(leader);
  }
  await inGroups(branches, 6, async (branch) => {
    offices.push(await decide(branch));
  });
}, 600_000);

afterAll(async () => {
  for (const server of servers) await server.end();
  elsewhere?.closeAllConnections();
  elsewhere?.close();
});

/** Runs work on each, so many at once. */
async function inGroups<T>(
  items: readonly T[],
  size: number,
  work: (item: T, i: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: size }, async () => {
      for (let i = next++; i < items.length; i = next++) await work(items[i] as T, i);
    }),
  );
}

const replayed = new Map<string, string>();

/** A server at which the branches that are none of ours are: slow ones never answer, replaying ones with an old receipt. */
async function openElsewhere(): Promise<Server> {
  const server = createServer((request, response: ServerResponse) => {
    request.resume();
    const receipt = replayed.get(request.url?.split('/')[2] ?? '');
    if (receipt === undefined) {
      strangeRequests.slow += 1;
      return;
    }
    strangeRequests.replaying += 1;
    response.writeHead(200, { 'content-type': 'application/jose' }).end(receipt);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}

/** A third of the strange branches is dead, a third slow, and a third answers with a receipt that it gave for something else. */
async function foundStranger(bulk: Bulk, i: number): Promise<void> {
  const { port } = elsewhere.address() as AddressInfo;
  const key = await makeBranchKey();
  const kind = (['dead', 'slow', 'replaying'] as const)[Math.floor(i / 3) % 3] ?? 'dead';
  const county = counties[i % 3] as BulkParent;
  const slug = `${kind}-${i}`;
  const id = kind === 'dead' ? `http://localhost:9/lag/${slug}` : `http://localhost:${port}/lag/${slug}`;
  await bulk.strange(id, county, key);
  if (kind === 'replaying') replayed.set(slug, await oldReceipt(id, county.id, key));
}

/** A true receipt of a branch, for something that came to it once. */
async function oldReceipt(receiver: string, from: string, key: BranchKey): Promise<string> {
  const statement = hashOf('another hearing');
  const at = new Date(Date.now() - 86_400_000).toISOString();
  const entry: JournalEntry = {
    typ: 'vedtak/entry/1',
    index: 0,
    at,
    type: 'message.received',
    kind: 'hearing',
    statement,
    from,
  };
  const checkpoint = { size: 1, root: entryLeaf(entry) };
  return signJws(key, receiptType, buildReceipt({ receiver, resolution: statement, entry, path: [], checkpoint }));
}

/** A branch meets with as few as the rules take, and drafts its resolution; the second signer has not signed it yet. */
async function decide(branch: BulkBranch): Promise<Office> {
  const { slug, server, parent, invitation } = branch;
  const administrator = new Person(server.address);
  await administrator.enrol(slug, invitation);
  const pair: Pair = { server: server.address, county: parent?.slug ?? '', branch: slug, administrator };
  const people = await enrolAll(
    pair,
    (await inviteAll(pair, memberCsv(2))).map(({ token }) => token),
  );
  const { meeting } = await callToOrder(pair, people, 'Medlemsmøte');
  const text = `Busser i ${slug}\n\n1. Avganger hvert kvarter i ${slug}.`;
  const { proposal } = await administrator.call('addProposal', { slug, meeting }, { text });
  const ballot = await openBallot(pair, proposal);
  await vote(administrator, slug, ballot, markAll(1, 'for'));
  await closeBallot(pair, ballot);
  const statement = await administrator.call('draftResolution', { slug, ballot });
  for (const person of [administrator, people[0] as Person])
    await person.call('attest', { slug, number: '1' }, person.sign(statement));
  return { branch, people: [administrator, ...people], statement };
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Tries until a server answers; what a server has done before it ended counts as done. */
async function persistently<T>(act: () => Promise<T>, done: readonly string[] = []): Promise<T | undefined> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refused) {
        if (done.includes(error.code)) return undefined;
        throw error;
      }
      await later(50 + random() * 100);
    }
  }
}

/** What a branch that cheats sends to its county, and the code with which each of it is refused. */
async function liesOf(office: Office): Promise<[code: string, jws: string][]> {
  const { branch, statement, people } = office;
  const key = await branchKey(branch.server, branch.slug);
  const { payload, header } = partsOf(await fileOf(branch, 1)) as { payload: object; header: { trust_chain: unknown } };
  const chain = header.trust_chain;
  const next = { ...statement, number: 2, previous: hashOf(statement) };
  const stranger = await makeBranchKey();
  const foreign = await makeMeeting();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  return [
    ['file.signature', await signedFile(stranger, payload, chain)],
    ['sequence.gap', await signedFile(key, attested({ ...next, number: 3 }, people), chain)],
    ['sequence.fork', await signedFile(key, attested({ ...statement, title: 'Noe annet' }, people), chain)],
    ['attestation.wrong', await signedFile(key, { ...payload, title: 'Endret etterpå' }, chain)],
    ['trust.anchor', foreign.file.jws],
    ['time.future', await signedFile(key, attested({ ...next, decidedAt: tomorrow }, people), chain)],
  ];
}

/** Ends servers at random moments and starts them again. */
async function storm(): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await later(random() * 1500);
    const server = servers[Math.floor(random() * 3)] as TestServer;
    await server.kill();
    await later(random() * 500);
    await server.start();
  }
}

async function faultIn({ server, slug }: BulkBranch): Promise<number | null> {
  const engine = await openNodeEngine(join(server.data, 'branches', `${slug}.sqlite`), () => undefined);
  try {
    return await engine.read(journalFault);
  } finally {
    await engine.close();
  }
}

interface Sent {
  receiver: string;
  state: string;
  reason: string | null;
  receipt: string | null;
}

test('what two hundred branches on three servers say arrives once, each lie is refused by its name, and nothing is lost when servers end', async () => {
  const raging = storm();
  // a hearing goes down to all while the resolutions come up
  const draft = {
    ...emptyHearing,
    title: 'Ny busspolitikk',
    blocks: [{ kind: 'point' as const, text: 'Flere busser.' }],
    opensAt: new Date().toISOString(),
    deadline: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  };
  const hearings = new Map<string, string>();
  const asking = inGroups(counties, 3, async ({ slug, id }, i) => {
    const leader = leaders[i] as Person;
    const { draft: name } = (await persistently(() => leader.call('addHearingDraft', { slug }, draft))) ?? {
      draft: '',
    };
    const published = await persistently(
      () => leader.call('publishHearing', { slug, draft: name }),
      ['hearing.state', 'not_found'],
    );
    if (published !== undefined) hearings.set(id, published.hearing);
  });
  const refused = new Map<string, Set<string>>();
  const signing = inGroups(offices, 6, async (office, i) => {
    const { branch, people, statement } = office;
    const { slug } = branch;
    const third = people[2] as Person;
    await later(random() * 300);
    const sign = (): Promise<unknown> => third.call('attest', { slug, number: '1' }, third.sign(statement));
    await persistently(sign, ['resolution.signed', 'attestation.taken']);
    if (i % 20 > 0) return;
    // every twentieth office cheats once its resolution is there
    const { server, slug: county } = branch.parent as BulkParent;
    const own = await persistently(() => fileOf(branch, 1));
    await persistently(async () => expect((await deliverTo(server, county, own ?? '')).ok).toBe(true));
    for (const [code, jws] of (await persistently(() => liesOf(office))) ?? []) {
      const answer = await persistently(async () => {
        const found = await deliverTo(server, county, jws);
        return (await found.json()) as { code: string };
      });
      refused.set(code, (refused.get(code) ?? new Set()).add(answer?.code ?? ''));
    }
  });
  await Promise.all([raging, asking, signing]);
  for (const [code, found] of refused) expect([...found], code).toEqual([code]);
  expect([...refused.keys()].sort()).toEqual([
    'attestation.wrong',
    'file.signature',
    'sequence.fork',
    'sequence.gap',
    'time.future',
    'trust.anchor',
  ]);

  const keys = new Map<string, { keys: never[] }>();
  for (const { id } of counties) keys.set(id, (await (await fetch(`${id}/jwks.json`)).json()) as { keys: never[] });
  await expect.poll(() => waiting(), { timeout: 120_000, interval: 500 }).toEqual([]);
  for (const { branch, statement } of offices) {
    const county = branch.parent as BulkParent;
    const resolution = hashOf(statement);
    const [sent, ...others] = branch.server.select<Sent>(
      branch.slug,
      "SELECT * FROM delivery WHERE kind = 'resolution'",
    );
    expect([sent?.state, others]).toEqual(['accepted', []]);
    const expected = { resolution, receiver: county.id, keys: keys.get(county.id)?.keys ?? [] };
    expect((await verifyReceipt(sent?.receipt ?? '', expected)).ok).toBe(true);
  }
  for (const county of counties) {
    const honest = offices
      .filter(({ branch }) => branch.parent?.id === county.id)
      .map(({ statement }) => hashOf(statement));
    const entries = county.server.journal(county.slug).filter(({ type }) => type === 'resolution.received');
    const held = county.server.select<{ hash: string }>(county.slug, 'SELECT hash FROM received');
    expect(entries.map((entry) => 'resolution' in entry && entry.resolution).sort()).toEqual(honest.toSorted());
    expect(held.map(({ hash }) => hash).sort()).toEqual(honest.toSorted());
  }
  // the hearing came to every branch that is alive, once, whatever the others do
  for (const { branch } of offices) {
    const came = branch.server
      .journal(branch.slug)
      .filter((entry) => entry.type === 'message.received' && entry.kind === 'hearing');
    expect(came.length, branch.slug).toBe(1);
  }
  const reasons = counties.flatMap(({ server, slug }) =>
    server.select<Sent>(slug, "SELECT * FROM delivery WHERE state = 'waiting'"),
  );
  for (const { receiver, receipt } of reasons) {
    expect(receiver).toMatch(/\/lag\/(?:dead|slow|replaying)-\d+$/u);
    expect(receipt).toBeNull();
  }
  const lied = reasons.filter(({ receiver }) => receiver.includes('replaying'));
  expect(lied.length).toBe(strangers / 3);
  for (const { reason } of lied) expect(reason).toBe('receipt.wrong');
  expect(strangeRequests.slow).toBeGreaterThan(0);
  for (const server of servers) await server.stop();
  for (const branch of [national, ...counties, ...offices.slice(0, 30).map((office) => office.branch)])
    expect(await faultIn(branch), branch.slug).toBeNull();
}, 600_000);

/** What still waits and could arrive, as receiver and reason. */
function waiting(): string[] {
  const all = [...counties, ...offices.map(({ branch }) => branch)];
  const rows = all.flatMap(({ server, slug }) =>
    server.select<Sent>(slug, "SELECT * FROM delivery WHERE state <> 'accepted'"),
  );
  return rows
    .filter(({ receiver, reason }) => !/\/(?:dead|slow|replaying)-\d+$/u.test(receiver) || reason === null)
    .map(({ receiver, state, reason }) => `${receiver} ${state} ${reason}`);
}
