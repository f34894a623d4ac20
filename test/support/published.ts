import type { Mode } from '../../server/rules/ballot.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Tally } from '../../server/rules/formats.ts';
import type { ProposalContent } from '../../server/rules/proposal.ts';
import type { PublishedResolution } from '../../server/rules/published.ts';
import { buildResolution } from '../../server/rules/resolution.ts';
import type { BallotStatement } from '../../server/rules/statements.ts';
import { buildClose } from '../../server/rules/tally.ts';
import { at, branch, definitionOf } from './statements.ts';

const journal = { size: 9, root: hashOf('journal') };

/** A resolution on a text as it is published, without its signatures, and the definition of its ballot. */
export function publishedOf(
  content: ProposalContent,
  mode: Mode,
  tally: Tally,
): { published: PublishedResolution; definition: BallotStatement } {
  const definition = definitionOf(content, mode);
  const close = buildClose({ ballot: hashOf(definition), votes: 0, leaves: [], journal, closedAt: at });
  const quorum = { num: 0, den: 1, members: 10, required: 0 };
  const previous = hashOf('before');
  const of = { branch, number: 2, previous, meeting: 'm1', present: 10, quorum, journal };
  const built = buildResolution({ ...of, content, definition, close, tally });
  if (!built.ok) throw new Error(built.refusal.detail);
  const published: PublishedResolution = {
    id: `${branch}/vedtak/2`,
    hash: hashOf(built.value),
    payload: { ...built.value, attestations: [] },
    branch: { id: branch, name: 'Bergen & omegn <lag>' },
    at: '2026-03-12T19:00:00.000Z',
    page: `${branch}/vedtak/2`,
    file: `${branch}/resolutions/2.jws`,
  };
  return { published, definition };
}
