import type { JSX } from 'preact';
import type { PlanStep } from '../../../server/api/amendments.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import type { Mode } from '../../../server/rules/ballot.ts';
import { pointsOf } from '../../../server/rules/proposal.ts';
import type { Subject } from '../../../server/rules/subject.ts';
import { changeName } from '../../components/change.tsx';
import { Options } from '../../components/options.tsx';
import { chair, chairSecret } from '../../i18n/chair.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import { RuleChoice, type RuleDraft } from './rule-choice.tsx';
import { amendmentsOf, isVotable } from './subject.ts';

/** What of a ballot the chair may choose otherwise than it was prepared. */
export interface BallotDraft {
  /** What is put to the vote: that of the step, or two amendments against each other. */
  of: PlanStep['of'];
  mode: Mode;
  method: BallotInfo['method'];
  /** On papers that nobody's name is on; only with the phones. */
  secret: boolean;
  rule: RuleDraft;
  trial: boolean;
}

const methods = ['phones', 'secret', 'hands', 'against', 'rollcall', 'unanimity', 'acclamation'] as const;

/** The form behind "Endre": method, whole or point by point, one against another, rule, trial. */
export function BallotChoice({
  proposal,
  step,
  subject,
  present,
  members,
  demanded,
  draft,
  onDraft,
}: {
  proposal: ProposalInfo;
  step: PlanStep;
  subject: Subject;
  present: number;
  members: number;
  /** Somebody has asked for a secret ballot, so that it is one. */
  demanded: boolean;
  draft: BallotDraft;
  onDraft: (part: Partial<BallotDraft>) => void;
}): JSX.Element {
  const t = chair();
  const ts = chairSecret();
  const points = subject.kind === 'text' ? pointsOf(subject.content.blocks).length : 0;
  const rivals = rivalsOf(proposal, step);
  return (
    <div class="form">
      {rivals.length > 0 && (
        <Options
          legend={t.againstWhich}
          value={draft.of.length > 1 ? String(draft.of[1]) : 'none'}
          choices={[
            { value: 'none', label: t.againstNone },
            ...rivals.map((rival) => ({
              value: String(rival.number),
              label: texts().planPair(Number(step.of[0]), rival.number),
              about: changeName(rival.change, proposal.content),
            })),
          ]}
          onValue={(value) =>
            onDraft({ of: value === 'none' ? step.of : [...step.of, Number(value)], method: 'phones' })
          }
        />
      )}
      {points > 0 && (
        <Options
          legend={t.how}
          value={draft.mode}
          choices={[
            { value: 'points', label: t.pointByPoint, about: t.pointByPointAbout(points) },
            { value: 'whole', label: t.asWhole, about: t.asWholeAbout },
          ]}
          onValue={(mode) => onDraft({ mode })}
        />
      )}
      {!demanded && (
        <Options
          legend={t.byWhat}
          value={draft.secret ? 'secret' : draft.method}
          choices={methods
            .filter((method) => isVotable(subject, method === 'phones' || method === 'secret' ? undefined : method))
            .map((method) =>
              method === 'secret'
                ? { value: method, label: ts.name, about: ts.about }
                : { value: method, label: t.methodName[method], about: t.methodAbout[method] },
            )}
          onValue={(method) =>
            onDraft(method === 'secret' ? { method: 'phones', secret: true } : { method, secret: false })
          }
        />
      )}
      {draft.method !== 'unanimity' && draft.method !== 'acclamation' && (
        <>
          <RuleChoice
            draft={draft.rule}
            present={present}
            members={members}
            secret={draft.secret}
            onDraft={(rule: RuleDraft) => onDraft({ rule })}
          />
          <label class="tick">
            <input
              type="checkbox"
              class="ds-input"
              checked={draft.trial}
              onChange={(event) => onDraft({ trial: event.currentTarget.checked })}
            />
            <span>{t.asTrial}</span>
          </label>
        </>
      )}
    </div>
  );
}

/** The open amendments that cannot stand beside the one of a step, which it may be set against. */
function rivalsOf(proposal: ProposalInfo, step: PlanStep) {
  const [first, ...others] = amendmentsOf(proposal, step);
  if (first === undefined || others.length > 0) return [];
  return proposal.amendments.filter(
    ({ number, disposition }) => disposition.kind === 'open' && first.collidesWith.includes(number),
  );
}
