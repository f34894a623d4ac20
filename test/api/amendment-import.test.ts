import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '../../server/demo/person.ts';
import { replace, strike } from '../support/amendments.ts';
import { amend, matter } from '../support/floor.ts';
import { gatherHall, type Hall, propose } from '../support/hall.ts';
import { expectRefused, problemIn } from '../support/refusals.ts';

let hall: Hall;
let delegate: Person;
let proposal: string;
const form = `linjenummer;type;forslag;forslagsstiller;lag
punkt 1;endring;Avganger hvert tiende minutt.;Kari Holm;Laksevåg
punkt 2;strykning;;Ola Nordmann;Fana
nytt punkt;tillegg;Lavere takst.;;Os`;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 2 });
  [delegate] = hall.people as [Person];
});

beforeEach(async () => {
  ({ proposal } = await propose(hall));
});

afterAll(() => hall.server.end());

const at = (): { slug: string; proposal: string } => ({ slug: hall.slug, proposal });

test('the preview says what each row would add, and stores nothing', async () => {
  const before = await hall.server.stored();
  const { rows, added, mistakes } = await hall.administrator.call('amendmentsPreview', at(), { csv: form });
  expect({ added, mistakes }).toEqual({ added: 3, mistakes: 0 });
  expect(rows.map(({ row, change }) => [row, change?.type])).toEqual([
    [2, 'replace'],
    [3, 'delete'],
    [4, 'add'],
  ]);
  const wrong = await hall.administrator.call('amendmentsPreview', at(), { csv: `${form}\npunkt 9;endring;Nytt` });
  expect(wrong).toMatchObject({ added: 3, mistakes: 1 });
  expect(wrong.rows[3]).toMatchObject({ row: 5, change: null, mistakes: ['place.unknown'] });
  expect(await hall.server.stored()).toBe(before);
});

test('the import adds every row, numbered after those that are there, and the journal holds no names', async () => {
  const { server, slug, administrator } = hall;
  await amend(delegate, hall, proposal, strike(4));
  expect(await administrator.call('importAmendments', at(), { csv: form })).toEqual({ added: 3 });
  const { amendments } = await matter(delegate, hall, proposal);
  expect(amendments.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(amendments[1]).toMatchObject({
    change: replace(2, 'Avganger hvert tiende minutt.'),
    proposer: 'Kari Holm',
    branch: 'Laksevåg',
    mine: false,
    disposition: { kind: 'open' },
  });
  expect(amendments[3]).toMatchObject({ proposer: '', branch: 'Os', label: { kind: 'point', number: 3 } });
  expect(server.journal(slug).at(-1)).toMatchObject({ type: 'amendments.imported', proposal, added: 3 });
  for (const name of ['Kari Holm', 'Ola Nordmann', 'Laksevåg', 'tiende']) {
    expect(JSON.stringify(server.journal(slug))).not.toContain(name);
  }
});

test('all rows are imported or none; the refusal says which have mistakes', async () => {
  const csv = `${form}\npunkt 9;endring;Nytt\n\npunkt 1;flytting;Nytt`;
  await expectRefused(hall.server, 'import.mistakes', hall.administrator, 'importAmendments', at(), { csv });
  const path = `/lag/${hall.slug}/api/proposals/${proposal}/amendments/import`;
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify({ csv }) };
  const { data } = await problemIn(await hall.administrator.fetch(path, init));
  expect(data).toEqual({
    rows: [
      { row: 5, mistakes: ['place.unknown'] },
      { row: 7, mistakes: ['type.unknown'] },
    ],
  });
  expect((await matter(delegate, hall, proposal)).amendments).toEqual([]);
});

test('an import is for those who lead the meeting, also after strek, and for a text that is not decided', async () => {
  const { server, administrator, slug, meeting } = hall;
  await expectRefused(server, 'role.missing', delegate, 'importAmendments', at(), { csv: form });
  await expectRefused(server, 'role.missing', delegate, 'amendmentsPreview', at(), { csv: form });
  const nothing = { slug, proposal: 'nothing' };
  await expectRefused(server, 'not_found', administrator, 'importAmendments', nothing, { csv: form });
  await expectRefused(server, 'not_found', administrator, 'amendmentsPreview', nothing, { csv: form });
  expect(await administrator.call('importAmendments', at(), { csv: '' })).toEqual({ added: 0 });
  await administrator.call('setIntake', { slug, meeting }, { closed: true });
  expect(await administrator.call('importAmendments', at(), { csv: form })).toEqual({ added: 3 });
  await administrator.call('proposalState', at(), { to: 'withdrawn' });
  await expectRefused(server, 'amendment.state', administrator, 'importAmendments', at(), { csv: form });
});
