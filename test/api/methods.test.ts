import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cancel,
  castCount,
  closeBallot,
  demand,
  openBallot,
  receiptFor,
  resolve,
  vote,
} from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import type { PublicJwk } from '../../server/rules/jws.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import type { CountStatement, ResolutionStatement } from '../../server/rules/statements.ts';
import { verifyFiles } from '../../server/rules/verify.ts';
import { appoint, gatherHall, type Hall, propose, seatWithoutPasskey, seen } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;
/** The administrator and six people with phones, and three without; twelve tellers' eyes on them. */
const people = {} as Record<'ola' | 'kari' | 'per' | 'liv', Person>;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 6 });
  const [, , ola, kari, per, liv] = hall.people as [Person, Person, Person, Person, Person, Person];
  Object.assign(people, { ola, kari, per, liv });
  await appoint(hall, { teller: [ola, kari, per] });
  await seatWithoutPasskey(hall, ['8001', '8002', '8003']);
});

afterAll(() => hall.server.end());

const hands = (f: number, against: number, blank = 0): CountStatement['counts'] => ({
  text: { for: f, against, blank },
});
const count = (teller: Person, ballot: string, counts: CountStatement['counts']) =>
  castCount(teller, hall.slug, ballot, counts);
const at = (ballot: string): { slug: string; ballot: string } => ({ slug: hall.slug, ballot });
const show = (ballot: string, person = hall.administrator) => seen(person, hall.slug, ballot);

/**
 * The resolution of a ballot, signed by three, received by the county so that nothing is stored any more, and verified
 * with its evidence.
 */
async function signed(ballot: string): Promise<ResolutionStatement> {
  const { pair, slug, administrator } = hall;
  const resolution = await resolve(pair, ballot, hall.people.slice(0, 2));
  const number = String(resolution.number);
  const receipt = await receiptFor(pair, resolution.number);
  const file = await administrator.fetch(`/lag/${slug}/resolutions/${number}.jws`);
  const evidence = JSON.stringify(await administrator.call('evidence', { slug, number }));
  const { keys } = (await (await administrator.fetch(`/lag/${pair.county}/jwks.json`)).json()) as { keys: [PublicJwk] };
  const verified = await verifyFiles({ resolution: await file.text(), anchor: keys[0], evidence, receipt });
  expect(verified.refusal).toBeUndefined();
  expect(verified.evidence?.ok).toBe(true);
  return resolution;
}

function refusesCount(
  code: Parameters<typeof expectRefused>[1],
  ballot: string,
  counts: CountStatement['counts'],
  teller = people.ola,
): Promise<void> {
  const statement = { typ: 'vedtak/count/1' as const, ballot, method: 'hands' as const, counts, teller: teller.member };
  return expectRefused(hall.server, code, teller, 'castCount', at(ballot), teller.sign(statement));
}

async function open(...manner: Parameters<typeof openBallot> extends [unknown, unknown, ...infer Rest] ? Rest : never) {
  return openBallot(hall.pair, (await propose(hall)).proposal, ...manner);
}

