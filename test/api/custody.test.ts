import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BodyOf } from '../../server/api/endpoints.ts';
import { closeBallot, openBallot, resolve, vote } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { signJws } from '../../server/keys.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { verifyCustody } from '../../server/rules/custody.ts';
import { type Custody, messageType, type TreatmentStatement } from '../../server/rules/party-statements.ts';
import type { RefusalCode } from '../../server/rules/refusals.ts';
import type { ResolutionStatement } from '../../server/rules/statements.ts';
import { attested, branchKey, deliverTo, fileOf, partsOf, signedFile, signersOf } from '../support/files.ts';
import { type Hall, realText, resolveText } from '../support/hall.ts';
import { makeReceipt } from '../support/meeting.ts';
import { addUnit, entryIn, foundParty, meet, resolutionIn, type Unit } from '../support/party.ts';
import { problemIn } from '../support/refusals.ts';
import { startServer, type TestServer } from '../support/server.ts';

const media = 'application/vnd.vedtak.custody+json';

let server: TestServer;
const units = {} as Record<'sentralt' | 'hordaland' | 'bergen' | 'os', Unit>;
let hall: Hall;
let statement: ResolutionStatement;
let file: string;
let hash: string;

beforeAll(async () => {
  server = await startServer();
  const { national, county } = await foundParty(server);
  const bergen = await addUnit(county, 'bergen', 'Arbeiderpartiet i Bergen');
  Object.assign(units, {
    sentralt: national,
    hordaland: county,
    bergen,
    os: await addUnit(county, 'os', 'Os Arbeiderparti'),
  });
  hall = await meet(bergen, 4);
  statement = await resolveText(hall, await realText());
  hash = hashOf(statement);
  file = await fileOf(hall, 1);
  await resolutionIn(county, hash);
});

afterAll(() => server.end());

const itemIn = ({ slug, leader }: Unit) => leader.call('collectionItem', { slug, hash });
const fate = () => new Person(units.bergen.leader.server).call('custody', { slug: 'bergen', number: '1' });

/** A level says something of the resolution, after the last that it knows. */
async function treat(unit: Unit, points: BodyOf<'treat'>['points']): Promise<string> {
  const previous = (await itemIn(unit)).treatments.at(-1)?.treatment ?? null;
  return (await unit.leader.call('treat', { slug: unit.slug, hash }, { previous, points })).treatment;
}

/** Waits until a branch has a treatment. */
const treatedIn = (unit: Unit, treatment: string) =>
  entryIn(unit, (entry) => entry.type === 'resolution.treated' && entry.treatment === treatment);

async function custodyIn({ slug }: Unit): Promise<Custody> {
  const path = slug === 'bergen' ? 'resolutions/1' : `collection/${hash}`;
  return (await (await fetch(`${server.address}/lag/${slug}/${path}/custody.json`)).json()) as Custody;
}

async function refused(unit: Unit, body: BodyOf<'treat'>): Promise<string> {
  return unit.leader.call('treat', { slug: unit.slug, hash }, body).then(
    () => 'taken',
    ({ code }: { code: string }) => code,
  );
}

test('the county recommends and decides, point by point, and the branch that wrote it is told', async () => {
  const { hordaland, bergen } = units;
  const recommended = await treat(hordaland, [{ number: 1, recommendation: 'adopt', outcome: null }]);
  const covered = {
    number: 6,
    recommendation: null,
    outcome: 'covered' as const,
    to: 'Fylkesprogrammet',
    reason: 'Står der alt.',
  };
  const changed = { number: 4, recommendation: null, outcome: 'changed' as const, text: 'Styrk NOKUT nå.' };
  const second = await treat(hordaland, [covered, changed]);
  await treatedIn(bergen, second);
  const { points, levels, treatments, sent } = await fate();
  expect(sent).toMatchObject({ to: hordaland.id, name: hordaland.name, state: 'accepted' });
  expect(levels).toMatchObject([{ branch: hordaland.id, name: hordaland.name, by: 'receipt' }]);
  expect(treatments.map(({ treatment, previous }) => [treatment, previous])).toEqual([
    [recommended, null],
    [second, recommended],
  ]);
  expect(points).toHaveLength(8);
  const steps = (number: number) => points.find((point) => point.number === number)?.steps;
  expect(steps(1)).toMatchObject([{ name: hordaland.name, recommendation: 'adopt', outcome: null }]);
  expect(steps(6)).toMatchObject([{ outcome: 'covered', to: 'Fylkesprogrammet', reason: 'Står der alt.' }]);
  expect(steps(4)).toMatchObject([{ outcome: 'changed', text: 'Styrk NOKUT nå.' }]);
  expect(steps(2)).toEqual([]);
  expect((await itemIn(hordaland)).state).toBe('recommended');
});

