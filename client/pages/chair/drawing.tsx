import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { Options } from '../../components/options.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { chair, chairSecret } from '../../i18n/chair.ts';
import { common } from '../../i18n/common.ts';
import { clock, number } from '../../i18n/numbers.ts';
import { phonesOf } from '../../phones.ts';
import type { Problem } from '../../problem.ts';
import { useOwnVote } from './own-vote.ts';
import type { SecretView } from './secret.tsx';
import { SmallBox } from './small-box.tsx';
import { nextKey } from './step-card.tsx';
import { Tellers } from './tellers.tsx';

/** The first step: how many have drawn a paper, and the closing of the drawing. */
export function Drawing(view: SecretView): JSX.Element {
  const closing = useSignal(false);
  const t = chairSecret();
  const { live, ballot, secret } = view;
  const { definition, mine, withoutPasskey } = ballot;
  const phones = phonesOf(ballot);
  const everybody = secret.drawn === phones;
  const waiting = mine && secret.mine === null;
  useOwnVote(live, secret.drawn, waiting);
  useEffect(() => {
    if (everybody) announce(t.everybodyDrew);
  }, [everybody, t]);
  return (
    <>
      <div class="turnout">
        <p class="big-number">
          <strong>{number(secret.drawn)}</strong> <span>{t.ofHaveDrawn(phones)}</span>
        </p>
        <progress max={Math.max(1, phones)} value={secret.drawn} aria-label={t.drawn} />
        <p class="muted small">{chair().openedAt(clock(definition.openedAt))}</p>
      </div>
      {everybody ? <Notice tone="success" title={t.everybodyDrew} /> : <p>{t.drawingHow}</p>}
      {withoutPasskey > 0 && <Tellers ballot={ballot} about={t.slips(withoutPasskey)} />}
      {waiting && (
        <p>
          {t.drawYourself}{' '}
          <a class="ds-link" href={`/lag/${live.slug}`}>
            {t.drawYourselfLink}
          </a>
        </p>
      )}
      <Button
        wide
        class="next"
        aria-keyshortcuts={nextKey}
        onClick={() => {
          closing.value = true;
        }}
      >
        {t.closeDrawing}
      </Button>
      <CloseDrawing
        {...view}
        open={closing.value}
        onDone={() => {
          closing.value = false;
        }}
      />
    </>
  );
}

const choices = ['15', '30', '60', '120', '300'] as const;

/** Says who has not drawn and how many papers there are, asks for how long they are dropped, and closes the drawing. */
function CloseDrawing({
  live,
  ballot,
  secret: { drawn },
  open,
  onDone,
  onCancel,
}: SecretView & { open: boolean; onDone: () => void }): JSX.Element {
  const heading = useId();
  const seconds = useSignal<(typeof choices)[number]>('60');
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = chairSecret();
  const phones = phonesOf(ballot);
  const missing = phones - drawn;
  const leave = (): void => {
    problem.value = null;
    onDone();
  };
  const close = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const at = { slug: live.slug, ballot: ballot.id };
    const answer = await call('closeDrawing', at, { seconds: Number(seconds.value) });
    // Said first: with the new snapshot this dialog is gone.
    if (answer.ok) {
      announce(t.drawingClosed);
      leave();
    } else problem.value = answer.problem;
    await live.refresh();
    busy.value = false;
  };
  return (
    <Modal open={open} heading={heading} onCancel={() => !busy.value && leave()}>
      {open && (
        <>
          <h2 class="ds-heading" data-size="sm" id={heading}>
            {t.closeDrawingTitle}
          </h2>
          {missing > 0 && (
            <Notice tone="warning" title={t.notDrawn(missing, phones)}>
              <p>{t.notDrawnNext}</p>
            </Notice>
          )}
          <SmallBox papers={drawn}>
            <div class="actions">
              <Button
                variant="secondary"
                color="neutral"
                data-size="sm"
                onClick={() => {
                  leave();
                  onCancel();
                }}
              >
                {t.cancelInstead}
              </Button>
            </div>
          </SmallBox>
          <p>{t.drawnOf(drawn, phones)}</p>
          <Options
            legend={t.howLong}
            description={t.howLongAbout}
            value={seconds.value}
            choices={choices.map((value) => ({ value, label: t.seconds[value] }))}
            onValue={(value) => {
              seconds.value = value;
            }}
          />
          <ProblemBox problem={problem.value} />
          <div class="actions">
            <Button color={missing > 0 ? 'danger' : 'accent'} busy={busy.value} onClick={() => void close()}>
              {t.closeDrawing}
            </Button>
            <Button variant="secondary" color="neutral" onClick={() => !busy.value && leave()}>
              {common().cancel}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
