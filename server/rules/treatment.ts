import { clockTolerance } from './clock.ts';
import type { PublicJwk } from './jws.ts';
import { readMessage, type VerifiedMessage, verifyMessage } from './message.ts';
import type { TreatedPoint, TreatmentStatement } from './party-statements.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { checkDate } from './signed-file.ts';
import type { ResolutionPayload } from './statements.ts';
import { inForceFrom } from './trust.ts';

/**
 * How far a resolution has come with a level: nothing is said of it; something is recommended or decided; all that was
 * adopted has an outcome; some of it has gone on to the branch above.
 */
export const treatmentStates = ['untreated', 'recommended', 'treated', 'forwarded'] as const;
export type TreatmentState = (typeof treatmentStates)[number];

/** What a level's last word on a resolution comes to. */
export function treatmentState(
  said: readonly TreatedPoint[],
  { points }: Pick<ResolutionPayload, 'points'>,
): TreatmentState {
  const outcomes = new Map(said.map(({ number, outcome }) => [number, outcome]));
  if ([...outcomes.values()].includes('forwarded')) return 'forwarded';
  const adopted = points.filter(({ outcome }) => outcome === 'adopted').map(({ number }) => number);
  const all = adopted.length > 0 && adopted.every((number) => outcomes.get(number) != null);
  if (all || outcomes.get(0) != null) return 'treated';
  return said.some(({ recommendation, outcome }) => recommendation !== null || outcome !== null)
    ? 'recommended'
    : 'untreated';
}

/** What a level says when it has a resolution and has not come to anything yet. */
export const onlyReceived: readonly TreatedPoint[] = [{ number: 0, recommendation: null, outcome: null }];

/** Whether a treatment names only points that the resolution has, each once: treatment.points. */
export function checkPoints(
  said: readonly TreatedPoint[],
  { points }: Pick<ResolutionPayload, 'points'>,
): Checked<true> {
  const known = new Set([0, ...points.map(({ number }) => number)]);
  const numbers = said.map(({ number }) => number);
  const strange = numbers.find((number) => !known.has(number));
  if (strange !== undefined) return refuse('treatment.points', `the resolution has no point ${strange}`);
  const twice = numbers.find((number, i) => numbers.indexOf(number) !== i);
  return twice === undefined ? pass(true) : refuse('treatment.points', `point ${twice} is named twice`);
}

/** All that a level says after a change: what it said before, and in place of that what is new; by number. */
export function saidAfter(before: readonly TreatedPoint[], changes: readonly TreatedPoint[]): TreatedPoint[] {
  const points = new Map([...before, ...changes].map((point) => [point.number, point]));
  const said = [...points.values()].filter(
    ({ recommendation, outcome }) => recommendation !== null || outcome !== null,
  );
  return said.length === 0 ? [...onlyReceived] : said.sort((a, b) => a.number - b.number);
}

/** A treatment as the order of them sees it. */
export interface Linked {
  hash: string;
  statement: Pick<TreatmentStatement, 'branch' | 'resolution' | 'previous' | 'at'>;
}

/**
 * Whether a treatment follows those that are known: it names one of them, or is the first of its level and names none; it
 * comes after what its own level said last; and its time is not before that of the one it names. Levels that speak at once
 * may name the same one.
 * @param known in any order, each of them passed before.
 */
export function checkLink({ hash, statement }: Linked, known: readonly Linked[]): Checked<true> {
  const byHash = new Map(known.map((one) => [one.hash, one]));
  const { branch, previous, at } = statement;
  const before = previous === null ? undefined : byHash.get(previous);
  if (previous !== null && before === undefined)
    return refuse('custody.order', `treatment ${hash} follows ${previous}, which is not known`);
  if (before !== undefined && Date.parse(at) + clockTolerance < Date.parse(before.statement.at))
    return refuse('custody.order', `treatment ${hash} is dated ${at}, the one before it ${before.statement.at}`);
  const earlier = new Set<string>();
  for (let one = before; one !== undefined; one = byHash.get(one.statement.previous ?? '')) earlier.add(one.hash);
  const aside = known.find((one) => one.statement.branch === branch && !earlier.has(one.hash));
  if (aside === undefined) return pass(true);
  return refuse('custody.order', `treatment ${hash} does not follow ${aside.hash}, which ${branch} gave before`);
}

/** A treatment that holds by itself; whether it follows those before it is another question. */
export type VerifiedTreatment = VerifiedMessage<'treatment'> & { jws: string };

/**
 * Whether a treatment holds: signed by a level that a trusted key vouched for when it was given, of this resolution, about
 * points that it has.
 * @param levels ids of the branches that may treat it: those above the one that made it.
 * @param now RFC 3339: no treatment may be dated after it.
 */
export async function verifyTreatment(
  jws: string,
  of: { resolution: string; payload: ResolutionPayload; levels: readonly string[] },
  trust: { anchors: readonly PublicJwk[]; now: string },
): Promise<Checked<VerifiedTreatment>> {
  const read = readMessage('treatment', jws);
  if (!read.ok) return read;
  const { chain, payload } = read.value;
  const at = inForceFrom(chain ?? [], payload.at);
  const verified = await verifyMessage('treatment', jws, { anchors: trust.anchors, at });
  if (!verified.ok) return verified;
  const dated = checkDate(payload.at, trust.now);
  if (!dated.ok) return dated;
  if (payload.resolution !== of.resolution)
    return refuse('custody.unknown', `the treatment is of ${payload.resolution}, expected ${of.resolution}`);
  if (!of.levels.includes(payload.branch))
    return refuse('message.sender', `${payload.branch} is not above the branch that made the resolution`);
  const points = checkPoints(payload.points, of.payload);
  return points.ok ? pass({ ...verified.value, jws }) : points;
}

/** Treatments in the order in which they were given: each after the one that it names, else by time. */
export function inOrder<T extends Linked>(treatments: readonly T[]): T[] {
  const waiting = [...treatments].sort((a, b) => compare(a.statement.at, b.statement.at) || compare(a.hash, b.hash));
  const hashes = new Set(waiting.map(({ hash }) => hash));
  const placed = new Set<string>();
  const ordered: T[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(
      ({ statement: { previous } }) => previous === null || placed.has(previous) || !hashes.has(previous),
    );
    const [one] = waiting.splice(Math.max(next, 0), 1);
    if (one === undefined) break;
    placed.add(one.hash);
    ordered.push(one);
  }
  return ordered;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