test('a treatment that does not follow the last one, or names what is not there, is refused', async () => {
  const { hordaland, sentralt } = units;
  const previous = (await itemIn(hordaland)).treatments.at(-1)?.treatment ?? null;
  const point = { number: 2, recommendation: null, outcome: 'rejected' as const };
  const before = await server.stored();
  expect(await refused(hordaland, { previous: null, points: [point] })).toBe('custody.order');
  expect(await refused(hordaland, { previous, points: [{ ...point, number: 9 }] })).toBe('treatment.points');
  expect(await refused(hordaland, { previous, points: [point, point] })).toBe('treatment.points');
  expect(await refused(hordaland, { previous, points: [{ ...point, by: hash }] })).toBe('treatment.points');
  expect(await refused(hordaland, { previous, points: [{ ...point, outcome: 'covered' }] })).toBe('request.invalid');
  expect(await refused(hordaland, { previous, points: [{ ...point, outcome: 'changed' }] })).toBe('request.invalid');
  expect(await refused(sentralt, { previous: null, points: [point] })).toBe('custody.unknown');
  expect(await server.stored()).toBe(before);
});

test('points are put to the vote in the county’s own meeting, and the outcome follows from the ballot', async () => {
  const { hordaland, bergen } = units;
  const meeting = await meet(hordaland, 3);
  const at = { slug: 'hordaland', hash };
  const { proposal } = await hordaland.leader.call('putToVote', at, { item: null, points: [2, 5] });
  expect((await itemIn(hordaland)).proposals).toMatchObject([{ proposal, meeting: meeting.meeting }]);
  expect((await hordaland.leader.call('treatmentSuggestion', at)).points).toEqual([]);
  const ballot = await openBallot(meeting.pair, proposal);
  for (const person of meeting.people) await vote(person, 'hordaland', ballot, { '1': 'for', '2': 'against' });
  await closeBallot(meeting.pair, ballot);
  const by = hashOf(await resolve(meeting.pair, ballot, meeting.people.slice(0, 2)));
  const { points } = await hordaland.leader.call('treatmentSuggestion', at);
  expect(points).toEqual([
    { number: 2, recommendation: null, outcome: 'adopted', by },
    { number: 5, recommendation: null, outcome: 'rejected', by },
  ]);
  await treatedIn(bergen, await treat(hordaland, points));
  expect((await fate()).points.find(({ number }) => number === 2)?.steps).toMatchObject([{ outcome: 'adopted', by }]);
});

test('what the county forwards comes to the national level unchanged, with all that was done with it', async () => {
  const { hordaland, bergen, sentralt } = units;
  await treat(hordaland, [{ number: 1, recommendation: 'adopt', outcome: 'forwarded' }]);
  await resolutionIn(sentralt, hash);
  expect((await itemIn(hordaland)).state).toBe('forwarded');
  const item = await itemIn(sentralt);
  expect(item).toMatchObject({ name: bergen.name, via: hordaland.id, path: [{ id: bergen.id }, { id: hordaland.id }] });
  expect(item.checks.every(({ ok }) => ok)).toBe(true);
  expect(item.receipts.map(({ branch }) => branch)).toEqual([hordaland.id, sentralt.id]);
  const copy = await fetch(`${server.address}/lag/sentralt/collection/${hash}.jws`);
  expect(await copy.text()).toBe(file);
  // that it came is told down to the branch that wrote it
  const arrival = item.treatments.at(-1);
  expect(arrival).toMatchObject({ branch: sentralt.id, points: [{ number: 0, recommendation: null, outcome: null }] });
  await treatedIn(bergen, arrival?.treatment ?? '');
  expect((await fate()).levels.map(({ branch, by }) => [branch, by])).toEqual([
    [hordaland.id, 'receipt'],
    [sentralt.id, 'treatment'],
  ]);
});

test('what the levels decide afterwards goes down to the branch, and up to where the resolution is', async () => {
  const { hordaland, bergen, sentralt } = units;
  const decided = await treat(sentralt, [
    { number: 1, recommendation: null, outcome: 'adopted', reason: 'Landsmøtet.' },
  ]);
  await treatedIn(bergen, decided);
  await treatedIn(hordaland, decided);
  const late = await treat(hordaland, [{ number: 8, recommendation: null, outcome: 'rejected' }]);
  await treatedIn(sentralt, late);
  await treatedIn(bergen, late);
  const steps = (await fate()).points.find(({ number }) => number === 1)?.steps;
  expect(steps?.map(({ name, recommendation, outcome, to }) => [name, recommendation, outcome, to])).toEqual([
    [hordaland.name, 'adopt', null, undefined],
    [hordaland.name, 'adopt', 'forwarded', sentralt.name],
    [sentralt.name, null, 'adopted', undefined],
  ]);
});

