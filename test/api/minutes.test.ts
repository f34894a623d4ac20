import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeBallot, receiptFor, resolve, vote } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { MinutesStatement } from '../../server/rules/statements.ts';
import { readAnchor } from '../../server/rules/verify.ts';
import { verifyMinutes } from '../../server/rules/verify-minutes.ts';
import { anchorOf } from '../support/files.ts';
import { adopt, enrolOne, gatherHall, type Hall, openOn, threePoints } from '../support/hall.ts';
import { expectRefused, problemIn } from '../support/refusals.ts';

let hall: Hall;
let ballot: string;
let draft: MinutesStatement;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 5 });
  ballot = await adopt(hall, threePoints);
  await resolve(hall.pair, ballot, hall.people.slice(0, 2));
  // the delivery writes too
  await receiptFor(hall.pair, 1);
});

afterAll(() => hall.server.end());

const at = (): { slug: string; meeting: string } => ({ slug: hall.slug, meeting: hall.meeting });
const minutes = (person: Person = hall.administrator) => person.call('minutes', at());
const redraft = (discard = false) => hall.administrator.call('draftMinutes', at(), { discard });
const setState = (to: 'open' | 'closed') => hall.administrator.call('setMeetingState', at(), { to });
const sign = (person: Person, statement = draft) => person.call('attestMinutes', at(), person.sign(statement));

function refuses(
  code: Parameters<typeof expectRefused>[1],
  person: Person,
  statement = draft,
  as: { origin?: string; flags?: number } = {},
): Promise<void> {
  return expectRefused(hall.server, code, person, 'attestMinutes', at(), person.sign(statement, as));
}

describe('while the meeting lasts', () => {
  test('every member reads what the minutes say so far', async () => {
    const { text, draft: none, state, roles } = await minutes(hall.people[3]);
    expect([none, state, roles]).toEqual([null, 'open', []]);
    expect(text).toContain('# Protokoll: Medlemsmøte');
    expect(text).toContain('- Lag: Arbeiderpartiet i Bergen');
    expect(text).toContain('### Forslag 1: Busser som går');
    expect(text).toContain('punkt for punkt. 5 av 6 stemmeberettigede stemte. Krever flere for enn mot.');
    expect(text).toContain('Vedtatt: punkt 1, 2 og 3.');
    expect(text).toMatch(/\| 1 \| 5 \| 0 \| 0 \| Vedtatt \|/u);
    expect(text).toMatch(/- Vedtak nr\. 1: Busser som går\. Fingeravtrykk: [\w-]{43}/u);
  });

  test('what is left open is pointed out', async () => {
    const { openEnds } = await minutes();
    expect(openEnds).toEqual(
      expect.arrayContaining([{ kind: 'notice' }, { kind: 'agenda' }, { kind: 'election', role: 'chair' }]),
    );
    expect(openEnds.map(({ kind }) => kind)).not.toContain('proposal');
  });

  test('names of those who came are for those who lead the meeting, and not in the text', async () => {
    const [, , delegate] = hall.people as [Person, Person, Person];
    const all = await minutes();
    expect(all.attendees).toHaveLength(6);
    expect(all.attendees).toContain('Astrid Haugland');
    expect((await minutes(delegate)).attendees).toBeNull();
    const officers = all.attendees?.filter((name) => all.text.includes(name)) ?? [];
    expect(officers).toHaveLength(3);
  });

  test('the minutes cannot be drafted, and nothing is there to sign', async () => {
    const { administrator, server } = hall;
    await expectRefused(server, 'meeting.state', administrator, 'draftMinutes', at(), { discard: false });
    const statement = { typ: 'vedtak/minutes/1' as const, branch: 'https://x.example/lag/x', meeting: hall.meeting };
    const any = {
      ...statement,
      title: 'x',
      text: 'x',
      language: 'nb' as const,
      resolutions: [],
      journal: { size: 1, root: hashOf('x') },
      closedAt: new Date().toISOString(),
    };
    await expectRefused(server, 'minutes.missing', administrator, 'attestMinutes', at(), administrator.sign(any));
  });

  test('a remark stands in the words of whoever made it, about the meeting or a ballot', async () => {
    const { people, server } = hall;
    const delegate = people[3] as Person;
    await delegate.call('addRemark', at(), { text: 'Fristen var for kort.\nVennlig hilsen meg.', ballot });
    await expectRefused(server, 'ballot.unknown', delegate, 'addRemark', at(), { text: 'x', ballot: hashOf('no') });
    await expectRefused(server, 'request.invalid', delegate, 'addRemark', at(), { text: '  ', ballot: null });
    const { text } = await minutes();
    expect(text).toMatch(
      /## Protokolltilførsler\n\nFra [^,]+, kl\. \d\d\.\d\d, til avstemning 1:\n\n> Fristen var for kort\.\n>\n> Vennlig hilsen meg\.\n/u,
    );
    const entry = server.journal(hall.slug).findLast(({ type }) => type === 'remark.added');
    expect(JSON.stringify(entry)).not.toContain(delegate.member);
  });
});

