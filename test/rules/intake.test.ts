import { expect, it } from 'vitest';
import { intakeAt } from '../../server/rules/intake.ts';
import { type Effect, effectFits, ProposalKind } from '../../server/rules/motion.ts';

const before = '2026-03-12T17:59:59.999Z';
const deadline = '2026-03-12T18:00:00.000Z';
const after = '2026-03-12T18:00:00.001Z';

it.each([
  ['neither deadline nor strek', null, null, after, 'open'],
  ['before the deadline', null, deadline, before, 'open'],
  ['at the last moment', null, deadline, deadline, 'open'],
  ['after the deadline', null, deadline, after, 'deadline'],
  ['strek before the deadline', before, deadline, before, 'closed'],
  ['strek and the deadline passed', deadline, deadline, after, 'closed'],
  ['strek alone', before, null, after, 'closed'],
] as const)('%s', (_, closedAt, until, at, intake) => {
  expect(intakeAt(closedAt, until, at)).toBe(intake);
});

it('a proposal of a kind has the effects of that kind alone', () => {
  const effects: (Effect | null)[] = [
    null,
    { kind: 'postpone', target: 'p1' },
    { kind: 'forward', target: 'p1', to: 'styret' },
    { kind: 'close-list' },
    { kind: 'close-intake' },
    { kind: 'speech-time', seconds: 60 },
    { kind: 'elect', role: 'chair', members: ['m1'] },
  ];
  const fitting = Object.fromEntries(
    ProposalKind.options.map((kind) => [
      kind,
      effects.filter((effect) => effectFits(kind, effect)).map((effect) => effect?.kind ?? 'none'),
    ]),
  );
  expect(fitting).toEqual({
    text: ['none'],
    procedure: ['none', 'close-list', 'close-intake', 'speech-time'],
    postpone: ['postpone'],
    forward: ['forward'],
    approve: ['none'],
    elect: ['none', 'elect'],
    question: ['none'],
  });
});
