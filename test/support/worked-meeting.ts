import { hashOf } from '../../server/rules/canonical.ts';
import type { MinutesRecord } from '../../server/rules/minutes-record.ts';
import type { Block } from '../../server/rules/proposal.ts';
import { amendmentOf, amendmentSubject, at, ballotOf, blocks, proposalOf, recordOf } from './minutes.ts';

const approval: Block[] = [{ kind: 'paragraph', text: 'Innkallingen godkjennes.' }];

const amendments = [
  amendmentOf({
    number: 1,
    proposer: 'Liv Aas',
    branch: 'Åsane partilag',
    reason: 'Hvert kvarter er ikke nok i rushet.',
    seconds: 2,
    recommendation: { recommended: { kind: 'reject' }, dissents: [{ by: 'Liv Aas', recommended: { kind: 'adopt' } }] },
    disposition: { kind: 'adopted', ballot: 'b3' },
  }),
  amendmentOf({
    number: 2,
    change: { type: 'replace', at: 2, text: 'Avganger hver time.' },
    proposer: 'Nils Dal',
    disposition: { kind: 'lapsed', because: 1 },
  }),
  amendmentOf({
    number: 3,
    change: { type: 'delete', at: 4 },
    proposer: 'Eva Berg',
    disposition: { kind: 'rejected', ballot: 'b5' },
  }),
  amendmentOf({
    number: 4,
    change: { type: 'add', after: 4, block: { kind: 'point', text: 'Elektriske busser.' } },
    proposer: 'Eva Berg',
    disposition: { kind: 'withdrawn' },
  }),
];
const [first, , third] = amendments as [(typeof amendments)[0], unknown, (typeof amendments)[0]];
const standing: Block[] = blocks.map((block, i) =>
  i === 1 ? { kind: 'point', text: 'Avganger hvert tiende minutt.' } : block,
);

/**
 * A meeting with what minutes must tell: an approval by acclamation, amendments that are adopted, lapse, fall and are
 * withdrawn, a tie that is retaken, a trial, a point that falls, a quorum that is lost, a roll call, and remarks.
 */
export function workedMeeting(language: MinutesRecord['language']): MinutesRecord {
  return recordOf({
    language,
    states: [
      { state: 'called', at: at('12.00') },
      { state: 'open', at: at('18.34') },
      { state: 'adjourned', at: at('19.40') },
      { state: 'open', at: at('19.55') },
      { state: 'closed', at: at('20.55') },
    ],
    presence: {
      opening: 26,
      changes: [
        { at: at('19.10'), came: 2, left: 0, present: 28 },
        { at: at('20.30'), came: 0, left: 9, present: 19 },
        { at: at('20.40'), came: 2, left: 1, present: 20 },
      ],
      substitutes: 2,
      participants: 3,
      observers: 1,
    },
    doorCodes: 1,
    items: [
      { id: 'i1', kind: 'notice', title: 'Godkjenning av innkalling', done: true, note: '' },
      { id: 'i2', kind: 'matter', title: 'Uttalelse om buss', done: true, note: 'Liv Aas innledet.\nDebatt.' },
      { id: 'i3', kind: 'matter', title: 'Eventuelt', done: false, note: '' },
    ],
    proposals: [
      proposalOf({
        number: 1,
        kind: 'approve',
        item: 'i1',
        title: 'Innkallingen',
        blocks: approval,
        disposition: { kind: 'adopted', ballot: 'b1' },
      }),
      proposalOf({
        number: 2,
        item: 'i2',
        proposer: 'Per Dahl',
        reason: 'Bussen kommer for sjelden.',
        recommendation: { recommended: { kind: 'adopt' }, dissents: [] },
        standing,
        disposition: { kind: 'adopted', ballot: 'b6' },
        amendments,
        plan: {
          acceptedAt: at('19.20'),
          steps: [
            { of: [1, 2], reason: 'alternatives', lapses: [] },
            { of: [3], reason: 'excludes-nothing', lapses: [] },
            { of: ['text'], reason: 'then-text', lapses: [] },
          ],
        },
      }),
      proposalOf({
        number: 3,
        item: 'i3',
        title: 'Torget',
        blocks: [{ kind: 'point', text: 'Bilfritt torg.' }],
        proposer: 'Nils Dal',
        disposition: { kind: 'forwarded', to: 'styret' },
      }),
    ],
    ballots: [
      ballotOf(
        {
          number: 1,
          subject: { kind: 'text', content: { title: 'Innkallingen', blocks: approval } },
          method: 'acclamation',
          openedAt: at('18.40'),
        },
        undefined,
        'adopted',
      ),
      ballotOf(
        { number: 2, proposal: 'p2', trial: true, openedAt: at('19.15'), entitled: 28 },
        { for: 20, against: 8 },
        'adopted',
      ),
      ballotOf(
        { number: 3, proposal: 'p2', subject: amendmentSubject(first), openedAt: at('19.25'), entitled: 28 },
        { for: 18, against: 6, blank: 2 },
        'adopted',
      ),
      ballotOf({
        number: 4,
        proposal: 'p2',
        subject: amendmentSubject(third),
        openedAt: at('19.28'),
        entitled: 28,
        state: 'cancelled',
        cancelReason: 'Flere fikk ikke stemt.',
      }),
      ballotOf(
        {
          number: 5,
          proposal: 'p2',
          subject: amendmentSubject(third),
          openedAt: at('19.30'),
          entitled: 28,
          retakes: 'b4',
        },
        { for: 12, against: 12, blank: 0 },
        'rejected',
      ),
      ballotOf({
        number: 6,
        proposal: 'p2',
        subject: { kind: 'text', content: { title: 'Bussen', blocks: standing } },
        method: 'rollcall',
        openedAt: at('20.00'),
        entitled: 3,
        tally: {
          1: { for: 3, against: 0, blank: 0 },
          2: { for: 1, against: 2, blank: 0 },
          3: { for: 2, against: 0, blank: 1 },
        },
        outcome: { 1: 'adopted', 2: 'rejected', 3: 'adopted' },
        rollcall: [
          { name: 'Eva Berg', marks: { 1: 'for', 2: 'against', 3: 'blank' } },
          { name: 'Liv Aas', marks: { 1: 'for', 2: 'against', 3: 'for' } },
          { name: 'Nils Dal', marks: { 1: 'for', 2: 'for', 3: 'for' } },
        ],
      }),
    ],
    resolutions: [
      { number: 7, title: 'Bussen', hash: hashOf('resolution'), ballot: 'b6', signed: true, refused: false },
      { number: 8, title: 'Torget', hash: hashOf('draft'), ballot: 'b9', signed: false, refused: false },
    ],
    remarks: [
      { name: 'Eva Berg', text: 'Jeg mener at fristen var for kort.', at: at('20.10'), ballot: 'b5' },
      { name: 'Nils Dal', text: 'Torget haster.\n# Ikke en overskrift', at: at('20.50'), ballot: null },
    ],
  });
}
