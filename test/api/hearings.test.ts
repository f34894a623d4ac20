import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ResponseOf } from '../../server/api/endpoints.ts';
import { Person } from '../../server/demo/person.ts';
import { verifyResolution } from '../../server/rules/verify-resolution.ts';
import { add, replace, strike } from '../support/amendments.ts';
import { answerIn, handOverBy } from '../support/answering.ts';
import { day, makeClock } from '../support/clock.ts';
import { branchKey } from '../support/files.ts';
import { hearingStatement, initiatives } from '../support/hearing.ts';
import { onNode } from '../support/on-node.ts';
import { addUnit, entryIn, foundParty, meet, messageIn, resolutionIn, type Unit } from '../support/party.ts';
import { engine, startServer, type TestServer } from '../support/server.ts';

/** Where the clock can be set, the hearing is that of 2018. */
const in2018 = engine === 'node';
const clock = makeClock();
let server: TestServer;
/** Sets the clock on a server that is started again, so that what is due is done; sessions have run out by then. */
async function to(time: string): Promise<void> {
  await server.stop();
  clock.pass(Date.parse(time) - clock.now());
  await server.start();
  for (const { leader, slug } of Object.values(units)) await leader.signIn(slug);
}
const soon = new Date(Date.now() + 40 * day).toISOString();
const { opensAt, deadline } = in2018 ? hearingStatement() : { opensAt: new Date().toISOString(), deadline: soon };

const units = {} as Record<'sentralt' | 'hordaland' | 'buskerud' | 'bergen' | 'os' | 'odda' | 'drammen' | 'lier', Unit>;
let hearing = '';
const content = initiatives();
const fund = 'Hjelpe flere: et solidaritetsfond for flyktninger og mottakerland';
const demand = 'Staten dekker kommunenes utgifter.';

beforeAll(async () => {
  clock.pass(Date.parse('2018-09-12T08:00:00.000Z') - clock.now());
  server = await startServer(in2018 ? { surroundings: clock } : {});
  const { national, county } = await foundParty(server);
  const buskerud = await addUnit(national, 'buskerud', 'Buskerud Arbeiderparti', 'fylkesparti');
  Object.assign(units, { sentralt: national, hordaland: county, buskerud });
  for (const [slug, above] of Object.entries({
    bergen: county,
    os: county,
    odda: county,
    drammen: buskerud,
    lier: buskerud,
  }))
    Object.assign(units, { [slug]: await addUnit(above, slug, `${slug} Arbeiderparti`) });
});

afterAll(() => server.end());

const nobody = (): Person => new Person(units.sentralt.leader.server);
const progress = (): Promise<ResponseOf<'hearingProgress'>> =>
  nobody().call('hearingProgress', { slug: 'sentralt', hearing });
const report = (): Promise<ResponseOf<'hearingReport'>> =>
  nobody().call('hearingReport', { slug: 'sentralt', hearing });

test('a committee’s draft is sent as a hearing through the counties to every branch, and all are told of upwards', async () => {
  const { sentralt, bergen, hordaland, buskerud } = units;
  const { leader } = sentralt;
  const draft = await handOverBy(sentralt, content);
  const [prepared] = (await leader.call('hearingDrafts', { slug: 'sentralt' })).drafts;
  if (prepared === undefined) throw new Error('nothing was handed over');
  const { draft: id, updatedAt: _, ...form } = prepared;
  expect(id).toBe(draft);
  const { steps } = hearingStatement();
  const filled = { ...form, opensAt, deadline, steps, outside: true };
  await leader.call('editHearingDraft', { slug: 'sentralt', draft }, filled);
  hearing = (await leader.call('publishHearing', { slug: 'sentralt', draft })).hearing;
  for (const unit of Object.values(units).filter(({ slug }) => slug !== 'sentralt'))
    await messageIn(unit, 'hearing', hearing);
  for (const { id: from } of [hordaland, buskerud])
    await entryIn(
      sentralt,
      (entry) => entry.type === 'message.received' && entry.kind === 'relay' && entry.from === from,
    );
  const { sums, counties } = await progress();
  expect(sums).toEqual({ asked: 7, answered: 0, late: 0, input: 0, silent: 7 });
  expect(counties.map(({ name, sums: { asked } }) => [name, asked])).toEqual([
    ['Buskerud Arbeiderparti', 3],
    ['Hordaland Arbeiderparti', 4],
  ]);
  const seen = await nobody().call('hearing', { slug: 'bergen', hearing });
  expect(seen).toMatchObject({
    issuerName: 'Arbeiderpartiet',
    own: false,
    state: in2018 ? 'coming' : 'open',
    answer: null,
  });
  expect(seen.statement.content).toEqual(content);
  expect(seen.statement.committee?.members).toHaveLength(12);
  expect(seen.statement.committee?.recommendation).toEqual({ unanimous: true, dissents: [] });
  const calendar = await (await bergen.leader.fetch(`/lag/bergen/hearings/${hearing}.ics`)).text();
  expect(calendar.replaceAll('\r\n ', '')).toContain(
    `Høringsfrist: ${content.title.replace(',', '\\,')} (Arbeiderpartiet)`,
  );
});

