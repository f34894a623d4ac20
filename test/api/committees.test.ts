import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../server/demo/person.ts';
import { enrolOne, gatherHall, type Hall } from '../support/hall.ts';
import { committeeMembers, initiatives } from '../support/hearing.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;
let committee = '';
/** A member of the branch who sits in the committee, and one who does not. */
let hanne: Person;
let nils: Person;
const { title, blocks } = initiatives();
const names = committeeMembers();
const form = { name: 'Migrasjonsutvalget', mandate: 'Utvikle en helhetlig politikk.', deadline: '2018-09-12' };

beforeAll(async () => {
  hall = await gatherHall({ delegates: 2 });
  [hanne, nils] = hall.people as [Person, Person];
});

afterAll(() => hall.server.end());

test('the leader appoints a committee; a member of the branch who sits in it may write', async () => {
  const { administrator: leader, slug } = hall;
  const members = names.map((one) => (one.name.startsWith('Hanne') ? { ...one, member: hanne.member } : one));
  committee = (await leader.call('createCommittee', { slug }, { ...form, members })).committee;
  const mine = async (person: Person): Promise<boolean | undefined> =>
    (await person.call('committees', { slug })).committees[0]?.mine;
  expect([await mine(leader), await mine(hanne), await mine(nils)]).toEqual([true, true, false]);
  const stranger = { ...form, members: [{ ...(names[0] as (typeof names)[number]), member: 'nobody' }] };
  await expectRefused(hall.server, 'not_found', leader, 'createCommittee', { slug }, stranger);
});

test('two who write at once do not overwrite each other, and a change takes the recommendation back', async () => {
  const { administrator: leader, slug, server } = hall;
  const at = { slug, committee };
  const { version: empty } = await hanne.call('committee', at);
  const first = await hanne.call('saveDraft', at, { base: empty, title, blocks: blocks.slice(0, 3) });
  await expectRefused(server, 'statement.wrong', leader, 'saveDraft', at, { base: empty, title, blocks });
  await expectRefused(server, 'committee.member', nils, 'saveDraft', at, { base: first.version, title, blocks });
  const dissents = [{ by: ['Sylo Taraku', 'Trude Tinnlund'], text: 'Uten det siste punktet.' }];
  const said = { version: first.version, recommendation: { unanimous: false, dissents } };
  await hanne.call('recommendDraft', at, said);
  expect((await nils.call('committee', at)).recommendation).toEqual(said.recommendation);
  await leader.call('saveDraft', at, { base: first.version, title, blocks });
  expect((await nils.call('committee', at)).recommendation).toBeNull();
  await expectRefused(server, 'statement.wrong', hanne, 'handOver', at, { version: first.version });
});

test('what is recommended is handed over once, as the draft of a hearing by that committee', async () => {
  const { administrator: leader, slug, server } = hall;
  const at = { slug, committee };
  const { version } = await hanne.call('committee', at);
  await expectRefused(server, 'committee.state', hanne, 'handOver', at, { version });
  await hanne.call('recommendDraft', at, { version, recommendation: { unanimous: true, dissents: [] } });
  const { draft } = await hanne.call('handOver', at, { version });
  const { drafts } = await leader.call('hearingDrafts', { slug });
  expect(drafts).toMatchObject([{ draft, title, blocks, committee, kind: 'draft', deadline: null }]);
  await expectRefused(server, 'committee.state', hanne, 'saveDraft', at, { base: version, title, blocks: [] });
  await expectRefused(server, 'request.invalid', leader, 'publishHearing', { slug, draft });
  await leader.call('deleteHearingDraft', { slug, draft });
  await leader.call('closeCommittee', at);
  await expectRefused(server, 'committee.state', leader, 'editCommittee', at, { ...form, members: [] });
  const late = await enrolOne(hall, '77');
  expect(await late.call('committee', at)).toMatchObject({ state: 'closed', mine: false });
});

test('the journal holds none of their names', () => {
  const text = JSON.stringify(hall.server.journal(hall.slug));
  for (const { name } of names) expect(text).not.toContain(name);
});
