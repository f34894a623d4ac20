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
import { passes } from '../../secret/passing.ts';
import { found, openSlips, placeOf, type Slip, slips, takeBack } from '../../secret/slips.ts';
import { Missing, Proof, Removal } from './paper-proof.tsx';
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
  const read = slips.value !== null;
  useEffect(() => {
    // Once: what another window begins later is not this one's to take back.
    for (const slip of earlier) if (slip.issue === null) void takeBack(slip);
  }, [read]);
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
      <p>{t.notStampedHere}</p>
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
  const onComplained = (): void => {
    complained.value = true;
  };
  const look = async (): Promise<void> => {
    looking.value = true;
    const looked = await lookInFile(slip);
    looking.value = false;
    sight.value = looked.ok ? looked.value : looked.problem;
    if (!looked.ok) return;
    const { own, refusal } = looked.value;
    if (refusal !== undefined) announce(t.wrongBox, 'assertive');
    else if (!own) announce(t.missing, 'assertive');
    else await found(slip, serverNow(live));
  };
  useEffect(() => {
    if (slip.foundAt === null) void look();
  }, [hashOf(slip.paper)]);
  const seen = sight.value;
  if (seen === undefined && slip.foundAt === null) return <p role="status">{t.looking}</p>;
  const sound = seen === undefined || ('own' in seen ? seen.own : seen.code === 'box.shut');
  return (
    <>
      <Sighted slip={slip} seen={seen} onComplained={onComplained} />
      {(seen === undefined || 'status' in seen || seen.refusal !== undefined) && (
        <div class="actions">
          <Button variant="secondary" color="neutral" busy={looking.value} onClick={() => void look()}>
            {t.lookAgain}
          </Button>
        </div>
      )}
      {(sound || complained.value) && (
        <Removal slip={slip} about={sound ? t.removeCancelled : t.removeMissing} onRemoved={onRemoved} />
      )}
    </>
  );
}

interface SightedProps {
  slip: Slip;
  /** Undefined where it was found before, and is not looked for anew. */
  seen: BoxSight | Problem | undefined;
  /** The complaint file was saved. */
  onComplained: () => void;
}

/** What came of looking for a paper in the box. */
function Sighted({ slip, seen, onComplained }: SightedProps): JSX.Element | null {
  const t = words();
  if (seen === undefined) {
    return (
      <>
        <InBox />
        {slip.foundAt !== null && <p>{t.foundOn(date(slip.foundAt))}</p>}
      </>
    );
  }
  if ('status' in seen) {
    if (seen.code === 'box.shut') return <p>{t.noBox}</p>;
    return (
      <Notice tone="warning" title={t.notLooked}>
        <p>{problems()[seen.code].join(' ')}</p>
        {!passes(seen) && <Proof slip={slip} number={undefined} onComplained={onComplained} />}
      </Notice>
    );
  }
  const { refusal, own, number, closedAt, papers } = seen;
  if (refusal !== undefined) {
    return (
      <Notice tone="danger" title={t.wrongBox}>
        <p>{problems()[refusal.code].join(' ')}</p>
        <RefusalDetail refusal={refusal} />
        <Proof slip={slip} number={undefined} onComplained={onComplained} />
      </Notice>
    );
  }
  return (
    <>
      {number !== undefined && closedAt !== undefined && (
        <p class="muted small">{t.earlierBallot(number, date(closedAt))}</p>
      )}
      {own ? <InBox /> : <Missing slip={slip} number={number} onComplained={onComplained} />}
      {own && papers !== undefined && <p>{t.howFile(papers)}</p>}
    </>
  );
}

function InBox(): JSX.Element {
  return (
    <div class="delivered-head" data-color="success">
      <ToneMark tone="success" />
      <p>
        <strong>{words().dropped}</strong>
      </p>
    </div>
  );
}
