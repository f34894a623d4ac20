import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { lookEvery } from '../../../server/rules/box.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { usePassed, useSecondsUntil } from '../../components/server-clock.ts';
import { chairSecret } from '../../i18n/chair.ts';
import { clock, minutes, number } from '../../i18n/numbers.ts';
import type { Problem } from '../../problem.ts';
import { placeIn, slips } from '../../secret/slips.ts';
import type { SecretView } from './secret.tsx';
import { nextKey } from './step-card.tsx';
import { Tellers } from './tellers.tsx';

/** The second step: the time in which papers are dropped, and why nobody sees how many are. */
export function Dropping({ live, ballot, secret: { window } }: SecretView): JSX.Element | null {
  const t = chairSecret();
  if (window === null) return null;
  const { withoutPasskey } = ballot;
  return (
    <>
      <Countdown live={live} window={window} />
      <p>{t.keepAwake}</p>
      <OwnPaper live={live} ballot={ballot} />
      {withoutPasskey > 0 && <Tellers ballot={ballot} about={t.slips(withoutPasskey)} />}
      <Button wide class="next" aria-keyshortcuts={nextKey} reason={t.shutUntil(clock(window.closesAt, true))}>
        {t.closeBox}
      </Button>
      <details class="fold">
        <summary>{t.noCount}</summary>
        <p>{t.noCountWhy}</p>
      </details>
    </>
  );
}

/** That the chair's own paper is on this device and not in the box yet. Nothing where it is, or where there is none. */
function OwnPaper({ live, ballot }: Pick<SecretView, 'live' | 'ballot'>): JSX.Element | null {
  const t = chairSecret();
  const me = live.snapshot.value?.me;
  const slip = me ? slips.value?.get(placeIn(ballot.id, me.member)) : undefined;
  if (slip === undefined || slip.issue === null || slip.dropPromise !== null) return null;
  return (
    <p>
      {t.ownOut}{' '}
      <a class="ds-link" href={`/lag/${live.slug}`}>
        {t.drawYourselfLink}
      </a>
    </p>
  );
}

function Countdown({
  live,
  window: { opensAt, closesAt },
}: Pick<SecretView, 'live'> & { window: NonNullable<SecretView['secret']['window']> }): JSX.Element {
  const t = chairSecret();
  const left = useSecondsUntil(live, closesAt);
  const all = Math.max(1, (Date.parse(closesAt) - Date.parse(opensAt)) / 1000);
  return (
    <div class="turnout">
      <p class="big-number" role="timer">
        <strong>{minutes(left)}</strong> <span>{t.left}</span>
      </p>
      <progress max={all} value={Math.max(0, all - left)} aria-label={t.time} />
    </div>
  );
}

/** After the time: how many papers are in the box and how many are still out, and the closing, which the chair decides on. */
export function Box({ live, ballot, secret, obstacle, onClose }: SecretView): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = chairSecret();
  const { drawn, box } = secret;
  const next = box === null ? null : new Date(Date.parse(box.at) + lookEvery * 1000).toISOString();
  const again = usePassed(live, next);
  const look = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const answer = await lookInBox(live.slug, ballot.id);
    if (answer.ok) {
      const out = drawn - answer.value.papers;
      announce(out > 0 ? t.out(out) : t.allIn);
    } else problem.value = answer.problem;
    await live.refresh();
    busy.value = false;
  };
  useEffect(() => {
    if (box === null) void look();
  }, []);
  const out = box === null ? 0 : drawn - box.papers;
  return (
    <>
      {box === null ? (
        <p>
          <strong>{t.looking}</strong>
        </p>
      ) : (
        <div class="turnout">
          <p class="big-number">
            <strong>{number(box.papers)}</strong> <span>{t.ofAreIn(drawn)}</span>
          </p>
          <progress max={Math.max(1, drawn)} value={box.papers} aria-label={t.inBox} />
          <p class="muted small">{t.lookedAt(clock(box.at, true))}</p>
        </div>
      )}
      <ProblemBox problem={problem.value} />
      {box !== null && out === 0 && <Notice tone="success" title={t.allIn} />}
      {out > 0 && (
        <Notice tone="warning" title={t.out(out)}>
          <p>{t.outNext}</p>
        </Notice>
      )}
      <OwnPaper live={live} ballot={ballot} />
      {(out > 0 || problem.value !== null) && (
        <div class="actions">
          <Button
            variant="secondary"
            busy={busy.value}
            reason={box === null || next === null || again ? undefined : t.nextLook(clock(next, true))}
            onClick={() => void look()}
          >
            {t.lookAgain}
          </Button>
        </div>
      )}
      {ballot.withoutPasskey > 0 && <Tellers ballot={ballot} about={t.slips(ballot.withoutPasskey)} />}
      <Button
        wide
        class="next"
        aria-keyshortcuts={nextKey}
        reason={obstacle ?? (box === null ? t.notLooked : undefined)}
        onClick={onClose}
      >
        {t.closeBox}
      </Button>
    </>
  );
}

/** Looks into the box; where the server's clock is a little behind, it is asked again. */
async function lookInBox(slug: string, ballot: string) {
  for (let tries = 0; ; tries += 1) {
    const answer = await call('lookInBox', { slug, ballot });
    if (answer.ok || answer.problem.code !== 'box.shut' || tries === 10) return answer;
    await new Promise((later) => setTimeout(later, 500));
  }
}
