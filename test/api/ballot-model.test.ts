import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancel, castCount, closeBallot, demand, openBallot, vote } from '../../server/demo/meeting.ts';
import { type Person, Refused } from '../../server/demo/person.ts';
import { countsOf } from '../../server/rules/choice.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import type { Method } from '../../server/rules/statements.ts';
import { appoint, gatherHall, type Hall, propose, seatWithoutPasskey, seen } from '../support/hall.ts';
import { plainOutcome } from '../support/reference-counter.ts';

const rule = { ...ruleTemplates.simple, tie: 'chair' as const };
const marks = ['for', 'against', 'blank'] as const;
const methods = [undefined, 'rollcall', 'hands', 'against', 'unanimity', 'acclamation'] as const;
type Mark = (typeof marks)[number];

/** What the test knows of the ballot that it opened last. */
interface Known {
  id: string;
  method: Method | undefined;
  state: 'open' | 'stopped' | 'closed' | 'cancelled';
  votes: Map<number, { mark: Mark; revision: number }>;
  counts: Map<number, Partial<Record<Mark, number>>>;
  demands: Set<number>;
}
interface Model {
  ballot: Known | null;
}
type Real = Hall;

/** People on the roll: the administrator, four with phones, two without a passkey. */
const [present, without] = [7, 2];

let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 4 });
  await appoint(hall, { teller: hall.people.slice(0, 3) });
  await seatWithoutPasskey(hall, ['8001', '8002']);
});

afterAll(() => hall.server.end());

const personAt = (real: Real, i: number): Person => [real.administrator, ...real.people][i] as Person;
const byPhone = ({ method }: Known): boolean => method === undefined || method === 'rollcall';
const silent = ({ method }: Known): boolean => method === 'unanimity' || method === 'acclamation';

/** Whether two tellers have counted, and all the same. */
function agree({ counts }: Known): boolean {
  return counts.size >= 2 && new Set([...counts.values()].map((one) => JSON.stringify(one))).size === 1;
}

/** Why a ballot cannot be stopped; undefined where it can. */
function obstacle(known: Known): string | undefined {
  if (silent(known)) return known.demands.size > 0 ? 'ballot.demanded' : undefined;
  if (agree(known) || (byPhone(known) && known.counts.size === 0)) return undefined;
  return 'count.missing';
}

/** The papers that are counted: one for each vote and each hand; undefined where nobody is counted. */
function papersOf(known: Known): Mark[] | undefined {
  if (silent(known)) return undefined;
  const [hands = {}] = agree(known) ? [...known.counts.values()] : [];
  const all = known.method === 'against' ? { for: present - (hands.against ?? 0), ...hands } : hands;
  const byHand = marks.flatMap((mark) => Array.from({ length: all[mark] ?? 0 }, () => mark));
  return [...[...known.votes.values()].map(({ mark }) => mark), ...byHand];
}

/** Does something that is refused for one reason, or done where there is none. */
async function tried(does: Promise<unknown>, reason: string | undefined): Promise<void> {
  const code = await does.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Refused) return error.code;
      throw error;
    },
  );
  expect(code).toBe(reason);
}

/** That everybody sees what the test knows, and nothing of how anybody voted before it is closed. */
async function holds({ ballot: known }: Model, real: Real): Promise<void> {
  if (known === null) return;
  const shown = await seen(personAt(real, 1), real.slug, known.id);
  expect(shown).toMatchObject({ state: known.state, voted: known.votes.size, demands: known.demands.size });
  expect(shown.counts).toMatchObject({ entered: known.counts.size, agree: agree(known) });
  if (known.state !== 'closed') {
    expect(shown.result).toBeNull();
    return;
  }
  const papers = papersOf(known);
  const opener = known.votes.get(0)?.mark ?? null;
  const outcome = papers === undefined ? 'adopted' : plainOutcome({ rule, papers, present, opener });
  expect(shown.result?.outcome).toEqual({ text: outcome });
  const sums = countsOf(shown.result?.tally ?? {}, 'text');
  const said = papers?.filter((mark) => mark === 'for').length;
  expect(sums?.for).toBe(said);
}

/** A command that is tried on the ballot opened last. */
function onBallot(name: string, run: (known: Known, real: Real) => Promise<void>): fc.AsyncCommand<Model, Real> {
  return {
    check: ({ ballot }) => ballot !== null,
    async run(model, real) {
      await run(model.ballot as Known, real);
      await holds(model, real);
    },
    toString: () => name,
  };
}

const running = ({ state }: Known): boolean => state === 'open' || state === 'stopped';

