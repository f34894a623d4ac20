import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Me } from '../../../server/api/session.ts';
import { hashOf } from '../../../server/rules/canonical.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice, ToneMark } from '../../components/notice.tsx';
import { RefusalDetail } from '../../components/refusal-detail.tsx';
import { secret as words } from '../../i18n/delegate-secret.ts';
import { date } from '../../i18n/numbers.ts';
import { problems } from '../../i18n/problems.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';
import { serverNow } from '../../secret/carry.ts';
import { type BoxSight, lookInFile } from '../../secret/earlier.ts';
import { found, openSlips, placeOf, type Slip, slips, takeBack } from '../../secret/slips.ts';
import { Missing, Removal } from './paper-proof.tsx';
import '../../styles/pages/slip.css';

interface Props {
  live: Live;
  me: Me;
  /** Ids of the ballots that the page shows. */
  shown: readonly string[];
}

/** Papers of secret ballots in meetings before this one, which the phone still keeps: each is looked for until it has been seen. */
export default function EarlierPapers({ live, me, shown }: Props): JSX.Element | null {
  const t = words();
  const removed = useSignal(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => void openSlips(), []);
  const earlier = [...(slips.value?.values() ?? [])].filter(
    ({ slug, delegate, paper }) => slug === live.slug && delegate === me.member && !shown.includes(paper.ballot),
  );
  const signed = earlier.filter(({ issue }) => issue !== null);
  useEffect(() => {
    for (const slip of earlier) void takeBack(slip);
  }, [earlier.length - signed.length]);
  if (signed.length === 0 && !removed.value) return null;
  const onRemoved = (): void => {
    removed.value = true;
    heading.current?.focus();
  };
  return (
    <section class="card" aria-labelledby="earlier-papers">
      <h2 class="ds-heading" data-size="sm" id="earlier-papers" ref={heading} tabIndex={-1}>
        {t.earlier}
      </h2>
      {signed.length === 0 && <p>{t.removed}</p>}
      {signed.map((slip) => (
        <div class="own-paper" key={placeOf(slip)}>
          <Earlier live={live} slip={slip} onRemoved={onRemoved} />
        </div>
      ))}
    </section>
  );
}

function Earlier(props: { live: Live; slip: Slip; onRemoved: () => void }): JSX.Element {
  const { slip, onRemoved } = props;
  const t = words();
  if (slip.signature !== null) return <Stamped {...props} />;
  return (
    <>
      <p>{t.didNotDraw}</p>
      <Removal slip={slip} about={t.removeUnstamped} onRemoved={onRemoved} />
    </>
  );
}

/** One that was stamped. What it says is not shown: the alternatives that it names stand in the meeting that is over. */
function Stamped({ live, slip, onRemoved }: { live: Live; slip: Slip; onRemoved: () => void }): JSX.Element {
  const t = words();
  const sight = useSignal<BoxSight | Problem | undefined>(undefined);
  const looking = useSignal(false);
  const complained = useSignal(false);
  const look = async (): Promise<void> => {
    looking.value = true;
    const seen = await lookInFile(slip);
    looking.value = false;
    sight.value = seen.ok ? seen.value : seen.problem;
    if (!seen.ok) return;
    const { own, refusal } = seen.value;
    if (refusal !== undefined) announce(t.wrongBox, 'assertive');
    else if (!own) announce(t.missing, 'assertive');
    else await found(slip, serverNow(live));
  };
  useEffect(() => {
    if (slip.foundAt === null) void look();
  }, [hashOf(slip.paper)]);
  const again = (
    <Button variant="secondary" color="neutral" busy={looking.value} onClick={() => void look()}>
      {t.lookAgain}
    </Button>
  );
  if (sight.value === undefined && slip.foundAt === null) return <p role="status">{t.looking}</p>;
  if (sight.value !== undefined && 'status' in sight.value) {
    return sight.value.code === 'box.shut' ? (
      <>
        <p>{t.noBox}</p>
        <Removal slip={slip} about={t.removeCancelled} onRemoved={onRemoved} />
      </>
    ) : (
      <Notice tone="warning" title={t.notLooked}>
        <p>{problems()[sight.value.code].join(' ')}</p>
        <div class="actions">{again}</div>
      </Notice>
    );
  }
  const { refusal, own = true, number, closedAt, papers } = sight.value ?? {};
  return (
    <>
      {number !== undefined && closedAt !== undefined && (
        <p class="muted small">{t.earlierBallot(number, date(closedAt))}</p>
      )}
      {refusal !== undefined ? (
        <Notice tone="danger" title={t.wrongBox}>
          <p>{problems()[refusal.code].join(' ')}</p>
          <RefusalDetail refusal={refusal} />
        </Notice>
      ) : own ? (
        <>
          <div class="delivered-head" data-color="success">
            <ToneMark tone="success" />
            <p>
              <strong>{t.dropped}</strong>
            </p>
          </div>
          {papers === undefined ? (
            slip.foundAt !== null && <p>{t.foundOn(date(slip.foundAt))}</p>
          ) : (
            <p>{t.howFile(papers)}</p>
          )}
        </>
      ) : (
        <Missing
          slip={slip}
          number={number ?? 0}
          onComplained={() => {
            complained.value = true;
          }}
        />
      )}
      {papers === undefined && <div class="actions">{again}</div>}
      {refusal === undefined && own && <Removal slip={slip} about={t.removeAbout} onRemoved={onRemoved} />}
      {refusal === undefined && !own && complained.value && (
        <Removal slip={slip} about={t.removeMissing} onRemoved={onRemoved} />
      )}
    </>
  );
}
