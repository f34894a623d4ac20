import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Endpoint } from '../../server/api/endpoint.ts';
import { type BodyOf, type EndpointName, endpoints } from '../../server/api/endpoints.ts';
import {
  callToOrder,
  closeBallot,
  inviteAll,
  openBallot,
  receiptFor,
  resolve,
  vote,
} from '../../server/demo/meeting.ts';
import { Person, Refused } from '../../server/demo/person.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import type { PersonStatement, ResolutionStatement } from '../../server/rules/statements.ts';
import { verifyFiles } from '../../server/rules/verify.ts';
import { readResolution } from '../../server/rules/verify-resolution.ts';
import { adopt, gatherIn, type Hall, markAll, openOn, propose, resolveText } from '../support/hall.ts';
import { harmlessBodies } from '../support/harmless.ts';
import { type Front, move, openFront, sharedSecret, vedtak } from '../support/moving.ts';
import { nothingNamed } from '../support/nothing.ts';
import { problemIn } from '../support/refusals.ts';
import { startServer, type TestServer } from '../support/server.ts';

// One branch goes from Node to workerd, to another Node, back to workerd and back to where it began.
let folder: string;
let front: Front;
let first: TestServer;
let workers: TestServer;
let second: TestServer;
let hall: Hall;
let newcomer: Person;
let token: string;
let registration: BodyOf<'enrol'>['registration'];
let running: string;

const patience = 240_000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedtak-moving-'));
  front = await openFront();
  const options = { url: front.url, secret: sharedSecret };
  first = await startServer({ ...options, on: 'node' });
  second = await startServer({ ...options, on: 'node' });
  workers = await startServer({ ...options, on: 'workers' });
  front.main = first.address;
  hall = await gatherIn(first, 3);
  await resolveText(hall);
  await receiptFor(hall.pair, 1);
  const [invitation] = await inviteAll(hall.pair, 'medlemsnummer;navn\n9001;Nora Nykommer');
  token = invitation?.token ?? '';
  newcomer = new Person(front.url);
  const { options: creation } = await newcomer.call('enrolmentOptions', { slug: hall.slug }, { token });
  registration = newcomer.register(creation);
  // the branch moves in the middle of a ballot
  running = await openOn(hall);
  const [ola] = hall.people as [Person];
  await vote(ola, hall.slug, running, markAll(3, 'for'));
}, patience);

afterAll(async () => {
  for (const server of [first, second, workers]) await server?.end();
  await front?.close();
  await rm(folder, { recursive: true, force: true });
}, patience);

async function text(path: string): Promise<string> {
  const answer = await fetch(front.url + path);
  expect(answer.status, path).toBe(200);
  return answer.text();
}

/** Moves a branch, its public address following, and expects all that must be the same to be so. */
async function hop(slug: string, from: TestServer, to: TestServer): Promise<void> {
  const keys = await text(`/lag/${slug}/jwks.json`);
  const journal = from.journal(slug);
  const file = join(folder, 'branch.export');
  await move(slug, from, to, file);
  const { journal: stated } = JSON.parse((await readFile(file, 'utf8')).split('\n')[0] ?? '');
  expect(stated.size).toBe(journal.length);
  expect(to.journal(slug)).toEqual(journal);
  front.home.set(slug, to.address);
  expect(await text(`/lag/${slug}/jwks.json`)).toBe(keys);
}

/** Expects that a resolution verifies from its files under the county's key. */
async function expectVerified(number: number): Promise<void> {
  const { keys } = JSON.parse(await text(`/lag/${hall.pair.county}/jwks.json`));
  const resolution = await text(`/lag/${hall.slug}/resolutions/${number}.jws`);
  const receipt = await text(`/lag/${hall.slug}/resolutions/${number}/receipt.jws`);
  const evidence = await hall.administrator.call('evidence', { slug: hall.slug, number: String(number) });
  const verified = await verifyFiles({ resolution, anchor: keys[0], receipt, evidence: JSON.stringify(evidence) });
  expect(verified.refusal).toBeUndefined();
}

async function signAllIn(): Promise<void> {
  for (const person of [hall.administrator, ...hall.people]) await person.signIn(hall.slug);
}

