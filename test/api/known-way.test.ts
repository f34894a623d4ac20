import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeBranchKey, signJws } from '../../server/keys.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import {
  type AnswerStatement,
  type Custody,
  messageType,
  type TreatmentStatement,
} from '../../server/rules/party-statements.ts';
import type { RefusalCode } from '../../server/rules/refusals.ts';
import type { ResolutionPayload, ResolutionStatement } from '../../server/rules/statements.ts';
import { verifyResolution } from '../../server/rules/verify-resolution.ts';
import { chainOf, makeBranch, type TestBranch } from '../support/branches.ts';
import { attested, branchKey, deliverTo, fileOf, partsOf, signedFile, signersOf } from '../support/files.ts';
import { type Hall, resolveText } from '../support/hall.ts';
import { chainThrough, joinBelow, keyOf, leave, nothingWaits, placeOf } from '../support/joining.ts';
import { makeReceipt } from '../support/meeting.ts';
import { addUnit, foundParty, meet, resolutionIn, type Unit } from '../support/party.ts';
import { problemIn } from '../support/refusals.ts';
import { startServer, type TestServer } from '../support/server.ts';

// Every branch can vouch for any id with a key of its own making. Here voss and rogaland do.

const media = 'application/vnd.vedtak.custody+json';

let server: TestServer;
const units = {} as Record<'sentralt' | 'hordaland' | 'rogaland' | 'bergen' | 'voss' | 'sandviken', Unit>;
type Name = keyof typeof units;
let hall: Hall;
let statement: ResolutionStatement;
let hash: string;

beforeAll(async () => {
  server = await startServer();
  const { national, county } = await foundParty(server);
  Object.assign(units, { sentralt: national, hordaland: county });
  units.rogaland = await addUnit(national, 'rogaland', 'Rogaland Arbeiderparti', 'fylkesparti');
  units.bergen = await addUnit(county, 'bergen', 'Arbeiderpartiet i Bergen');
  units.voss = await addUnit(county, 'voss', 'Voss Arbeiderparti');
  units.sandviken = await addUnit(units.bergen, 'sandviken', 'Sandviken lag');
  await chainThrough([units.sandviken, units.bergen, county, national]);
  hall = await meet(units.bergen, 4);
  statement = await resolveText(hall);
  hash = hashOf(statement);
  await resolutionIn(county, hash);
  await forward(county);
  await resolutionIn(national, hash);
}, 120_000);

beforeEach(() => nothingWaits(...Object.values(units)));

afterAll(() => server.end());

/** A level sends what it holds of the resolution on. */
async function forward({ leader, slug }: Unit, resolution = hash): Promise<void> {
  const at = { slug, hash: resolution };
  const previous = (await leader.call('collectionItem', at)).treatments.at(-1)?.treatment ?? null;
  await leader.call('treat', at, { previous, points: [{ number: 1, recommendation: null, outcome: 'forwarded' }] });
}

/** Branches as their own keys make them, from the top down, the last one with a key that somebody else made for it. */
async function lineDown(...names: [Name, ...Name[]]): Promise<TestBranch> {
  let branch: TestBranch | null = null;
  for (const name of names) {
    const { id, name: called } = units[name];
    const key = name === names.at(-1) ? await makeBranchKey() : await branchKey(server, name);
    branch = { id, name: called, level: 'lag', key, parent: branch };
  }
  return branch as TestBranch;
}

function life(): { iat: number; exp: number } {
  const now = Math.floor(Date.now() / 1000);
  return { iat: now - 60, exp: now + 3600 };
}

/** The next resolution of a branch, rightly signed by people, and by the branch with whatever key. */
async function resolutionBy(
  branch: TestBranch,
  change: Partial<ResolutionStatement> = {},
): Promise<{ payload: ResolutionPayload; hash: string; jws: string }> {
  const next = { ...statement, branch: branch.id, number: 2, previous: hash, title: 'Noe annet', ...change };
  const payload = attested(next, signersOf(hall));
  return { payload, hash: hashOf(next), jws: await signedFile(branch.key, payload, await chainOf(branch, life())) };
}

