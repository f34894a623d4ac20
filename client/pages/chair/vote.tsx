import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { PlanStep } from '../../../server/api/amendments.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import { isUncounted, type Mode } from '../../../server/rules/ballot.ts';
import type { Rule } from '../../../server/rules/formats.ts';
import { pointsOf } from '../../../server/rules/proposal.ts';
import type { Method } from '../../../server/rules/statements.ts';
import { itemOf, type Subject } from '../../../server/rules/subject.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { chair, chairPlan, chairSecret, chairSteps } from '../../i18n/chair.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import { BallotChoice, type BallotDraft } from './ballot-choice.tsx';
import { choiceTitle } from './motions.ts';
import { OpenDialog, obstacleInWords, type Ready } from './open-dialog.tsx';
import { Announce } from './plan-steps.tsx';
import { draftOf, ruleInWords, ruleOf } from './rule-choice.tsx';
import { Slips, SmallBox } from './small-box.tsx';
import { type DeskView, nextKey, StepCard } from './step-card.tsx';
import { isRunOff, isSecrecyDemanded, retaken, subjectOf, usuallySecret, usualMethod } from './subject.ts';
import { SubjectText } from './subject-text.tsx';
import { plannedInWords, reasonInWords, subjectInWords } from './words.ts';

/** Whether there is room for the text beside the step; on a phone it is opened by a press. */
const wide = matchMedia('(min-width: 60rem)').matches;

/** A text is voted on point by point where it has points; a motion, and all else, as a whole. */
function usualMode({ kind }: ProposalInfo, subject: Subject): Mode {
  return kind === 'text' && subject.kind === 'text' && pointsOf(subject.content.blocks).length > 0 ? 'points' : 'whole';
}

/** The next ballot; or, when somebody wants another order or one amendment out of its block, the plan once more. */
export function Vote(view: DeskView & { proposal: ProposalInfo; step: PlanStep }): JSX.Element {
  const replanning = useSignal(false);
  const set = (value: boolean): void => {
    replanning.value = value;
  };
  if (replanning.value) return <Announce {...view} onAnnounced={() => set(false)} onCancel={() => set(false)} />;
  return <Prepared {...view} onReplan={() => set(true)} />;
}

/** A ballot that is ready to be opened: what, how and by which rule stand there, and are changed only on request. */
function Prepared({
  proposal,
  step,
  onReplan,
  ...view
}: DeskView & { proposal: ProposalInfo; step: PlanStep; onReplan: () => void }): JSX.Element {
  const draft = useSignal<Partial<BallotDraft>>({});
  const opening = useSignal<Ready | null>(null);
  const t = chair();
  const ts = chairSecret();
  const { snapshot, meeting } = view;
  const { ballots, roll } = snapshot;
  const present = roll?.entitled ?? 0;
  const put = putting(step, draft.value.of);
  const subject = subjectOf(proposal, put, ballots, (numbers) => choiceTitle(numbers, meeting.settings.language));
  const again = retaken(ballots, subject);
  const demanded = isSecrecyDemanded(proposal, meeting);
  const chosen: BallotDraft = {
    of: put.of,
    mode: usualMode(proposal, subject),
    method: usualMethod(proposal, ballots, subject) ?? 'phones',
    secret: usuallySecret(proposal, ballots, subject),
    rule: draftOf(meeting.settings.rule),
    trial: false,
    ...draft.value,
    ...(demanded && mustBeSecret),
  };
  const asked = draft.value.rule === undefined ? meeting.settings.rule : ruleOf(chosen.rule);
  const rule = chosen.secret ? withoutCasting(asked) : asked;
  const method = chosen.method === 'phones' ? undefined : chosen.method;
  const how = plannedInWords(subject, chosen);
  const reason = obstacleInWords(snapshot) ?? (rule === null ? t.ruleMissing : undefined);
  const open = (): void => {
    if (rule === null) return;
    const plan = proposal.plan?.accepted === true ? proposal.plan.hash : undefined;
    const links = chosen.trial ? { trial: true } : { retakes: again?.id, plan };
    const what = subjectInWords(proposal, subject);
    const { mode, secret } = chosen;
    opening.value = { proposal: { id: proposal.id }, subject, mode, rule, method, secret, what, how, ...links };
  };

  return (
    <StepCard title={t.nextBallot(subjectInWords(proposal, subject))} why={whyOf(view, proposal, put)}>
      {again !== undefined && (
        <Notice tone="info" title={t.retakes(again.definition.number)}>
          {again.cancelled !== null && <p>{t.retakesWhy(again.cancelled.reason)}</p>}
        </Notice>
      )}
      {demanded && (
        <Notice tone="info" role="status" title={ts.demanded(proposal.secrecy.demands)}>
          <p>{ts.demandedNext}</p>
        </Notice>
      )}
      <p class="rule">
        <strong>{sentence(how)}</strong> {rule !== null && ruleOfMethod(rule, method, present)}
      </p>
      {chosen.secret && <SecretNotes view={view} casting={rule !== asked} />}
      <Button wide class="next" aria-keyshortcuts={nextKey} reason={reason} onClick={open}>
        {labelOf(chosen)}
      </Button>
      <details class="fold">
        <summary>{t.change}</summary>
        <BallotChoice
          proposal={proposal}
          step={step}
          subject={subject}
          present={present}
          members={meeting.quorum.members}
          demanded={demanded}
          draft={chosen}
          onDraft={(part) => {
            draft.value = { ...draft.value, ...part };
          }}
        />
      </details>
      {proposal.plan?.accepted === true && step.kind !== 'text' && (
        <div class="actions">
          <Button variant="tertiary" color="neutral" data-size="sm" onClick={onReplan}>
            {step.kind === 'block' ? chairPlan().takeOut : chairPlan().changeOrder}
          </Button>
        </div>
      )}
      <details class="fold" open={wide}>
        <summary>{t.readText}</summary>
        <SubjectText snapshot={snapshot} proposal={proposal.id} subject={subject} />
      </details>
      <OpenDialog
        {...view}
        ready={opening.value}
        reason={changeOf(opening.value, subject, demanded)}
        onClose={() => {
          opening.value = null;
        }}
      />
    </StepCard>
  );
}

