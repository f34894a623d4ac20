import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkChange, collide, sameChange } from '../../server/rules/amend.ts';
import type { Amendment, Change, Recommended } from '../../server/rules/amendment.ts';
import { checkCancelling } from '../../server/rules/cancelling.ts';
import { checkPlan, type PlanStep, planOf, planStatement } from '../../server/rules/plan.ts';
import type { PlanStatement } from '../../server/rules/statements.ts';
import { checkTurn } from '../../server/rules/turn.ts';
import { amendment, Floor, recommend, type Said } from '../support/amendments.ts';
import { change, plainText, recommended } from '../support/deliberating.ts';
import { type Papers, plainFates } from '../support/plain-fates.ts';
import { proposalOf } from '../support/statements.ts';

/** A heading, a lead-in and two points. */
const content = proposalOf('ta imot 5000', 'si nei');
const seconds = 1;

/** The real thing: the rules' functions, with what the routes keep between commands. */
interface Real {
  floor: Floor;
  order: PlanStatement['steps'] | null;
}

function fateIn({ floor }: Real, number: number): string | undefined {
  return floor.now.amendments.find((one) => one.number === number)?.disposition.kind;
}

/** What must hold after each command. */
function expectAgreement(papers: Papers, real: Real): void {
  const { now } = real.floor;
  const { fates, text } = plainFates(papers);
  expect(real.floor.fates).toEqual(fates);
  expect(now.disposition.kind).toBe(text);
  const adopted = now.amendments.filter(({ disposition }) => disposition.kind === 'adopted');
  expect(now.content).toEqual(plainText(content, adopted));
  adopted.forEach((a, i) => {
    for (const b of adopted.slice(i + 1))
      expect(collide(a.change, b.change) || sameChange(a.change, b.change)).toBe(false);
  });
  const open = now.amendments.filter(({ disposition }) => disposition.kind === 'open').map(({ number }) => number);
  const { steps } = planOf(now, real.order === null ? {} : { order: real.order });
  expect(new Set(steps.flatMap(({ of }) => of))).toEqual(new Set(text === 'open' ? [...open, 'text'] : []));
  expect(now.warnings.filter(({ kind }) => kind !== 'empty')).toEqual([]);
}

/** A command that is named by what it does. */
class Command implements fc.Command<Papers, Real> {
  readonly name: string;
  readonly act: (papers: Papers, real: Real) => void;

  constructor(name: string, act: (papers: Papers, real: Real) => void) {
    this.name = name;
    this.act = act;
  }

  check(): boolean {
    return true;
  }

  run(papers: Papers, real: Real): void {
    this.act(papers, real);
    expectAgreement(papers, real);
  }

  toString(): string {
    return this.name;
  }
}

function submit(what: Change, seconded: number): Command {
  return new Command(`submit ${JSON.stringify(what)} ${seconded}`, (papers, { floor }) => {
    if (floor.now.disposition.kind !== 'open' || !checkChange(content, what).ok) return;
    const one = amendment(papers.amendments.length + 1, what, { seconds: seconded });
    papers.amendments.push(one);
    floor.matter = { ...floor.matter, amendments: [...floor.matter.amendments, one] };
  });
}

/** A change of an amendment that is made while nothing is decided of it, nor of the text. */
function set(
  name: string,
  which: number,
  more: (papers: Papers, one: Amendment) => Partial<Amendment> | null,
): Command {
  return new Command(`${name} ${which}`, (papers, real) => {
    const one = papers.amendments[which % Math.max(1, papers.amendments.length)];
    if (one === undefined || real.floor.now.disposition.kind !== 'open') return;
    const back = ['withdraw', 'uphold', 'second'].includes(name) ? ['withdrawn', 'joined'] : [];
    if (!['open', 'unsupported', ...back].includes(fateIn(real, one.number) ?? '')) return;
    const made = more(papers, one);
    if (made === null) return;
    Object.assign(one, made);
    real.floor.change(one.number, made);
  });
}

/** One is joined into another that stands by itself, and nothing is joined into what was joined. */
function join(which: number, by: number): Command {
  return set('join', which, ({ amendments }, one) => {
    const into = amendments[by % amendments.length];
    if (into === undefined || into === one || into.state === 'joined' || into.state === 'withdrawn') return null;
    return amendments.some(({ joinedInto }) => joinedInto === one.id) ? null : { state: 'joined', joinedInto: into.id };
  });
}

/** The chair announces the computed order, or another in which everything is taken one at a time. */
function announce(turned: boolean): Command {
  return new Command(`announce ${turned}`, (_, real) => {
    const { now } = real.floor;
    const reversed = [...planOf(now, { blocks: false }).steps]
      .reverse()
      .flatMap(({ of }) => of.map((number) => ({ of: [number] })));
    const { steps } = planOf(now, turned ? { order: reversed } : {});
    if (steps.length === 0) return;
    const statement = planStatement({ meeting: 'm1', item: 'p1', version: 1, steps });
    expect(checkPlan(statement, now).ok).toBe(true);
    real.order = statement.steps;
  });
}