describe('when the meeting is closed', () => {
  test('the secretary drafts the minutes, again as often as it takes', async () => {
    await setState('closed');
    const first = await redraft();
    const before = await minutes();
    expect(before.draft).toMatchObject({ statement: first, hash: hashOf(first), attestations: [], signed: false });
    expect(first).toMatchObject({ title: 'Protokoll: Medlemsmøte', language: 'nb', text: before.text });
    expect(first.resolutions).toHaveLength(1);
    await hall.people[2]?.call('addRemark', at(), { text: 'Takk for møtet.', ballot: null });
    draft = await redraft();
    expect(draft.text).toContain('> Takk for møtet.');
    expect(hall.server.select(hall.slug, 'SELECT * FROM minutes')).toHaveLength(1);
  });

  test('only what was drafted is signed, by officers, with a passkey on the last roll', async () => {
    const { administrator, server, people } = hall;
    await refuses('statement.wrong', administrator, { ...draft, text: `${draft.text}\nMer.` });
    await refuses('signature.origin', administrator, draft, { origin: 'https://vedtak.example' });
    await refuses('signature.user', administrator, draft, { flags: 1 });
    await refuses('role.missing', people[3] as Person);
    const altered = { ...administrator.sign({ ...draft, title: 'Noe annet' }), statement: draft };
    await expectRefused(server, 'signature.altered', administrator, 'attestMinutes', at(), altered);
    await expectRefused(
      server,
      'signature.signer',
      people[0] as Person,
      'attestMinutes',
      at(),
      administrator.sign(draft),
    );
    const late = await enrolOne(hall, '2001');
    const ids = (list: readonly (Person | undefined)[]) => list.map((person) => person?.member ?? '');
    const roles = { chair: ids([administrator]), secretary: ids([administrator]) };
    await administrator.call('setRoles', at(), { ...roles, signer: ids([...people.slice(0, 2), late]) });
    await refuses('roll.officer', late);
  });

  test('after the first signature a new draft takes leave to discard it, and remarks are closed', async () => {
    const { administrator, server, people } = hall;
    expect(await sign(administrator)).toEqual({ attestations: 1, signed: false });
    await refuses('attestation.taken', administrator);
    await expectRefused(server, 'minutes.attested', administrator, 'draftMinutes', at(), { discard: false });
    await expectRefused(server, 'minutes.attested', people[2] as Person, 'addRemark', at(), {
      text: 'x',
      ballot: null,
    });
    const held = await minutes();
    expect(held.draft).toMatchObject({ attestations: [{ role: 'chair', name: 'Astrid Haugland' }], mine: true });
    draft = await redraft(true);
    expect((await minutes()).draft).toMatchObject({ attestations: [], mine: false });
    expect(hall.server.select(hall.slug, 'SELECT * FROM minutes_attestation')).toHaveLength(0);
  });

  test('a meeting that is opened again is not signed', async () => {
    await setState('open');
    await refuses('meeting.state', hall.administrator);
    const { administrator, people } = hall;
    const members = [people[4]?.member ?? ''];
    await administrator.call('checkIn', at(), { members, present: false });
    expect((await minutes()).text).toMatch(
      /- Kl\. \d\d\.\d\d gikk 1\. 5 med stemmerett var til stede\.|kom 6 og gikk 1\. 5 med/u,
    );
    await administrator.call('checkIn', at(), { members, present: true });
    const again = await openOn(hall);
    await vote(hall.people[0] as Person, hall.slug, again, { 1: 'for', 2: 'against', 3: 'blank' });
    await closeBallot(hall.pair, again);
    await setState('closed');
    draft = await redraft();
    expect(draft.text).toContain('- Satt igjen: kl. ');
    expect(draft.text).toContain('Vedtatt: punkt 1. Falt: punkt 2 og 3.');
  });

  test('chair and two signers make them the branch’s, and the meeting signed', async () => {
    const { administrator, people, server, slug } = hall;
    const [first, second, delegate] = people as [Person, Person, Person];
    await sign(first);
    await sign(administrator);
    expect(await sign(second)).toEqual({ attestations: 3, signed: true });
    const { state, draft: signed } = await minutes(delegate);
    expect(state).toBe('signed');
    expect(signed).toMatchObject({ signed: true, statement: draft });
    expect(signed?.attestations.map(({ role }) => role)).toEqual(['chair', 'signer', 'signer']);
    expect(server.journal(slug).slice(-2)).toMatchObject([
      { type: 'minutes.signed', minutes: hashOf(draft) },
      { type: 'meeting.state', state: 'signed' },
    ]);
    await refuses('minutes.signed', first);
    await expectRefused(server, 'minutes.signed', administrator, 'draftMinutes', at(), { discard: true });
    await expectRefused(server, 'minutes.signed', delegate, 'addRemark', at(), { text: 'x', ballot: null });
  });

  test('the file verifies under the county’s key', async () => {
    const { people, slug, meeting } = hall;
    const answer = await (people[2] as Person).fetch(`/lag/${slug}/moter/${meeting}/protokoll.jws`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/jose']);
    const anchor = await readAnchor(JSON.stringify(await anchorOf(hall)));
    if (!anchor.ok) throw new Error(anchor.refusal.detail);
    const report = await verifyMinutes(await answer.text(), { anchors: [anchor.value] });
    expect(report.refusal).toBeUndefined();
    expect(report.steps.map(({ name }) => name)).toEqual([
      'format',
      'fields',
      'trust',
      'signature',
      'canonical',
      'issuer',
      'attestations',
    ]);
    expect(report).toMatchObject({ ok: true, hash: hashOf(draft), payload: { text: draft.text } });
  });

  test('the files are for members, and of meetings that have them', async () => {
    const { people, slug, meeting, server } = hall;
    const member = people[2] as Person;
    const markdown = await member.fetch(`/lag/${slug}/moter/${meeting}/protokoll.md`);
    expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(await markdown.text()).toBe(draft.text);
    for (const name of ['protokoll.md', 'protokoll.jws']) {
      const { code } = await problemIn(await fetch(`${server.address}/lag/${slug}/moter/${meeting}/${name}`));
      expect(code).toBe('session.missing');
      const none = await problemIn(await member.fetch(`/lag/${slug}/moter/nowhere/${name}`));
      expect(none.code).toBe('not_found');
    }
    await expectRefused(server, 'session.missing', new Person(hall.pair.server), 'minutes', at());
  });
});

test('the officers of a meeting sign its minutes after the next one is planned', async () => {
  const { administrator, pair, people, slug } = hall;
  const form = { title: 'Neste møte', place: '', startsAt: new Date().toISOString(), quorum: { num: 0, den: 1 } };
  const { meeting } = await administrator.call('createMeeting', { slug }, { ...form, constitute: true });
  const [, , chair] = people as [Person, Person, Person];
  const roles = { chair: [chair.member], secretary: [administrator.member], signer: [] };
  await administrator.call('setRoles', { slug, meeting }, roles);
  expect((await minutes(chair)).roles).toEqual([]);
  expect((await chair.call('minutes', { slug, meeting })).roles).toEqual(['chair']);
  await expectRefused(
    hall.server,
    'minutes.signed',
    people[0] as Person,
    'attestMinutes',
    at(),
    people[0]?.sign(draft),
  );
  expect((await minutes()).meetings.map(({ title }) => title)).toEqual(['Neste møte', 'Medlemsmøte']);
  expect(pair.branch).toBe(slug);
});
