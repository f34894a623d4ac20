import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Me } from '../../../server/api/session.ts';
import type { BallotInfo, Snapshot } from '../../../server/api/snapshot.ts';
import { call } from '../../api.ts';
import { checkPaper } from '../../checks.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { part } from '../../components/part.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { RuleSentence } from '../../components/rule-sentence.tsx';
import { methods } from '../../i18n/delegate-methods.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';
import { SubjectView } from './subject.tsx';

export const Count = part(() => import('./count.tsx'));

/** Whether the member counts hands in this ballot. */
export function counts(ballot: BallotInfo, me: Me): boolean {
  if (!me.roles.includes('teller') || ballot.state !== 'open') return false;
  const byHand = ballot.method === 'hands' || ballot.method === 'against';
  return byHand || (ballot.withoutPasskey > 0 && (ballot.method === 'phones' || ballot.method === 'rollcall'));
}

/** A ballot by show of hands: what it is on, and what there is to do: nothing on the phone, but for tellers. */
export function Hands({ snapshot, ballot, me }: { snapshot: Snapshot; ballot: BallotInfo; me: Me }): JSX.Element {
  const t = methods();
  const paper = checkPaper(snapshot, ballot);
  if (!paper.ok) return <ProblemBox problem={paper.problem} />;
  const against = ballot.method === 'against';
  return (
    <>
      <Notice tone="info" title={against ? t.against : t.hands}>
        {against && <p>{t.againstNext}</p>}
        {counts(ballot, me) ? <p>{t.handsTeller}</p> : !against && <p>{t.handsNext}</p>}
      </Notice>
      <RuleSentence rule={ballot.definition.rule} present={ballot.entitled} choice={ballot.subject.kind === 'choice'} />
      <SubjectView subject={ballot.subject} proposal={paper.value} />
    </>
  );
}

/** A proposal of unanimity or acclamation: nothing to do for those who agree, one button for those who do not. */
export function Unanimity({
  live,
  snapshot,
  ballot,
}: {
  live: Live;
  snapshot: Snapshot;
  ballot: BallotInfo;
}): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = methods();
  const paper = checkPaper(snapshot, ballot);
  if (!paper.ok) return <ProblemBox problem={paper.problem} />;
  const demand = async (): Promise<void> => {
    busy.value = true;
    const answer = await call('demandBallot', { slug: live.slug, ballot: ballot.id });
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    busy.value = false;
    if (answer.ok) announce(t.demanded);
  };
  return (
    <>
      <p>
        <strong>{ballot.method === 'acclamation' ? t.acclamation : t.unanimity}.</strong> {t.unanimityNext}
      </p>
      <SubjectView subject={ballot.subject} proposal={paper.value} />
      <ProblemBox problem={problem.value} />
      {ballot.demanded ? (
        <Notice tone="success" title={t.demanded}>
          <p>{t.demandedNext}</p>
        </Notice>
      ) : (
        ballot.mine &&
        ballot.state === 'open' && (
          <Button wide variant="secondary" busy={busy.value} onClick={() => void demand()}>
            {t.demand}
          </Button>
        )
      )}
      {ballot.demands > 0 && (
        <p role="status">
          <strong>{t.demandedBy(ballot.demands)}</strong> {!ballot.demanded && t.demandedNext}
        </p>
      )}
    </>
  );
}