/** What somebody wants to be voted on: the next step, or amendments and their number as the kind of ballot asks. */
function wanted(
  papers: Papers,
  kind: PlanStep['kind'],
  which: readonly number[],
): Pick<PlanStep, 'kind' | 'of'> | null {
  const count = papers.amendments.length;
  if (kind === 'text') return { kind, of: ['text'] };
  const of = [...new Set(which.map((n) => (n % Math.max(1, count)) + 1))].filter((number) => number <= count);
  const [least, most] = { amendment: [1, 1], choice: [2, 2], block: [2, 8] }[kind] as [number, number];
  if (of.length < least) return null;
  // a block is one of the same recommendation
  const [first, ...others] = of.map((number) => papers.amendments[number - 1]?.recommendation?.recommended.kind);
  const alike =
    first !== undefined && others.every((one) => one !== undefined && (one === 'adopt') === (first === 'adopt'));
  return kind === 'block' && !alike ? null : { kind, of: of.slice(0, most) };
}

function answerTo({ kind, of }: Pick<PlanStep, 'kind' | 'of'>, said: 'for' | 'against' | 'none'): Said {
  if (kind !== 'choice') return said === 'for' ? 'for' : 'against';
  return said === 'none' ? 'none' : Number(of[said === 'for' ? 0 : 1]);
}

/** Somebody tries to hold a ballot, in its turn or not, on something that is open or not. */
function vote(
  kind: PlanStep['kind'],
  which: readonly number[],
  said: 'for' | 'against' | 'none',
  inTurn: boolean,
): Command {
  return new Command(`vote ${kind} ${which.join()} ${said} ${inTurn}`, (papers, real) => {
    const { floor, order } = real;
    const { now } = floor;
    const [next] = planOf(now, order === null ? {} : { order }).steps;
    const step = inTurn ? next : wanted(papers, kind, which);
    // the text is seldom decided, or little else would be
    if (step === undefined || step === null || (step.kind === 'text' && kind !== 'text')) return;
    const of = step.of.filter((number): number is number => number !== 'text');
    const isOpen = of.every((number) => fateIn(real, number) === 'open');
    if (!isOpen || !checkTurn(floor.subjectOf(step.kind, step.of), now, order).ok) {
      expect(inTurn).toBe(false);
      return;
    }
    const answer = answerTo(step, said);
    const recommendation = papers.amendments[(of[0] ?? 0) - 1]?.recommendation?.recommended.kind;
    papers.ballots.push({
      kind: step.kind,
      // a block is gone through in the order of the numbers, as it is put to the vote
      of: of.toSorted((a, b) => a - b),
      said: answer,
      recommended: recommendation === 'adopt' ? 'adopt' : 'reject',
      text: now.content,
      cancelled: false,
    });
    floor.vote(step, answer);
  });
}

function cancel(which: number): Command {
  return new Command(`cancel ${which}`, (papers, { floor }) => {
    const at = which % Math.max(1, papers.ballots.length);
    const noted = papers.ballots[at];
    const ballot = floor.matter.ballots[at];
    if (noted === undefined || ballot === undefined || !checkCancelling(ballot, floor.now).ok) return;
    noted.cancelled = true;
    floor.cancel(ballot.id);
  });
}

test('in no order of commands do two stand that exclude each other, is anything decided twice, or left out, or does the text lose what nobody changed', () => {
  const some = fc.nat({ max: 7 });
  const commands = fc.commands(
    [
      fc.tuple(change, fc.constantFrom(0, 1, 1, 1)).map(([what, seconded]) => submit(what, seconded)),
      fc.tuple(change, fc.constant(1)).map(([what, seconded]) => submit(what, seconded)),
      some.map((which) => set('withdraw', which, () => ({ state: 'withdrawn', joinedInto: null }))),
      some.map((which) => set('uphold', which, () => ({ state: 'upheld', joinedInto: null }))),
      fc.tuple(some, some).map(([which, into]) => join(which, into)),
      fc.tuple(some, fc.nat({ max: 2 })).map(([which, by]) => set('second', which, () => ({ seconds: by }))),
      fc
        .tuple(some, fc.option(recommended, { nil: null }))
        .map(([which, said]: [number, Recommended | null]) =>
          set('recommend', which, () => ({ recommendation: said === null ? null : recommend(said) })),
        ),
      fc.boolean().map(announce),
      fc
        .tuple(
          fc.constantFrom<PlanStep['kind']>('amendment', 'choice', 'choice', 'block', 'block', 'text', 'text'),
          fc.array(some, { minLength: 1, maxLength: 4 }),
          fc.constantFrom('for' as const, 'against' as const, 'none' as const),
          fc.boolean(),
        )
        .map(([kind, which, said, inTurn]) => vote(kind, which, said, inTurn)),
      fc.nat({ max: 20 }).map(cancel),
    ],
    { maxCommands: 60, size: 'max' },
  );
  const first = fc.array(fc.record({ what: change, said: fc.option(recommended, { nil: null }) }), {
    minLength: 3,
    maxLength: 8,
  });
  fc.assert(
    fc.property(first, commands, (proposed, list) => {
      const amendments = proposed
        .filter(({ what }) => checkChange(content, what).ok)
        .map(({ what, said }, i) =>
          amendment(i + 1, what, { seconds, recommendation: said === null ? null : recommend(said) }),
        );
      fc.modelRun(
        () => ({
          model: { content, amendments: structuredClone(amendments), seconds, ballots: [] },
          real: { floor: new Floor(content, amendments, { seconds }), order: null },
        }),
        list,
      );
    }),
    { numRuns: 150 },
  );
});
