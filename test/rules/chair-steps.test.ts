import { describe, expect, test } from 'vitest';
import { freshResult, keyOf, nextItem, nextStep, obstacleOf } from '../../client/pages/chair/step.ts';
import type { PlanStep } from '../../server/api/amendments.ts';
import type { MeetingInfo } from '../../server/api/meeting.ts';
import type { ProposalInfo } from '../../server/api/proposals.ts';
import type { BallotInfo, Snapshot } from '../../server/api/snapshot.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Subject } from '../../server/rules/subject.ts';
import {
  amendment,
  ballot,
  chair,
  content,
  item,
  meeting,
  proposal,
  resolution,
  snapshot,
} from '../support/chairing.ts';

const constituting = ['notice', 'agenda', 'chair', 'secretary', 'signers', 'tellers'] as const;

/** The step of a meeting, with what the snapshot has beside it. */
function step(of: MeetingInfo, more: Partial<Snapshot> = {}, aside: string[] = []) {
  return nextStep(snapshot(of, more), of, chair, new Set(aside));
}

const text: Subject = { kind: 'text', content };
const adopted = { outcome: { text: 'adopted' as const }, tally: { text: { for: 9, against: 1, blank: 0 } } };

describe('the way through a meeting', () => {
  test.for([
    ['planned', 'open'],
    ['called', 'open'],
    ['adjourned', 'open'],
    ['closed', 'minutes'],
    ['signed', 'over'],
  ] as const)('a meeting that is %s: %s', ([state, kind]) => {
    expect(step(meeting({ state, agenda: [item(1, 'matter')] })).kind).toBe(kind);
  });

  test('at none of its items it begins with the first that waits', () => {
    const agenda = [item(1, 'notice', 'done'), item(2, 'agenda'), item(3, 'matter')];
    expect(step(meeting({ agenda }))).toMatchObject({ kind: 'go', item: { number: 2 } });
  });

  test.for([
    ['notice', { kind: 'approve' }],
    ['agenda', { kind: 'approve' }],
    ['chair', { kind: 'elect', office: 'chair' }],
    ['secretary', { kind: 'elect', office: 'secretary' }],
    ['signers', { kind: 'elect', office: 'signer' }],
    ['tellers', { kind: 'elect', office: 'teller' }],
    ['matter', { kind: 'finish' }],
    ['information', { kind: 'finish' }],
    ['election', { kind: 'finish' }],
  ] as const)('what an item of kind %s asks for', ([kind, expected]) => {
    expect(step(meeting({ agenda: [item(1, kind, 'current')] }))).toMatchObject(expected);
  });

  test('a constituting item is finished once it is decided, and the next one follows', () => {
    for (const kind of constituting) {
      const agenda = [item(1, kind, 'current'), item(2, 'matter')];
      const motion = kind === 'notice' || kind === 'agenda' ? 'approve' : 'elect';
      const decided = (disposition: ProposalInfo['disposition']): ProposalInfo[] => [
        proposal(1, { kind: motion, item: 'item1', disposition }),
      ];
      const proposals = decided({ kind: 'adopted', ballot: 'b' });
      expect(step(meeting({ agenda }), { proposals })).toMatchObject({ kind: 'finish', next: { number: 2 } });
      expect(step(meeting({ agenda }), { proposals: decided({ kind: 'rejected', ballot: 'b' }) }).kind).toBe(motion);
    }
  });

  test('what was put forward and not yet decided is voted on before anything is put forward again', () => {
    const agenda = [item(1, 'chair', 'current')];
    const proposals = [proposal(1, { kind: 'elect', item: 'item1' })];
    expect(step(meeting({ agenda }), { proposals })).toMatchObject({ kind: 'vote', proposal: { number: 1 } });
  });

  test('a meeting without items and proposals waits for them; when all is decided it is closed', () => {
    expect(step(meeting()).kind).toBe('matterless');
    const done = [item(1, 'matter', 'done')];
    expect(step(meeting({ agenda: done })).kind).toBe('close');
    const rejected = proposal(1, { disposition: { kind: 'rejected', ballot: 'b' } });
    expect(step(meeting(), { proposals: [rejected] }).kind).toBe('close');
  });

  test('proposals outside the agenda come after its last item', () => {
    const proposals = [proposal(1)];
    expect(step(meeting({ agenda: [item(1, 'matter')] }), { proposals }).kind).toBe('go');
    expect(step(meeting({ agenda: [item(1, 'matter', 'done')] }), { proposals }).kind).toBe('vote');
  });
});

