import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Mode } from '../../server/rules/ballot.ts';
import { canonicalBytes, hashOf } from '../../server/rules/canonical.ts';
import type { Rule, Tally } from '../../server/rules/formats.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { emptyRoot, includes, inclusionProof, leafHash } from '../../server/rules/merkle.ts';
import { fromMarkdown, type ProposalContent } from '../../server/rules/proposal.ts';
import type { Checked } from '../../server/rules/refusals.ts';
import { buildResolution, pointsRootOf, statementOf } from '../../server/rules/resolution.ts';
import { type ResolutionPayload, ResolutionStatement } from '../../server/rules/statements.ts';
import { checkSums } from '../../server/rules/sums.ts';
import { buildClose } from '../../server/rules/tally.ts';
import { at, branch, definitionOf, proposalOf } from '../support/statements.ts';

const won = { for: 6, against: 3, blank: 1 };
const lost = { for: 3, against: 6, blank: 1 };
const journal = { size: 9, root: hashOf('journal') };
const quorum = { num: 1, den: 2, members: 18, required: 9 };
const three = proposalOf('At a', 'At b', 'At c');

interface Given {
  content?: ProposalContent;
  mode?: Mode;
  rule?: Rule;
  tally: Tally;
}

function resolve({ content = three, mode = 'points', rule, tally }: Given): Checked<ResolutionStatement> {
  const definition = definitionOf(content, mode, rule);
  const close = buildClose({
    ballot: hashOf(definition),
    votes: 0,
    leaves: [],
    journal,
    closedAt: '2026-03-12T18:45:00.000Z',
  });
  const previous = hashOf('before');
  return buildResolution({
    branch,
    number: 2,
    previous,
    meeting: 'm1',
    content,
    definition,
    close,
    tally,
    present: 10,
    quorum,
    journal,
  });
}

function resolved(given: Given): ResolutionStatement {
  const checked = resolve(given);
  if (!checked.ok) throw new Error(checked.refusal.detail);
  return checked.value;
}

describe('a resolution on the whole text', () => {
  it('adopts every point, under one ballot with its sums', () => {
    const resolution = resolved({ mode: 'whole', tally: { text: won } });
    expect(resolution).toMatchObject({
      typ: 'vedtak/resolution/1',
      branch,
      number: 2,
      previous: hashOf('before'),
      meeting: 'm1',
      title: 'Kvoteflyktninger',
      text: '## Kvoteflyktninger\n\nLaget vil:\n\n1. At a\n2. At b\n3. At c',
      present: 10,
      quorum,
      journal,
      decidedAt: '2026-03-12T18:45:00.000Z',
    });
    expect(resolution.points.map(({ outcome }) => outcome)).toEqual(['adopted', 'adopted', 'adopted']);
    expect(resolution.ballots).toHaveLength(1);
    expect(resolution.ballots[0]).toMatchObject({ tally: { text: won }, outcome: { text: 'adopted' } });
    expect(v.parse(ResolutionStatement, resolution)).toEqual(resolution);
  });

  it('without points has none, and the root of nothing', () => {
    const resolution = resolved({ content: proposalOf(), mode: 'whole', tally: { text: won } });
    expect(resolution.points).toEqual([]);
    expect(resolution.pointsRoot).toBe(emptyRoot);
    expect(v.is(ResolutionStatement, resolution)).toBe(true);
  });

  it('that was lost does not exist', () => {
    expect(resolve({ mode: 'whole', tally: { text: lost } })).toMatchObject({
      ok: false,
      refusal: { code: 'resolution.nothing_adopted' },
    });
    expect(resolve({ mode: 'whole', tally: { text: { for: 0, against: 0, blank: 0 } } }).ok).toBe(false);
  });
});

