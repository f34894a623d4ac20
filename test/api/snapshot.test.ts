import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBallot, signRoll, vote } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import { enrolOne, gatherHall, type Hall, markAll, openOn, seen } from '../support/hall.ts';

let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 5 });
});

afterAll(() => hall.server.end());

function shown(person: Person) {
  return person.call('snapshot', { slug: hall.slug });
}

test('a snapshot says up to which entry of the journal it holds', async () => {
  const { server, slug, administrator } = hall;
  expect((await shown(administrator)).index).toBe(server.journal(slug).length);
  await administrator.call('addProposal', { slug, meeting: hall.meeting }, { text: 'Tekst' });
  expect((await shown(administrator)).index).toBe(server.journal(slug).length);
});

test('everybody sees the meeting, its officers by name, and themselves', async () => {
  const { administrator, people, pair } = hall;
  const [first] = people as [Person];
  const snapshot = await shown(first);
  expect(snapshot.branch).toEqual({
    id: `${pair.server}/lag/bergen`,
    slug: 'bergen',
    name: 'Arbeiderpartiet i Bergen',
    level: 'lokallag',
    parent: { id: `${pair.server}/lag/hordaland`, name: 'Hordaland Arbeiderparti' },
    above: [{ id: `${pair.server}/lag/hordaland`, name: 'Hordaland Arbeiderparti', level: 'fylkeslag' }],
    below: false,
  });
  expect(snapshot.meeting).toMatchObject({
    title: 'Medlemsmøte',
    quorum: { num: 1, den: 2, members: 6, required: 3 },
    checkedIn: 6,
    officers: { chair: ['Astrid Haugland'], secretary: ['Astrid Haugland'] },
  });
  expect(snapshot.meeting?.officers.signer).toHaveLength(2);
  expect(snapshot.me).toMatchObject({ member: first.member, roles: ['signer', 'delegate'] });
  expect((await shown(administrator)).me?.roles.toSorted()).toEqual(['chair', 'delegate', 'leader', 'secretary']);
});

test('each sees their own vote and their own right to vote, whoever asks before and after them', async () => {
  const { people, slug, administrator, meeting } = hall;
  const [first, second] = people as [Person, Person];
  const late = await enrolOne(hall, '2001');
  await administrator.call('checkIn', { slug, meeting }, { members: [late.member], present: true });
  const ballot = await openOn(hall);
  await vote(first, slug, ballot, markAll(3, 'for'));
  await vote(second, slug, ballot, markAll(3, 'against'));
  const everybody = [first, second, late, administrator, first];
  // at once and in turn: what is shared between them must not mix them up
  for (const snapshots of [await Promise.all(everybody.map(shown)), await inTurn(everybody)]) {
    const own = snapshots.map(({ me, ballots }) => [
      me?.member,
      ballots.at(-1)?.mine,
      ballots.at(-1)?.vote?.marks['1'],
    ]);
    expect(own).toEqual([
      [first.member, true, 'for'],
      [second.member, true, 'against'],
      [late.member, false, undefined],
      [administrator.member, true, undefined],
      [first.member, true, 'for'],
    ]);
    expect(snapshots.map(({ roll }) => roll?.mine)).toEqual([true, true, false, true, true]);
  }
  await closeBallot(hall.pair, ballot);
});

async function inTurn(people: readonly Person[]): Promise<Awaited<ReturnType<typeof shown>>[]> {
  const snapshots: Awaited<ReturnType<typeof shown>>[] = [];
  for (const person of people) snapshots.push(await shown(person));
  return snapshots;
}

test('a snapshot is never older than what its asker did just before', async () => {
  const { administrator, people, slug, meeting, pair } = hall;
  const [first] = people as [Person];
  const watch = async (): Promise<(number | string | undefined)[]> => {
    const { meeting: now, roll, proposals } = await shown(first);
    return [now?.checkedIn, now?.officers.chair.join(), roll?.version, proposals.length];
  };
  await watch();
  await administrator.call('checkIn', { slug, meeting }, { members: [first.member], present: false });
  expect((await watch())[0]).toBe(6);
  expect((await shown(first)).me?.checkedIn).toBe(false);
  await administrator.call('checkIn', { slug, meeting }, { members: [first.member], present: true });
  expect((await watch())[0]).toBe(7);
  await signRoll(pair);
  expect((await watch())[2]).toBe(2);
  await administrator.call('importMembers', { slug }, { csv: 'nr;navn\n1000;Astrid Lie' });
  expect((await watch())[1]).toBe('Astrid Lie');
  const count = Number((await watch())[3]);
  await administrator.call('addProposal', { slug, meeting }, { text: 'Enda en' });
  expect((await watch())[3]).toBe(count + 1);
});

test('while a ballot runs nobody sees a result, and the chair no more than how many have voted', async () => {
  const { administrator, people, slug } = hall;
  const ballot = await openOn(hall, 'Ny sak\n\n- Krav');
  for (const [i, person] of people.entries()) {
    await vote(person, slug, ballot, markAll(1, i === 0 ? 'blank' : 'for'));
    const { result, voted, vote: own } = await seen(administrator, slug, ballot);
    expect([result, voted, own]).toEqual([null, i + 1, null]);
  }
  await closeBallot(hall.pair, ballot);
});

test('the county shows nothing of the branch’s meeting', async () => {
  const { administrator, pair } = hall;
  const snapshot = await administrator.call('snapshot', { slug: pair.county });
  expect(snapshot).toMatchObject({ meeting: null, roll: null, proposals: [], ballots: [], resolutions: [] });
  expect(snapshot.branch).toMatchObject({ parent: null, above: [], below: true });
});