describe('the way of a text', () => {
  const agenda = [item(1, 'matter', 'current'), item(2, 'matter')];
  const amended = (more: Partial<ProposalInfo> = {}): ProposalInfo =>
    proposal(1, { item: 'item1', amendments: [amendment(1, { type: 'delete', at: 1 })], ...more });
  const first: PlanStep = { kind: 'amendment', of: [1], reason: 'excludes-nothing', lapses: [] };
  const last: PlanStep = { kind: 'text', of: ['text'], reason: 'then-text', lapses: [] };
  const plan = { hash: 'h', version: 1, accepted: true, steps: [first, last], stale: false };
  const closed = { agenda, intakeClosedAt: '2026-03-07T18:30:00.000Z' };

  test('without amendments it is put to the vote at once', () => {
    const proposals = [proposal(1, { item: 'item1', steps: [last] })];
    expect(step(meeting({ agenda }), { proposals })).toMatchObject({ kind: 'vote', step: { of: ['text'] } });
  });

  test('with amendments: strek, the order announced, accepted, and voted on step by step', () => {
    const of = (more: Partial<ProposalInfo>) => ({ proposals: [amended(more)] });
    expect(step(meeting({ agenda }), of({}))).toMatchObject({ kind: 'strek', amendments: 1 });
    expect(step(meeting(closed), of({})).kind).toBe('announce');
    expect(step(meeting(closed), of({ plan: { ...plan, accepted: false } })).kind).toBe('accept');
    expect(step(meeting(closed), of({ plan }))).toMatchObject({ kind: 'vote', step: { of: [1] } });
    expect(step(meeting(closed), of({ plan: { ...plan, stale: true } })).kind).toBe('announce');
  });

  test('amendments that are decided ask for no plan: the text is next', () => {
    const gone = amendment(1, { type: 'delete', at: 1 }, { disposition: { kind: 'withdrawn' } });
    const proposals = [amended({ amendments: [gone], steps: [last] })];
    expect(step(meeting({ agenda }), { proposals })).toMatchObject({ kind: 'vote', step: { of: ['text'] } });
  });

  test('procedural proposals go before postponement, postponement before forwarding, and that before the text', () => {
    const one = proposal(1, { item: 'item1' });
    const forward = proposal(2, { kind: 'forward', item: 'item1' });
    const postpone = proposal(3, { kind: 'postpone', item: 'item1' });
    const procedure = proposal(4, { kind: 'procedure' });
    const votedOn = (...proposals: ProposalInfo[]): unknown => step(meeting({ agenda }), { proposals });
    expect(votedOn(one, forward, postpone, procedure)).toMatchObject({ proposal: { number: 4 } });
    expect(votedOn(one, forward, postpone)).toMatchObject({ proposal: { number: 3 } });
    expect(votedOn(one, forward)).toMatchObject({ proposal: { number: 2 } });
  });

  test('an adopted text becomes a resolution, unless it is set aside; then the meeting goes on', () => {
    const written = proposal(1, { item: 'item1' });
    const decision = ballot(1, written, text, adopted);
    const proposals = [{ ...written, disposition: { kind: 'adopted' as const, ballot: decision.id } }];
    const more = { proposals, ballots: [decision] };
    expect(step(meeting({ agenda }), more)).toMatchObject({ kind: 'draft', ballot: { id: decision.id } });
    expect(step(meeting({ agenda }), more, ['p1']).kind).toBe('finish');
    const draft = resolution(decision);
    expect(step(meeting({ agenda }), { ...more, resolutions: [draft] })).toMatchObject({ kind: 'attest' });
    expect(step(meeting({ agenda }), { ...more, resolutions: [{ ...draft, mine: true }] }).kind).toBe('finish');
  });

  test('the answer to a hearing is made also where the text was rejected', () => {
    const written = proposal(1, { item: 'item1' });
    const decision = ballot(1, written, text, adopted);
    const rejected = { ...written, disposition: { kind: 'rejected' as const, ballot: decision.id } };
    const decided = (one: ProposalInfo) => step(meeting({ agenda }), { proposals: [one], ballots: [decision] });
    expect(decided(rejected).kind).toBe('finish');
    expect(decided({ ...rejected, hearing: hashOf('hearing') })).toMatchObject({ kind: 'draft' });
  });

  test('a ballot that runs comes before all else, one that was cancelled does not', () => {
    const written = proposal(1, { item: 'item1' });
    const open = ballot(1, written, text, null);
    const of = meeting({ agenda });
    expect(step(of, { proposals: [written], ballots: [open] })).toMatchObject({ kind: 'ballot' });
    expect(step(of, { proposals: [written], ballots: [{ ...open, state: 'stopped' }] })).toMatchObject({
      kind: 'ballot',
    });
    expect(step(of, { proposals: [written], ballots: [{ ...open, state: 'cancelled' }] })).toMatchObject({
      kind: 'vote',
    });
  });
});

