import { expect, test } from 'vitest';
import type { MinutesRecord } from '../../server/rules/minutes-record.ts';
import { type OpenEnd, openEnds } from '../../server/rules/open-ends.ts';
import { amendmentOf, ballotOf, proposalOf, recordOf } from '../support/minutes.ts';

const decided = { kind: 'adopted', ballot: 'b1' } as const;

/** A meeting that left nothing open. */
function finished(parts: Partial<MinutesRecord> = {}): MinutesRecord {
  return recordOf({
    items: [
      { id: 'i1', kind: 'notice', title: 'Innkalling', done: true, note: '' },
      { id: 'i2', kind: 'agenda', title: 'Dagsorden', done: true, note: '' },
    ],
    proposals: [
      proposalOf({ number: 1, kind: 'approve', item: 'i1', disposition: decided }),
      proposalOf({ number: 2, kind: 'approve', item: 'i2', disposition: decided }),
    ],
    ...parts,
  });
}

test('a meeting that did all it had to left nothing open', () => {
  expect(openEnds(finished())).toEqual([]);
});

const { proposals, items } = finished();
const cases: [string, Partial<MinutesRecord>, OpenEnd[]][] = [
  ['notice and agenda', { proposals: [] }, [{ kind: 'notice' }, { kind: 'agenda' }]],
  [
    'an agenda that was voted down',
    {
      proposals: [
        proposals[0] as never,
        proposalOf({ number: 2, item: 'i2', kind: 'approve', disposition: { kind: 'rejected', ballot: 'b1' } }),
      ],
    },
    [{ kind: 'agenda' }],
  ],
  [
    'roles nobody holds',
    { officers: { chair: [], secretary: ['A'], signer: ['B'], teller: [] } },
    [
      { kind: 'role', role: 'chair' },
      { kind: 'role', role: 'signer' },
    ],
  ],
  [
    'roles nobody was elected to',
    { elected: ['chair'] },
    [
      { kind: 'election', role: 'secretary' },
      { kind: 'election', role: 'signer' },
    ],
  ],
  [
    'tellers, where hands were counted',
    { ballots: [ballotOf({ number: 1, method: 'hands' }, { for: 3, against: 1 }, 'adopted')] },
    [{ kind: 'role', role: 'teller' }],
  ],
  [
    'an item',
    { items: [...items, { id: 'i3', kind: 'matter', title: 'Eventuelt', done: false, note: '' }] },
    [{ kind: 'item', title: 'Eventuelt' }],
  ],
  [
    'a proposal and its amendment',
    { proposals: [...proposals, proposalOf({ number: 3, amendments: [amendmentOf({ number: 1 })] })] },
    [
      { kind: 'proposal', number: 3, title: 'Bussen' },
      { kind: 'amendment', number: 1, proposal: 3 },
    ],
  ],
  [
    'a ballot that two tellers have not counted the same',
    { ballots: [ballotOf({ number: 4, state: 'open', countOpen: true })] },
    [
      { kind: 'ballot', number: 4 },
      { kind: 'count', number: 4 },
    ],
  ],
  [
    'an adopted text without a resolution',
    { proposals: [...proposals, proposalOf({ number: 3, disposition: { kind: 'adopted', ballot: 'b9' } })] },
    [{ kind: 'resolution.none', number: 3, title: 'Bussen' }],
  ],
  [
    'resolutions that are not signed, or were refused',
    {
      resolutions: [
        { number: 7, title: 'A', hash: 'x', ballot: 'b7', signed: false, refused: false },
        { number: 8, title: 'B', hash: 'y', ballot: 'b8', signed: true, refused: true },
        { number: 9, title: 'C', hash: 'z', ballot: 'b9', signed: true, refused: false },
      ],
    },
    [
      { kind: 'resolution.unsigned', number: 7 },
      { kind: 'delivery', number: 8 },
    ],
  ],
];

test.for(cases)('%s can be left open', ([, parts, expected]) => {
  expect(openEnds(finished(parts))).toEqual(expected);
});

test('an item is not named beside what it is for', () => {
  const kinds = ['notice', 'agenda', 'chair', 'secretary', 'signers', 'tellers', 'matter'] as const;
  const all = kinds.map((kind) => ({ id: kind, kind, title: kind, done: false, note: '' }));
  const { officers } = recordOf();
  expect(openEnds(recordOf({ items: all, elected: ['chair'], officers: { ...officers, secretary: [] } }))).toEqual([
    { kind: 'notice' },
    { kind: 'agenda' },
    { kind: 'role', role: 'secretary' },
    { kind: 'election', role: 'signer' },
    { kind: 'item', title: 'chair' },
    { kind: 'item', title: 'tellers' },
    { kind: 'item', title: 'matter' },
  ]);
});

test('what is done is not pointed out', () => {
  const done = proposalOf({
    number: 3,
    disposition: decided,
    amendments: [amendmentOf({ number: 1, disposition: { kind: 'withdrawn' } })],
  });
  const resolutions = [{ number: 1, title: 'Bussen', hash: 'x', ballot: 'b1', signed: true, refused: false }];
  expect(
    openEnds(
      finished({ proposals: [...proposals, done], resolutions, ballots: [ballotOf({ number: 1, countOpen: true })] }),
    ),
  ).toEqual([]);
});
