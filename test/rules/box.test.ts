import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildBallot } from '../../server/rules/ballot.ts';
import {
  checkPaper,
  decideDrop,
  dropTime,
  dropWindow,
  inBoxOrder,
  isBeyond,
  isSignedPaper,
  paperToSend,
  preparedMessage,
} from '../../server/rules/box.ts';
import { canonicalBytes, fromBase64url, hashOf, hashOfText, toBase64url } from '../../server/rules/canonical.ts';
import type { Stage } from '../../server/rules/drawing.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import type { BoxedPaper, PaperStatement } from '../../server/rules/secret-statements.ts';
import type { BallotStatement } from '../../server/rules/statements.ts';
import { issuerPair, paperOf } from '../support/secret-rules.ts';
import { at, branch, definitionOf, proposalOf } from '../support/statements.ts';

const { issuer, key } = issuerPair();
const secret = buildBallot({
  branch,
  meeting: 'm1',
  number: 1,
  subject: { kind: 'text', content: proposalOf('At a', 'At b') },
  mode: 'points',
  rule: ruleTemplates.simple,
  roll: hashOf('roll'),
  issuer,
  openedAt: at,
});
const marks = { 1: 'for', 2: 'blank' };
const boxed = paperOf(hashOf(secret), marks, key);

function codeOf(parts: Partial<PaperStatement>, definition: BallotStatement = secret): string {
  const checked = checkPaper(definition, { ...boxed.paper, ...parts });
  return checked.ok ? 'taken' : checked.refusal.code;
}

test('a paper belongs to a secret ballot and marks all of it', () => {
  expect(codeOf({})).toBe('taken');
  expect(codeOf({ ballot: hashOfText('another') })).toBe('ballot.unknown');
  expect(codeOf({ marks: { 1: 'for' } })).toBe('vote.marks');
  expect(codeOf({ marks: { 1: 'for', 2: 'yes' } })).toBe('vote.marks');
  expect(codeOf({ marks: { ...marks, 3: 'for' } })).toBe('vote.marks');
  const open = definitionOf(proposalOf('At a', 'At b'), 'points');
  expect(codeOf({ ballot: hashOf(open) }, open)).toBe('ballot.method');
});

test('the key signs the prefix and the canonical bytes of a paper', () => {
  const message = preparedMessage(boxed);
  expect(toBase64url(message.slice(0, 32))).toBe(boxed.prefix);
  expect(message.slice(32)).toEqual(canonicalBytes(boxed.paper));
});

test('every paper of a ballot is sent at one length, and read as it is', () => {
  const options = ['for', 'against', 'blank'];
  const sent = options.flatMap((one) =>
    options.map((two) => {
      const paper = { ...boxed, paper: { ...boxed.paper, marks: { 1: one, 2: two } } };
      const text = paperToSend(secret, paper);
      expect(JSON.parse(text)).toEqual(paper);
      return text.length;
    }),
  );
  expect(new Set(sent).size).toBe(1);
  const names = ['a', 'ærlig', 'against'];
  const choice = { questions: [{ id: '1', title: '', text: '', options: names }] };
  const lengths = names.map((mark) => {
    const text = paperToSend(choice, { ...boxed, paper: { ...boxed.paper, marks: { 1: mark } } });
    return new TextEncoder().encode(text).length;
  });
  expect(new Set(lengths).size).toBe(1);
});

test('a signature holds for its paper, its prefix and its key alone', async () => {
  expect(await isSignedPaper(boxed, issuer)).toBe(true);
  const other = paperOf(hashOf(secret), { 1: 'against', 2: 'blank' }, key, 'other');
  const signature = fromBase64url(boxed.signature);
  signature[0] = (signature[0] ?? 0) ^ 1;
  const forged: BoxedPaper[] = [
    { ...boxed, paper: { ...boxed.paper, marks: other.paper.marks } },
    { ...boxed, paper: { ...boxed.paper, nonce: other.paper.nonce } },
    { ...boxed, prefix: other.prefix },
    { ...boxed, signature: other.signature },
    { ...boxed, signature: toBase64url(signature) },
    { ...boxed, signature: `${'A'.repeat(341)}A` },
    paperOf(hashOf(secret), marks, issuerPair().key),
  ];
  for (const one of forged) expect(await isSignedPaper(one, issuer)).toBe(false);
  expect(await isSignedPaper(boxed, { ...issuer, n: `${'A'.repeat(341)}A` })).toBe(false);
});

