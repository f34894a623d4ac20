import { readFileSync } from 'node:fs';
import { buildBallot, type Mode, wholeQuestion } from '../../server/rules/ballot.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Counts } from '../../server/rules/formats.ts';
import type { AskedBranch } from '../../server/rules/hearing.ts';
import type { ReceivedAnswer } from '../../server/rules/hearing-report.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import type { AnswerStatement, HearingStatement } from '../../server/rules/party-statements.ts';
import { type ProposalContent, pointsOf } from '../../server/rules/proposal.ts';
import { buildResolution } from '../../server/rules/resolution.ts';
import type { ResolutionStatement } from '../../server/rules/statements.ts';
import { parseProposal } from '../../server/rules/text.ts';

/** The press release of a national committee, as it was published. */
function migrasjonsutvalget(): ProposalContent {
  return parseProposal(readFileSync('test/support/texts/migrasjonsutvalget.txt', 'utf8'));
}

/** The committee's five main initiatives as a text for a hearing: a lead-in and five points, at the places 2 to 6. */
export function initiatives(): ProposalContent {
  const { title, blocks } = migrasjonsutvalget();
  const lead = blocks.findIndex(({ text }) => text.startsWith('De viktigste initiativene'));
  return { title, blocks: blocks.slice(lead, lead + 6) };
}

/** The committee's members out of its press release: the leader first, each with where they come from. */
export function committeeMembers(): { name: string; place: string; role: 'leader' | 'member'; member: null }[] {
  const { blocks } = migrasjonsutvalget();
  const head = blocks.findIndex(({ text }) => text === 'Migrasjonsutvalgets medlemmer');
  return blocks.slice(head + 1).map(({ text }) => {
    const [name = '', place = ''] = text.replace(/^Leder:\s*/u, '').split(', ');
    return { name, place: place.trim(), role: text.startsWith('Leder:') ? 'leader' : 'member', member: null };
  });
}

/** The committee's hearing: from 1 October to 1 December 2018, the board in February, the congress in April 2019. */
export function hearingStatement(content = initiatives()): HearingStatement {
  return {
    typ: 'vedtak/hearing/1',
    branch: 'https://vedtak.example/lag/sentralt',
    kind: 'draft',
    content,
    about: '',
    committee: null,
    opensAt: '2018-09-30T22:00:00.000Z',
    deadline: '2018-12-01T22:59:59.000Z',
    asked: { branches: 'all', below: true },
    outside: true,
    steps: [
      { title: 'Landsstyret', on: 'februar 2019' },
      { title: 'Landsmøtet', on: '2019-04-04' },
    ],
    at: '2018-09-12T10:00:00.000Z',
  };
}

/** What a branch resolves of a text: votes for and against each point, or the whole. */
export function resolved(
  branch: string,
  content: ProposalContent,
  votes: readonly Counts[],
  mode: Mode = 'points',
  hearing?: string,
): ResolutionStatement {
  const hash = hashOf(branch);
  const at = '2018-11-20T19:00:00.000Z';
  const parts = { branch, meeting: 'm1', number: 1, rule: ruleTemplates.simple, roll: hash, openedAt: at };
  const definition = buildBallot({ ...parts, subject: { kind: 'text', content }, mode });
  const ids = mode === 'whole' ? [wholeQuestion] : pointsOf(content.blocks).map(({ number }) => String(number));
  const tally = Object.fromEntries(ids.map((id, i) => [id, votes[i] ?? { for: 10, against: 0, blank: 0 }]));
  const journal = { size: 1, root: hash };
  const close = { typ: 'vedtak/close/1' as const, ballot: hash, votes: 10, evidence: hash, journal, closedAt: at };
  const quorum = { num: 0, den: 1, members: 10, required: 0 };
  const built = buildResolution({
    ...parts,
    previous: null,
    content,
    definition,
    close,
    tally,
    present: 30,
    quorum,
    journal,
    hearing,
  });
  if (!built.ok) throw new Error(built.refusal.detail);
  return built.value;
}

/** An answer that was received, with its branch as it was asked. */
export function received(
  resolution: ResolutionStatement,
  said: Pick<AnswerStatement, 'adopted' | 'rejected'>,
  late = false,
): ReceivedAnswer {
  const { branch } = resolution;
  const hash = hashOf(resolution);
  const at = late ? '2018-12-03T12:00:00.000Z' : '2018-11-21T12:00:00.000Z';
  return {
    branch,
    name: branch,
    resolution: hash,
    payload: { ...resolution, attestations: [] },
    statement: { typ: 'vedtak/answer/1', branch, hearing: hash, resolution: hash, ...said, at },
    receivedAt: at,
    late,
  };
}

export function asked(branch: string, county: string, state: AskedBranch['state']): AskedBranch {
  return { branch, name: branch, level: 'lokallag', county, state, resolution: null };
}
