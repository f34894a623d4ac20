import type { JSX } from 'preact';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import { modeOf, optionsOf } from '../../../server/rules/ballot.ts';
import type { Marks } from '../../../server/rules/formats.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { common } from '../../i18n/common.ts';
import { delegate } from '../../i18n/delegate.ts';
import type { Problem } from '../../problem.ts';
import { optionName } from './questions.tsx';

/** A vote in words: the option, or which points got which. */
export function MarksInWords({ ballot, marks }: { ballot: BallotInfo; marks: Marks }): JSX.Element {
  const t = delegate();
  const { definition } = ballot;
  const [first] = definition.questions;
  if (modeOf(definition) === 'whole') {
    const mark = marks[first?.id ?? ''];
    return (
      <p class="marks-whole" data-option={mark}>
        <strong>{mark !== undefined && optionName(ballot, mark)}</strong>
      </p>
    );
  }
  return (
    <dl class="marks">
      {(first === undefined ? [] : optionsOf(first)).map((option) => {
        const numbers = definition.questions.filter(({ id }) => marks[id] === option).map(({ title }) => title);
        return (
          <div key={option} data-option={option}>
            <dt>{optionName(ballot, option)}</dt>
            <dd>{numbers.length === 0 ? t.noPoints : t.points(numbers)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** What a summary says where it is not that a vote is signed. */
export interface SummaryWords {
  heading: string;
  of: string;
  sign: string;
  /** What happens where the page does not hear the server. */
  offline: string;
}

/** What will be signed, before the device asks. */
export function Summary({
  title,
  words,
  ballot,
  marks,
  note,
  busy,
  problem,
  offline,
  onSign,
  onBack,
}: {
  title: string;
  words?: SummaryWords;
  ballot: BallotInfo;
  marks: Marks;
  /** What follows from signing, beside the vote: that it stands by name, that it is a trial. */
  note?: string | undefined;
  busy: boolean;
  problem: Problem | null;
  /** The page does not hear the server: the vote will be kept and sent later. */
  offline: boolean;
  onSign: () => void;
  onBack: () => void;
}): JSX.Element {
  const t = delegate();
  return (
    <div class="card summary">
      <StepHeading focus={true}>{words?.heading ?? t.summary}</StepHeading>
      <p>{words?.of ?? t.summaryOf(title)}</p>
      <MarksInWords ballot={ballot} marks={marks} />
      {note !== undefined && <p>{note}</p>}
      {offline && <Notice tone="warning" title={words?.offline ?? t.offlineVote} />}
      <ProblemBox problem={problem} />
      <p class="muted small">{common().deviceAsks}</p>
      <Button wide busy={busy} onClick={onSign}>
        {words?.sign ?? t.signVote}
      </Button>
      <Button wide variant="secondary" color="neutral" onClick={() => !busy && onBack()}>
        {t.goBack}
      </Button>
    </div>
  );
}
