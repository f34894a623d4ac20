import { expect, test } from 'vitest';
import { decideDrop } from '../../server/rules/box.ts';
import { decideIssue, stageOf } from '../../server/rules/drawing.ts';
import { refuse } from '../../server/rules/refusals.ts';
import { nextStep } from '../../server/rules/slip.ts';
import { explore } from '../support/secret-exploring.ts';
import {
  type Delegate,
  honest,
  malicious,
  realRules,
  type SecretRules,
  type Slip,
  thief,
} from '../support/secret-model.ts';

// The model's server and phones decide by the very rules of server/rules. Messages are lost, doubled, delayed and overtake
// each other, tabs and the server die anywhere, pages know an old stage, the chair goes on or cancels at any moment.

/** Delegates by their tabs, with the least number of states that says that the exploration went through them. */
const sizes: [name: string, delegates: Delegate[], states: number][] = [
  ['one with two tabs and another phone', [honest(2, 3, true)], 30_000],
  ['two with two tabs each', [honest(2), honest(2)], 200_000],
  ['three', [honest(1), honest(1), honest(1)], 30_000],
  ['three, one of them with two tabs', [honest(2), honest(1, 1), honest(1, 1)], 200_000],
  ['two and a malicious one', [honest(1), honest(1), malicious()], 30_000],
  ['one with two tabs, and a malicious one', [honest(2), malicious()], 15_000],
  ['one with another phone, and a malicious one', [honest(1, 2, true), malicious()], 10_000],
  ['one among two malicious ones', [honest(1), malicious(), malicious()], 10_000],
];

test.each(sizes)('nobody has two votes and nobody who drew loses one: %s', (_, delegates, least) => {
  const { states, broken } = explore(realRules, delegates);
  expect(broken).toBeUndefined();
  expect(states).toBeGreaterThan(least);
});

const blank: Omit<Slip, 'paper'> = { signed: false, drawn: false, dropAt: null, dropped: false };

/** Rules with one fault, and what it must be caught by. */
const faults: [name: string, fault: Partial<SecretRules>, delegates: Delegate[], caught: string][] = [
  [
    'a second issue is taken in',
    { decideIssue: (stage, held, issue) => decideIssue(stage, held === issue ? held : undefined, issue) },
    [malicious()],
    'a delegate has two papers signed',
  ],
  [
    'an issue that is held is signed anew',
    {
      decideIssue: (stage, held, issue) =>
        decideIssue(stage, stage === 'drawing' && held === issue ? undefined : held, issue),
    },
    [honest(1)],
    'a paper of somebody who drew in time cannot be dropped',
  ],
  [
    'an issue that is held gets no answer after the drawing',
    {
      decideIssue: (stage, held, issue) =>
        stage === 'drawing' ? decideIssue(stage, held, issue) : refuse('drawing.closed', ''),
    },
    [honest(1)],
    'an issue does not get its answer again',
  ],
  [
    'papers are drawn while others are dropped',
    { decideIssue: (stage, held, issue) => decideIssue(stage === 'dropping' ? 'drawing' : stage, held, issue) },
    [honest(1)],
    'a paper was drawn after the drawing',
  ],
  [
    'papers are dropped while others are drawn',
    { decideDrop: (stage, box) => decideDrop(stage === 'drawing' ? 'dropping' : stage, box) },
    [malicious()],
    'a paper was dropped while papers are drawn',
  ],
  [
    'papers are taken in after the stop',
    { decideDrop: (stage, box) => decideDrop(stage === 'stopped' ? 'dropping' : stage, box) },
    [honest(1)],
    'something is counted that came after the end',
  ],
  [
    'papers are taken in after the closing',
    { decideDrop: (stage, box) => decideDrop(stage === 'closed' ? 'dropping' : stage, box) },
    [honest(1)],
    'something is counted that came after the end',
  ],
  [
    'a paper that lies in the box is put there again',
    { findsPapers: false },
    [honest(1), honest(1)],
    'a delegate has two votes',
  ],
  [
    'a paper that lies in the box gets no answer after the stop',
    { decideDrop: (stage, box) => (stage === 'stopped' ? refuse('ballot.closed', '') : decideDrop(stage, box)) },
    [honest(1)],
    'a paper does not get its answer again',
  ],
  [
    'papers are taken in without a look at their signature',
    { checksSignatures: false },
    [honest(1), malicious()],
    'a paper counts that nobody signed',
  ],
  [
    'more papers are taken in than were drawn',
    {
      decideDrop: (stage, box) => decideDrop(stage, { ...box, issues: box.papers + 1 }),
    },
    [thief()],
    'the box has more papers than were drawn',
  ],
  [
    'the server answers an issue before it has committed',
    { commitsFirst: { issue: false, paper: true } },
    [honest(1)],
    'an issue does not get its answer again',
  ],
  [
    'the server answers a paper before it has committed',
    { commitsFirst: { issue: true, paper: false } },
    [honest(1)],
    'a paper that was promised is not in the box',
  ],
  [
    'a phone gives up when the chair stops before its promise came',
    {
      nextStep: (slip, stage, now) => (stage === 'stopped' && !slip.dropped ? 'lost' : nextStep(slip, stage, now)),
    },
    [honest(1)],
    'a phone gives a paper up that lies in the box',
  ],
  [
    'a stopped ballot counts as open',
    { stageOf: (state, drawingClosed) => stageOf(state === 'stopped' ? 'open' : state, drawingClosed) },
    [honest(1)],
    'something is counted that came after the end',
  ],
  [
    'each tab keeps its own paper over that of the other',
    { keep: (_, made) => made },
    [honest(2)],
    'a paper of somebody who drew in time cannot be dropped',
  ],
  [
    'a phone takes back a paper that was signed',
    { takesBack: () => true },
    [honest(1)],
    'a paper was drawn that its phone no longer has',
  ],
  [
    'a phone that died before it had its signature blinds anew',
    { keep: (kept, made) => (kept?.drawn === true ? kept : { ...made, ...blank }) },
    [honest(2)],
    'a paper of somebody who drew in time cannot be dropped',
  ],
  [
    'a phone whose answer was lost signs again',
    {
      nextStep: (slip, stage, now) =>
        stage === 'dropping' && slip.signed && !slip.drawn ? 'sign' : nextStep(slip, stage, now),
    },
    [honest(1)],
    'a phone asks for a second gesture',
  ],
  [
    'a phone gives up when the drawing closes before its answer came',
    {
      nextStep: (slip, stage, now) => (stage === 'dropping' && !slip.drawn ? 'lost' : nextStep(slip, stage, now)),
    },
    [honest(1)],
    'a paper of somebody who drew in time cannot be dropped',
  ],
];

test.each(faults)('the exploration catches it when %s', (_, fault, delegates, caught) => {
  const { broken } = explore({ ...realRules, ...fault }, delegates);
  expect(broken?.what).toBe(caught);
});