test('with the national key alone everything verifies from the file, at either end', async () => {
  const { sentralt, bergen } = units;
  const { publicJwk } = await branchKey(server, 'sentralt');
  const now = new Date().toISOString();
  for (const unit of [sentralt, bergen]) {
    const custody = await custodyIn(unit);
    const report = await verifyCustody(JSON.stringify(custody), { anchors: [publicJwk], now });
    expect(report.refusal).toBeUndefined();
    expect(report.hash).toBe(hash);
    const names = report.steps.map(({ name }) => name);
    expect(names.filter((name) => name === 'treatment')).toHaveLength(7);
    expect(names.filter((name) => name === 'receipt')).toHaveLength(unit === sentralt ? 2 : 1);
  }
});

/** Expects the national branch to refuse a custody and to keep nothing of it. */
async function refuses(code: RefusalCode, custody: Custody): Promise<void> {
  const before = await server.stored();
  const problem = await problemIn(await deliverTo(server, 'sentralt', JSON.stringify(custody), media));
  expect(problem.code, problem.detail).toBe(code);
  expect(await server.stored()).toBe(before);
}

test('a custody that says what is not so is refused by its name, and nothing of it is kept', async () => {
  const { hordaland, os } = units;
  // another resolution of the branch, which went no further than the county
  const next = await resolveText(hall);
  await resolutionIn(hordaland, hashOf(next));
  const answer = await fetch(`${server.address}/lag/hordaland/collection/${hashOf(next)}/custody.json`);
  const custody = (await answer.json()) as Custody;
  const said = async (
    by: 'hordaland' | 'os',
    change: Partial<TreatmentStatement> = {},
    chain?: unknown,
  ): Promise<string> => {
    const { header } = partsOf((await custodyIn(hordaland)).treatments[0] ?? '');
    const treatment: TreatmentStatement = {
      typ: 'vedtak/treatment/1',
      branch: units[by].id,
      resolution: hashOf(next),
      previous: null,
      points: [{ number: 1, recommendation: 'adopt', outcome: null }],
      at: new Date().toISOString(),
      ...change,
    };
    const kept = { trust_chain: chain ?? header.trust_chain };
    return signJws(await branchKey(server, by), messageType('treatment'), treatment, kept);
  };
  await refuses('receipt.wrong', { ...custody, receipts: [] });
  await refuses('receipt.wrong', { ...custody, receipts: (await custodyIn(hordaland)).receipts });
  await refuses('file.signature', { ...custody, resolution: `${custody.resolution.slice(0, -8)}AAAAAAAA` });
  await refuses('custody.order', { ...custody, treatments: [await said('hordaland', { previous: hash })] });
  const first = await said('hordaland');
  await refuses('custody.order', {
    ...custody,
    treatments: [first, await said('hordaland', { points: [{ number: 2, recommendation: null, outcome: 'adopted' }] })],
  });
  await refuses('treatment.points', {
    ...custody,
    treatments: [await said('hordaland', { points: [{ number: 7, recommendation: 'adopt', outcome: null }] })],
  });
  await refuses('time.future', {
    ...custody,
    treatments: [await said('hordaland', { at: new Date(Date.now() + 3_600_000).toISOString() })],
  });
  await refuses('file.signature', { ...custody, treatments: [`${first.slice(0, -8)}AAAAAAAA`] });
  // a sister branch of the writer's, which stands beside it and not above
  const read = async (path: string): Promise<string> => (await fetch(`${server.address}/lag/${path}`)).text();
  const chain = [
    await read('os/.well-known/openid-federation'),
    await read(`hordaland/federation/fetch?sub=${encodeURIComponent(os.id)}`),
    ...(partsOf(custody.resolution).header.trust_chain as string[]).slice(2),
  ];
  await refuses('message.sender', { ...custody, treatments: [await said('os', {}, chain)] });
  // it is taken all the same, once, when all of it holds
  const body = JSON.stringify({ ...custody, treatments: [first] });
  const taken = await deliverTo(server, 'sentralt', body, media);
  const receipt = await taken.text();
  expect(taken.status).toBe(201);
  const again = await deliverTo(server, 'sentralt', body, media);
  expect([again.status, await again.text()]).toEqual([200, receipt]);
  // another resolution under its number, rightly signed by all, of which the county is said to have given a receipt
  const forked = attested({ ...next, title: 'En annen' }, signersOf(hall));
  const fork = await signedFile(
    await branchKey(server, 'bergen'),
    forked,
    partsOf(custody.resolution).header.trust_chain,
  );
  const county = { ...hordaland, level: 'fylkesparti', parent: null, key: await branchKey(server, 'hordaland') };
  const { attestations: _, ...other } = forked;
  const given = await makeReceipt(
    county,
    { payload: forked, hash: hashOf(other), jws: fork },
    3,
    6,
    new Date().toISOString(),
  );
  await refuses('sequence.fork', { ...custody, resolution: fork, receipts: [given], treatments: [] });
});
