import { expect, test } from 'vitest';
import type { Stage } from '../../server/rules/drawing.ts';
import { nextStep, type Progress, type SlipStep } from '../../server/rules/slip.ts';
import { at } from '../support/statements.ts';

const stages: Stage[] = ['drawing', 'dropping', 'stopped', 'closed'];
const filled: Progress = { signed: false, drawn: false, dropAt: null, dropped: false };
const later = new Date(Date.parse(at) + 1).toISOString();

/** What is next in each stage. */
function steps(progress: Partial<Progress>, now = at): SlipStep[] {
  return stages.map((stage) => nextStep({ ...filled, ...progress }, stage, now));
}

test('who has not signed can do so while papers are drawn, and has no paper afterwards', () => {
  expect(steps({})).toEqual(['sign', 'lost', 'lost', 'lost']);
});

test('who has signed asks for the signature until the ballot is closed: an answer may have been lost', () => {
  expect(steps({ signed: true })).toEqual(['draw', 'draw', 'draw', 'lost']);
});

test('who has drawn waits, chooses a moment, holds until it has come, and drops', () => {
  const drawn = { signed: true, drawn: true };
  expect(steps(drawn)).toEqual(['wait', 'plan', 'rest', 'check']);
  expect(steps({ ...drawn, dropAt: later })).toEqual(['wait', 'hold', 'rest', 'check']);
  expect(steps({ ...drawn, dropAt: later }, later)).toEqual(['wait', 'drop', 'rest', 'check']);
});

test('who has dropped does nothing until the box is published, and then looks for the paper', () => {
  expect(steps({ signed: true, drawn: true, dropAt: at, dropped: true })).toEqual(['wait', 'rest', 'rest', 'check']);
});

test('from each stage a phone that does as it is told comes to the box, and to a paper when it began in time', () => {
  const told: Partial<Record<SlipStep, Partial<Progress>>> = {
    sign: { signed: true },
    draw: { drawn: true },
    plan: { dropAt: at },
    drop: { dropped: true },
  };
  let progress = filled;
  const taken: SlipStep[] = [];
  for (const stage of stages) {
    for (;;) {
      const step = nextStep(progress, stage, at);
      taken.push(step);
      if (told[step] === undefined) break;
      progress = { ...progress, ...told[step] };
    }
  }
  expect(taken).toEqual(['sign', 'draw', 'wait', 'plan', 'drop', 'rest', 'rest', 'check']);
});