const mustBeSecret = { method: 'phones', secret: true } as const;

/** What there is to know before a secret ballot. `casting`: the rule had a casting vote, which is left out of it. */
function SecretNotes({ view: { snapshot, meeting }, casting }: { view: DeskView; casting: boolean }): JSX.Element {
  const { entitled, withoutPasskey } = snapshot.roll ?? meeting.counts;
  return (
    <>
      {casting && <p>{chairSecret().noCasting}</p>}
      <SmallBox papers={Math.max(0, entitled - withoutPasskey)} />
      <Slips slips={withoutPasskey} />
    </>
  );
}

/** The rule with which a tie falls. */
function withoutCasting(rule: Rule | null): Rule | null {
  return rule?.tie === 'chair' ? { ...rule, tie: 'falls' } : rule;
}

/** The words on the button that opens the ballot. */
function labelOf({ method, secret, trial }: BallotDraft): string {
  const t = chair();
  if (secret) return chairSecret().open;
  if (trial) return t.openTrial;
  return method === 'phones' ? t.open : t.openBy[method];
}

/** What has changed since the chair was asked to sign, so that the dialog must be left; undefined while nothing has. */
function changeOf(ready: Ready | null, subject: Subject, demanded: boolean): string | undefined {
  if (ready === null) return undefined;
  if (itemOf(ready.subject) !== itemOf(subject)) return chair().textChanged;
  return demanded && ready.secret !== true ? chairSecret().demandedSince : undefined;
}

/** Words as a sentence of their own. */
function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

/** What the step puts to the vote, or what the chair has chosen in its stead: two amendments against each other. */
function putting(step: PlanStep, of: BallotDraft['of'] | undefined): PlanStep {
  return of === undefined || of === step.of ? step : { ...step, of, kind: 'choice', reason: 'alternatives' };
}

/** The rule in words where votes are counted; empty where they are not. */
function ruleOfMethod(rule: Rule, method: Method | undefined, present: number): string {
  if (isUncounted({ method })) return '';
  const words = ruleInWords(rule, present);
  return rule.blanks === 'allowed' && method !== 'against' ? `${words} ${chair().blanksAllowedToo}` : words;
}

/** Why this is voted on now, and what falls away by it. */
function whyOf({ snapshot }: DeskView, proposal: ProposalInfo, step: PlanStep): string {
  const t = chairPlan();
  const steps = chairSteps();
  if (isRunOff(proposal, snapshot.ballots)) return t.runOff;
  if (proposal.kind !== 'text') return steps.motionWhy[proposal.kind];
  const reason = reasonInWords(step.reason);
  return step.lapses.length === 0 ? reason : `${reason} ${texts().planLapses(step.lapses)}`;
}
