import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBallot, receiptFor, vote } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { ResolutionStatement } from '../../server/rules/statements.ts';
import { verifyFiles } from '../../server/rules/verify.ts';
import { anchorOf, fileOf } from '../support/files.ts';
import { adopt, enrolOne, gatherHall, type Hall, openOn, realText } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;
let draft: ResolutionStatement;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 6 });
});

afterAll(() => hall.server.end());

const at = (number = draft.number): { slug: string; number: string } => ({ slug: hall.slug, number: String(number) });

function refuses(
  code: Parameters<typeof expectRefused>[1],
  person: Person,
  statement: ResolutionStatement = draft,
  as: { origin?: string; flags?: number } = {},
): Promise<void> {
  return expectRefused(hall.server, code, person, 'attest', at(), person.sign(statement, as));
}

async function setRoles(chair: readonly Person[], signer: readonly Person[]): Promise<void> {
  const { administrator, slug, meeting } = hall;
  const ids = (people: readonly Person[]): string[] => people.map(({ member }) => member);
  const roles = { chair: ids(chair), secretary: [administrator.member], signer: ids(signer) };
  await administrator.call('setRoles', { slug, meeting }, roles);
}

test('a closed ballot becomes a draft with the adopted points, once', async () => {
  const { administrator, server, slug, pair } = hall;
  const ballot = await adopt(hall, await realText());
  draft = await administrator.call('draftResolution', { slug, ballot });
  expect(draft).toMatchObject({ number: 1, previous: null, branch: `${pair.server}/lag/${slug}`, present: 7 });
  expect(draft.points).toHaveLength(8);
  expect(draft.points.every(({ outcome }) => outcome === 'adopted')).toBe(true);
  await expectRefused(server, 'resolution.exists', administrator, 'draftResolution', { slug, ballot });
});

test('a draft is seen by the meeting, and by nobody else', async () => {
  const { people, slug, server } = hall;
  const { resolutions } = (await people[3]?.call('snapshot', { slug })) ?? {};
  expect(resolutions).toMatchObject([{ number: 1, statement: draft, attestations: [], mine: false, signed: false }]);
  const nobody = new Person(hall.pair.server);
  expect(await nobody.call('published', { slug })).toEqual({ resolutions: [] });
  await expectRefused(server, 'not_found', nobody, 'resolution', at());
  for (const path of ['resolutions/1.jws', 'resolutions/1/receipt.jws']) {
    expect((await fetch(`${server.address}/lag/${slug}/${path}`)).status).toBe(404);
  }
});

test('only what the draft says can be signed', async () => {
  const { administrator } = hall;
  const [point, ...others] = draft.points as [ResolutionStatement['points'][number]];
  await refuses('statement.wrong', administrator, { ...draft, title: 'Noe annet' });
  await refuses('statement.wrong', administrator, { ...draft, points: [{ ...point, outcome: 'rejected' }, ...others] });
  await refuses('statement.wrong', administrator, { ...draft, number: 2, previous: hashOf(draft) });
  await refuses('signature.origin', administrator, draft, { origin: 'https://vedtak.example' });
  await refuses('signature.user', administrator, draft, { flags: 1 });
  const body = { ...administrator.sign({ ...draft, title: 'Noe annet' }), statement: draft };
  await expectRefused(hall.server, 'signature.altered', administrator, 'attest', at(), body);
});

test('a resolution is signed by officers, each for themselves, who were on the roll with the passkey that signs', async () => {
  const { administrator, server, slug, people, pair } = hall;
  const [first, second, third] = people as [Person, Person, Person];
  await refuses('role.missing', third);
  await expectRefused(server, 'signature.signer', first, 'attest', at(), second.sign(draft));
  await expectRefused(server, 'passkey.unknown', first, 'attest', at(), {
    ...second.sign(draft),
    signer: first.member,
  });
  await expectRefused(server, 'not_found', first, 'attest', at(9), first.sign(draft));
  const late = await enrolOne(hall, '2001');
  await setRoles([administrator], [first, second, late]);
  await refuses('roll.signer', late);
  // a second phone of a signer, which the roll of the ballot does not name
  const { invitations } = await administrator.call('invite', { slug }, { members: [first.member] });
  const other = new Person(pair.server);
  await other.enrol(slug, invitations[0]?.token ?? '');
  await refuses('roll.signer', other);
});

