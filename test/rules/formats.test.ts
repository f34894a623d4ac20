import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { canonicalBytes, hashOf, toBase64url } from '../../server/rules/canonical.ts';
import { EntityConfiguration, SubordinateStatement } from '../../server/rules/entity-statement.ts';
import { Evidence } from '../../server/rules/evidence.ts';
import { wordsOf } from '../../server/rules/fingerprint.ts';
import { changeKey } from '../../server/rules/hearing-changes.ts';
import { commitmentOf, entryLeaf, JournalEntry } from '../../server/rules/journal.ts';
import { CheckpointStatement } from '../../server/rules/journal-proof.ts';
import { isSignedBy, PublicJwk } from '../../server/rules/jws.ts';
import { emptyRoot, includes, inclusionProof, leafHash, merkleRoot, nodeHash } from '../../server/rules/merkle.ts';
import { minutesMarkdown, readMinutes } from '../../server/rules/minutes-blocks.ts';
import {
  AnswerStatement,
  Custody,
  HearingStatement,
  InputStatement,
  JoinStatement,
  LeaveStatement,
  RelayStatement,
  ReminderStatement,
  ReportStatement,
  StatementsStatement,
  TreatmentStatement,
} from '../../server/rules/party-statements.ts';
import { siteOf, verifyAssertion } from '../../server/rules/passkey.ts';
import { contentHash, ProposalContent, toMarkdown } from '../../server/rules/proposal.ts';
import { readReceipt } from '../../server/rules/receipt.ts';
import { refusals } from '../../server/rules/refusals.ts';
import { pointsRootOf, statementOf } from '../../server/rules/resolution.ts';
import {
  BoxedPaper,
  Complaint,
  IssuerKey,
  IssueStatement,
  PaperStatement,
} from '../../server/rules/secret-statements.ts';
import {
  BallotStatement,
  CloseStatement,
  CountStatement,
  LoginStatement,
  MinutesPayload,
  PlanStatement,
  PromiseStatement,
  ReceiptStatement,
  ResolutionPayload,
  RollStatement,
  signed,
  VoteStatement,
} from '../../server/rules/statements.ts';
import { evidenceLeaf } from '../../server/rules/tally.ts';
import { readAnchor, verifyFiles } from '../../server/rules/verify.ts';
import { verifyMinutes } from '../../server/rules/verify-minutes.ts';
import { readResolution } from '../../server/rules/verify-resolution.ts';
import {
  evidenceLadder,
  example,
  jsonExample,
  ladder,
  lines,
  page,
  parsed,
  rows,
  section,
  wholeExample,
} from '../support/formats.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** The examples that are of a type, their schemas, and the headings of the sections that tell their fields. */
const typed: [name: string, schema: v.GenericSchema & { entries?: object }, heading: string][] = [
  ['login', LoginStatement, '### `vedtak/login/1`'],
  ['roll', RollStatement, '### `vedtak/roll/1`'],
  ['ballot', BallotStatement, '### `vedtak/ballot/1`'],
  ['vote', VoteStatement, '### `vedtak/vote/1`'],
  ['issue', IssueStatement, '### `vedtak/issue/1`'],
  ['issuer', IssuerKey, '### Papers'],
  ['paper', PaperStatement, '### `vedtak/paper/1`'],
  ['boxed-paper', BoxedPaper, '### `vedtak/paper/1`'],
  ['complaint', Complaint, '### `vedtak/complaint/1`'],
  ['count', CountStatement, '### `vedtak/count/1`'],
  ['plan', PlanStatement, '### `vedtak/plan/1`'],
  ['close', CloseStatement, '### `vedtak/close/1`'],
  ['secret-ballot', BallotStatement, '### `vedtak/ballot/1`'],
  ['secret-close', CloseStatement, '### `vedtak/close/1`'],
  ['resolution', ResolutionPayload, '### `vedtak/resolution/1`'],
  ['minutes', MinutesPayload, '### Signed minutes'],
  ['promise', PromiseStatement, '### `vedtak/promise/1`'],
  ['receipt', ReceiptStatement, '### `vedtak/receipt/1`'],
  ['checkpoint', CheckpointStatement, '### `vedtak/checkpoint/1`'],
  ['configuration', EntityConfiguration, '### The trust chain'],
  ['subordinate', SubordinateStatement, '### The trust chain'],
  ['join', JoinStatement, '### `vedtak/join/1`'],
  ['statements', StatementsStatement, '### `vedtak/statements/1`'],
  ['leave', LeaveStatement, '### `vedtak/leave/1`'],
  ['hearing', HearingStatement, '### `vedtak/hearing/1`'],
  ['answer', AnswerStatement, '### `vedtak/answer/1`'],
  ['input', InputStatement, '### `vedtak/input/1`'],
  ['relay', RelayStatement, '### `vedtak/relay/1`'],
  ['reminder', ReminderStatement, '### `vedtak/reminder/1`'],
  ['report', ReportStatement, '### `vedtak/report/1`'],
  ['treatment', TreatmentStatement, '### `vedtak/treatment/1`'],
  ['custody', Custody, '### `vedtak/custody/1`'],
  ['signed-vote', signed(VoteStatement), '## What a person signs'],
];

