import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person } from '../../server/demo/person.ts';
import { emptyHearing } from '../../server/rules/hearing.ts';
import { makeClock } from '../support/clock.ts';
import { hearingStatement, initiatives } from '../support/hearing.ts';
import { onNode } from '../support/on-node.ts';
import { foundParty, messageIn, type Unit } from '../support/party.ts';
import { expectRefused } from '../support/refusals.ts';
import { engine, startServer, type TestServer } from '../support/server.ts';

const clock = makeClock();
let server: TestServer;
let owner: Unit;
let county: Unit;
let hearing = '';
let closed = '';
const comments = [{ place: 2, type: 'replace' as const, text: 'Hjelpe flere', reason: 'Kortere.' }];
const form = { name: 'Kari Nordmann', organisation: 'NOAS', comments };

beforeAll(async () => {
  server = await startServer(engine === 'node' ? { surroundings: clock } : {});
  ({ national: owner, county } = await foundParty(server));
  hearing = await publish(true);
  closed = await publish(false);
});

afterAll(() => server.end());

async function publish(outside: boolean): Promise<string> {
  const { leader, slug } = owner;
  const { title, blocks } = initiatives();
  const now = clock.now();
  const times = { opensAt: new Date(now).toISOString(), deadline: new Date(now + 5 * 86_400_000).toISOString() };
  const { steps } = hearingStatement();
  const asked = { branches: [county.id], below: false };
  const draft = { ...emptyHearing, title: `${title} ${outside}`, blocks, ...times, steps, outside, asked };
  const added = await leader.call('addHearingDraft', { slug }, draft);
  const { hearing: hash } = await leader.call('publishHearing', { slug, draft: added.draft });
  await messageIn(county, 'hearing', hash);
  return hash;
}

const nobody = (): Person => new Person(owner.leader.server);

test('anybody may write where it is open; who it was is shown to the leader of the owner alone', async () => {
  const at = { slug: owner.slug, hearing };
  const { input } = await nobody().call('outsideInput', at, form);
  const shown = async (person: Person) => (await person.call('hearingInputs', at)).inputs;
  const { name: _, ...seen } = { ...form, input, branch: null, late: false, hidden: false };
  expect(await shown(nobody())).toMatchObject([{ ...seen, name: '' }]);
  expect(await shown(owner.leader)).toMatchObject([{ ...seen, name: 'Kari Nordmann' }]);
  for (const text of [
    JSON.stringify(await nobody().call('hearingReport', at)),
    await (await nobody().fetch(`/lag/${owner.slug}/hearings/${hearing}/report.json`)).text(),
    JSON.stringify(server.journal(owner.slug)),
  ])
    expect(text).not.toContain('Kari Nordmann');
});

test('it counts for nobody’s vote, and can be taken out of what is shown and put back', async () => {
  const at = { slug: owner.slug, hearing };
  const [{ input = '' } = {}] = (await owner.leader.call('hearingInputs', at)).inputs;
  const counted = async () => {
    const { inputs, points } = await nobody().call('hearingReport', at);
    expect(points.every(({ inTime }) => inTime.for.branches + inTime.against.branches === 0)).toBe(true);
    return inputs.outside.map(({ organisation }) => organisation);
  };
  expect(await counted()).toEqual(['NOAS']);
  await owner.leader.call('hideInput', { slug: owner.slug, input }, { hidden: true });
  expect(await counted()).toEqual([]);
  expect((await nobody().call('hearingInputs', at)).inputs).toEqual([]);
  await owner.leader.call('hideInput', { slug: owner.slug, input }, { hidden: false });
  expect(await counted()).toEqual(['NOAS']);
});

test('a branch’s input goes up signed; what does not fit the text or the hearing is refused', async () => {
  const below = { slug: county.slug, hearing };
  const { input } = await county.leader.call('writeInput', below, { comments });
  await messageIn(owner, 'input', input);
  const report = await nobody().call('hearingReport', { slug: owner.slug, hearing });
  expect(report.inputs.branches).toMatchObject([{ input, branch: county.id, organisation: county.name }]);
  expect(report.progress.sums).toEqual({ asked: 1, answered: 0, late: 0, input: 1, silent: 0 });
  const nowhere = [{ place: 7, type: 'comment' as const, text: 'Hvor?', reason: '' }];
  await expectRefused(server, 'amendment.place', county.leader, 'writeInput', below, { comments: nowhere });
  await expectRefused(
    server,
    'hearing.state',
    owner.leader,
    'writeInput',
    { ...below, slug: owner.slug },
    { comments },
  );
  const at = { slug: owner.slug, hearing };
  await expectRefused(server, 'amendment.place', nobody(), 'outsideInput', at, { ...form, comments: nowhere });
  const many = Array.from({ length: 51 }, () => comments[0] as (typeof comments)[number]);
  await expectRefused(server, 'request.invalid', nobody(), 'outsideInput', at, { ...form, comments: many });
  await expectRefused(server, 'hearing.outside', nobody(), 'outsideInput', { ...at, hearing: closed }, form);
  await expectRefused(server, 'hearing.outside', nobody(), 'outsideInput', below, form);
});

onNode('clock', 'from outside nothing is taken after the deadline', async () => {
  clock.pass(6 * 86_400_000);
  const at = { slug: owner.slug, hearing };
  await expectRefused(server, 'hearing.state', nobody(), 'outsideInput', at, form);
  await county.leader.signIn(county.slug);
  const { input } = await county.leader.call('writeInput', { ...at, slug: county.slug }, { comments });
  const { inputs } = await nobody().call('hearingInputs', { ...at, slug: county.slug });
  expect(inputs.find((one) => one.input === input)).toMatchObject({ late: true });
});
