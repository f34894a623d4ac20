import { type BallotRow, ballotsOf, demandsIn, handCountsOf, latestVote, votesOf } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { rollByHash } from '../../db/meetings.ts';
import { findMember } from '../../db/members.ts';
import { issueOf } from '../../db/secret.ts';
import type { BallotInfo } from '../api/snapshot.ts';
import { isUncounted } from '../rules/ballot.ts';
import { agreedCounts, countable, handsOf, withoutPasskey } from '../rules/hands.ts';
import type { CountStatement, RollStatement, Signed } from '../rules/statements.ts';
import { castingOf, countedVotes } from '../rules/tally.ts';

import { secretInfo } from './secret-ballot.ts';

/** A ballot as every member sees it, with what belongs to single people. */
export interface SharedBallot {
  info: Omit<BallotInfo, 'mine' | 'keyed' | 'vote' | 'demanded' | 'secret'> & {
    secret: Omit<NonNullable<BallotInfo['secret']>, 'mine'> | null;
  };
  entitled: ReadonlySet<string>;
  /** Those of them who have a passkey on the roll. */
  keyed: ReadonlySet<string>;
  demands: ReadonlySet<string>;
  /** The tellers' counts, by teller. */
  counts: ReadonlyMap<string, CountStatement['counts']>;
}

/** What is read of a roll once for all ballots on it. */
interface RollOf {
  statement: RollStatement;
  entitled: ReadonlySet<string>;
  keyed: ReadonlySet<string>;
  withoutPasskey: number;
}

/** The ballots of a meeting, oldest first. Nothing of how anybody voted is in them before a ballot is closed. */
export async function sharedBallots(reader: Reader, meeting: string): Promise<SharedBallot[]> {
  const rolls = new Map<string, RollOf>();
  const shared: SharedBallot[] = [];
  for (const row of await ballotsOf(reader, meeting)) {
    const roll = rolls.get(row.roll) ?? rollOf((await rollByHash(reader, row.roll)).statement);
    rolls.set(row.roll, roll);
    shared.push(await sharedBallot(reader, row, roll));
  }
  return shared;
}

/** The same for one member. */
export async function ballotsFor(reader: Reader, shared: readonly SharedBallot[], me: string): Promise<BallotInfo[]> {
  const mine: BallotInfo[] = [];
  for (const { info, entitled, keyed, demands, counts } of shared) {
    const secret = info.secret;
    const vote = secret === null ? await latestVote(reader, info.id, me) : undefined;
    const issue = secret === null ? undefined : await issueOf(reader, info.id, me);
    mine.push({
      ...info,
      secret: secret === null ? null : { ...secret, mine: issue?.statementHash ?? null },
      counts: { ...info.counts, own: counts.get(me) ?? null },
      demanded: demands.has(me),
      mine: entitled.has(me),
      keyed: keyed.has(me),
      vote:
        vote === undefined
          ? null
          : { revision: vote.revision, statement: vote.statementHash, marks: vote.signed.statement.marks },
    });
  }
  return mine;
}

function rollOf(roll: RollStatement): RollOf {
  const entitled = new Set(roll.entries.map(({ delegate }) => delegate));
  const keyed = new Set(
    roll.entries.filter(({ credentials }) => credentials.length > 0).map(({ delegate }) => delegate),
  );
  return { statement: roll, entitled, keyed, withoutPasskey: withoutPasskey(roll) };
}

async function sharedBallot(reader: Reader, ballot: BallotRow, roll: RollOf): Promise<SharedBallot> {
  const { id, proposal, subject, definition, cancelled, entitled, voted } = ballot;
  const { method, trial, retakes } = definition.statement;
  // all of this is read again after each vote, so what no ballot of its kind has is not asked for
  const entered = countable(definition.statement, roll.statement) === 0 ? [] : await handCountsOf(reader, id);
  const demands = isUncounted(definition.statement) ? await demandsIn(reader, id) : [];
  return {
    info: {
      id,
      proposal,
      subject,
      definition: definition.statement,
      method: method ?? 'phones',
      trial: trial === true,
      secret: await secretInfo(reader, ballot),
      retakes: retakes ?? null,
      state: cancelled === null ? ballot.state : 'cancelled',
      cancelled,
      chair: { member: definition.signer, name: await nameOf(reader, definition.signer) },
      entitled,
      withoutPasskey: roll.withoutPasskey,
      voted,
      counts: { entered: entered.length, agree: agreedCounts(entered) !== undefined, own: null },
      demands: demands.length,
      result: await resultIn(reader, ballot, entered),
    },
    entitled: roll.entitled,
    keyed: roll.keyed,
    demands: new Set(demands),
    counts: new Map(entered.map(({ statement }) => [statement.teller, statement.counts])),
  };
}

/** What a closed ballot came to; null before. */
async function resultIn(
  reader: Reader,
  { id, closed, definition: { statement, signer }, entitled }: BallotRow,
  entered: readonly Signed<CountStatement>[],
): Promise<BallotInfo['result']> {
  if (closed === null) return null;
  const { close, tally, outcome } = closed;
  const own = statement.rule.tie === 'chair' ? await latestVote(reader, id, signer) : undefined;
  const casting = own && castingOf(statement, tally, entitled, own.signed.statement.marks);
  const [count] = agreedCounts(entered) ?? [];
  return {
    close: close.statement,
    tally,
    outcome,
    ...(count === undefined ? {} : { hands: handsOf(statement, count.statement, entitled) }),
    ...(casting === undefined ? {} : { casting }),
    ...(statement.method === 'rollcall' ? { names: await byName(reader, id) } : {}),
  };
}

type NamedVote = NonNullable<NonNullable<BallotInfo['result']>['names']>[number];

/** Who voted what, by name. */
async function byName(reader: Reader, ballot: string): Promise<NamedVote[]> {
  const named: NamedVote[] = [];
  for (const { statement } of countedVotes((await votesOf(reader, ballot)).map(({ signed }) => signed)))
    named.push({ name: await nameOf(reader, statement.delegate), marks: statement.marks });
  return named.sort((a, b) => a.name.localeCompare(b.name, 'nb'));
}

async function nameOf(reader: Reader, member: string): Promise<string> {
  return (await findMember(reader, member))?.name ?? '';
}