test('the box is ordered by the papers alone, in whatever order they came', () => {
  const papers = Array.from({ length: 12 }, (_, i) => paperOf(hashOf(secret), marks, key, String(i)));
  const hashes = papers.map(({ paper }) => hashOf(paper)).sort();
  fc.assert(
    fc.property(fc.shuffledSubarray(papers, { minLength: 12 }), (came) => {
      expect(inBoxOrder(came).map(({ paper }) => hashOf(paper))).toEqual(hashes);
    }),
  );
});

test('a paper is taken in while papers are dropped, no more than were drawn, and answered again at any time', () => {
  const decided = (stage: Stage, held: boolean, papers = 2, issues = 3): string => {
    const checked = decideDrop(stage, { held, papers, issues });
    return checked.ok ? checked.value : checked.refusal.code;
  };
  const stages: Stage[] = ['drawing', 'dropping', 'stopped', 'closed'];
  const fresh = ['drawing.open', 'new', 'ballot.closed', 'ballot.closed'];
  expect(stages.map((stage) => decided(stage, false))).toEqual(fresh);
  expect(stages.map((stage) => decided(stage, true))).toEqual(stages.map(() => 'same'));
  expect(decided('dropping', false, 3, 3)).toBe('box.full');
  expect(decided('dropping', false, 0, 0)).toBe('box.full');
  expect(decided('dropping', true, 3, 3)).toBe('same');
});

const window = dropWindow(at, 60);
const moment = (seconds: number): string => new Date(Date.parse(at) + seconds * 1000).toISOString();

test('papers are dropped for as long as the chair says, from when the drawing closed', () => {
  expect(window).toEqual({ opensAt: at, closesAt: moment(60) });
});

test('a phone drops at a moment of its own over the window but its last tenth', () => {
  expect(dropTime(window, at, 0)).toBe(at);
  expect(dropTime(window, at, 0.5)).toBe(moment(27));
  // a phone whose clock is behind still waits for the window
  expect(dropTime(window, moment(-5), 0)).toBe(at);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
      const chosen = dropTime(window, at, random);
      expect(chosen >= at && chosen <= moment(54)).toBe(true);
    }),
  );
});

test('a moment that a wrong clock chose is later than any that is chosen now; one that was chosen rightly never is', () => {
  expect(isBeyond(window, moment(55), at)).toBe(true);
  expect(isBeyond(window, moment(3600), moment(90))).toBe(true);
  fc.assert(
    fc.property(
      fc.integer({ min: -10, max: 1200 }),
      fc.integer({ min: 0, max: 1200 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (chosen, after, random) => {
        const dropAt = dropTime(window, moment(chosen), random);
        expect(isBeyond(window, dropAt, moment(chosen + after))).toBe(false);
      },
    ),
  );
});

test('a phone that comes late drops in what remains, or soon', () => {
  expect(dropTime(window, moment(34), 0.5)).toBe(moment(44));
  expect(dropTime(window, moment(58), 0)).toBe(moment(58));
  expect(dropTime(window, moment(90), 0.5)).toBe(moment(91.5));
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 600 }),
      fc.integer({ min: -10, max: 1200 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (seconds, now, random) => {
        const chosen = dropTime(dropWindow(at, seconds), moment(now), random);
        expect(chosen >= moment(Math.max(now, 0))).toBe(true);
        expect(chosen <= moment(Math.max(now + 3, seconds))).toBe(true);
      },
    ),
  );
});
