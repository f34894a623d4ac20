import { effect, signal, untracked } from '@preact/signals';
import type { BallotInfo, Snapshot } from '../../server/api/snapshot.ts';
import { dropTime, isBeyond } from '../../server/rules/box.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { stageOf } from '../../server/rules/drawing.ts';
import { nextStep, type SlipStep } from '../../server/rules/slip.ts';
import { patience } from '../api.ts';
import { current, type Live } from '../live.ts';
import { localProblem, type Problem } from '../problem.ts';
import { draw } from './drawing.ts';
import { drop } from './dropping.ts';
import { passes } from './passing.ts';
import { advance, openSlips, placeIn, progressOf, reread, type Slip, slips } from './slips.ts';

/** What keeps a slip from the step that is next. It is tried again by itself where `again`. */
export interface Trouble {
  step: SlipStep;
  problem: Problem;
  again: boolean;
}

/** The troubles of slips, by their places. */
export const troubles = signal<ReadonlyMap<string, Trouble>>(new Map());

const running = new Set<string>();
type Timers = Map<string, ReturnType<typeof setTimeout>>;
/** Of slips that wait for the moment of their drop: armed anew with every snapshot, since a timer stands still while a phone sleeps. */
const holds: Timers = new Map();
/** Of slips whose step is tried again after a trouble. */
const retries: Timers = new Map();
const tries = new Map<string, number>();
let begun = false;

/** The server's time by the page's clock, RFC 3339. */
export function serverNow(live: Live): string {
  return new Date(Date.now() + live.ahead()).toISOString();
}

/** The step that is next for a slip, as the snapshot has its ballot. */
export function stepOf(live: Live, { state, secret }: BallotInfo, slip: Slip): SlipStep {
  return nextStep(progressOf(slip), stageOf(state, secret !== null && secret.window !== null), serverNow(live));
}

/** From now on every kept slip goes on by itself as far as it can, whatever page of the branch is shown. */
export async function carryOn(): Promise<void> {
  if (begun) return;
  begun = true;
  await openSlips();
  let heard: Snapshot | undefined;
  effect(() => {
    const live = current.value;
    const snapshot = live?.snapshot.value;
    const kept = slips.value;
    if (live === null || !snapshot?.me || kept === null) return;
    const fresh = snapshot !== heard;
    heard = snapshot;
    untracked(() => {
      // what stood in the way of a paper that was given up stands in no other's
      for (const place of troubles.value.keys()) if (!kept.has(place)) trouble(place, undefined);
    });
    const { me, ballots } = snapshot;
    for (const [place, slip] of kept) {
      if (!ballots.some(({ id, secret }) => secret !== null && id === slip.paper.ballot)) continue;
      // one that is stamped needs nobody's session: a phone may be lent to several
      if (slip.delegate !== me.member && slip.signature === null) continue;
      if (fresh) stop(holds, place);
      untracked(() => void carry(live, place));
    }
  });
  addEventListener('online', () => {
    const live = current.peek();
    if (live !== null) for (const place of [...holds.keys(), ...retries.keys()]) carryNow(live, place);
  });
}

/** Tries at once what would be tried later, or not at all. */
export function carryNow(live: Live, place: string): void {
  stop(holds, place);
  stop(retries, place);
  trouble(place, undefined);
  void carry(live, place);
}

async function carry(live: Live, place: string): Promise<void> {
  if (running.has(place) || holds.has(place) || retries.has(place)) return;
  running.add(place);
  try {
    while (await goesOn(live, place));
  } finally {
    running.delete(place);
  }
}