test('the chair and two signers sign, nobody twice, and no two chairs', async () => {
  const { administrator, people } = hall;
  const [first, second, third, fourth] = people as [Person, Person, Person, Person];
  await setRoles([administrator, fourth], [first, second, third]);
  const sign = (person: Person) => person.call('attest', at(), person.sign(draft));
  expect(await sign(administrator)).toEqual({ attestations: 1, signed: false });
  await refuses('attestation.taken', administrator);
  await refuses('attestation.taken', fourth);
  expect(await sign(first)).toEqual({ attestations: 2, signed: false });
  await refuses('attestation.taken', first);
  const { resolutions } = await first.call('snapshot', { slug: hall.slug });
  expect(resolutions[0]).toMatchObject({ mine: true, signed: false });
  expect(resolutions[0]?.attestations.map(({ role }) => role)).toEqual(expect.arrayContaining(['chair', 'signer']));
  expect(await sign(second)).toEqual({ attestations: 3, signed: true });
  // the delivery that begins now writes too
  await receiptFor(hall.pair, 1);
  await refuses('resolution.signed', third);
  await refuses('resolution.signed', administrator);
});

test('the file, its receipt and its evidence verify under the county’s key alone, down to every vote', async () => {
  const { administrator, pair } = hall;
  const receipt = await receiptFor(pair, 1);
  const evidence = JSON.stringify(await administrator.call('evidence', at()));
  const files = { resolution: await fileOf(hall, 1), receipt, evidence, anchor: await anchorOf(hall) };
  const { ok, refusal } = await verifyFiles(files);
  expect(refusal).toBeUndefined();
  expect(ok).toBe(true);
});

test('what was signed is published to all with the time of the county’s receipt', async () => {
  const { slug, pair } = hall;
  await receiptFor(pair, 1);
  const nobody = new Person(pair.server);
  const { resolutions } = await nobody.call('published', { slug });
  expect(resolutions).toHaveLength(1);
  expect(resolutions[0]).toMatchObject({ resolution: hashOf(draft), payload: draft });
  expect(Date.parse(resolutions[0]?.received ?? '')).toBeGreaterThan(Date.parse(draft.decidedAt));
  expect(await nobody.call('resolution', at())).toEqual(resolutions[0]);
  // names and single votes do not leave the branch
  const published = JSON.stringify(resolutions);
  for (const person of hall.people.slice(2)) expect(published).not.toContain(person.member);
  expect(published).not.toContain('Haugland');
});

test('the numbers of a branch’s resolutions form a chain', async () => {
  const { administrator, slug, people, pair } = hall;
  await setRoles([administrator], people.slice(0, 2));
  const ballot = await adopt(hall);
  const next = await administrator.call('draftResolution', { slug, ballot });
  expect(next).toMatchObject({ number: 2, previous: hashOf(draft) });
  for (const person of [administrator, ...people.slice(0, 2)]) {
    await person.call('attest', at(2), person.sign(next));
  }
  await receiptFor(pair, 2);
  const { received } = await administrator.call('collection', { slug: pair.county });
  expect(received.map(({ number }) => number)).toEqual([2, 1]);
});

test('resolutions that are signed out of order arrive in order', async () => {
  const { administrator, slug, people, pair } = hall;
  const drafts: ResolutionStatement[] = [];
  for (const text of ['Sak A\n\n- Krav', 'Sak B\n\n- Krav']) {
    const ballot = await openOn(hall, text);
    await vote(people[0] as Person, slug, ballot, { '1': 'for' });
    await closeBallot(pair, ballot);
    drafts.push(await administrator.call('draftResolution', { slug, ballot }));
  }
  for (const statement of drafts.toReversed()) {
    for (const person of [administrator, ...people.slice(0, 2)]) {
      await person.call('attest', at(statement.number), person.sign(statement));
    }
  }
  await receiptFor(pair, 4);
  const { resolutions } = await administrator.call('snapshot', { slug });
  expect(resolutions.slice(-2).map(({ delivery }) => delivery?.state)).toEqual(['accepted', 'accepted']);
});
