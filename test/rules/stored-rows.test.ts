import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { TravellingTable } from '../../db/transfer-tables.ts';
import { makeBranchKey } from '../../server/keys.ts';
import { mustHold } from '../../server/moving/rows.ts';
import { Problem } from '../../server/problem.ts';
import { Change, Recommendation } from '../../server/rules/amendment.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { HearingDraft } from '../../server/rules/hearing.ts';
import { Effect } from '../../server/rules/motion.ts';
import * as party from '../../server/rules/party-statements.ts';
import { contentHash, ProposalContent } from '../../server/rules/proposal.ts';
import { MinutesStatement, PlanStatement, signed } from '../../server/rules/statements.ts';
import { valueBy } from '../fuzz/from-schema.ts';
import { Random } from '../fuzz/random.ts';
import { configurationOf, makeBranch } from '../support/branches.ts';

const branch = await makeBranch('bergen', 'lokallag');
const { publicJwk } = await makeBranchKey();
const jwk = JSON.stringify(publicJwk);
const { kid } = publicJwk;
const traveller = { id: branch.id, keys: [], kidIn: async () => kid, issuerKidIn: async () => kid };

/** Something that a schema takes. */
function some<S extends v.GenericSchema>(schema: S): v.InferOutput<S> {
  for (let number = 0; number < 2000; number += 1) {
    const parsed = v.safeParse(schema, valueBy(new Random(7, 'rows', number), schema));
    if (parsed.success) return parsed.output;
  }
  throw new Error('nothing that was made is taken');
}

type Row = Record<string, string | number | null>;

const text = JSON.stringify;
const join = some(party.JoinStatement);
const treatment = some(party.TreatmentStatement);
const hearing = some(party.HearingStatement);
const input = some(party.InputStatement);
const answer = some(party.AnswerStatement);
const plan = some(signed(PlanStatement));
const minutes = some(MinutesStatement);
const attested = some(signed(MinutesStatement));
const content = some(ProposalContent);

const person = text({ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) });
const effects = { effect: text(some(Effect)), recommendation: text(some(Recommendation)) };
const proposal = { title: content.title, blocks: text(content.blocks), hash: contentHash(content), ...effects };

/** Of each table a row that holds, as far as it is looked at, with the columns that are JSON. */
const rows: [TravellingTable, Row, readonly string[]][] = [
  ['meeting', { settings: '{}' }, ['settings']],
  ['proposal', proposal, ['blocks', 'effect', 'recommendation']],
  [
    'amendment',
    { change: text(some(Change)), recommendation: text(some(Recommendation)) },
    ['change', 'recommendation'],
  ],
  [
    'plan',
    {
      hash: hashOf(plan.statement),
      proposal: plan.statement.item,
      version: plan.statement.version,
      signed: text(plan),
    },
    ['signed'],
  ],
  ['minutes', { hash: hashOf(minutes), meeting: minutes.meeting, statement: text(minutes) }, ['statement']],
  [
    'minutes_attestation',
    { minutes: hashOf(attested.statement), member: attested.signer, signed: text(attested), public_key: person },
    ['signed', 'public_key'],
  ],
  [
    'parent_link',
    { parent: branch.id, keys: text([publicJwk]), configuration: await configurationOf(branch) },
    ['keys', 'configuration'],
  ],
  ['child', { kid, public_key: jwk }, ['public_key']],
  ['child_key', { kid, public_key: jwk }, ['public_key']],
  ['join_request', { hash: hashOf(join), child: join.branch, statement: text(join) }, ['statement']],
  [
    'treatment',
    {
      hash: hashOf(treatment),
      branch: treatment.branch,
      resolution: treatment.resolution,
      statement: text(treatment),
    },
    ['statement'],
  ],
  ['committee', { blocks: '[]', recommendation: text(some(party.CommitteeRecommendation)) }, ['blocks']],
  ['hearing_draft', { draft: text(some(HearingDraft)) }, ['draft']],
  [
    'hearing',
    {
      hash: hashOf(hearing),
      issuer: hearing.branch,
      statement: text(hearing),
      reminded: '{"days":[3],"at":null}',
    },
    ['statement', 'reminded'],
  ],
  [
    'hearing_answer',
    { hearing: answer.hearing, resolution: answer.resolution, branch: answer.branch, statement: text(answer) },
    ['statement'],
  ],
  [
    'hearing_input',
    { hash: hashOf(input), hearing: input.hearing, branch: input.branch, statement: text(input) },
    ['statement'],
  ],
  ['webhook', { events: '["resolution.signed"]' }, ['events']],
  ['read_token', { scopes: '["minutes"]' }, ['scopes']],
];

const judged = (table: TravellingTable, row: Row): Promise<void> => mustHold(table, row as never, traveller);

describe.each(rows)('a row of %s', (table, row, columns) => {
  test('holds as it was stored', async () => {
    await expect(judged(table, row)).resolves.toBeUndefined();
  });

  test.each(columns)('is refused where %s is no JSON, or of another shape', async (column) => {
    for (const wrong of ['x{', '', '7', '[{}]', '{"x":1}x'])
      await expect(judged(table, { ...row, [column]: wrong }), wrong).rejects.toThrow(Problem);
  });

  if (!('hash' in row)) return;
  test('is refused under the hash of something else', async () => {
    await expect(judged(table, { ...row, hash: 'A'.repeat(43) })).rejects.toThrow(Problem);
  });
});

test('a detail of the journal is JSON of any shape: its entry commits to it', async () => {
  await expect(judged('journal_detail', { salt: 'c2FsdA', detail: '{"members":[]}' })).resolves.toBeUndefined();
  for (const wrong of ['', 'x{', '{"member":"\\ud800"}'])
    await expect(judged('journal_detail', { salt: 'c2FsdA', detail: wrong }), wrong).rejects.toThrow(Problem);
});
