import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiptFor } from '../../server/demo/meeting.ts';
import { gatherHall, type Hall, realText, resolveText } from '../support/hall.ts';
import { problemIn } from '../support/refusals.ts';
import { find, judge } from '../support/xml.ts';

let hall: Hall;
let home: string;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 3 });
  home = `${hall.pair.server}/lag/${hall.slug}`;
  await resolveText(hall, await realText());
  await receiptFor(hall.pair, 1);
});

afterAll(() => hall.server.end());

/** Asks for a document without a session. */
function ask(path: string, slug = hall.slug, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${hall.server.address}/lag/${slug}/${path}`, { headers });
}

/** Its text, after its media type is the right one. */
async function read(path: string, type: string, slug = hall.slug): Promise<string> {
  const answer = await ask(path, slug);
  expect(answer.headers.get('content-type'), path).toBe(type);
  return answer.text();
}

const atom = 'application/atom+xml; charset=utf-8';
const akn = 'application/akn+xml; charset=utf-8';

test('the feed of a branch has its resolutions, that of the county what it received, under the same ids', async () => {
  const faults = await judge('atom.xsd');
  const own = await read('atom.xml', atom);
  const above = await read('collection/atom.xml', atom, hall.pair.county);
  for (const xml of [own, above]) {
    expect(faults(xml)).toEqual([]);
    expect(find(xml, '//a:entry/a:id')).toEqual([`${home}/vedtak/1`]);
    expect(find(xml, '//a:entry/a:author/a:uri')).toEqual([home]);
    const [file = ''] = find(xml, '//a:entry/a:link[@rel="related"]/@href');
    expect((await fetch(file)).headers.get('content-type')).toBe('application/jose');
  }
  expect(faults(await read('atom.xml', atom, hall.pair.county))).toEqual([]);
  for (const person of [hall.administrator, ...hall.people]) expect(own + above).not.toContain(person.member);
});

test('who has a feed already is told that it is the same, until it is not', async () => {
  const { headers } = await ask('atom.xml');
  const etag = headers.get('etag') ?? '';
  expect(etag).toMatch(/^(?:W\/)?"[^"]+"$/u);
  const same = await ask('atom.xml', hall.slug, { 'if-none-match': etag });
  expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag]);
  await resolveText(hall);
  const other = await ask('atom.xml', hall.slug, { 'if-none-match': etag });
  expect(other.status).toBe(200);
  expect(find(await other.text(), '//a:entry/a:id')).toEqual([`${home}/vedtak/2`, `${home}/vedtak/1`]);
});

test('votes are there as sums in Popolo', async () => {
  const organization = JSON.parse(await read('popolo/organization.json', 'application/json'));
  expect(organization).toMatchObject({ id: home, parent_id: `${hall.pair.server}/lag/${hall.pair.county}` });
  const one = JSON.parse(await read('popolo/resolutions/1.json', 'application/json'));
  expect(one.organizations).toEqual([organization]);
  expect(one.motions).toHaveLength(9);
  expect(one.vote_events).toHaveLength(8);
  expect(one.vote_events[0]).toMatchObject({ motion_id: `${home}/vedtak/1#punkt-1`, result: 'pass' });
  expect(one.vote_events[0].counts[0]).toEqual({ option: 'yes', value: 3 });
  const every = JSON.parse(await read('popolo/resolutions.json', 'application/json'));
  for (const list of ['motions', 'vote_events']) expect(every[list]).toEqual(expect.arrayContaining(one[list]));
  expect(JSON.stringify(every)).not.toMatch(/"votes?":|voter/u);
  for (const person of [hall.administrator, ...hall.people]) expect(JSON.stringify(every)).not.toContain(person.member);
});

test('texts are there in Akoma Ntoso, as the branch has them and as the county received them', async () => {
  const faults = await judge('akn.xsd');
  const own = await read('akn/resolutions/1.xml', akn);
  const { received } = await hall.administrator.call('collection', { slug: hall.pair.county });
  const first = received.find(({ number }) => number === 1)?.resolution;
  const above = await read(`akn/collection/${first}.xml`, akn, hall.pair.county);
  for (const xml of [own, above]) {
    expect(faults(xml)).toEqual([]);
    expect(find(xml, '//a:point')).toHaveLength(8);
    expect(find(xml, '//a:TLCOrganization/@href')).toEqual([home]);
  }
  expect(find(above, '//a:FRBRWork/a:FRBRuri/@value')).toEqual(find(own, '//a:FRBRWork/a:FRBRuri/@value'));
});

test('what is not there is not found', async () => {
  const nothing = 'A'.repeat(43);
  for (const path of [
    'popolo/resolutions/9.json',
    'akn/resolutions/9.xml',
    `akn/collection/${nothing}.xml`,
    `akn/hearings/${nothing}.xml`,
    'popolo/people.json',
  ])
    expect((await problemIn(await ask(path))).code, path).toBe('not_found');
});
