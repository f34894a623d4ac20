import { ballotsOf, findBallot } from '../db/ballots.ts';
import type { Reader, Writer } from '../db/engine.ts';
import { answeredBy, inputsTo, insertAnswer, receiptsFor } from '../db/hearing-answers.ts';
import { askedIn, findHearing } from '../db/hearings.ts';
import { appendEntry } from '../db/journal.ts';
import { findReceived } from '../db/received.ts';
import type { ResolutionRow } from '../db/resolutions.ts';
import { type Branch, timeOf } from './branch.ts';
import { topmost } from './hearing-relay.ts';
import { post, signMessage } from './post.ts';
import { must, Problem } from './problem.ts';
import { deliberationOf } from './routes/deliberation.ts';
import { answerOf, checkAnswer } from './rules/answer.ts';
import type { Counts } from './rules/formats.ts';
import type { AskedBranch } from './rules/hearing.ts';
import type { AnswerStatement, Custody } from './rules/party-statements.ts';
import { countsIn } from './rules/resolution.ts';
import type { ResolutionPayload } from './rules/statements.ts';

/** A signed resolution of the branch's own with the answer that goes with it; undefined where it answers no hearing on a text. */
export async function answeringCustody(
  reader: Reader,
  branch: Branch,
  resolution: Pick<ResolutionRow, 'hash' | 'statement' | 'ballot'>,
  jws: string,
): Promise<Custody | undefined> {
  const answer = await answerFor(reader, branch, resolution);
  if (answer === undefined) return undefined;
  return { typ: 'vedtak/custody/1', resolution: jws, answer, receipts: [], treatments: [] };
}

/** The answer (JWS of `vedtak/answer/1`) to a hearing on a text, made when the resolution is signed; undefined for any other. */
async function answerFor(
  reader: Reader,
  branch: Branch,
  { hash, statement, ballot }: Pick<ResolutionRow, 'hash' | 'statement' | 'ballot'>,
): Promise<string | undefined> {
  if (statement.hearing === undefined) return undefined;
  const hearing = await findHearing(reader, statement.hearing);
  const proposal = (await findBallot(reader, ballot))?.proposal;
  if (hearing?.statement.kind !== 'draft' || proposal === undefined) return undefined;
  const { deliberation } = await deliberationOf(reader, statement.meeting, proposal);
  const votes = await amendmentVotes(reader, statement.meeting, proposal);
  const answered = answerOf(deliberation, (number) => votes.get(number));
  must(checkAnswer(hearing.statement.content, statement, answered));
  const signed = await signMessage(reader, branch, 'answer', {
    typ: 'vedtak/answer/1',
    branch: branch.id,
    hearing: hearing.hash,
    resolution: hash,
    ...answered,
    at: timeOf(branch),
  });
  return signed.jws;
}

/** The sums of the ballots on single amendments to a proposal, by number; the last that counts. */
async function amendmentVotes(reader: Reader, meeting: string, proposal: string): Promise<Map<number, Counts>> {
  const votes = new Map<number, Counts>();
  for (const { subject, closed, cancelled, definition, ...ballot } of await ballotsOf(reader, meeting)) {
    if (ballot.proposal !== proposal || subject.kind !== 'amendment' || closed === null || cancelled !== null) continue;
    const counts = definition.statement.trial === true ? undefined : countsIn(closed.tally)[subject.kind];
    if (counts !== undefined) votes.set(subject.number, counts);
  }
  return votes;
}

/** A resolution that was taken in, with what its branch says of the amendments in it. */
export interface NotedAnswer {
  hash: string;
  payload: ResolutionPayload;
  answer: { jws: string; statement: AnswerStatement } | undefined;
}

/**
 * Notes that a resolution answers a hearing that is known here, and sends it on where the hearing came from above. Called in
 * the transaction in which the resolution was stored. The earliest verified receipt says whether it came in time.
 * @throws Problem answer.text when the answer is not the resolution's, or its changes do not give the resolution's text.
 */
export async function noteAnswer(
  writer: Writer,
  branch: Branch,
  { hash, payload, answer }: NotedAnswer,
): Promise<void> {
  const hearing = payload.hearing === undefined ? undefined : await findHearing(writer, payload.hearing);
  const received = await findReceived(writer, hash);
  if (hearing === undefined || received === undefined) return;
  if (hearing.statement.kind === 'draft') {
    const said = answer?.statement;
    if (said !== undefined && !isOf(said, hash, payload))
      throw new Problem('answer.text', 'the answer names another branch, hearing or resolution');
    must(checkAnswer(hearing.statement.content, payload, said ?? { adopted: [], rejected: [] }));
  }
  const receipts = await receiptsFor(writer, hash);
  const earliest = [received.received_at, ...receipts.map(({ received_at }) => received_at)].sort()[0] ?? '';
  await insertAnswer(writer, {
    hearing: hearing.hash,
    resolution: hash,
    branch: payload.branch,
    jws: answer?.jws ?? null,
    statement: answer === undefined ? null : JSON.stringify(answer.statement),
    received_at: earliest,
    late: earliest > hearing.deadline ? 1 : 0,
  });
  if (hearing.issuer === branch.id || branch.parent === null) return;
  const custody: Custody = {
    typ: 'vedtak/custody/1',
    resolution: received.jws,
    ...(answer === undefined ? {} : { answer: answer.jws }),
    receipts: [...receipts.map(({ jws }) => jws), received.receipt],
    treatments: [],
  };
  const body = JSON.stringify(custody);
  const receiver = branch.parent;
  await post(writer, branch, { kind: 'custody', statement: hash, receiver, body, title: payload.title });
  await appendEntry(writer, { type: 'resolution.forwarded', resolution: hash, to: receiver }, timeOf(branch));
}

function isOf({ branch, hearing, resolution }: AnswerStatement, hash: string, payload: ResolutionPayload): boolean {
  return branch === payload.branch && hearing === payload.hearing && resolution === hash;
}

/** An answer that counts for its branch: the newest that came in time, else the newest. */
export function countingAnswers<A extends { branch: string; number: number; late: boolean }>(
  answers: readonly A[],
): Map<string, A> {
  const counting = new Map<string, A>();
  for (const one of answers) {
    const held = counting.get(one.branch);
    const newer = held === undefined || one.late < held.late || (one.late === held.late && one.number > held.number);
    if (newer) counting.set(one.branch, one);
  }
  return counting;
}

/** All whom a hearing asked below this branch, with what has come of them, by name. */
export async function askedBranches(reader: Reader, branch: Branch, hearing: string): Promise<AskedBranch[]> {
  const asked = await askedIn(reader, hearing);
  const answers = countingAnswers(await answeredBy(reader, hearing));
  const written = new Set((await inputsTo(reader, hearing)).map((input) => input.branch));
  const under = new Map(asked.map((one) => [one.branch, one.under]));
  return asked.map(({ branch: id, name, level }) => {
    const answer = answers.get(id);
    const county = topmost(id, branch.id, under);
    const silent = written.has(id) ? 'input' : 'silent';
    const state = answer === undefined ? silent : answer.late ? 'late' : 'answered';
    return { branch: id, name, level, county, state, resolution: answer?.resolution ?? null };
  });
}