describe('the examples in FORMATS.md', () => {
  test.for(typed)('%s has the fields of its type', ([name, schema]) => {
    expect(v.safeParse(schema, jsonExample(name)).issues).toBeUndefined();
  });

  test.for(typed)('%s is of a type whose fields are all told', ([, schema, heading]) => {
    const text = section(heading);
    const told = Object.keys(schema.entries ?? {}).filter((field) => !['typ', 'attestations'].includes(field));
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((field) => !text.includes(`\`${field}\``))).toEqual([]);
  });

  test('tell the entries of the journal, each with its fields', () => {
    const [entriesTold = ''] = section('## The journal').split('\n### ');
    const [, , ...told] = rows(entriesTold);
    const entries = JournalEntry.options.map(({ entries: { typ, index, at, type, ...rest } }): [string, string] => {
      const fields = Object.keys(rest).map((field) => `\`${field}\``);
      return [`\`${type.literal}\``, fields.join(', ')];
    });
    expect(told).toEqual(entries);
  });

  test('tell only refusals that exist, and all that a verifier gives', () => {
    const groups = 'file|trust|attestation|sequence|time|evidence|complaint|receipt|signature';
    const codes = new Set([...page.matchAll(new RegExp(`\`((?:${groups})\\.[a-z]+)\``, 'gu'))].map(([, code]) => code));
    const given = Object.keys(refusals).filter((code) =>
      /^(?:file|trust|sequence|time|evidence|complaint|receipt)\.|^attestation\.(?:people|wrong)/u.test(code),
    );
    const persons = ['signature.altered', 'signature.origin', 'signature.user', 'signature.wrong'];
    expect([...codes].sort()).toEqual([...given, ...persons].sort());
  });
});

test('the hearing of the examples has its hash, and the amendment of its answer the one in the report', () => {
  expect(hashOf(parsed(HearingStatement, 'hearing'))).toBe(example('hearing-hash'));
  const { hearing, adopted } = parsed(AnswerStatement, 'answer');
  const { amendments } = parsed(ReportStatement, 'report');
  expect(hearing).toBe(example('hearing-hash'));
  expect(adopted.map(({ change }) => changeKey(change))).toEqual(amendments.map(({ change }) => change));
});

test('the treatment of the examples has its hash, and is of the resolution of the examples', () => {
  const treatment = parsed(TreatmentStatement, 'treatment');
  expect(hashOf(treatment)).toBe(example('treatment-hash'));
  expect(treatment.resolution).toBe(hashOf(statementOf(parsed(ResolutionPayload, 'resolution'))));
});

describe('the vectors of trees', () => {
  test('begin with the root of nothing', () => expect(example('empty-root')).toBe(emptyRoot));

  test('have three leaves, a node, a root and a path', () => {
    const leaves = ['a', 'b', 'c'].map((data) => leafHash(utf8(data)));
    expect(lines('abc-leaves')).toEqual(leaves);
    expect(example('abc-node')).toBe(nodeHash(leaves[0] ?? '', leaves[1] ?? ''));
    expect(example('abc-root')).toBe(merkleRoot(leaves));
    expect(lines('abc-path')).toEqual(inclusionProof(leaves, 1));
    expect(includes(leaves[1] ?? '', 1, 3, lines('abc-path'), example('abc-root'))).toBe(true);
  });

  test('have the points of the resolution', () => {
    const { points, pointsRoot } = parsed(ResolutionPayload, 'resolution');
    expect(lines('point-leaves')).toEqual(points.map((point) => leafHash(canonicalBytes(point))));
    expect(example('points-root')).toBe(pointsRootOf(points));
    expect(pointsRoot).toBe(example('points-root'));
  });

  test('have the votes of the ballot', () => {
    const leaves = lines('vote-leaves');
    const close = parsed(CloseStatement, 'close');
    expect(leaves[0]).toBe(evidenceLeaf(parsed(signed(VoteStatement), 'signed-vote')));
    expect([leaves.length, merkleRoot(leaves)]).toEqual([close.votes, close.evidence]);
  });

  test('have an entry of the journal and its commitment', () => {
    const entry = parsed(JournalEntry, 'entry');
    expect(example('entry-leaf')).toBe(entryLeaf(entry));
    const { root } = parsed(CheckpointStatement, 'checkpoint');
    expect(root).toBe(parsed(CloseStatement, 'close').journal.root);
    expect(example('checkpoint-words')).toBe(wordsOf(root).join(' '));
    expect(entry).toMatchObject({ commitment: commitmentOf(example('salt'), jsonExample('detail')) });
  });
});