onNode('clock', 'a branch that has not answered is reminded once for each of the days that count', async () => {
  await to('2018-11-18T08:00:00.000Z');
  const reminded = (): number => server.journal('lier').filter(({ type }) => type === 'hearing.reminded').length;
  await entryIn(units.lier, ({ type }) => type === 'hearing.reminded');
  const { remindedAt, daysLeft } = await nobody().call('hearing', { slug: 'lier', hearing });
  expect([remindedAt?.slice(0, 10), daysLeft]).toEqual(['2018-11-18', 14]);
  await server.stop();
  await server.start();
  await entryIn(units.lier, ({ type }) => type === 'hearing.reminded');
  expect(reminded()).toBe(1);
});

describe('the answers', () => {
  const answers: Record<string, string> = {};

  test('a branch takes it up, amends it, votes point by point, and its answer goes up through the county by itself', async () => {
    const { bergen, hordaland, sentralt } = units;
    const hall = await meet(bergen, 3);
    answers.bergen = await answerIn(hall, hearing, {
      amendments: [
        [replace(2, fund), 'for'],
        [strike(5), 'for'],
        [replace(3, 'En asylordning'), 'against'],
        [add(6, demand), 'for'],
      ],
      points: ['for', 'against'],
    });
    for (const unit of [hordaland, sentralt]) await resolutionIn(unit, answers.bergen);
    await entryIn(bergen, ({ type }) => type === 'message.accepted' || type === 'delivery.accepted');
    const line = (await nobody().call('hearings', { slug: 'bergen' })).hearings[0];
    expect(line).toMatchObject({
      answer: { resolution: answers.bergen, state: 'accepted' },
      taken: { meeting: hall.meeting },
    });
    expect((await progress()).sums).toMatchObject({ answered: 1, silent: 6 });
  });

  test('the text of a hearing is changed by amendments alone, and taken up once a meeting', async () => {
    const { leader } = units.bergen;
    const { proposals } = await leader.call('snapshot', { slug: 'bergen' });
    const taken = (await nobody().call('hearing', { slug: 'bergen', hearing })).taken?.proposal ?? '';
    expect(proposals.find(({ id }) => id === taken)?.content).toEqual(content);
    await expect(leader.call('takeUpHearing', { slug: 'bergen', hearing })).rejects.toMatchObject({
      code: 'hearing.state',
    });
    const { leader: other } = units.drammen;
    await expect(other.call('takeUpHearing', { slug: 'drammen', hearing })).rejects.toMatchObject({
      code: 'meeting.missing',
    });
  });

  test('another adopts the same amendment, a third the whole as it stands, a fourth sends written input', async () => {
    const { os, odda, drammen, sentralt } = units;
    answers.os = await answerIn(await meet(os, 3), hearing, { amendments: [[replace(2, fund), 'for']] });
    const hall = await meet(drammen, 3);
    const { proposal } = await drammen.leader.call('takeUpHearing', { slug: 'drammen', hearing });
    const edit = { base: hearing, content: { ...content, title: 'Noe annet' } };
    await expect(drammen.leader.call('editProposal', { slug: 'drammen', proposal }, edit)).rejects.toMatchObject({
      code: 'proposal.locked',
    });
    await drammen.leader.call('proposalState', { slug: 'drammen', proposal }, { to: 'withdrawn' });
    answers.drammen = await answerIn(hall, hearing, { mode: 'whole' });
    const comments = [{ place: 3, type: 'comment' as const, text: 'Viktig for små kommuner.', reason: '' }];
    const { input } = await odda.leader.call('writeInput', { slug: 'odda', hearing }, { comments });
    await messageIn(sentralt, 'input', input);
    for (const hash of [answers.os, answers.drammen]) await resolutionIn(sentralt, hash);
    expect((await progress()).sums).toEqual({ asked: 7, answered: 3, late: 0, input: 1, silent: 3 });
  });

  test('the report counts point by point, puts equal amendments together, and every cell leads to a resolution that verifies', async () => {
    const { points, amendments, inputs } = await report();
    const sides = points.map(({ inTime }) => [inTime.for.branches, inTime.against.branches, inTime.for.votes]);
    expect(sides).toEqual([
      [3, 0, 3],
      [3, 0, 9],
      [2, 1, 6],
      [3, 0, 9],
      [2, 1, 6],
      [3, 0, 9],
    ]);
    expect(
      amendments.map(({ place, wording, adopted, rejected }) => [
        place,
        wording.type,
        adopted.branches,
        rejected.branches,
      ]),
    ).toEqual([
      [2, 'replace', 2, 0],
      [3, 'replace', 0, 1],
      [5, 'delete', 1, 0],
      [6, 'add', 1, 0],
    ]);
    expect(inputs.branches).toMatchObject([{ branch: units.odda.id, organisation: 'odda Arbeiderparti' }]);
    const matrix = await nobody().call('hearingMatrix', { slug: 'sentralt', hearing });
    const filled = matrix.columns.filter(({ cells }) => cells.length > 0);
    expect(filled.map(({ resolution }) => resolution).sort()).toEqual(Object.values(answers).sort());
    const anchors = [(await branchKey(server, 'sentralt')).publicJwk];
    for (const { resolution, branch, cells } of filled) {
      expect(cells).toHaveLength(matrix.rows.length);
      const jws = await (await nobody().fetch(`/lag/sentralt/collection/${resolution}.jws`)).text();
      const verified = await verifyResolution(jws, {
        anchors,
        at: new Date(in2018 ? clock.now() : Date.now()).toISOString(),
      });
      expect(verified).toMatchObject({ ok: true, payload: { branch, hearing } });
    }
    const csv = await (await nobody().fetch(`/lag/sentralt/hearings/${hearing}/amendments.csv`)).text();
    expect(csv).toContain(`tillegg (punkt);${demand};;bergen Arbeiderparti`);
  });
});