/** The custody of a resolution that came through the branch above the one that made it, whose receipt is there. */
async function custodyOf(branch: TestBranch, change: Partial<ResolutionStatement> = {}): Promise<Custody> {
  const file = await resolutionBy(branch, change);
  const receipts = [await makeReceipt(branch.parent as TestBranch, file, 3, 6, new Date().toISOString())];
  return { typ: 'vedtak/custody/1', resolution: file.jws, receipts, treatments: [] };
}

async function heldIn(name: Name): Promise<Custody> {
  return (await (await fetch(`${server.address}/lag/${name}/collection/${hash}/custody.json`)).json()) as Custody;
}

/** What a level says of the resolution, after all that the others have said. */
async function treatmentBy(branch: TestBranch): Promise<string> {
  const { treatments } = await units.sentralt.leader.call('collectionItem', { slug: 'sentralt', hash });
  const said: TreatmentStatement = {
    typ: 'vedtak/treatment/1',
    branch: branch.id,
    resolution: hash,
    previous: treatments.at(-1)?.treatment ?? null,
    points: [{ number: 2, recommendation: null, outcome: 'rejected' }],
    at: new Date().toISOString(),
  };
  return signJws(branch.key, messageType('treatment'), said, { trust_chain: await chainOf(branch, life()) });
}

/** Expects a branch to refuse what comes, and to keep nothing of it. */
async function refuses(name: Name, code: RefusalCode, body: string | Custody): Promise<void> {
  const before = await server.stored();
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const problem = await problemIn(
    await deliverTo(server, name, text, typeof body === 'string' ? 'application/jose' : media),
  );
  expect(problem.code, problem.detail).toBe(code);
  expect(await server.stored()).toBe(before);
}

test('a branch that makes itself the parent of another one of ours is refused, though its chain holds', async () => {
  const forged = await lineDown('sentralt', 'hordaland', 'voss', 'bergen');
  const custody = await custodyOf(forged);
  // whoever has the county's key alone sees it in the path, and nowhere else
  const { trusted } = await verifyResolution(custody.resolution, { anchors: [await keyOf(units.hordaland)] });
  expect(trusted?.ids).toEqual([units.bergen.id, units.voss.id, units.hordaland.id]);
  await refuses('hordaland', 'trust.chain', custody);
  const courier = JSON.stringify({ typ: 'vedtak/courier/1', items: [{ media, body: JSON.stringify(custody) }] });
  const brought = await deliverTo(server, 'hordaland', courier, 'application/vnd.vedtak.courier+json');
  expect(await brought.json()).toMatchObject({ receipts: [{ receipt: null, code: 'trust.chain' }] });
});

test('nor is it a level between: what stands below a forged branch of ours is refused as well', async () => {
  const forged = await lineDown('sentralt', 'hordaland', 'voss', 'bergen');
  const group = { ...(await makeBranch('gruppa', 'lag', forged)), id: `${units.voss.leader.server}/lag/gruppa` };
  const file = await resolutionBy(group, { number: 1, previous: null });
  const at = new Date().toISOString();
  const receipts = await Promise.all(
    [forged, forged.parent as TestBranch].map((one) => makeReceipt(one, file, 3, 6, at)),
  );
  await refuses('hordaland', 'trust.chain', {
    typ: 'vedtak/custody/1',
    resolution: file.jws,
    receipts,
    treatments: [],
  });
});

test('a branch further below that came another way before is refused with a key that is not its own', async () => {
  await refuses('sentralt', 'trust.chain', await custodyOf(await lineDown('sentralt', 'rogaland', 'bergen')));
});

test('what a level is made to say by another branch is refused, by itself and in a custody that is true', async () => {
  const county = await lineDown('sentralt', 'rogaland', 'hordaland');
  const said = await treatmentBy(county);
  await refuses('sentralt', 'trust.chain', said);
  await refuses('sentralt', 'trust.chain', { ...(await heldIn('sentralt')), treatments: [said] });
});

