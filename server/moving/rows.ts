import * as v from 'valibot';
import type { RowOf, TravellingTable } from '../../db/transfer-tables.ts';
import { Change, Recommendation } from '../rules/amendment.ts';
import { hashOf } from '../rules/canonical.ts';
import { entityStatementType } from '../rules/entity-statement.ts';
import { thumbprintOf } from '../rules/fingerprint.ts';
import { BallotTally, Checkpoint, Decided, PublicKey } from '../rules/formats.ts';
import { commitmentOf, JournalEntry } from '../rules/journal.ts';
import { isSignedBy, jwsHeader, openJws, PublicJwk } from '../rules/jws.ts';
import { MeetingSettings } from '../rules/meeting.ts';
import { Effect } from '../rules/motion.ts';
import { contentHash, ProposalContent } from '../rules/proposal.ts';
import { readReceipt } from '../rules/receipt.ts';
import { BoxedPaper, IssuerKey, IssueStatement } from '../rules/secret-statements.ts';
import {
  BallotStatement,
  CloseStatement,
  CountStatement,
  MinutesStatement,
  PlanStatement,
  ResolutionPayload,
  ResolutionStatement,
  RollStatement,
  signed,
  VoteStatement,
} from '../rules/statements.ts';
import { itemOf, Subject } from '../rules/subject.ts';
import { readResolution } from '../rules/verify-resolution.ts';
import { wrongExport } from './format.ts';
import { partyChecks } from './party-rows.ts';
import { agree, json } from './stored.ts';

/** What a row is judged against: the branch's id, and its keys, the current one and those before it. */
export interface Traveller {
  id: string;
  keys: PublicJwk[];
  /** The id of a key that is sealed for this branch under the server's secret. @throws SealError. */
  kidIn(sealed: string): Promise<string>;
  /** The same of the key of a secret ballot. @throws SealError. */
  issuerKidIn(sealed: string): Promise<string>;
}

async function isSignedByOne(jws: string, keys: readonly PublicJwk[]): Promise<boolean> {
  for (const key of keys) if (await isSignedBy(jws, key)) return true;
  return false;
}

/** The branches from the one that made a resolution up to the one below this. */
const Path = v.array(v.object({ id: v.string(), name: v.string() }));

