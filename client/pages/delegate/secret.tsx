import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { SecretInfo } from '../../../server/api/secret.ts';
import { hashOf } from '../../../server/rules/canonical.ts';
import { checkPaper } from '../../checks.ts';
import { announce } from '../../components/announcer.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { BallotCode, SecretAbout } from '../../components/secret-about.tsx';
import { common } from '../../i18n/common.ts';
import { secret as words } from '../../i18n/delegate-secret.ts';
import { paperOf, setMarks } from '../../marks.ts';
import { phonesOf } from '../../phones.ts';
import { useAwake } from '../../secret/awake.ts';
import { carryOn, stepOf, troubles } from '../../secret/carry.ts';
import { keepRead, wasRead } from '../../secret/known.ts';
import { keeping, placeIn, type Slip, slips } from '../../secret/slips.ts';
import type { OpenBallotProps } from './open.tsx';
import { FillIn, few } from './secret-paper.tsx';
import { SlipCard } from './slip.tsx';
import '../../styles/pages/slip.css';

/** Where the delegate is in a secret ballot: filling in, or what becomes of the paper, which goes on by itself. */
export default function SecretVote(props: OpenBallotProps): JSX.Element {
  const { snapshot, ballot, me } = props;
  useEffect(() => void carryOn(), []);
  const kept = slips.value;
  if (kept === null || ballot.secret === null) return <p>{common().loading}</p>;
  const paper = checkPaper(snapshot, ballot);
  if (!paper.ok) return <ProblemBox problem={paper.problem} />;
  const slip = kept.get(placeIn(ballot.id, me.member));
  if (isElsewhere(ballot.secret, slip)) return <Elsewhere />;
  return <Here {...props} secret={ballot.secret} slip={slip} />;
}

/** Whether the delegate has drawn, and not with the paper that is kept here. */
function isElsewhere({ mine }: SecretInfo, slip: Slip | undefined): boolean {
  return mine !== null && (slip?.issue == null || hashOf(slip.issue.statement) !== mine);
}

function Elsewhere(): JSX.Element {
  const t = words();
  return (
    <Notice tone="warning" title={t.elsewhere}>
      <p>{t.elsewhereNext}</p>
    </Notice>
  );
}

function Here({
  live,
  snapshot,
  ballot,
  me,
  secret,
  slip,
}: OpenBallotProps & { secret: SecretInfo; slip: Slip | undefined }): JSX.Element {
  const t = words();
  const seenBefore = useMemo(wasRead, []);
  const known = useSignal(seenBefore);
  const acted = useSignal(false);
  const anew = useSignal(false);
  const paper = useRef<HTMLDivElement>(null);
  const step = slip === undefined ? undefined : stepOf(live, ballot, slip);
  const dropped = slip !== undefined && slip.dropPromise !== null;
  const trouble = troubles.value.get(placeIn(ballot.id, me.member));
  const onItsWay = step !== undefined && ['draw', 'wait', 'plan', 'hold', 'drop'].includes(step);
  useAwake(onItsWay);
  useEffect(() => {
    if (dropped) announce(t.dropped);
    else if (step === 'hold') announce(t.dropping);
    else if (step === 'wait' && acted.value) announce(t.drawn);
  }, [step, dropped]);
  useEffect(() => {
    if (trouble !== undefined) announce(trouble.step === 'draw' ? t.notDrawn : t.notDropped, 'assertive');
  }, [trouble?.step]);

  useEffect(() => {
    // whoever has read about it goes on at the paper
    if (known.value && !seenBefore) paper.current?.focus();
  }, [known.value]);
  useEffect(() => {
    // and so does whoever gave up one that was refused
    if (!anew.value || slip !== undefined) return;
    anew.value = false;
    paper.current?.focus();
  }, [anew.value, slip]);

  const about = <SecretAbout first={false} number={phonesOf(ballot)} />;
  if (step === undefined || step === 'sign') {
    if (secret.window !== null || ballot.state !== 'open') return <NoPaper />;
    if (!known.value && slip === undefined) {
      return (
        <>
          <Storage />
          <SecretAbout first={true} number={phonesOf(ballot)} onSeen={() => remember(known)} />
        </>
      );
    }
    return (
      <div class="stack" ref={paper} tabIndex={-1}>
        <Storage />
        {few(phonesOf(ballot), t.few, t.fewNext)}
        <BallotCode ballot={ballot.id} />
        <FillIn
          live={live}
          snapshot={snapshot}
          ballot={ballot}
          me={me}
          secret={secret}
          slip={slip}
          onActed={() => {
            acted.value = true;
          }}
        />
        {about}
      </div>
    );
  }
  if (step === 'lost') return <NoPaper />;
  return (
    <>
      {onItsWay && <Storage />}
      {!dropped && ballot.state === 'open' && secret.window !== null && few(secret.drawn, t.fewDrawn, t.fewDrawnNext)}
      {slip !== undefined && (
        <SlipCard
          live={live}
          ballot={ballot}
          slip={slip}
          step={step}
          trouble={trouble}
          focus={acted.value}
          onAnew={() => {
            setMarks(paperOf(live.slug, ballot.id, me.member), slip.paper.marks);
            anew.value = true;
          }}
        />
      )}
      {about}
    </>
  );
}

function remember(known: { value: boolean }): void {
  known.value = true;
  keepRead();
}

/** That this browser does not keep the paper. Nothing where it does. */
function Storage(): JSX.Element | null {
  const t = words();
  if (keeping.value) return null;
  return (
    <Notice tone="warning" title={t.noStorage}>
      <p>{t.noStorageNext}</p>
    </Notice>
  );
}

function NoPaper(): JSX.Element {
  const t = words();
  return (
    <Notice tone="warning" title={t.noPaper}>
      <p>{t.noPaperNext}</p>
    </Notice>
  );
}