describe('the vector of a signature', () => {
  test('has canonical bytes and a hash', () => {
    const vote = parsed(VoteStatement, 'vote');
    expect(example('vote-canonical')).toBe(new TextDecoder().decode(canonicalBytes(vote)));
    expect(example('vote-hash')).toBe(hashOf(vote));
    expect(example('client-data')).toContain(`"challenge":"${hashOf(vote)}"`);
  });

  test('verifies with its passkey, on its site', async () => {
    const vote = parsed(signed(VoteStatement), 'signed-vote');
    const { branch } = parsed(BallotStatement, 'ballot');
    const key = parsed(RollStatement, 'roll').entries[0]?.credentials[0]?.publicKey;
    if (key === undefined) throw new Error('the roll has no passkey');
    expect(jsonExample('passkey')).toEqual(key);
    expect(siteOf(branch)).toEqual({ origin: 'https://vedtak.example', rpId: 'vedtak.example' });
    expect(await verifyAssertion(vote, key, siteOf(branch))).toEqual({ ok: true, value: true });
    expect(vote.clientDataJSON).toBe(toBase64url(utf8(example('client-data'))));
    expect(vote.statement).toEqual(jsonExample('vote'));
  });
});

describe('the whole example', () => {
  const files = {
    resolution: wholeExample('resolution-jws'),
    receipt: wholeExample('receipt-jws'),
    evidence: wholeExample('evidence-json'),
  };

  test('holds, in the order of the ladders on the page', async () => {
    const anchor = await readAnchor(example('anchor'));
    if (!anchor.ok) throw new Error(anchor.refusal.detail);
    const { ok, refusal, resolution, evidence } = await verifyFiles({ ...files, anchor: anchor.value });
    expect({ ok, refusal }).toEqual({ ok: true, refusal: undefined });
    expect(resolution.steps.map(({ name }) => name)).toEqual(ladder(section('### The resolution file')));
    const open = evidenceLadder().filter((name) => name !== 'issues' && name !== 'papers');
    expect(evidence?.steps.map(({ name }) => name)).toEqual(open);
  });

  test('is what stands in the parts of the page', () => {
    const file = readResolution(files.resolution);
    const receipt = readReceipt(files.receipt);
    if (!file.ok || !receipt.ok) throw new Error('the files cannot be read');
    expect(file.value.payload).toEqual(jsonExample('resolution'));
    expect(example('resolution-hash')).toBe(file.value.hash);
    expect(hashOf(statementOf(file.value.payload))).toBe(file.value.hash);
    expect(receipt.value.receipt).toEqual(jsonExample('receipt'));
    expect(Object.keys(jsonExample('resolution-header') as object).sort()).toEqual([
      'alg',
      'kid',
      'trust_chain',
      'typ',
    ]);
    const [configuration, subordinate] = (file.value.chain ?? []).map((jws) => jws.split('.').slice(0, 2).map(decoded));
    expect(configuration).toEqual([jsonExample('statement-header'), jsonExample('configuration')]);
    expect(subordinate?.[1]).toEqual(jsonExample('subordinate'));
    const evidence = v.parse(Evidence, JSON.parse(files.evidence));
    const [ballot] = evidence.ballots;
    expect(evidence.rolls[0]?.statement).toEqual(jsonExample('roll'));
    expect(ballot?.definition.statement).toEqual(jsonExample('ballot'));
    expect(ballot?.close.statement).toEqual(jsonExample('close'));
    expect(ballot?.votes[0]).toEqual(jsonExample('signed-vote'));
    expect(ballot?.content).toEqual(jsonExample('content'));
  });

  test('has the text of its proposal', () => {
    const content = parsed(ProposalContent, 'content');
    expect(example('markdown')).toBe(toMarkdown(content.blocks));
    expect(parsed(BallotStatement, 'ballot').item).toBe(contentHash(content));
  });

  test('has a promise by the branch for the vote', async () => {
    const key = parsed(PublicJwk, 'branch-key');
    const jws = wholeExample('promise-jws');
    expect(await isSignedBy(jws, key)).toBe(true);
    expect(jws.split('.').slice(0, 2).map(decoded)).toEqual([
      { alg: 'ES256', typ: 'vedtak-promise+jwt', kid: key.kid },
      jsonExample('promise'),
    ]);
    expect(parsed(PromiseStatement, 'promise').statement).toBe(example('vote-hash'));
  });
});

describe('the signed minutes', () => {
  test('hold under the key of their anchor, and are what stands on the page', async () => {
    const anchor = await readAnchor(example('minutes-anchor'));
    if (!anchor.ok) throw new Error(anchor.refusal.detail);
    const report = await verifyMinutes(wholeExample('minutes-jws'), { anchors: [anchor.value] });
    expect(report.refusal).toBeUndefined();
    expect(report.payload).toEqual(jsonExample('minutes'));
    expect(report.hash).toBe(example('minutes-hash'));
    expect(minutesMarkdown(readMinutes(report.payload?.text ?? ''))).toBe(report.payload?.text);
    const told = section('### Signed minutes').split('in the place of')[1] ?? '';
    const steps = [...told.matchAll(/`([a-z]+)`/gu)].flatMap(([, step]) => (step === 'date' ? [] : [step]));
    expect(report.steps.map(({ name }) => name)).toEqual(steps);
  });
});

function decoded(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}
