import { setUp } from '../../server/demo/meeting.ts';
import { Progress } from '../../server/demo/progress.ts';
import { audit, close, gatherBranches, type MeetingBranch, send, signVotes, voteAtOnce } from '../support/load.ts';
import type { TestServer } from '../support/server.ts';

/** The share of the votes a second that the server took at most which all branches together send, each as many. */
const share = 0.25;
/** How many times as many the overloaded one sends. */
const overload = 10;
/** Seconds of a run, and how often the two kinds of run take turns. */
const seconds = 20;
const turns = 3;

/** The value that a part of the values, from 0 to 1, do not exceed. */
function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * Sends signed votes at their times, whether or not others were answered, so that a slow server is not asked less; but
 * each phone's in their order. Gives the milliseconds from a vote's time to its answer by branch, and how many failed.
 */
async function run(
  meeting: readonly MeetingBranch[],
  votes: number,
  busy: number,
): Promise<{ taken: number[][]; failed: number }> {
  const plan = meeting.flatMap((branch, i) => {
    const count = votes * (i === busy ? overload : 1);
    const rounds = Math.ceil(count / branch.people.length);
    const ready = Array.from({ length: rounds }, (_, round) => signVotes(branch, round))
      .flat()
      .slice(0, count);
    return ready.map((vote, n) => ({ branch, i, vote, at: ((n + i / meeting.length) * seconds * 1000) / count }));
  });
  plan.sort((a, b) => a.at - b.at);
  const taken: number[][] = meeting.map(() => []);
  const before = new Map<unknown, Promise<void>>();
  let failed = 0;
  const begun = performance.now();
  const sendAt = async ({ branch, i, vote, at }: (typeof plan)[number], earlier?: Promise<void>): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - (performance.now() - begun))));
    await earlier;
    try {
      await send(branch, vote);
      taken[i]?.push(performance.now() - begun - at);
    } catch {
      failed += 1;
    }
  };
  for (const planned of plan) {
    const { person } = planned.vote;
    before.set(person, sendAt(planned, before.get(person)));
  }
  await Promise.all(before.values());
  return { taken, failed };
}

/** Lets branches meet at once and one of them be overloaded; gives what came out, a line each. */
export async function measureLoad(server: TestServer, branches: number, phones: number): Promise<string[]> {
  const progress = new Progress();
  progress.begin('Branches gather', branches);
  const meeting = await gatherBranches(await setUp(server.setupLink ?? ''), branches, phones, () => progress.step());
  progress.end();

  progress.begin('All vote at once', 1);
  const begun = performance.now();
  const { acknowledged, failed } = await voteAtOnce(meeting);
  const took = (performance.now() - begun) / 1000;
  progress.end();

  const votes = Math.max(1, Math.round((share * acknowledged * seconds) / took / branches));
  progress.begin('Quiet and overloaded runs', turns * 2);
  const quiet: number[] = [];
  const beside: number[] = [];
  const own: number[] = [];
  let refused = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const calm = await run(meeting, votes, -1);
    progress.step();
    const loaded = await run(meeting, votes, 0);
    progress.step();
    quiet.push(...calm.taken.slice(1).flat());
    beside.push(...loaded.taken.slice(1).flat());
    own.push(...(loaded.taken[0] ?? []));
    refused += calm.failed + loaded.failed;
  }
  progress.end();

  progress.begin('Closing and verifying', branches);
  let wrong = 0;
  let lacking = 0;
  const refusals: string[] = [];
  const sample = Math.max(1, Math.floor(branches / 10));
  for (const [i, branch] of meeting.entries()) {
    const { counted, owed } = await close(branch);
    if (JSON.stringify(counted) !== JSON.stringify(owed)) wrong += 1;
    if (i % sample === 0) {
      const audited = await audit(branch);
      lacking += audited.lacking;
      if (audited.refusal !== undefined) refusals.push(audited.refusal);
    }
    progress.step();
  }
  progress.end();

  const p = (values: readonly number[], part: number): string => `${percentile(values, part).toFixed(0)} ms`;
  return [
    `All at once: ${acknowledged} votes acknowledged, ${failed} not, in ${took.toFixed(1)} s (${(acknowledged / took).toFixed(0)} a second).`,
    `Tallies that are not what was acknowledged: ${wrong} of ${branches}.`,
    `Evidence verified of every ${sample}th: ${refusals.length} refused, ${lacking} acknowledged votes lacking.`,
    `Then ${((votes * branches) / seconds).toFixed(1)} votes a second: p50 ${p(quiet, 0.5)}, p99 ${p(quiet, 0.99)} (${quiet.length} votes).`,
    `With one branch at ${overload} times that: the others p50 ${p(beside, 0.5)}, p99 ${p(beside, 0.99)}, itself p99 ${p(own, 0.99)}; ${refused} votes refused.`,
    `The others' p99 beside the quiet run: ${(percentile(beside, 0.99) / percentile(quiet, 0.99)).toFixed(2)}.`,
  ];
}