/** Takes the next step of a slip. Whether there may be another one at once. */
async function goesOn(live: Live, place: string): Promise<boolean> {
  const known = slips.value?.get(place);
  const ballot = live.snapshot.value?.ballots.find(({ id }) => id === known?.paper.ballot);
  if (known === undefined || ballot === undefined || rests(live, ballot, known)) return false;
  // another tab may have gone on meanwhile
  const slip = await reread(place);
  if (slip === undefined) return false;
  const step = stepOf(live, ballot, slip);
  switch (step) {
    case 'plan': {
      const { window } = ballot.secret ?? {};
      if (!window) return false;
      const dropAt = dropTime(window, serverNow(live), Math.random());
      await advance(slip, (held) => ({ dropAt: held.dropAt ?? dropAt }));
      return true;
    }
    case 'hold': {
      const { window } = ballot.secret ?? {};
      const { dropAt } = slip;
      if (!window || dropAt === null) return false;
      const now = serverNow(live);
      if (isBeyond(window, dropAt, now)) {
        const instead = dropTime(window, now, Math.random());
        await advance(slip, (held) => (held.dropAt === dropAt ? { dropAt: instead } : {}));
        return true;
      }
      later(holds, live, place, Date.parse(dropAt) - Date.parse(now));
      return false;
    }
    case 'draw':
    case 'drop':
      return took(live, ballot, slip, step);
    default:
      return false;
  }
}

/**
 * Whether nothing is to be done by itself: the step is the delegate's, or stands with a trouble that does not pass. In a ballot
 * that was cancelled all rests: that is the server's word alone, and must not cost anybody the proof of a paper.
 */
function rests(live: Live, ballot: BallotInfo, slip: Slip): boolean {
  const step = stepOf(live, ballot, slip);
  const trouble = troubles.value.get(placeIn(ballot.id, slip.delegate));
  if (trouble?.step === step && !trouble.again) return true;
  const { mine = null } = ballot.secret ?? {};
  // drawn on another device: this one's issue will not be taken
  if (step === 'draw' && mine !== null && slip.issue !== null && hashOf(slip.issue.statement) !== mine) return true;
  return step !== 'draw' && step !== 'plan' && step !== 'hold' && step !== 'drop';
}

async function took(live: Live, ballot: BallotInfo, slip: Slip, step: 'draw' | 'drop'): Promise<boolean> {
  const place = placeIn(ballot.id, slip.delegate);
  const { issuer } = ballot.definition;
  const named = hashOf(ballot.definition);
  const problem =
    issuer === undefined || named !== slip.paper.ballot
      ? localProblem('text.altered', `the paper is for ${slip.paper.ballot}, the definition is ${named}`).problem
      : step === 'draw'
        ? await draw(slip, issuer)
        : await drop(slip, ballot.definition);
  if (problem === null) {
    tries.delete(place);
    trouble(place, undefined);
    return true;
  }
  const again = passes(problem);
  trouble(place, { step, problem, again });
  // who is signed in, or what was drawn, may be otherwise than the page says; nothing of the session goes with a drop
  const { code } = problem;
  if (step === 'draw' && (!again || code === 'session.missing' || code === 'signature.signer'))
    await Promise.race([live.refresh(), new Promise((on) => setTimeout(on, patience))]);
  // a paper is drawn by its owner: the snapshot that has them signed in goes on with it
  const waits = step === 'draw' && live.snapshot.value?.me?.member !== slip.delegate;
  if (again && !waits) {
    const count = tries.get(place) ?? 0;
    tries.set(place, count + 1);
    later(retries, live, place, waitAfter(count));
  }
  return false;
}

/** A random wait before the next try, in milliseconds; longer each time. */
function waitAfter(count: number): number {
  return Math.min(2_000 * 1.5 ** count, 10_000) * (0.5 + Math.random());
}

function later(timers: Timers, live: Live, place: string, wait: number): void {
  stop(timers, place);
  const timer = setTimeout(
    () => {
      timers.delete(place);
      void carry(live, place);
    },
    Math.max(0, wait),
  );
  timers.set(place, timer);
}

function stop(timers: Timers, place: string): void {
  clearTimeout(timers.get(place));
  timers.delete(place);
}

function trouble(place: string, what: Trouble | undefined): void {
  if (what === undefined && !troubles.value.has(place)) return;
  const after = new Map(troubles.value);
  if (what === undefined) after.delete(place);
  else after.set(place, what);
  troubles.value = after;
}
