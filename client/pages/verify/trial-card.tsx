import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { wholeQuestion } from '../../../server/rules/ballot.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { common } from '../../i18n/common.ts';
import { verify } from '../../i18n/verify.ts';
import type { FileTexts } from '../../judge.ts';
import { type Change, type Trial, withOtherTally, withOtherVote } from './trial.ts';

/** Lets the reader change the files in memory, to see the check fail. */
export function TrialCard({ files, onTrial }: { files: FileTexts; onTrial: (trial: Trial) => void }): JSX.Element {
  const t = verify();
  const start = (trial: Trial | undefined): void => {
    if (trial !== undefined) onTrial(trial);
  };
  return (
    <section class="card">
      <h2 class="ds-heading" data-size="sm">
        {t.trial}
      </h2>
      <p>{t.trialAbout}</p>
      <div class="actions">
        <Button variant="secondary" onClick={() => start(withOtherTally(files))}>
          {t.trialTally}
        </Button>
        {files.evidence !== undefined && (
          <Button variant="secondary" onClick={() => start(withOtherVote(files))}>
            {t.trialVote}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Stands over everything while changed files are shown. */
export function TrialBanner({ change, onBack }: { change: Change; onBack: () => void }): JSX.Element {
  const t = verify();
  const banner = useRef<HTMLDivElement>(null);
  // The card with the button that brought it here is gone.
  useEffect(() => banner.current?.focus(), []);
  return (
    <div ref={banner} tabIndex={-1} class="trial">
      <Notice tone="warning" title={t.trialMark}>
        <p>{changeInWords(change)}</p>
        <div class="actions">
          <Button variant="secondary" onClick={onBack}>
            {t.trialBack}
          </Button>
        </div>
      </Notice>
    </div>
  );
}

function changeInWords(change: Change): string {
  const t = verify();
  const { option, point, wholeText } = common();
  const what = change.question === wholeQuestion ? wholeText : point(change.question);
  return change.kind === 'tally'
    ? t.trialTallyDone(what, change.from, change.to)
    : t.trialVoteDone(what, option[change.from], option[change.to]);
}