/** A new meeting with a ballot that ends in a signed resolution which the county receives. */
async function meetAgain(title: string): Promise<ResolutionStatement> {
  hall.meeting = (await callToOrder(hall.pair, hall.people, title)).meeting;
  return resolve(hall.pair, await adopt(hall), hall.people.slice(0, 2));
}

test('once a branch has moved to workerd, the old server refuses every command, says where it went, and still lets read', {
  timeout: patience,
}, async () => {
  await hop(hall.slug, first, workers);
  front.home.set(hall.slug, first.address);
  const { administrator, slug, meeting, people } = hall;
  const [ola] = people as [Person];
  const at = new Date().toISOString();
  const branch = `${front.url}/lag/${slug}`;
  const hash = 'A'.repeat(43);
  const { proposals } = await administrator.call('snapshot', { slug });
  const proposal = proposals[0]?.id ?? '';
  const sign = <S extends PersonStatement>(statement: S) => administrator.sign(statement);
  const checkpoint = { size: 1, root: hash };
  const draft = readResolution(await text(`/lag/${slug}/resolutions/1.jws`));
  if (!draft.ok) throw new Error('resolution 1 is not readable');
  const { attestations: _, ...statement } = draft.value.payload;
  const ballotStatement = {
    typ: 'vedtak/ballot/1' as const,
    branch,
    meeting,
    item: hash,
    number: 9,
    secrecy: 'open' as const,
    questions: [{ id: '1', title: 'En', text: hash, options: ['for' as const, 'against' as const] }],
    rule: ruleTemplates.simple,
    roll: hash,
    openedAt: at,
  };
  // a command is refused before its body is looked at, but for those that first check a signature
  const bodies: { [N in EndpointName]?: BodyOf<N> } = {
    ...harmlessBodies(branch),
    login: sign({ typ: 'vedtak/login/1', branch, nonce: hash, at }),
    enrolmentOptions: { token },
    enrol: { token, registration },
    importMembers: { csv: 'medlemsnummer;navn\n9002;Per Ny' },
    invite: { members: [ola.member] },
    createMeeting: { title: 'Nytt møte', place: 'Bergen', startsAt: at, quorum: { num: 1, den: 2 } },
    setRoles: { chair: [ola.member], secretary: [], signer: [] },
    checkIn: { members: [ola.member], present: false },
    signRoll: sign({ typ: 'vedtak/roll/1', branch, meeting, version: 2, entries: [] }),
    addProposal: { text: 'En sak\n\n1. Et krav.' },
    editProposal: { base: hash, content: { title: 'En sak', blocks: [{ kind: 'point', text: 'Et krav.' }] } },
    openBallot: {
      proposal,
      subject: { kind: 'text', content: proposals[0]?.content ?? { title: 'Borte', blocks: [] } },
      signed: sign(ballotStatement),
    },
    castVote: ola.sign({
      typ: 'vedtak/vote/1',
      ballot: running,
      delegate: ola.member,
      revision: 2,
      marks: markAll(3, 'against'),
    }),
    castCount: ola.sign({ typ: 'vedtak/count/1', ballot: running, method: 'hands', counts: {}, teller: ola.member }),
    closeBallot: sign({
      typ: 'vedtak/close/1',
      ballot: running,
      votes: 1,
      evidence: hash,
      journal: checkpoint,
      closedAt: at,
    }),
    attest: sign(statement),
    addBranch: { name: 'Voss', slug: 'voss', level: 'lokallag', administrator: 'Liv Dale', number: '1' },
  };
  const parameters = { ...nothingNamed, slug, meeting, proposal, ballot: running, number: '1' };
  const before = await first.stored();
  const reading: EndpointName[] = ['importPreview', 'amendmentsPreview', 'lookUpParent'];
  const commands = (Object.entries(endpoints) as [EndpointName, Endpoint][]).filter(
    ([name, { method, path }]) => method !== 'GET' && path.startsWith('/lag/') && !reading.includes(name),
  );
  for (const [name] of commands) {
    const body = bodies[name] as never;
    const person = name === 'castVote' ? ola : administrator;
    const error = await person.call(name, parameters, body).catch((reason) => reason);
    expect(error, name).toBeInstanceOf(Refused);
    expect((error as Refused).code, name).toBe('branch.moved');
  }
  const answer = await fetch(`${first.address}/lag/${slug}/api/login/nonce`, { method: 'POST' });
  expect(answer.status).toBe(410);
  expect((await problemIn(answer)).data).toEqual({ to: workers.address });
  expect(await first.stored()).toBe(before);
  expect((await text(`/lag/${slug}/resolutions/1.jws`)).length).toBeGreaterThan(0);
  expect(await first.select(slug, "SELECT * FROM delivery WHERE state = 'waiting'")).toEqual([]);
  front.home.set(slug, workers.address);
});

