import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { chair, chairSecret } from '../../i18n/chair.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { Questions, Sum } from './result.tsx';
import type { DeskView } from './step-card.tsx';
import { resultInWords, whatOf } from './words.ts';

/** The meeting's ballots that are over, newest first, cancelled ones with their reason. Nothing when there are none. */
export function Past({ live, snapshot, except }: DeskView & { except: BallotInfo | undefined }): JSX.Element | null {
  const cancelling = useSignal<BallotInfo | null>(null);
  const t = chair();
  const ballots = snapshot.ballots.filter(
    ({ id, state }) => (state === 'closed' || state === 'cancelled') && id !== except?.id,
  );
  if (ballots.length === 0) return null;
  return (
    <section class="card" aria-labelledby="past">
      <h2 class="ds-heading" data-size="xs" id="past">
        {t.past}
      </h2>
      {[...ballots].reverse().map((ballot) => (
        <details class="fold past" key={ballot.id}>
          <summary>
            <span>
              {t.ballotOf(ballot.definition.number, whatOf(snapshot, ballot))}{' '}
              <span class="muted small">{shortOf(ballot)}</span>
            </span>
          </summary>
          {ballot.cancelled === null ? (
            <>
              <Sum snapshot={snapshot} ballot={ballot} />
              <Questions ballot={ballot} />
              {!snapshot.resolutions.some((made) => made.ballot === ballot.id) && (
                <Button
                  variant="tertiary"
                  color="neutral"
                  data-size="sm"
                  onClick={() => {
                    cancelling.value = ballot;
                  }}
                >
                  {t.takeAgain}
                </Button>
              )}
            </>
          ) : (
            <Notice tone="neutral" title={t.cancelledTitle}>
              <p>{t.retakesWhy(ballot.cancelled.reason)}</p>
            </Notice>
          )}
        </details>
      ))}
      <CancelDialog
        live={live}
        ballot={cancelling.value}
        onClose={() => {
          cancelling.value = null;
        }}
      />
    </section>
  );
}

function shortOf(ballot: BallotInfo): string {
  const t = chair();
  const came = ballot.cancelled !== null ? t.cancelledShort : ballot.trial ? t.method.trial : resultInWords(ballot);
  return ballot.secret === null ? came : `${came} (${chairSecret().short})`;
}
