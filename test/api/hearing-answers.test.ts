import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBallot, openBallot, resolve, vote } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { signJws } from '../../server/keys.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { emptyHearing, type HearingDraft } from '../../server/rules/hearing.ts';
import { type MessageName, type MessageOf, messageType } from '../../server/rules/party-statements.ts';
import { parseProposal } from '../../server/rules/text.ts';
import { replace, strike } from '../support/amendments.ts';
import { answerIn } from '../support/answering.ts';
import { attested, branchKey, deliverTo, partsOf, signedFile, signersOf } from '../support/files.ts';
import { type Hall, markAll, realText } from '../support/hall.ts';
import { initiatives, resolved } from '../support/hearing.ts';
import { addUnit, entryIn, foundParty, meet, messageIn, resolutionIn, type Unit } from '../support/party.ts';
import { problemIn } from '../support/refusals.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let national: Unit;
let county: Unit;
let bergen: Unit;
let os: Unit;
let hearing = '';
let call = '';
/** The meetings, by branch. */
const halls = new Map<string, Hall>();
const content = initiatives();

beforeAll(async () => {
  server = await startServer();
  ({ national, county } = await foundParty(server));
  bergen = await addUnit(county, 'bergen', 'Arbeiderpartiet i Bergen');
  os = await addUnit(county, 'os', 'Os Arbeiderparti');
  hearing = await publish({ kind: 'draft', ...content });
  call = await publish({
    kind: 'proposals',
    title: 'Forslag til landsmøtet',
    blocks: [{ kind: 'paragraph', text: 'Send forslag.' }],
  });
  for (const hash of [hearing, call]) for (const unit of [bergen, os]) await messageIn(unit, 'hearing', hash);
});

afterAll(() => server.end());

async function publish(draft: Partial<HearingDraft>): Promise<string> {
  const { leader, slug } = national;
  const now = Date.now();
  const times = { opensAt: new Date(now).toISOString(), deadline: new Date(now + 30 * 86_400_000).toISOString() };
  const added = await leader.call('addHearingDraft', { slug }, { ...emptyHearing, ...draft, ...times });
  return (await leader.call('publishHearing', { slug, draft: added.draft })).hearing;
}

/** A message signed by a branch's own key, under the chain of its last message. */
async function signedBy<N extends MessageName>(unit: Unit, name: N, payload: MessageOf<N>): Promise<string> {
  const chain = await chainOf(unit);
  return signJws(await branchKey(server, unit.slug), messageType(name), payload, { trust_chain: chain });
}

/** A branch's trust chain, out of the first message that it sent by itself: its configuration, and what those above say. */
async function chainOf({ slug }: Unit): Promise<unknown> {
  const [row] = server.select<{ body: string }>(
    slug,
    "SELECT body FROM delivery WHERE kind IN ('relay', 'input') ORDER BY ordinal",
  );
  return partsOf(row?.body ?? '').header.trust_chain;
}

async function code(slug: string, jws: string, type?: string): Promise<string> {
  const before = await server.stored();
  const answer = await deliverTo(server, slug, jws, type);
  const found = (await problemIn(answer)).code;
  expect(await server.stored()).toBe(before);
  return found;
}

const at = (): string => new Date().toISOString();
const nobody = (): Person => new Person(national.leader.server);

test('a call for the congress is answered with a text of the branch’s own, which goes up as its resolution', async () => {
  const hall = await meet(bergen, 3);
  halls.set('bergen', hall);
  const { leader, slug } = bergen;
  const text = await realText();
  const { proposal, content: own } = await leader.call('addProposal', { slug, meeting: hall.meeting }, { text });
  await expect(leader.call('takeUpHearing', { slug, hearing: call })).rejects.toMatchObject({ code: 'hearing.state' });
  await expect(leader.call('sendToCall', { slug, proposal }, { hearing })).rejects.toMatchObject({
    code: 'hearing.state',
  });
  await leader.call('sendToCall', { slug, proposal }, { hearing: call });
  const ballot = await openBallot(hall.pair, proposal);
  for (const person of hall.people) await vote(person, slug, ballot, markAll(8, 'for'));
  await closeBallot(hall.pair, ballot);
  const statement = await resolve(hall.pair, ballot, hall.people.slice(0, 2));
  expect(statement.hearing).toBe(call);
  await resolutionIn(national, hashOf(statement));
  const { texts, progress } = await nobody().call('hearingReport', { slug: 'sentralt', hearing: call });
  expect(texts).toMatchObject([{ branch: bergen.id, county: county.id, title: own.title, late: false }]);
  expect(texts[0]?.points.map((point) => [point.text, point.votes])).toEqual(
    parseProposal(text)
      .blocks.filter(({ kind }) => kind === 'point')
      .map((point) => [point.text, { for: 3, against: 0, blank: 0 }]),
  );
  expect(progress.sums).toMatchObject({ answered: 1 });
});