const opening = (method: Method | undefined): fc.AsyncCommand<Model, Real> => ({
  check: () => true,
  async run(model, real) {
    const { proposal } = await propose(real);
    const opened = openBallot(real.pair, proposal, 'whole', rule, { method });
    if (model.ballot !== null && running(model.ballot)) return tried(opened, 'ballot.running');
    const id = await opened;
    model.ballot = { id, method, state: 'open', votes: new Map(), counts: new Map(), demands: new Set() };
    await holds(model, real);
  },
  toString: () => `open ${method ?? 'phones'}`,
});

const voting = (who: number, mark: Mark) =>
  onBallot(`${who} votes ${mark}`, async (known, real) => {
    const revision = (known.votes.get(who)?.revision ?? 0) + 1;
    const reason = byPhone(known) ? (known.state === 'open' ? undefined : 'ballot.closed') : 'ballot.method';
    await tried(vote(personAt(real, who), real.slug, known.id, { text: mark }, revision), reason);
    if (reason === undefined) known.votes.set(who, { mark, revision });
  });

const counting = (who: number, f: number, against: number) =>
  onBallot(`${who} counts ${f} and ${against}`, async (known, real) => {
    const hands = known.method === 'against' ? { against } : { for: f, against, blank: 0 };
    const people = silent(known) ? 0 : byPhone(known) ? without : present;
    const all = known.method === 'against' ? against : f + against;
    const reason =
      known.state !== 'open'
        ? 'ballot.closed'
        : people === 0
          ? 'ballot.method'
          : all > people
            ? 'count.people'
            : undefined;
    await tried(castCount(personAt(real, who), real.slug, known.id, { text: hands }), reason);
    if (reason === undefined) known.counts.set(who, hands);
  });

const demanding = (who: number) =>
  onBallot(`${who} asks for a ballot`, async (known, real) => {
    const reason = silent(known) ? (known.state === 'open' ? undefined : 'ballot.closed') : 'ballot.method';
    await tried(demand(personAt(real, who), real.slug, known.id), reason);
    if (reason === undefined) known.demands.add(who);
  });

const stopping = onBallot('stop', async (known, real) => {
  const reason = running(known) ? (known.state === 'open' ? obstacle(known) : undefined) : 'ballot.closed';
  await tried(real.administrator.call('stopBallot', { slug: real.slug, ballot: known.id }), reason);
  if (reason === undefined) known.state = 'stopped';
});

const closing = onBallot('close', async (known, real) => {
  const reason = running(known) ? (known.state === 'open' ? obstacle(known) : undefined) : 'ballot.closed';
  await tried(closeBallot(real.pair, known.id), reason);
  if (reason === undefined) known.state = 'closed';
});

const cancelling = onBallot('cancel', async (known, real) => {
  if (known.state === 'closed') return;
  await tried(cancel(real.pair, known.id, 'Feil'), known.state === 'cancelled' ? 'ballot.cancelled' : undefined);
  known.state = 'cancelled';
});

test('no order of commands brings a ballot where the rules do not allow it, and all that are closed are counted right', {
  timeout: 300_000,
}, async () => {
  const person = fc.nat({ max: 4 });
  const commands = fc.commands(
    [
      fc.constantFrom(...methods).map(opening),
      ...Array.from({ length: 5 }, () =>
        fc.tuple(person, fc.constantFrom(...marks)).map(([who, mark]) => voting(who, mark)),
      ),
      fc
        .tuple(fc.integer({ min: 1, max: 3 }), fc.nat({ max: 4 }), fc.nat({ max: 4 }))
        .map(([who, f, against]) => counting(who, f, against)),
      ...Array.from({ length: 2 }, () => fc.constantFrom(1, 2, 3).map((who) => counting(who, 1, 1))),
      person.map(demanding),
      fc.constant(stopping),
      fc.constant(closing),
      fc.constant(cancelling),
    ],
    { maxCommands: 60, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(commands, async (run) => {
      const model: Model = { ballot: null };
      try {
        await fc.asyncModelRun(() => ({ model, real: hall }), run);
      } finally {
        if (model.ballot !== null && running(model.ballot)) await cancel(hall.pair, model.ballot.id, 'Ferdig');
      }
    }),
    { numRuns: 16, seed: 11 },
  );
  // the runs went far enough to say something
  const { ballots } = await hall.administrator.call('snapshot', { slug: hall.slug });
  expect(ballots.filter(({ state }) => state === 'closed').length).toBeGreaterThanOrEqual(5);
});
