import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import { hashOf } from '../../../server/rules/canonical.ts';
import { Button } from '../../components/button.tsx';
import { Notice, ToneMark } from '../../components/notice.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { common } from '../../i18n/common.ts';
import { delegate } from '../../i18n/delegate.ts';
import { clock } from '../../i18n/numbers.ts';
import { problems } from '../../i18n/problems.ts';
import { deliver, type KeptVote } from '../../outbox.ts';
import { MarksInWords } from './summary.tsx';

/** A vote that is signed and not delivered: on its way, or kept until there is contact. */
export function Undelivered({ kept, ballot }: { kept: KeptVote; ballot: BallotInfo }): JSX.Element {
  const t = delegate();
  const slow = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      slow.value = true;
    }, 2_000);
    return () => clearTimeout(timer);
  }, [slow]);
  if (kept.state === 'sending') {
    return (
      <p class="card delivering" role="status">
        {slow.value ? t.deliveringSlow : t.delivering}
      </p>
    );
  }
  return (
    <Notice tone="danger" title={t.notDelivered}>
      <p>{kept.code === 'session.missing' ? t.notDeliveredSession : t.notDeliveredNext}</p>
      {ballot.state === 'stopped' && <p>{t.stopped}.</p>}
      <MarksInWords ballot={ballot} marks={kept.vote.statement.marks} />
      <div class="actions">
        <Button variant="secondary" color="danger" onClick={() => void deliver()}>
          {t.sendNow}
        </Button>
      </div>
    </Notice>
  );
}

/** A vote that the server will not have, with the reason. */
export function Refused({ kept, onAgain }: { kept: KeptVote; onAgain?: (() => void) | undefined }): JSX.Element {
  const t = delegate();
  if (kept.code === 'ballot.closed') {
    return (
      <Notice tone="danger" title={t.tooLate}>
        <p>{t.tooLateNext}</p>
      </Notice>
    );
  }
  const [what, next] = problems()[kept.code ?? 'answer'];
  return (
    <Notice tone="danger" title={t.refused}>
      <p>
        {what} {next}
      </p>
      {onAgain !== undefined && (
        <div class="actions">
          <Button onClick={onAgain}>{t.voteAgain}</Button>
        </div>
      )}
    </Notice>
  );
}

/** A vote that the server has on disk: when, what it says, the receipt, and the way to change it. */
export function Delivered({
  ballot,
  kept,
  focus,
  onChange,
}: {
  ballot: BallotInfo;
  kept: KeptVote | undefined;
  focus: boolean;
  onChange: () => void;
}): JSX.Element {
  const t = delegate();
  const here =
    kept?.state === 'delivered' && kept.vote.statement.revision >= (ballot.vote?.revision ?? 0) ? kept : undefined;
  const marks = here?.vote.statement.marks ?? ballot.vote?.marks ?? {};
  return (
    <div class="card delivered" data-color="success">
      <div class="delivered-head">
        <ToneMark tone="success" />
        <StepHeading focus={focus}>
          {here?.deliveredAt ? t.delivered(clock(here.deliveredAt, true)) : t.deliveredElsewhere}
        </StepHeading>
      </div>
      <MarksInWords ballot={ballot} marks={marks} />
      <p>{here === undefined ? t.deliveredElsewhereNext : t.deliveredNext}</p>
      {ballot.state === 'open' ? (
        <>
          <p class="muted small">{t.changeUntil}</p>
          <Button variant="secondary" color="neutral" onClick={onChange}>
            {t.changeVote}
          </Button>
        </>
      ) : (
        <p class="muted">{t.stoppedNext}</p>
      )}
      <p class="muted small">{common().votedOf(ballot.voted, ballot.entitled)}</p>
      {here !== undefined && <Receipt kept={here} />}
    </div>
  );
}

/** The code of a delivered vote: its statement's hash, which the kept promise names. */
export function Receipt({ kept }: { kept: KeptVote }): JSX.Element {
  const t = delegate();
  return (
    <details class="technical">
      <summary>{t.receipt}</summary>
      <p>{t.receiptAbout}</p>
      <p>
        <code class="hash">{hashOf(kept.vote.statement)}</code>
      </p>
    </details>
  );
}
