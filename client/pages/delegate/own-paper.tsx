import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Me } from '../../../server/api/session.ts';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import { hashOf } from '../../../server/rules/canonical.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice, ToneMark } from '../../components/notice.tsx';
import { common } from '../../i18n/common.ts';
import { secret as words } from '../../i18n/delegate-secret.ts';
import { problems } from '../../i18n/problems.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';
import { type BoxFinding, checkBox } from '../../secret/box-check.ts';
import { carryOn, serverNow } from '../../secret/carry.ts';
import { found, placeIn, type Slip, slips, takeBack } from '../../secret/slips.ts';
import { BoxLink, Missing, Removal } from './paper-proof.tsx';
import { ShownMarks } from './slip.tsx';
import '../../styles/pages/slip.css';

interface Props {
  live: Live;
  ballot: BallotInfo;
  me: Me;
}

/**
 * The delegate's own paper in a secret ballot that is over: whether it lies in the published box, by the phone's own check. Of
 * one that was cancelled: that the phone keeps it.
 */
export default function OwnPaper({ live, ballot, me }: Props): JSX.Element | null {
  const t = words();
  useEffect(() => void carryOn(), []);
  const kept = slips.value;
  const filled = kept?.get(placeIn(ballot.id, me.member));
  useEffect(() => {
    // never signed for: nothing of it has left the phone, and nothing can
    if (ballot.secret !== null && filled?.issue === null) void takeBack(filled);
  }, [filled]);
  const removed = useSignal(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { result, secret } = ballot;
  const slip = filled?.issue === null ? undefined : filled;
  if (secret === null || (result === null && slip === undefined && !removed.value)) return null;
  const onRemoved = (): void => {
    removed.value = true;
    heading.current?.focus();
  };
  return (
    <>
      {result !== null && (
        <>
          <p>
            {t.turnout(secret.drawn, result.close.votes)} {result.hands !== undefined && t.tellers}
          </p>
          <p>
            <BoxLink slug={live.slug} ballot={ballot.id} />
          </p>
        </>
      )}
      {ballot.mine && (
        <div class="own-paper">
          <h3 class="question-title" ref={heading} tabIndex={-1}>
            {t.myPaper}
          </h3>
          {kept === null ? (
            <p>{common().loading}</p>
          ) : slip !== undefined ? (
            <Kept live={live} ballot={ballot} slip={slip} onRemoved={onRemoved} />
          ) : (
            <p>{removed.value ? t.removed : secret.mine === null ? t.didNotDraw : t.notHere}</p>
          )}
        </div>
      )}
    </>
  );
}

interface KeptProps {
  live: Live;
  ballot: BallotInfo;
  slip: Slip;
  onRemoved: () => void;
}

function Kept(props: KeptProps): JSX.Element {
  if (props.ballot.state === 'cancelled') return <Cancelled {...props} />;
  return props.slip.signature === null ? <Unstamped {...props} /> : <Drawn {...props} />;
}

/** A hall of phones does not fetch the box all at once: milliseconds of random wait for each paper in it, and at most. */
const spread = { each: 10, most: 4_000 };

/** A paper that was drawn with this phone: it looks for it by itself, says what it finds, and can be deleted. */
function Drawn({ live, ballot, slip, onRemoved }: KeptProps): JSX.Element {
  const t = words();
  const finding = useSignal<BoxFinding | null>(null);
  const problem = useSignal<Problem | null>(null);
  const complained = useSignal(false);
  const own = hashOf(slip.paper);
  const look = async (): Promise<void> => {
    problem.value = null;
    const answer = await call('box', { slug: live.slug, ballot: ballot.id });
    if (!answer.ok) {
      problem.value = answer.problem;
      return;
    }
    finding.value = await checkBox(ballot, answer.value.papers, own);
    const { own: isThere, faults } = finding.value;
    if (isThere && faults.length === 0) await found(slip, serverNow(live));
    if (!isThere) announce(t.missing, 'assertive');
    else announce(faults.length > 0 ? t.wrongBox : t.counted, faults.length > 0 ? 'assertive' : 'polite');
  };
  useEffect(() => {
    const most = Math.min(spread.each * (ballot.result?.close.votes ?? 0), spread.most);
    const timer = setTimeout(() => void look(), Math.random() * most);
    return () => clearTimeout(timer);
  }, [own]);
  if (problem.value !== null) {
    return (
      <Notice tone="warning" title={t.notLooked}>
        <p>{problems()[problem.value.code].join(' ')}</p>
        <div class="actions">
          <Button variant="secondary" onClick={() => void look()}>
            {t.lookAgain}
          </Button>
        </div>
      </Notice>
    );
  }
  if (finding.value === null) return <p role="status">{t.looking}</p>;
  return (
    <>
      <Found
        ballot={ballot}
        slip={slip}
        finding={finding.value}
        onComplained={() => {
          complained.value = true;
        }}
      />
      <ShownMarks ballot={ballot} slip={slip} />
      {finding.value.own && <Removal slip={slip} about={t.removeAbout} onRemoved={onRemoved} />}
      {!finding.value.own && complained.value && <Removal slip={slip} about={t.removeMissing} onRemoved={onRemoved} />}
    </>
  );
}

/** A paper that was asked for and never stamped: there is nothing to find, and what it says can be deleted. */
function Unstamped({ ballot, slip, onRemoved }: KeptProps): JSX.Element {
  const t = words();
  const mine = ballot.secret?.mine ?? null;
  const here = slip.issue !== null && hashOf(slip.issue.statement) === mine;
  return (
    <>
      <p>{mine === null ? t.didNotDraw : here ? t.stampLost : t.stampElsewhere}</p>
      <Removal slip={slip} about={t.removeUnstamped} onRemoved={onRemoved} />
    </>
  );
}

/** A paper of a ballot that was cancelled: it stays as it is, whoever says so, until its owner deletes it. */
function Cancelled({ ballot, slip, onRemoved }: KeptProps): JSX.Element {
  const t = words();
  return (
    <>
      <p>{t.cancelled}</p>
      <ShownMarks ballot={ballot} slip={slip} />
      <Removal slip={slip} about={t.removeCancelled} onRemoved={onRemoved} />
    </>
  );
}

/** What the phone found in the box. */
function Found({
  ballot,
  slip,
  finding,
  onComplained,
}: {
  ballot: BallotInfo;
  slip: Slip;
  finding: BoxFinding;
  onComplained: () => void;
}): JSX.Element {
  const t = words();
  const { own, faults, papers, compared } = finding;
  return (
    <>
      {own && (
        <div class="delivered-head" data-color="success">
          <ToneMark tone="success" />
          <p>
            <strong>{faults.length === 0 ? t.counted : t.dropped}</strong>
          </p>
        </div>
      )}
      {!own && <Missing slip={slip} number={ballot.definition.number} onComplained={onComplained} />}
      {faults.length > 0 && (
        <Notice tone="danger" title={t.wrongBox}>
          <ul class="slip-how">
            {faults.map((fault) => (
              <li key={fault}>{t.faults[fault]}</li>
            ))}
          </ul>
          <p>{t.wrongBoxNext}</p>
        </Notice>
      )}
      {own && faults.length === 0 && (
        <details class="reading">
          <summary>{t.how}</summary>
          <p>{t.howAll(papers)}</p>
          <p>{compared ? t.howClose : t.howTellers}</p>
        </details>
      )}
    </>
  );
}