describe('a resolution point by point', () => {
  it('leaves a lost point out of the text; the others keep their numbers, and it keeps its place in the list', () => {
    const resolution = resolved({ tally: { 1: won, 2: lost, 3: won } });
    expect(resolution.text).toBe('## Kvoteflyktninger\n\nLaget vil:\n\n1. At a\n3. At c');
    expect(resolution.points).toEqual([
      { number: 1, text: 'At a', outcome: 'adopted' },
      { number: 2, text: 'At b', outcome: 'rejected' },
      { number: 3, text: 'At c', outcome: 'adopted' },
    ]);
    expect(resolution.ballots[0]?.outcome).toEqual({ 1: 'adopted', 2: 'rejected', 3: 'adopted' });
  });

  it('does not exist when every point was lost', () => {
    expect(resolve({ tally: { 1: lost, 2: lost, 3: lost } })).toMatchObject({
      ok: false,
      refusal: { code: 'resolution.nothing_adopted' },
    });
    expect(resolve({ tally: {} }).ok).toBe(false);
  });

  it('follows the rule of the ballot', () => {
    const rule: Rule = { ...ruleTemplates.twoThirds, base: 'present' };
    expect(resolve({ rule, tally: { 1: won, 2: won, 3: won } }).ok).toBe(false);
    const resolution = resolved({ rule, tally: { 1: won, 2: { for: 7, against: 0, blank: 0 }, 3: lost } });
    expect(resolution.points.map(({ outcome }) => outcome)).toEqual(['rejected', 'adopted', 'rejected']);
  });

  it('can be quoted: each point is proved under the signed root, with its outcome', () => {
    const { points, pointsRoot } = resolved({ tally: { 1: won, 2: lost, 3: won } });
    const leaves = points.map((point) => leafHash(canonicalBytes(point)));
    expect(pointsRootOf(points)).toBe(pointsRoot);
    for (const [i, leaf] of leaves.entries()) {
      expect(includes(leaf, i, leaves.length, inclusionProof(leaves, i), pointsRoot)).toBe(true);
      const turned = leafHash(
        canonicalBytes({ ...points[i], outcome: points[i]?.outcome === 'adopted' ? 'rejected' : 'adopted' }),
      );
      expect(includes(turned, i, leaves.length, inclusionProof(leaves, i), pointsRoot)).toBe(false);
    }
  });
});

describe('every resolution', () => {
  const points = fc.array(fc.constantFrom('At a', '- At b', '2. At c', '5. mai', '## D', 'a) e', '\\f', 'At a'), {
    minLength: 1,
    maxLength: 8,
  });
  const counts = fc.record({ for: fc.nat({ max: 5 }), against: fc.nat({ max: 5 }), blank: fc.constant(0) });

  it('holds exactly the adopted points in its text, and agrees with itself', () => {
    fc.assert(
      fc.property(points, fc.array(counts, { minLength: 8, maxLength: 8 }), (texts, sums) => {
        const tally: Tally = Object.fromEntries(texts.map((_, i) => [String(i + 1), sums[i] ?? won]));
        const checked = resolve({ content: proposalOf(...texts), tally });
        const adopted = texts.flatMap((text, i) => {
          const { for: f, against: a } = tally[String(i + 1)] ?? lost;
          return f > a ? [{ kind: 'point', number: i + 1, text }] : [];
        });
        expect(checked.ok).toBe(adopted.length > 0);
        if (!checked.ok) return;
        expect(fromMarkdown(checked.value.text).filter(({ kind }) => kind === 'point')).toEqual(adopted);
        expect(checkSums(checked.value)).toEqual({ ok: true, value: true });
        expect(v.is(ResolutionStatement, checked.value)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('whose text holds a lost point, or not an adopted one, does not agree with itself', () => {
    const resolution = resolved({ tally: { 1: won, 2: lost, 3: won } });
    const withText = (text: string): Checked<true> => checkSums({ ...resolution, text });
    expect(withText(resolution.text).ok).toBe(true);
    for (const text of [
      '1. At a\n2. At b\n3. At c',
      '1. At a',
      '3. At c\n1. At a',
      '1. At a\n3. At C',
      '1. At a\n\n\\3. At c',
      '1. At a\n3. At c\n3. At c',
      '1. At a\n3. At c\n4. At d',
    ]) {
      expect(withText(text)).toMatchObject({ ok: false, refusal: { code: 'file.sums' } });
    }
  });
});

describe('the statement of a resolution file', () => {
  it('is the payload without its attestations', () => {
    const resolution = resolved({ tally: { 1: won, 2: won, 3: won } });
    const attestation: ResolutionPayload['attestations'][number] = {
      role: 'chair',
      signer: 'ola',
      credential: 'YQ',
      authenticatorData: 'YQ',
      clientDataJSON: 'YQ',
      signature: 'YQ',
      publicKey: { kty: 'EC', crv: 'P-256', x: 'eA', y: 'eQ' },
    };
    const payload: ResolutionPayload = { ...resolution, attestations: [attestation, attestation, attestation] };
    expect(statementOf(payload)).toEqual(resolution);
    expect(hashOf(statementOf(payload))).toBe(hashOf(resolution));
    expect(at < resolution.decidedAt).toBe(true);
  });
});
