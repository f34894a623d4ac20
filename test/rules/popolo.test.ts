import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { popoloOf } from '../../server/rules/popolo.ts';
import { publishedOf } from '../support/published.ts';
import { branch, proposalOf } from '../support/statements.ts';

const content = proposalOf('Krav én', 'Krav to');
const won = { for: 6, against: 3, blank: 1 };
const lost = { for: 3, against: 6 };

const time = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$';
const word = { type: ['string', 'null'] };
const when = { type: ['string', 'null'], pattern: time };
const link = {
  type: 'object',
  required: ['url'],
  properties: { url: { type: 'string', pattern: '^https://' }, note: word },
};
const sources = { type: 'array', items: link };

/** What the schemas of Popolo (popoloproject.com/schemas) say of what we use; they allow more, but nothing else under these names. */
const classes = {
  motion: {
    id: word,
    organization_id: word,
    identifier: word,
    classification: word,
    text: word,
    date: when,
    requirement: word,
    result: word,
    sources,
  },
  vote_event: {
    id: word,
    organization_id: word,
    motion_id: word,
    identifier: word,
    classification: word,
    start_date: when,
    end_date: when,
    result: word,
    counts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['option', 'value'],
        properties: { option: { type: 'string' }, value: { type: 'integer' } },
        additionalProperties: false,
      },
    },
    sources,
  },
};

function validator(properties: object): ValidateFunction {
  return new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile({
    type: 'object',
    required: Object.keys(properties),
    properties,
    additionalProperties: false,
  });
}

function valid({ motions, vote_events }: ReturnType<typeof popoloOf>): void {
  for (const [name, all] of [
    ['motion', motions],
    ['vote_event', vote_events],
  ] as const) {
    const check = validator(classes[name]);
    for (const one of all) expect(check(one) ? [] : check.errors, name).toEqual([]);
  }
}

test('points that were voted on one by one are motions, each with its vote and its sums', () => {
  const { published, definition } = publishedOf(content, 'points', { 1: won, 2: lost });
  const popolo = popoloOf({ ...published, definitions: [definition] });
  valid(popolo);
  const { id, payload } = published;
  expect(popolo.motions).toMatchObject([
    { id, organization_id: branch, identifier: '2', classification: 'resolution', result: 'pass' },
    { id: `${id}#punkt-1`, identifier: '2.1', text: 'Krav én', result: 'pass' },
    { id: `${id}#punkt-2`, identifier: '2.2', text: 'Krav to', result: 'fail' },
  ]);
  expect(popolo.motions[0]?.text).toContain('1. Krav én');
  expect(popolo.motions[0]?.text).not.toContain('Krav to');
  expect(popolo.motions[0]?.requirement).toBe('More than 1/2 of the votes for and against');
  const start_date = definition.openedAt;
  const { decidedAt } = payload;
  expect(popolo.vote_events).toMatchObject([
    {
      motion_id: `${id}#punkt-1`,
      start_date,
      end_date: decidedAt,
      result: 'pass',
      counts: [
        { option: 'yes', value: 6 },
        { option: 'no', value: 3 },
        { option: 'abstain', value: 1 },
      ],
    },
    {
      motion_id: `${id}#punkt-2`,
      result: 'fail',
      counts: [
        { option: 'yes', value: 3 },
        { option: 'no', value: 6 },
      ],
    },
  ]);
  const ids = [...popolo.motions, ...popolo.vote_events].map((one) => one.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a text that was voted on as a whole is one motion with one vote', () => {
  const { published, definition } = publishedOf(content, 'whole', { text: won });
  const popolo = popoloOf({ ...published, definitions: [definition] });
  valid(popolo);
  expect(popolo.motions).toHaveLength(1);
  expect(popolo.vote_events).toMatchObject([{ motion_id: published.id, result: 'pass', classification: 'phones' }]);
});

test('what nobody asked a ballot on has a vote without counts', () => {
  const { published, definition } = publishedOf(content, 'whole', { text: won });
  const { payload } = published;
  const ballots = payload.ballots.map((ballot) => ({ ...ballot, method: 'acclamation' as const, tally: {} }));
  const popolo = popoloOf({ ...published, payload: { ...payload, ballots }, definitions: [definition] });
  valid(popolo);
  expect(popolo.vote_events).toMatchObject([{ classification: 'acclamation', result: 'pass', counts: [] }]);
});

test('a secret ballot says so, and has the same sums as an open one', () => {
  const { published, definition } = publishedOf(content, 'whole', { text: won });
  const { payload } = published;
  const ballots = payload.ballots.map((ballot) => ({ ...ballot, secrecy: 'secret' as const }));
  const popolo = popoloOf({ ...published, payload: { ...payload, ballots }, definitions: [definition] });
  valid(popolo);
  const open = popoloOf({ ...published, definitions: [definition] });
  expect(popolo.vote_events).toEqual(open.vote_events.map((event) => ({ ...event, classification: 'secret' })));
});
