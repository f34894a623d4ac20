import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { buildBallot, type Mode } from '../../../server/rules/ballot.ts';
import type { Rule } from '../../../server/rules/formats.ts';
import { nextNumber } from '../../../server/rules/opening.ts';
import { pointsOf } from '../../../server/rules/proposal.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import type { BranchView } from '../../components/branch-page.tsx';
import { Button } from '../../components/button.tsx';
import { Options } from '../../components/options.tsx';
import { ProposalText } from '../../components/proposal-text.tsx';
import { Reading } from '../../components/reading.tsx';
import { SignDialog } from '../../components/sign-dialog.tsx';
import { chair } from '../../i18n/chair.ts';
import type { Problem } from '../../problem.ts';
import { signStatement } from '../../sign.ts';
import { noRule, RuleChoice, type RuleDraft, ruleInWords, ruleOf } from './rule-choice.tsx';
import { obstacleOf, onlyProposal } from './step.ts';

interface Choice {
  /** Id of the proposal; null while none is chosen. */
  proposal: string | null;
  mode: Mode | null;
  rule: RuleDraft;
}

/** What is put to the vote when everything is chosen. */
interface Ready {
  proposal: ProposalInfo;
  mode: Mode;
  rule: Rule;
}

/** Whether there is room for the text beside what is chosen; on a phone it is opened by a press. */
const wide = matchMedia('(min-width: 60rem)').matches;

/** The next ballot: which proposal, as a whole or point by point, under which rule; then the opening. */
export function Prepare(view: BranchView): JSX.Element {
  const { snapshot } = view;
  const choice = useSignal<Choice>({ proposal: null, mode: null, rule: noRule });
  const opening = useSignal<Ready | null>(null);
  const t = chair();
  const { proposals, roll } = snapshot;
  const only = onlyProposal(proposals);
  const proposal = only ?? proposals.find(({ id }) => id === choice.value.proposal);
  const points = pointsOf(proposal?.content.blocks ?? []).length;
  const mode = points === 0 ? 'whole' : choice.value.mode;
  const rule = ruleOf(choice.value.rule);
  const present = roll?.entitled ?? 0;
  const ready = proposal !== undefined && mode !== null && rule !== null ? { proposal, mode, rule } : null;
  const set = (part: Partial<Choice>): void => {
    choice.value = { ...choice.value, ...part };
  };

  return (
    <section class="card next-step" aria-labelledby="step">
      <h2 class="ds-heading" data-size="sm" id="step" tabIndex={-1}>
        {t.prepareTitle}
      </h2>
      <div class="form">
        {only === undefined && (
          <Options
            legend={t.whichProposal}
            value={choice.value.proposal}
            choices={proposals.map((one) => ({
              value: one.id,
              label: t.proposal(one.number, one.content.title),
              about: aboutProposal(snapshot, one),
            }))}
            onValue={(id) => set({ proposal: id, mode: null })}
          />
        )}
        {proposal !== undefined && (
          <>
            {only !== undefined && (
              <h3 class="ds-heading" data-size="xs">
                {t.proposal(proposal.number, proposal.content.title)}
              </h3>
            )}
            <details class="fold" open={wide}>
              <summary>{t.readText}</summary>
              <Reading label={proposal.content.title}>
                <ProposalText blocks={proposal.content.blocks} title={proposal.content.title} level={4} />
              </Reading>
            </details>
            {points === 0 ? (
              <p class="muted">{t.noPoints}</p>
            ) : (
              <Options
                legend={t.how}
                value={choice.value.mode}
                choices={[
                  { value: 'points', label: t.pointByPoint, about: t.pointByPointAbout(points) },
                  { value: 'whole', label: t.asWhole, about: t.asWholeAbout },
                ]}
                onValue={(value) => set({ mode: value })}
              />
            )}
            <RuleChoice
              draft={choice.value.rule}
              present={present}
              members={snapshot.meeting?.quorum.members ?? 0}
              onDraft={(draft) => set({ rule: draft })}
            />
          </>
        )}
      </div>
      <div class="next-end">
        <Button
          wide
          class="next"
          aria-keyshortcuts="O"
          reason={obstacleInWords(snapshot) ?? missing(proposal, mode, rule)}
          onClick={() => {
            opening.value = ready;
          }}
        >
          {t.open}
        </Button>
      </div>
      <OpenDialog
        {...view}
        ready={opening.value}
        onClose={() => {
          opening.value = null;
        }}
      />
    </section>
  );
}