test('on workerd the ballot goes on that the branch left in the middle of', {
  timeout: patience,
}, async () => {
  // sessions stay behind, passkeys do not
  await expect(hall.administrator.call('members', { slug: hall.slug })).rejects.toThrow('session.missing');
  await signAllIn();
  await expectVerified(1);
  for (const person of hall.people.slice(1)) await vote(person, hall.slug, running, markAll(3, 'for'));
  await closeBallot(hall.pair, running);
  const resolution = await resolve(hall.pair, running, hall.people.slice(0, 2));
  const before = readResolution(await text(`/lag/${hall.slug}/resolutions/1.jws`));
  expect(resolution).toMatchObject({ number: 2, previous: before.ok && before.value.hash });
  await receiptFor(hall.pair, 2);
  await expectVerified(2);
});

test('an invitation that was handed out before the move is used after it', { timeout: patience }, async () => {
  await newcomer.call('enrol', { slug: hall.slug }, { token, registration });
  const { me } = await newcomer.call('snapshot', { slug: hall.slug });
  expect(me?.name).toBe('Nora Nykommer');
});

test('it moves on to another Node; what its county has left behind waits until that is found', {
  timeout: patience,
}, async () => {
  await hop(hall.slug, workers, second);
  await signAllIn();
  await expectVerified(2);
  // the county moves too, but its address still leads to the old server
  const { county } = hall.pair;
  await move(county, first, second, join(folder, 'county.export'));
  const third = await meetAgain('Årsmøte');
  const before = readResolution(await text(`/lag/${hall.slug}/resolutions/2.jws`));
  expect(third).toMatchObject({ number: 3, previous: before.ok && before.value.hash });
  const inbox = await fetch(`${front.url}/lag/${county}/inbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/jose' },
    body: await text(`/lag/${hall.slug}/resolutions/3.jws`),
  });
  expect(await problemIn(inbox)).toMatchObject({ code: 'branch.moved', data: { to: second.address } });
  front.home.set(county, second.address);
  await receiptFor(hall.pair, 3);
  await expectVerified(3);
  const { received } = await hall.administrator.call('collection', { slug: county });
  expect(received.map(({ number }) => number)).toEqual([3, 2, 1]);
});

test('it comes back once what it left behind is removed', { timeout: patience }, async () => {
  await expect(move(hall.slug, second, workers, join(folder, 'taken.export'))).rejects.toThrow('branch.taken');
  const remove = ['export', hall.slug, '--remove', '--server'];
  const left = `${workers.address}/lag/${hall.slug}`;
  const feed = (await fetch(`${left}/api/events`)).text();
  let removing = true;
  const asked = (async () => {
    const answers = new Set<number>();
    while (removing) answers.add((await fetch(`${left}/api/snapshot`)).status);
    return answers;
  })();
  expect((await vedtak([...remove, workers.address])).code).toBe(0);
  removing = false;
  expect([...(await asked)].filter((status) => ![200, 404, 503].includes(status))).toEqual([]);
  // who still listened there is let go
  await feed;
  expect((await fetch(`${left}/jwks.json`)).status).toBe(404);
  await hop(hall.slug, second, workers);
  await signAllIn();
  expect((await meetAgain('Medlemsmøte')).number).toBe(4);
  await receiptFor(hall.pair, 4);
  expect((await vedtak([...remove, workers.address])).err).toContain('branch.here');
  expect((await vedtak([...remove, first.address])).code).toBe(0);
  await hop(hall.slug, workers, first);
  await signAllIn();
  await expectVerified(4);
  const { proposal } = await propose(hall);
  expect(await openBallot(hall.pair, proposal)).toMatch(/^[\w-]{43}$/u);
  await first.stop();
  await first.start();
  await expectVerified(1);
});