describe('a show of hands', () => {
  test('is counted by two tellers who must agree, is nobody’s vote by phone, and makes a resolution', async () => {
    const { administrator, server, slug, pair } = hall;
    const ballot = await open('whole', ruleTemplates.simple, { method: 'hands' });
    expect(await show(ballot)).toMatchObject({ method: 'hands', entitled: 10, withoutPasskey: 3, voted: 0 });
    await expectRefused(server, 'count.missing', administrator, 'stopBallot', at(ballot));
    await refusesCount('count.people', ballot, hands(8, 2, 1));
    await refusesCount('count.people', ballot, hands(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER));
    await refusesCount('vote.marks', ballot, { text: { for: 8, against: 2 } });
    await refusesCount('vote.marks', ballot, { text: { for: 8, against: 1, blank: 0, other: 1 } });
    await refusesCount('vote.marks', ballot, { ...hands(1, 1), 2: { for: 1, against: 0, blank: 0 } });
    await refusesCount('vote.marks', ballot, {});
    await refusesCount('role.missing', ballot, hands(6, 3), people.liv);
    const cast = {
      typ: 'vedtak/vote/1' as const,
      ballot,
      delegate: people.liv.member,
      revision: 1,
      marks: { text: 'for' },
    };
    await expectRefused(server, 'ballot.method', people.liv, 'castVote', at(ballot), people.liv.sign(cast));
    expect(await count(people.ola, ballot, hands(7, 2))).toEqual({ counts: 1, agree: false });
    await expectRefused(server, 'count.missing', administrator, 'stopBallot', at(ballot));
    expect(await count(people.kari, ballot, hands(6, 3, 1))).toEqual({ counts: 2, agree: false });
    await expectRefused(server, 'count.missing', administrator, 'stopBallot', at(ballot));
    const open_ = await show(ballot, people.ola);
    expect(open_.counts).toEqual({ entered: 2, agree: false, own: hands(7, 2) });
    expect((await show(ballot, people.liv)).counts).toEqual({ entered: 2, agree: false, own: null });
    expect(open_.result).toBeNull();
    // a teller may count again; the last count stands
    expect(await count(people.ola, ballot, hands(6, 3, 1))).toEqual({ counts: 2, agree: true });
    await closeBallot(pair, ballot);
    await refusesCount('ballot.closed', ballot, hands(6, 3, 1));
    const sums = { text: { for: 6, against: 3, blank: 1 } };
    expect((await show(ballot)).result).toMatchObject({ tally: sums, hands: sums, outcome: { text: 'adopted' } });
    const resolution = await signed(ballot);
    expect(resolution.ballots[0]).toMatchObject({ method: 'hands', tally: sums, hands: sums });
    const evidence = await administrator.call('evidence', { slug, number: String(resolution.number) });
    expect(evidence.ballots).toMatchObject([{ votes: [], counts: [{}, {}] }]);
  });

  test('of those against counts the rest of the roll as for', async () => {
    const ballot = await open('points', ruleTemplates.simple, { method: 'against' });
    const { definition } = await show(ballot);
    expect(definition.questions[0]?.options).toEqual(['for', 'against']);
    await refusesCount('vote.marks', ballot, { 1: { for: 9, against: 1 }, 2: { against: 0 }, 3: { against: 0 } });
    const counts = { 1: { against: 1 }, 2: { against: 0 }, 3: { against: 5 } };
    for (const teller of [people.ola, people.kari, people.per]) await count(teller, ballot, counts);
    await closeBallot(hall.pair, ballot);
    expect((await show(ballot)).result).toMatchObject({
      tally: { 1: { for: 9, against: 1 }, 2: { for: 10, against: 0 }, 3: { for: 5, against: 5 } },
      outcome: { 1: 'adopted', 2: 'adopted', 3: 'rejected' },
    });
  });

  test('beside the phones counts those without a passkey as a line of their own', async () => {
    const { slug, pair, people: all, server, administrator } = hall;
    const ballot = await open('whole');
    for (const [i, person] of all.entries()) await vote(person, slug, ballot, { text: i < 3 ? 'for' : 'against' });
    await refusesCount('count.people', ballot, hands(4, 0));
    await count(people.ola, ballot, hands(2, 1));
    await expectRefused(server, 'count.missing', administrator, 'stopBallot', at(ballot));
    await count(people.kari, ballot, hands(2, 1));
    await closeBallot(pair, ballot);
    expect((await show(ballot)).result).toMatchObject({
      close: { votes: 6 },
      tally: { text: { for: 5, against: 4, blank: 0 } },
      hands: { text: { for: 2, against: 1, blank: 0 } },
      outcome: { text: 'adopted' },
    });
    const { ballots } = await signed(ballot);
    expect(ballots[0]).toMatchObject({ hands: { text: { for: 2, against: 1, blank: 0 } } });
    expect(ballots[0]).not.toHaveProperty('method');
  });

  test('is entered by the teller who signs it, for an open ballot', async () => {
    const { server } = hall;
    const ballot = await open('whole', ruleTemplates.simple, { method: 'hands' });
    const { ola, kari } = people;
    const statement = {
      typ: 'vedtak/count/1' as const,
      ballot,
      method: 'hands' as const,
      counts: hands(1, 0),
      teller: ola.member,
    };
    await expectRefused(server, 'signature.signer', kari, 'castCount', at(ballot), kari.sign(statement));
    await expectRefused(server, 'signature.signer', kari, 'castCount', at(ballot), ola.sign(statement));
    const altered = { ...ola.sign(statement), statement: { ...statement, counts: hands(2, 0) } };
    await expectRefused(server, 'signature.altered', ola, 'castCount', at(ballot), altered);
    const none = { slug: hall.slug, ballot: 'A'.repeat(43) };
    await expectRefused(
      server,
      'ballot.unknown',
      ola,
      'castCount',
      none,
      ola.sign({ ...statement, ballot: none.ballot }),
    );
    await cancel(hall.pair, ballot, 'Prøve');
    await refusesCount('ballot.closed', ballot, hands(1, 0));
  });
});