function aboutProposal({ ballots }: Snapshot, { id, content }: ProposalInfo): string {
  const t = chair();
  const before = ballots.filter(({ proposal }) => proposal === id).map(({ definition }) => definition.number);
  return [t.points(pointsOf(content.blocks).length), ...before.map((number) => t.votedBefore(number))].join(' · ');
}

/** Why no ballot can open now, in words. */
function obstacleInWords(snapshot: Snapshot): string | undefined {
  const t = chair();
  const obstacle = obstacleOf(snapshot);
  switch (obstacle?.why) {
    case undefined:
      return undefined;
    case 'roll':
      return t.rollNone;
    case 'self':
      return t.rollWithoutYou;
    case 'quorum':
      return t.quorumMissing(obstacle.missing);
  }
}

function missing(proposal: ProposalInfo | undefined, mode: Mode | null, rule: Rule | null): string | undefined {
  const t = chair();
  if (proposal === undefined) return t.proposalMissing;
  if (mode === null) return t.modeMissing;
  return rule === null ? t.ruleMissing : undefined;
}

/** Says what the chair signs, and opens the ballot. `ready` is null while nothing is being opened. */
function OpenDialog({
  live,
  snapshot,
  me,
  ready,
  onClose,
}: BranchView & { ready: Ready | null; onClose: () => void }): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = chair();
  const { meeting, roll, branch } = snapshot;
  const number = nextNumber(snapshot.ballots.map(({ definition, state }) => ({ number: definition.number, state })));
  const now = snapshot.proposals.find(({ id }) => id === ready?.proposal.id);
  const altered = ready !== null && now?.hash !== ready.proposal.hash;

  const open = async (): Promise<void> => {
    if (ready === null || meeting === null || roll === null) return;
    busy.value = true;
    problem.value = null;
    const { proposal, mode, rule } = ready;
    const statement = buildBallot({
      branch: branch.id,
      meeting: meeting.id,
      number,
      content: proposal.content,
      mode,
      rule,
      roll: roll.roll,
      openedAt: new Date().toISOString(),
    });
    const signed = await signStatement(statement, me);
    const parameters = { slug: live.slug, proposal: proposal.id };
    const answer = signed.ok ? await call('openBallot', parameters, signed.value) : signed;
    await live.refresh();
    if (answer.ok) {
      announce(t.opened(number));
      onClose();
    } else problem.value = answer.problem;
    busy.value = false;
  };

  return (
    <SignDialog
      open={ready !== null}
      title={t.openTitle(number)}
      label={t.open}
      busy={busy.value}
      problem={problem.value}
      reason={altered ? t.textChanged : obstacleInWords(snapshot)}
      onSign={() => void open()}
      onCancel={() => {
        problem.value = null;
        onClose();
      }}
    >
      {ready !== null && (
        <>
          <p>{t.openWhat}</p>
          <dl class="facts">
            <dt>{t.openText}</dt>
            <dd>{ready.proposal.content.title}</dd>
            <dt>{t.openHow}</dt>
            <dd>
              {ready.mode === 'whole' ? t.asWhole : t.pointByPointOf(pointsOf(ready.proposal.content.blocks).length)}
            </dd>
            <dt>{t.openRule}</dt>
            <dd>
              {ruleInWords(ready.rule, roll?.entitled ?? 0)} {ready.rule.blanks === 'allowed' && t.blanksAllowedToo}
            </dd>
            <dt>{t.openWho}</dt>
            <dd>{t.openEntitled(roll?.entitled ?? 0, roll?.version ?? 0)}</dd>
          </dl>
          <p class="muted">{t.openFreezes}</p>
        </>
      )}
    </SignDialog>
  );
}