describe('beside the step', () => {
  const written = proposal(1, { item: 'item1' });
  const here = meeting({ agenda: [item(1, 'matter', 'current'), item(2, 'matter')] });

  test('the last result stands there while the meeting is at its item, until a resolution is made of it', () => {
    const decision = ballot(1, written, text, adopted);
    const more = { proposals: [written], ballots: [decision] };
    expect(freshResult(snapshot(here, more), here)?.id).toBe(decision.id);
    const later = meeting({ agenda: [item(1, 'matter', 'done'), item(2, 'matter', 'current')] });
    expect(freshResult(snapshot(later, more), later)).toBeUndefined();
    expect(freshResult(snapshot(here, { ...more, resolutions: [resolution(decision)] }), here)).toBeUndefined();
    const cancelled = { ...decision, state: 'cancelled' as const };
    expect(freshResult(snapshot(here, { ...more, ballots: [cancelled] }), here)).toBeUndefined();
  });

  test('the item after another one is the next that waits, and after the last the first that was left', () => {
    const agenda = [item(1, 'matter'), item(2, 'matter', 'done'), item(3, 'matter', 'current'), item(4, 'matter')];
    expect(nextItem(meeting({ agenda }), 'item3')?.number).toBe(4);
    expect(nextItem(meeting({ agenda: agenda.slice(0, 3) }), 'item3')?.number).toBe(1);
    expect(nextItem(meeting({ agenda: agenda.slice(1, 3) }), 'item3')).toBeNull();
  });

  test('one step is told from the next', () => {
    const vote = (of: PlanStep['of']): string =>
      keyOf({ kind: 'vote', proposal: written, step: { kind: 'amendment', of, reason: 'addition', lapses: [] } });
    expect(new Set([vote([1]), vote([2]), vote([1, 2]), keyOf({ kind: 'close' })]).size).toBe(4);
  });

  test('in a secret ballot the dropping of papers is another step than the drawing, and a look into the box is not', () => {
    const window = { opensAt: '2026-03-07T18:01:00.000Z', closesAt: '2026-03-07T18:02:00.000Z' };
    const drawing = { drawn: 3, window: null, box: null, mine: null };
    const key = (secret: NonNullable<BallotInfo['secret']>): string =>
      keyOf({ kind: 'ballot', ballot: ballot(1, written, text, null, { secret }) });
    expect(key({ ...drawing, drawn: 4 })).toBe(key(drawing));
    expect(key({ ...drawing, window })).not.toBe(key(drawing));
    expect(key({ ...drawing, window, box: { papers: 2, at: window.closesAt } })).toBe(key({ ...drawing, window }));
  });

  test.for([
    [{ roll: null }, { why: 'roll' }],
    [
      { roll: { roll: 'r', version: 1, entitled: 12, changes: 0, withoutPasskey: 0, came: 0, mine: false } },
      { why: 'self' },
    ],
    [
      { roll: { roll: 'r', version: 1, entitled: 9, changes: 0, withoutPasskey: 0, came: 0, mine: true } },
      { why: 'quorum', missing: 1 },
    ],
    [{ roll: { roll: 'r', version: 1, entitled: 10, changes: 0, withoutPasskey: 0, came: 0, mine: true } }, undefined],
  ] as const)('what stands in the way of a ballot: %#', ([more, expected]) => {
    expect(obstacleOf(snapshot(here, more))).toEqual(expected);
  });
});
