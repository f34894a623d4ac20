import { labelOf } from './amend.ts';
import type { Change, Recommendation, Recommended } from './amendment.ts';
import { ballotBlocks, type Writing } from './minutes-ballot.ts';
import { block, type MinutesBlock } from './minutes-blocks.ts';
import { capital, dispositionSentence, lostText } from './minutes-outcome.ts';
import type { MinutesAmendment, MinutesBallot, MinutesProposal } from './minutes-record.ts';
import type { MinutesWords } from './minutes-words/nb.ts';
import { type Block, contentHash, type NumberedBlock } from './proposal.ts';

/** A proposal: the text, its amendments, the voting order, the ballots, and what came of it. */
export function proposalBlocks(writing: Writing, proposal: MinutesProposal): MinutesBlock[] {
  const { words, record } = writing;
  const ballots = record.ballots.filter((ballot) => ballot.proposal === proposal.id);
  return [
    block.heading(3, words.proposal(proposal.number, proposal.title)),
    ...block.paragraph(
      proposal.proposer === '' ? '' : words.proposedBy(proposal.proposer),
      proposal.reason === '' ? '' : words.reason(proposal.reason),
    ),
    ...block.paragraph(words.proposed),
    quoteOf(proposal.blocks),
    ...recommendationBlocks(words, proposal.recommendation),
    ...proposal.amendments.flatMap((amendment) => amendmentBlocks(words, proposal, amendment, ballots)),
    ...planBlocks(writing, proposal),
    ...(ballots.length > 0 && (proposal.plan !== null || proposal.amendments.length > 0)
      ? [block.heading(4, words.ballots)]
      : []),
    ...ballots.flatMap((ballot) => ballotBlocks(writing, ballot)),
    ...endBlocks(words, proposal, ballots, record.ballots),
  ];
}

/** A text with its points numbered; `keep` leaves points out, and the others keep their numbers. */
function quoteOf(blocks: readonly Block[], keep: (number: number) => boolean = () => true): MinutesBlock {
  let number = 0;
  const numbered = blocks.flatMap(({ kind, text }): NumberedBlock[] => {
    if (kind !== 'point') return [{ kind, text }];
    number += 1;
    return keep(number) ? [{ kind, number, text }] : [];
  });
  return { type: 'text', blocks: numbered };
}

function recommendationBlocks(words: MinutesWords, recommendation: Recommendation | null): MinutesBlock[] {
  if (recommendation === null) return [];
  const { recommended, dissents } = recommendation;
  return block.paragraph(
    words.recommendation(recommendedWords(words, recommended)),
    ...dissents.map((dissent) => words.dissent(dissent.by, recommendedWords(words, dissent.recommended))),
  );
}

function recommendedWords({ recommended: t }: MinutesWords, recommended: Recommended): string {
  switch (recommended.kind) {
    case 'covered':
      return t.covered(recommended.by);
    case 'forward':
      return t.forward(recommended.to);
    case 'adopt':
    case 'reject':
      return t[recommended.kind];
  }
}

function amendmentBlocks(
  words: MinutesWords,
  { title, blocks }: MinutesProposal,
  amendment: MinutesAmendment,
  ballots: readonly MinutesBallot[],
): MinutesBlock[] {
  const { number, change, proposer, branch, reason, seconds, recommendation, disposition } = amendment;
  const content = { title, blocks: [...blocks] };
  const label = labelOf(content, change.type === 'add' ? change.after : change.at);
  const place = label === null ? null : words.blockName(label.kind, label.number);
  return [
    block.heading(4, words.amendment(number)),
    ...block.paragraph(
      words.amendmentFrom(proposer, branch),
      seconds === 0 ? '' : words.seconded(seconds),
      changeSentence(words, change, place),
    ),
    ...block.quote(changedText(change, blocks)),
    ...block.paragraph(reason === '' ? '' : words.reason(reason)),
    ...recommendationBlocks(words, recommendation),
    ...block.paragraph(dispositionSentence(words, disposition, ballots, number)),
  ];
}

function changeSentence(words: MinutesWords, change: Change, place: string | null): string {
  if (change.type === 'add') return words.adds(place);
  return change.type === 'replace' ? words.replaces(place ?? '') : words.deletes(place ?? '');
}

/** What is put in, or struck out. */
function changedText(change: Change, blocks: readonly Block[]): string {
  if (change.type === 'replace') return change.text;
  return change.type === 'add' ? change.block.text : (blocks[change.at - 1]?.text ?? '');
}

/** The voting order as it was announced: each step, why, and what lapses by it. */
function planBlocks({ words, moment }: Writing, { plan }: MinutesProposal): MinutesBlock[] {
  if (plan === null) return [];
  const steps = plan.steps.map(({ of, reason, lapses }) => {
    const names = of.map((part) => (part === 'text' ? words.planText : words.amendments([part])));
    const together = of.filter((part) => part !== 'text');
    const what =
      names.length === 1
        ? (names[0] ?? '')
        : words.planTogether.includes(reason)
          ? words.amendments(together)
          : names.join(words.planAgainst);
    return words.planStep(capital(what), words.planReason[reason] ?? '', lapses);
  });
  return [
    block.heading(4, words.plan),
    ...block.paragraph(plan.acceptedAt === null ? words.planAnnounced : words.planAccepted(moment(plan.acceptedAt))),
    ...block.list(steps.map((step, i) => words.planNumbered(i + 1, step))),
  ];
}

/** What became of a proposal that no ballot of its own decided. */
function fateOf(words: MinutesWords, { number, disposition }: MinutesProposal, all: readonly MinutesBallot[]): string {
  const lost = disposition.kind === 'open' ? lostText(words, number, all) : undefined;
  return lost ?? dispositionSentence(words, disposition, all);
}

/** What came of a proposal: the text that was adopted where it is another than the one proposed, or why none was. */
function endBlocks(
  words: MinutesWords,
  proposal: MinutesProposal,
  ballots: readonly MinutesBallot[],
  all: readonly MinutesBallot[],
): MinutesBlock[] {
  const { disposition, title, blocks, standing } = proposal;
  const ballot = 'ballot' in disposition ? ballots.find(({ id }) => id === disposition.ballot) : undefined;
  if (disposition.kind !== 'adopted') return ballot === undefined ? block.paragraph(fateOf(words, proposal, all)) : [];
  const fell = Object.entries(ballot?.outcome ?? {}).flatMap(([question, outcome]) =>
    outcome === 'rejected' ? [Number(question)] : [],
  );
  const hash = (text: readonly Block[]): string => contentHash({ title, blocks: [...text] });
  const changed = fell.length > 0 || hash(blocks) !== hash(standing);
  return [
    ...(ballot === undefined ? block.paragraph(words.disposition.adopted) : []),
    ...(changed ? [block.heading(4, words.resulting), quoteOf(standing, (number) => !fell.includes(number))] : []),
  ];
}