test('an answer whose changes do not give the text is refused, and nothing of it is kept', async () => {
  const hall = await meet(os, 3);
  halls.set('os', hall);
  // it has sent a message of its own by now, which tells its chain
  await os.leader.call(
    'writeInput',
    { slug: 'os', hearing },
    { comments: [{ place: 0, type: 'comment', text: 'Takk.', reason: '' }] },
  );
  for (const unit of [os, county])
    await entryIn(unit, (entry) => entry.type === 'message.accepted' && entry.kind === 'input');
  const changed = {
    ...content,
    blocks: content.blocks.map((block, i) => (i === 1 ? { ...block, text: 'Hjelpe færre' } : block)),
  };
  const statement = { ...resolved(os.id, changed, []), hearing, decidedAt: at() };
  const resolution = await signedFile(
    await branchKey(server, 'os'),
    attested(statement, signersOf(hall)),
    await chainOf(os),
  );
  const answer = (adopted: MessageOf<'answer'>['adopted']) =>
    signedBy(os, 'answer', {
      typ: 'vedtak/answer/1',
      branch: os.id,
      hearing,
      resolution: hashOf(statement),
      adopted,
      rejected: [],
      at: at(),
    });
  const custody = async (adopted: MessageOf<'answer'>['adopted']) =>
    JSON.stringify({
      typ: 'vedtak/custody/1',
      resolution,
      answer: await answer(adopted),
      receipts: [],
      treatments: [],
    });
  const media = 'application/vnd.vedtak.custody+json';
  for (const lie of [[], [{ number: 1, change: strike(2) }], [{ number: 1, change: replace(2, 'Hjelpe flere') }]])
    expect(await code(county.slug, await custody(lie), media)).toBe('answer.text');
  expect(await code(county.slug, resolution)).toBe('answer.text');
});

test('a hearing by a branch below, or one that asks somebody else, is not taken in', async () => {
  const [row] = server.select<{ statement: string }>('os', `SELECT statement FROM hearing WHERE hash = '${hearing}'`);
  const sent = JSON.parse(row?.statement ?? '') as MessageOf<'hearing'>;
  const forged = await signedBy(os, 'hearing', { ...sent, branch: os.id, at: at() });
  expect(await code(county.slug, forged)).toBe('message.sender');
  const asked = { branches: [`${county.id}x`], below: true };
  const elsewhere = await signedBy(county, 'hearing', { ...sent, branch: county.id, asked, at: at() });
  expect(await code('os', elsewhere)).toBe('message.addressee');
});

test('only who was asked tells of others or is heard, and nobody reminds in the name of another', async () => {
  const asked = [{ id: `${os.id}2`, name: 'Oppdiktet', level: 'partilag' }];
  const relay = { typ: 'vedtak/relay/1' as const, hearing: hashOf('another'), asked, at: at() };
  expect(await code(county.slug, await signedBy(os, 'relay', { ...relay, branch: os.id }))).toBe('hearing.unknown');
  const reminder = { typ: 'vedtak/reminder/1' as const, branch: county.id, hearing, at: at() };
  expect(await code('os', await signedBy(county, 'reminder', reminder))).toBe('message.sender');
  const report = { typ: 'vedtak/report/1' as const, branch: county.id, hearing, points: [], amendments: [] };
  const nothing = {
    sums: { asked: 0, answered: 0, late: 0, input: 0, silent: 0 },
    answers: [],
    late: [],
    inputs: [],
    at: at(),
  };
  expect(await code('os', await signedBy(county, 'report', { ...report, ...nothing }))).toBe('message.sender');
});

test('a branch that joins later gets the hearings that are open, and answers them', async () => {
  const odda = await addUnit(county, 'odda', 'Odda Arbeiderparti');
  await messageIn(odda, 'hearing', hearing);
  await messageIn(odda, 'hearing', call);
  await resolutionIn(national, await answerIn(await meet(odda, 3), hearing, { mode: 'whole' }));
  const { branches } = await nobody().call('hearingProgress', { slug: 'sentralt', hearing });
  expect(branches.find(({ branch }) => branch === odda.id)).toMatchObject({ county: county.id, state: 'answered' });
});

test('a person groups what is alike, and takes it apart again', async () => {
  const fund = ['Hjelpe flere flyktninger med et fond', 'Hjelpe flere flyktninger ved et fond'];
  for (const [i, hall] of [...halls.values()].entries())
    await resolutionIn(national, await answerIn(hall, hearing, { amendments: [[replace(2, fund[i] ?? ''), 'for']] }));
  const report = () => nobody().call('hearingReport', { slug: 'sentralt', hearing });
  const { suggestions, amendments } = await report();
  expect(amendments).toHaveLength(2);
  const [pair] = suggestions;
  const { change = '', sameAs = '' } = pair ?? {};
  const { leader } = national;
  await leader.call('groupChanges', { slug: 'sentralt', hearing }, { change, sameAs });
  const grouped = await report();
  expect(grouped.amendments).toMatchObject([{ change: sameAs, adopted: { branches: 2 }, alike: [{ change }] }]);
  expect(grouped.suggestions).toEqual([]);
  const stranger = { change: hashOf('x'), sameAs };
  await expect(leader.call('groupChanges', { slug: 'sentralt', hearing }, stranger)).rejects.toMatchObject({
    code: 'not_found',
  });
  await leader.call('ungroupChange', { slug: 'sentralt', hearing }, { change });
  expect((await report()).amendments).toHaveLength(2);
});
