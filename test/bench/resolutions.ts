import { readFileSync } from 'node:fs';
import { type BranchKey, makeBranchKey, signJws } from '../../server/keys.ts';
import { buildBallot } from '../../server/rules/ballot.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { emptyRoot } from '../../server/rules/merkle.ts';
import { siteOf } from '../../server/rules/passkey.ts';
import { pointsOf } from '../../server/rules/proposal.ts';
import { buildResolution } from '../../server/rules/resolution.ts';
import type { ResolutionPayload } from '../../server/rules/statements.ts';
import { parseProposal } from '../../server/rules/text.ts';
import { resolutionType } from '../../server/rules/verify-resolution.ts';
import { chainOf, type TestBranch } from '../support/branches.ts';
import { makePerson, signBy } from '../support/meeting.ts';

/** The ES256 signatures in one resolution file: four in a chain of two levels, the branch's, three people's. */
export const signaturesEach = 8;

const text = readFileSync('server/demo/kvoteflyktninger.txt', 'utf8');

/** A branch that sends resolutions, with its key. */
export async function makeSender(county: TestBranch, number: number): Promise<TestBranch> {
  const key: BranchKey = await makeBranchKey();
  const id = county.id.replace(/[^/]+$/u, `lag-${number}`);
  return { id, name: `Laget nummer ${number}`, level: 'lokallag', key, parent: county };
}

/**
 * Resolutions of one branch on a real text of eight demands, one after another, rightly signed by all: files as they are
 * posted. What differs is the year's number in the title, and one of the demands.
 */
export async function makeResolutions(branch: TestBranch, count: number): Promise<string[]> {
  const site = siteOf(branch.id);
  const people = ['leder', 'signer-1', 'signer-2'].map((delegate) => makePerson(delegate, site));
  const now = Math.floor(Date.now() / 1000);
  const chain = await chainOf(branch, { iat: now - 60, exp: now + 86_400 });
  const { title, blocks } = parseProposal(text);
  const files: string[] = [];
  let previous: string | null = null;
  for (let number = 1; number <= count; number += 1) {
    const own = `Bygg ${number} nye boliger for flyktninger i ${branch.name}.`;
    const content = {
      title: `${title} ${number}`,
      blocks: blocks.map((block, i) => (i === blocks.length - 1 ? { ...block, text: own } : block)),
    };
    const times = { openedAt: '2026-03-12T18:30:00.000Z', closedAt: '2026-03-12T18:41:07.250Z' };
    const rule = ruleTemplates.simple;
    const definition = buildBallot({
      ...{ branch: branch.id, meeting: `m${number}`, number: 1, mode: 'points', rule, roll: hashOf('roll') },
      subject: { kind: 'text', content },
      openedAt: times.openedAt,
    });
    const journal = { size: 0, root: emptyRoot };
    const close = {
      typ: 'vedtak/close/1' as const,
      ballot: hashOf(definition),
      votes: 20,
      evidence: emptyRoot,
      journal,
    };
    const counts = { for: 15, against: 4, blank: 1 };
    const built = buildResolution({
      ...{ branch: branch.id, number, previous, meeting: `m${number}`, content, definition, journal, present: 20 },
      close: { ...close, closedAt: times.closedAt },
      tally: Object.fromEntries(pointsOf(content.blocks).map((point) => [String(point.number), counts])),
      quorum: { num: 0, den: 1, members: 40, required: 0 },
    });
    if (!built.ok) throw new Error(built.refusal.detail);
    const statement = built.value;
    const attestations = people.map((person, i): ResolutionPayload['attestations'][number] => {
      const { statement: _, ...assertion } = signBy(person, statement, site);
      return { role: i === 0 ? 'chair' : 'signer', ...assertion, publicKey: person.credential.publicKey };
    });
    files.push(await signJws(branch.key, resolutionType, { ...statement, attestations }, { trust_chain: chain }));
    previous = hashOf(statement);
  }
  return files;
}