/** What a row must hold beside the shape of its table; tables without a check hold nothing that is derived. */
const checks: { [T in TravellingTable]?: (row: RowOf<T>, traveller: Traveller) => boolean | Promise<boolean> } = {
  ...partyChecks,
  branch_key: async ({ kid, public_key, secret_key, state }, traveller) => {
    const key = json(PublicJwk, public_key);
    if (thumbprintOf(key) !== kid || key.kid !== kid) return false;
    if (state === 'past') traveller.keys.push(key);
    return state === 'past' || (secret_key !== null && (await traveller.kidIn(secret_key)) === kid);
  },
  entity_statement: ({ jws }) => openJws(jws, jwsHeader(entityStatementType), 'trust.chain').ok,
  journal_entry: ({ idx, type, entry }) => {
    const { index, type: stated } = json(JournalEntry, entry);
    return index === idx && stated === type;
  },
  // that it is the one its entry commits to is checked when all entries are there
  journal_detail: ({ salt, detail }) => commitmentOf(salt, JSON.parse(detail)).length > 0,
  meeting: ({ settings }) => v.is(v.partial(MeetingSettings), JSON.parse(settings)),
  credential: ({ public_key }) => v.is(PublicKey, JSON.parse(public_key)),
  roll: ({ hash, meeting, version, signed: text }, { id }) => {
    const { statement } = json(signed(RollStatement), text);
    return hashOf(statement) === hash && agree(statement, { branch: id, meeting, version });
  },
  proposal: ({ title, blocks, hash, effect, recommendation }) => {
    if (effect !== null) json(Effect, effect);
    if (recommendation !== null) json(Recommendation, recommendation);
    return contentHash(v.parse(ProposalContent, { title, blocks: JSON.parse(blocks) })) === hash;
  },
  amendment: ({ change, recommendation }) => {
    json(Change, change);
    return recommendation === null || v.is(Recommendation, JSON.parse(recommendation));
  },
  plan: ({ hash, proposal, version, signed: text }) => {
    const { statement } = json(signed(PlanStatement), text);
    return hashOf(statement) === hash && agree(statement, { item: proposal, version });
  },
  ballot: (row, { id }) => {
    const { statement } = json(signed(BallotStatement), row.signed);
    const { meeting, number, roll, method } = row;
    const { trial, retakes = null, plan = null } = statement;
    return (
      hashOf(statement) === row.id &&
      agree(statement, { branch: id, meeting, number, roll, item: itemOf(json(Subject, row.subject)) }) &&
      (statement.method ?? 'phones') === method &&
      agree(row, { trial: trial === true ? 1 : 0, retakes, plan }) &&
      isStage(row)
    );
  },
  hand_count: ({ ballot, teller, signed: text }) => {
    const { statement, signer } = json(signed(CountStatement), text);
    return signer === teller && agree(statement, { ballot, teller });
  },
  issuer: async ({ kid, public_key, secret_key }, traveller) =>
    json(IssuerKey, public_key).kid === kid &&
    (secret_key === null || (await traveller.issuerKidIn(secret_key)) === kid),
  issue: ({ ballot, delegate, statement_hash, signed: text }) => {
    const { statement, signer } = json(signed(IssueStatement), text);
    return hashOf(statement) === statement_hash && signer === delegate && agree(statement, { ballot, delegate });
  },
  box: ({ ballot, paper_hash, paper: text }) => {
    const { paper } = json(BoxedPaper, text);
    return hashOf(paper) === paper_hash && paper.ballot === ballot;
  },
  minutes: ({ hash, meeting, statement: text }) => {
    const statement = json(MinutesStatement, text);
    return hashOf(statement) === hash && statement.meeting === meeting;
  },
  minutes_attestation: ({ minutes, member, signed: text, public_key }) => {
    const { statement, signer } = json(signed(MinutesStatement), text);
    return hashOf(statement) === minutes && signer === member && v.is(PublicKey, JSON.parse(public_key));
  },
  vote: ({ ballot, delegate, revision, statement_hash, signed: text }) => {
    const { statement } = json(signed(VoteStatement), text);
    return hashOf(statement) === statement_hash && agree(statement, { ballot, delegate, revision });
  },
  resolution: async ({ number, hash, statement: text, jws }, { id, keys }) => {
    const statement = json(ResolutionStatement, text);
    if (hashOf(statement) !== hash || !agree(statement, { branch: id, number })) return false;
    if (jws === null) return true;
    const file = readResolution(jws);
    return file.ok && file.value.hash === hash && (await isSignedByOne(jws, keys));
  },
  attestation: ({ resolution, member, signed: text, public_key }) => {
    const { statement, signer } = json(signed(ResolutionStatement), text);
    return hashOf(statement) === resolution && signer === member && v.is(PublicKey, JSON.parse(public_key));
  },
  received: async ({ hash, branch, number, jws, payload, idx, receipt, path }, { id, keys }) => {
    const file = readResolution(jws);
    const given = readReceipt(receipt);
    if (!file.ok || !given.ok || file.value.hash !== hash) return false;
    return (
      agree(file.value.payload, { branch, number }) &&
      v.is(Path, JSON.parse(path)) &&
      hashOf(json(ResolutionPayload, payload)) === hashOf(file.value.payload) &&
      agree(given.value.receipt, { branch: id, resolution: hash, index: idx }) &&
      (await isSignedByOne(receipt, keys))
    );
  },
};

/** @throws Problem export.wrong when a row does not hold what its table promises. */
export async function mustHold<T extends TravellingTable>(
  table: T,
  row: RowOf<T>,
  traveller: Traveller,
): Promise<void> {
  const check = checks[table];
  if (check === undefined) return;
  let holds: boolean;
  try {
    holds = await check(row, traveller);
  } catch (error) {
    // JSON that is none, a value of another shape, or one without canonical bytes
    throw wrongExport(`a row of ${table} is not readable: ${error instanceof Error ? error.name : 'unknown'}`);
  }
  if (!holds) throw wrongExport(`a row of ${table} does not hold: its contents are not what it is stored under`);
}

/** What a ballot holds at its stage: fixed once it was stopped, signed and counted once it was closed, unless cancelled. */
function isStage(row: RowOf<'ballot'>): boolean {
  const { id, state, stopped_at, checkpoint, close_hash, close_signed, tally, outcome } = row;
  const cancelled = row.cancelled_at !== null;
  if (cancelled !== (row.cancel_reason !== null) || (cancelled && state !== 'closed')) return false;
  const stopped = stopped_at !== null && checkpoint !== null && v.is(Checkpoint, JSON.parse(checkpoint));
  if (!stopped && (stopped_at !== null || checkpoint !== null)) return false;
  if (close_hash === null && close_signed === null && tally === null && outcome === null)
    return cancelled || state === (stopped ? 'stopped' : 'open');
  if (close_hash === null || close_signed === null || tally === null || outcome === null) return false;
  const { statement } = json(signed(CloseStatement), close_signed);
  json(BallotTally, tally);
  json(v.record(v.string(), Decided), outcome);
  return stopped && state === 'closed' && hashOf(statement) === close_hash && statement.ballot === id;
}
