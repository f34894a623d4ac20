import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { BallotInfo, Snapshot } from '../../../server/api/snapshot.ts';
import { isUncounted, type Mode, modeOf } from '../../../server/rules/ballot.ts';
import { countsOf } from '../../../server/rules/choice.ts';
import { pointsOf } from '../../../server/rules/proposal.ts';
import type { Subject } from '../../../server/rules/subject.ts';
import { changeName } from '../../components/change.tsx';
import { chair, chairSecret } from '../../i18n/chair.ts';
import { texts } from '../../i18n/delegate-texts.ts';

/** What a subject is, in words: `Endringsforslag 3: Endre punkt 2`. */
export function subjectInWords(proposal: ProposalInfo | undefined, subject: Subject): string {
  const t = texts();
  switch (subject.kind) {
    case 'text':
      return subject.content.title;
    case 'amendment': {
      const name = t.amendment(subject.number);
      return proposal === undefined ? name : `${name}: ${changeName(subject.change, proposal.content)}`;
    }
    case 'block': {
      const numbers = subject.amendments.map(({ number }) => number);
      return `${t.planBlock(numbers)}: ${chair().blockRecommended[subject.recommendation]}`;
    }
    case 'choice':
      return subject.title;
  }
}

/** What a ballot was about, in words. */
export function whatOf({ proposals }: Snapshot, { proposal, subject }: BallotInfo): string {
  return subjectInWords(
    proposals.find(({ id }) => id === proposal),
    subject,
  );
}

/** How a ballot is voted, in words: `punkt for punkt (8), på telefonen`. */
export function howInWords({
  definition,
  method,
  trial,
  secret,
}: Pick<BallotInfo, 'definition' | 'method' | 'trial' | 'secret'>): string {
  const t = chair();
  const parts = [secret === null ? t.method[method] : chairSecret().how];
  if (modeOf(definition) === 'points') parts.unshift(t.pointByPointOfLow(definition.questions.length));
  if (trial) parts.push(t.method.trial);
  return parts.join(', ');
}

/** How a prepared ballot will be voted, in words. */
export function plannedInWords(
  subject: Subject,
  { mode, method, secret, trial }: { mode: Mode; method: BallotInfo['method']; secret: boolean; trial: boolean },
): string {
  const t = chair();
  const parts = [secret ? chairSecret().how : t.method[method]];
  if (subject.kind === 'text' && mode === 'points') {
    parts.unshift(t.pointByPointOfLow(pointsOf(subject.content.blocks).length));
  }
  if (trial) parts.push(t.method.trial);
  return parts.join(', ');
}

/** What a closed ballot came to, in the words that minutes use. Empty while it is not closed. */
export function resultInWords(ballot: BallotInfo): string {
  const t = chair();
  const { result, definition, subject, method } = ballot;
  if (result === null) return '';
  const decided = Object.values(result.outcome);
  const [only] = definition.questions;
  if (modeOf(definition) === 'points') {
    const adopted = decided.filter((one) => one === 'adopted').length;
    return t.adoptedOf(adopted, definition.questions.length);
  }
  const [outcome = 'rejected'] = decided;
  if (outcome === 'undecided') return t.undecided;
  if (subject.kind === 'choice') return t.chosen(optionTitle(subject, outcome.replace(/^chosen:/u, '')));
  if (isUncounted(definition)) return method === 'acclamation' ? t.byAcclamation : t.unanimously;
  const counts = only === undefined ? undefined : countsOf(result.tally, only.id);
  if (counts === undefined) return '';
  if (outcome !== 'adopted') return t.fellWith(counts.for, counts.against, counts.blank);
  if (counts.against === 0) return t.unanimously;
  return method === 'against'
    ? t.adoptedAgainst(counts.against)
    : t.adoptedWith(counts.for, counts.against, counts.blank);
}

/** What people call one of several: amendments by their numbers, answers by their words. */
function optionTitle({ options, base }: Extract<Subject, { kind: 'choice' }>, id: string): string {
  const option = options.find((one) => one.id === id);
  if (option === undefined) return id;
  if (base !== undefined) return texts().amendment(Number(option.title));
  return option.text === '' ? option.title : option.text;
}

/** The reason of a step of a plan, in words; empty for one that is not known here. */
export function reasonInWords(reason: string): string {
  return Object.entries(texts().planReason).find(([known]) => known === reason)?.[1] ?? '';
}