onNode('clock', 'a reminder goes to the silent alone; what comes after the deadline is kept and marked', async () => {
  const { sentralt, lier, hordaland, bergen } = units;
  await to('2018-12-01T08:00:00.000Z');
  await expect(sentralt.leader.call('closeHearing', { slug: 'sentralt', hearing })).rejects.toMatchObject({
    code: 'hearing.state',
  });
  expect(await sentralt.leader.call('remindHearing', { slug: 'sentralt', hearing })).toEqual({ branches: 3 });
  await messageIn(lier, 'reminder');
  await messageIn(hordaland, 'reminder');
  expect(
    server.journal(bergen.slug).some((entry) => entry.type === 'message.received' && entry.kind === 'reminder'),
  ).toBe(false);
  await to('2018-12-03T08:00:00.000Z');
  const late = await answerIn(await meet(lier, 3), hearing);
  await resolutionIn(sentralt, late);
  expect((await progress()).sums).toEqual({ asked: 7, answered: 3, late: 1, input: 1, silent: 2 });
  const [, point] = (await report()).points;
  expect(point).toMatchObject({ inTime: { for: { branches: 3 } }, late: { for: { branches: 1, votes: 3 } } });
});

onNode('clock', 'the closing report names all that was counted, and comes down to every branch', async () => {
  const { sentralt, os, lier } = units;
  const closed = await sentralt.leader.call('closeHearing', { slug: 'sentralt', hearing });
  await messageIn(os, 'report', closed.report);
  await messageIn(lier, 'report', closed.report);
  const { statement } = await nobody().call('closingReport', { slug: 'os', hearing });
  expect(statement).toMatchObject({ sums: { asked: 7, answered: 3, late: 1, input: 1, silent: 2 } });
  expect([statement.answers.length, statement.late.length, statement.inputs.length]).toEqual([3, 1, 1]);
  expect(await nobody().call('hearing', { slug: 'os', hearing })).toMatchObject({
    state: 'closed',
    report: closed.report,
  });
  await expect(sentralt.leader.call('closeHearing', { slug: 'sentralt', hearing })).rejects.toMatchObject({
    code: 'hearing.state',
  });
});