describe('unanimity and acclamation', () => {
  test('adopt where nobody asks for a ballot, with nobody’s vote invented', async () => {
    for (const method of ['unanimity', 'acclamation'] as const) {
      const ballot = await open('points', ruleTemplates.twoThirds, { method });
      await refusesCount('ballot.method', ballot, { 1: { for: 1, against: 0, blank: 0 } });
      await closeBallot(hall.pair, ballot);
      const { result, demands } = await show(ballot);
      expect(demands).toBe(0);
      expect(result).toMatchObject({
        close: { votes: 0 },
        tally: {},
        outcome: { 1: 'adopted', 2: 'adopted', 3: 'adopted' },
      });
      expect(result).not.toHaveProperty('hands');
      const resolution = await signed(ballot);
      expect(resolution.ballots).toMatchObject([{ method, tally: {} }]);
      expect(resolution.points.map(({ outcome }) => outcome)).toEqual(['adopted', 'adopted', 'adopted']);
    }
  });

  test('end when one person asks for a ballot: the chair can only cancel it', async () => {
    const { administrator, server, slug, pair } = hall;
    const ballot = await open('whole', ruleTemplates.simple, { method: 'unanimity' });
    expect(await demand(people.liv, slug, ballot)).toEqual({ demands: 1 });
    expect(await demand(people.liv, slug, ballot)).toEqual({ demands: 1 });
    expect(await show(ballot, people.liv)).toMatchObject({ demands: 1, demanded: true });
    expect(await show(ballot, people.per)).toMatchObject({ demands: 1, demanded: false });
    await expectRefused(server, 'ballot.demanded', administrator, 'stopBallot', at(ballot));
    await cancel(pair, ballot, 'Votering er begjært');
    expect(await show(ballot)).toMatchObject({
      state: 'cancelled',
      cancelled: { reason: 'Votering er begjært' },
      result: null,
    });
    await expectRefused(server, 'ballot.closed', people.per, 'demandBallot', at(ballot));
    const { proposal } = await show(ballot);
    const again = await openBallot(pair, proposal, 'whole', ruleTemplates.simple, { retakes: ballot });
    await expectRefused(server, 'ballot.method', people.per, 'demandBallot', at(again));
    await closeBallot(pair, again);
    expect((await show(again)).retakes).toBe(ballot);
  });
});

test('a roll call shows who voted what, but only once it is closed', async () => {
  const { slug, pair } = hall;
  const ballot = await open('whole', ruleTemplates.simple, { method: 'rollcall' });
  await vote(people.ola, slug, ballot, { text: 'for' });
  await vote(people.kari, slug, ballot, { text: 'for' });
  await vote(people.kari, slug, ballot, { text: 'against' }, 2);
  expect((await show(ballot)).result).toBeNull();
  await closeBallot(pair, ballot);
  const { members } = await hall.administrator.call('members', { slug });
  const nameOf = ({ member }: Person): string => members.find((one) => one.member === member)?.name ?? '';
  const { names } = (await show(ballot)).result ?? {};
  expect(names).toHaveLength(2);
  expect(names).toContainEqual({ name: nameOf(people.ola), marks: { text: 'for' } });
  expect(names).toContainEqual({ name: nameOf(people.kari), marks: { text: 'against' } });
});

describe('a tie with a casting vote', () => {
  const rule = { ...ruleTemplates.simple, tie: 'chair' as const };

  test.each([
    ['for', 'adopted', { text: 'for' }],
    ['against', 'rejected', { text: 'against' }],
    ['blank', 'rejected', undefined],
    [undefined, 'rejected', undefined],
  ] as const)('%s is %s', async (own, outcome, casting) => {
    const { slug, pair, administrator } = hall;
    const ballot = await open('whole', rule);
    expect((await show(ballot)).chair.member).toBe(administrator.member);
    const marks =
      own === 'for'
        ? ['for', 'against', 'against']
        : own === 'against'
          ? ['for', 'for', 'against']
          : ['for', 'against'];
    for (const [i, mark] of marks.entries()) await vote(hall.people[i] as Person, slug, ballot, { text: mark });
    if (own !== undefined) await vote(administrator, slug, ballot, { text: own });
    await closeBallot(pair, ballot);
    const { result } = await show(ballot);
    expect(result?.outcome).toEqual({ text: outcome });
    expect(result?.casting).toEqual(casting);
    if (outcome === 'adopted') await signed(ballot);
  });
});