test('so is an answer in the name of the branch that made the resolution', async () => {
  const { id, name } = units.bergen;
  const above = await lineDown('sentralt', 'hordaland');
  const county = { ...above, key: await branchKey(server, 'hordaland') };
  const bergen = { id, name, level: 'lag', key: await branchKey(server, 'bergen'), parent: county };
  const hearing = hashOf('a hearing');
  const file = await resolutionBy(bergen, { hearing });
  const forged = await lineDown('sentralt', 'hordaland', 'voss', 'bergen');
  const answer: AnswerStatement = {
    typ: 'vedtak/answer/1',
    branch: id,
    hearing,
    resolution: file.hash,
    adopted: [],
    rejected: [],
    at: new Date().toISOString(),
  };
  const jws = await signJws(forged.key, messageType('answer'), answer, { trust_chain: await chainOf(forged, life()) });
  const receipts: string[] = [];
  await refuses('hordaland', 'trust.chain', {
    typ: 'vedtak/custody/1',
    resolution: file.jws,
    answer: jws,
    receipts,
    treatments: [],
  });
});

test('nobody below speaks for those above: not to the branch, and not to those below it', async () => {
  const forged = await lineDown('hordaland', 'voss', 'sentralt');
  await refuses('bergen', 'trust.chain', await treatmentBy(forged));
  const parent = await lineDown('sentralt', 'hordaland', 'voss', 'bergen');
  const ended = {
    typ: 'vedtak/statements/1',
    branch: parent.id,
    child: units.sandviken.id,
    statements: [],
    ended: 'revoked',
    at: new Date().toISOString(),
  };
  const header = { trust_chain: await chainOf(parent, life()) };
  await refuses('sandviken', 'trust.chain', await signJws(parent.key, messageType('statements'), ended, header));
  expect((await placeOf(units.sandviken)).parent?.id).toBe(units.bergen.id);
});

test('nor for the receiver itself, with a key under the name of another', async () => {
  const us = await lineDown('sentralt', 'hordaland', 'voss', 'bergen');
  const key = await makeBranchKey();
  const { kid } = await keyOf(units.sandviken);
  const { id, name } = units.sandviken;
  const named = { ...key, kid, publicJwk: { ...key.publicJwk, kid } };
  const forged: TestBranch = { id, name, level: 'lag', key: named, parent: us };
  await refuses('bergen', 'trust.chain', (await resolutionBy(forged, { number: 1, previous: null })).jws);
});

test('a branch that was revoked does not come again through another one', async () => {
  const { hordaland, voss } = units;
  await hordaland.leader.call('revokeChild', { slug: 'hordaland' }, { child: voss.id, reason: 'Nøkkelen er stjålet' });
  const county: TestBranch = {
    ...(await lineDown('sentralt', 'hordaland')),
    key: await branchKey(server, 'hordaland'),
  };
  const bergen = {
    ...(await makeBranch('x', 'lag', county)),
    id: units.bergen.id,
    key: await branchKey(server, 'bergen'),
  };
  const again = { ...(await makeBranch('x', 'lag', bergen)), id: voss.id, key: await branchKey(server, 'voss') };
  await nothingWaits(...Object.values(units));
  await refuses('hordaland', 'child.revoked', await custodyOf(again, { number: 1, previous: null }));
});

test('a branch that has moved comes the new way with its own key, and with no other the old way', async () => {
  const { sentralt, hordaland, rogaland, bergen } = units;
  const before: TestBranch = {
    ...(await lineDown('sentralt', 'hordaland')),
    key: await branchKey(server, 'hordaland'),
  };
  await leave(bergen, hordaland);
  await joinBelow(rogaland, bergen);
  await chainThrough([bergen, rogaland, sentralt]);
  const next = hashOf(await resolveText(hall));
  await resolutionIn(rogaland, next);
  await forward(rogaland, next);
  await resolutionIn(sentralt, next);
  const [item] = (await sentralt.leader.call('collection', { slug: 'sentralt' })).received;
  expect(item).toMatchObject({ resolution: next, branch: bergen.id });
  expect(partsOf(await fileOf(hall, 2)).header.kid).toBe((await keyOf(bergen)).kid);
  await nothingWaits(...Object.values(units));
  // the county that it left still can sign a key for it; nobody believes that any more
  const forged: TestBranch = { ...(await makeBranch('x', 'lag', before)), id: bergen.id };
  await refuses('sentralt', 'trust.chain', await custodyOf(forged, { number: 3, previous: next }));
});
