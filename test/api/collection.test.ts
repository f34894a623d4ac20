import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ResponseOf } from '../../server/api/endpoints.ts';
import { Person } from '../../server/demo/person.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { pointsRootOf } from '../../server/rules/resolution.ts';
import type { ResolutionStatement } from '../../server/rules/statements.ts';
import { attested, branchKey, deliverTo, fileOf, partsOf, signedFile, signersOf } from '../support/files.ts';
import { type Hall, realText, resolveText } from '../support/hall.ts';
import { addUnit, foundParty, meet, resolutionIn, type Unit } from '../support/party.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let county: Unit;
let bergen: Unit;
let os: Unit;
let hall: Hall;
/** Newest first. */
const sent: string[] = [];
const inOsWords = 'Norge skal ta imot 5 000 kvoteflyktninger i året';

/** How many resolutions Os sends: more than a page. */
const many = 54;

beforeAll(async () => {
  server = await startServer();
  const { county: below } = await foundParty(server);
  county = below;
  bergen = await addUnit(county, 'bergen', 'Arbeiderpartiet i Bergen');
  os = await addUnit(county, 'os', 'Os Arbeiderparti');
  await addUnit(county, 'odda', 'Odda Arbeiderparti');
  hall = await meet(bergen, 4);
  const statement = await resolveText(hall, await realText());
  sent.unshift(hashOf(statement));
  await resolutionIn(county, hashOf(statement));
  await sendFromOs(statement, await fileOf(hall, 1));
});

afterAll(() => server.end());

/** Resolutions of another branch, rightly signed by all: in the first its own words for the demand, then many texts. */
async function sendFromOs(like: ResolutionStatement, file: string): Promise<void> {
  const key = await branchKey(server, 'os');
  const read = async (path: string): Promise<string> => (await fetch(`${server.address}/lag/${path}`)).text();
  const chain = [
    await read('os/.well-known/openid-federation'),
    await read(`hordaland/federation/fetch?sub=${encodeURIComponent(os.id)}`),
    ...(partsOf(file).header.trust_chain as string[]).slice(2),
  ];
  let previous: string | null = null;
  for (let number = 1; number <= many; number += 1) {
    const text = number === 1 ? inOsWords : `Krav nummer ${number} fra Øygarden.`;
    const points = [{ number: 1, text, outcome: 'adopted' as const }];
    const [ballot] = like.ballots as [ResolutionStatement['ballots'][number]];
    const tally = { '1': { for: 3, against: 1, blank: 0 } };
    const statement: ResolutionStatement = {
      ...like,
      ...{ branch: os.id, number, previous, title: number === 1 ? 'Flyktninger' : `Vedtak ${number}` },
      ...{ text: `1. ${text}`, points, pointsRoot: pointsRootOf(points) },
      ballots: [{ ...ballot, tally, outcome: { '1': 'adopted' } }],
    };
    const answer = await deliverTo(
      server,
      county.slug,
      await signedFile(key, attested(statement, signersOf(hall)), chain),
    );
    if (!answer.ok) throw new Error(await answer.text());
    previous = hashOf(statement);
    sent.unshift(previous);
  }
}

const anybody = () => new Person(county.leader.server);
const collection = (query: Record<string, string> = {}): Promise<ResponseOf<'collection'>> =>
  anybody().call('collection', { slug: county.slug, ...query });
const demands = (query: Record<string, string> = {}): Promise<ResponseOf<'demands'>> =>
  anybody().call('demands', { slug: county.slug, ...query });

test('the collection comes by pages, newest first, without the texts', async () => {
  const first = await collection();
  expect([first.received.length, first.total, first.all]).toEqual([50, many + 1, many + 1]);
  const second = await collection({ cursor: first.next ?? '' });
  expect(second.next).toBeNull();
  expect([...first.received, ...second.received].map(({ resolution }) => resolution)).toEqual(sent);
  expect(second.received.at(-1)).toMatchObject({ name: bergen.name, points: 8, adopted: 8, path: [{ id: bergen.id }] });
  expect(JSON.stringify(first)).not.toContain('Øygarden');
});

test('all words of a search stand in what is found, whatever their case and however numbers are written', async () => {
  const found = async (q: string): Promise<number> => (await collection({ q })).total;
  expect(await found('ØYGARDEN')).toBe(many - 1);
  expect(await found('øygarden nummer 17')).toBe(1);
  expect(await found('5000 KVOTEflyktning')).toBe(2);
  expect(await found('5.000 kvoteflyktninger bergen')).toBe(1);
  expect(await found('kvoteflyktninger øygarden')).toBe(0);
});

test('filters leave in what they name', async () => {
  const year = String(new Date().getUTCFullYear());
  expect((await collection({ branch: bergen.id })).total).toBe(1);
  expect((await collection({ via: os.id })).total).toBe(many);
  expect((await collection({ year })).total).toBe(many + 1);
  expect((await collection({ year: '1999' })).total).toBe(0);
  expect((await collection()).years).toEqual([year]);
  expect((await collection({ hearing: hashOf('none') })).total).toBe(0);
  expect((await collection({ state: 'untreated', branch: os.id })).total).toBe(many);
  const points = [{ number: 0, recommendation: null, outcome: 'rejected' as const }];
  const [hash = ''] = sent;
  await county.leader.call('treat', { slug: county.slug, hash }, { previous: null, points });
  expect((await collection({ state: 'treated' })).received.map(({ resolution }) => resolution)).toEqual([hash]);
  const refused = await anybody().fetch(`/lag/${county.slug}/api/collection?state=lost`);
  expect(refused.status).toBe(422);
});

test('every branch below is among the senders, those that have sent nothing too', async () => {
  const { senders } = await anybody().call('senders', { slug: county.slug });
  expect(senders.map(({ name, received, state }) => [name, received, state])).toEqual([
    [bergen.name, 1, 'active'],
    ['Odda Arbeiderparti', 0, 'active'],
    [os.name, many, 'active'],
  ]);
  expect(senders.at(-1)?.latest).toMatchObject({ number: many, resolution: sent[0] });
});

test('the same demand in other words is suggested, summed up when a person confirms it, and parted again', async () => {
  const before = await demands();
  expect(before.total).toBe(8 + many);
  const [pair] = before.suggestions.filter(({ text, other }) => [text, other.text].includes(inOsWords));
  expect(pair?.likeness).toBeGreaterThan(0.6);
  expect([pair?.text, pair?.other.text].join()).toContain('5000 kvoteflyktninger');
  const at = { slug: county.slug, demand: pair?.demand ?? '' };
  await county.leader.call('linkDemands', at, { other: pair?.other.demand ?? '' });
  const [joined] = (await demands({ q: '5000 kvoteflyktninger' })).demands;
  expect(joined).toMatchObject({ adopted: 2, rejected: 0 });
  expect(joined?.same).toHaveLength(1);
  const { points, votes } = await anybody().call('demand', { slug: county.slug, demand: joined?.demand ?? '' });
  expect(points.map(({ name }) => name)).toEqual([os.name, bergen.name]);
  expect(votes.for).toBe(points.reduce((sum, point) => sum + point.votes.for, 0));
  expect((await demands()).total).toBe(7 + many);
  expect((await demands()).suggestions.some(({ text, other }) => [text, other.text].includes(inOsWords))).toBe(false);
  await county.leader.call('unlinkDemand', { ...at, demand: joined?.same[0]?.demand ?? '' });
  const after = await demands();
  expect([after.total, after.suggestions.length]).toEqual([before.total, before.suggestions.length]);
});
