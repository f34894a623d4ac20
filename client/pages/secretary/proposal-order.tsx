import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { Me } from '../../../server/api/session.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Command } from '../../components/command.tsx';
import { dispositionInWords, recommendationInWords } from '../../components/disposition.tsx';
import { SelectField } from '../../components/field.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { sending } from '../../i18n/delegate-sending.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import { secretaryAmendments } from '../../i18n/secretary-amendments.ts';
import { secretaryProposals } from '../../i18n/secretary-proposals.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';
import { usePanelReturn } from './panel.tsx';
import { RecommendationForm } from './recommendation-form.tsx';

/** What a proposal is and how far it has come, in a few words. */
export function ProposalTags({
  proposal: { kind, state, disposition, amendments, locked },
}: {
  proposal: ProposalInfo;
}): JSX.Element {
  const t = secretaryAmendments();
  const open = disposition.kind === 'open';
  return (
    <>
      {kind !== 'text' && (
        <span class="ds-tag" data-color="neutral">
          {t.kind[kind]}
        </span>
      )}
      {amendments.length > 0 && (
        <a class="ds-tag" data-color="neutral" href="#endringer">
          {t.amendmentsOf(amendments.length)}
        </a>
      )}
      {open && locked && amendments.length === 0 && (
        <span class="ds-tag" data-color="info">
          {secretaryProposals().locked}
        </span>
      )}
      {(!open || state !== 'submitted') && (
        <span class="ds-tag" data-color={disposition.kind === 'adopted' ? 'success' : 'neutral'}>
          {open ? texts().state[state] : dispositionInWords(disposition)}
        </span>
      )}
    </>
  );
}

/** Where a proposal belongs, who sent it and why, and what is done with it before it is voted on. */
export function ProposalOrder({
  live,
  me,
  meeting,
  proposal,
}: {
  live: Live;
  me: Me;
  meeting: MeetingInfo;
  proposal: ProposalInfo;
}): JSX.Element {
  const recommending = useSignal(false);
  const row = usePanelReturn(recommending.value);
  const t = secretaryAmendments();
  const s = sending();
  const { id, number, state, proposer, reason, recommendation, disposition } = proposal;
  const { slug } = live;
  const open = disposition.kind === 'open' || disposition.kind === 'withdrawn';
  const answers = open && me.roles.some((role) => role === 'chair' || role === 'secretary');
  const to = (next: 'upheld' | 'withdrawn') => () => call('proposalState', { slug, proposal: id }, { to: next });
  return (
    <>
      {proposer !== null && <p class="muted small">{texts().proposedBy(proposer.name)}</p>}
      {reason !== '' && <p class="small">{texts().reason(reason)}</p>}
      {recommendation !== null && <p class="small">{recommendationInWords(recommendation)}</p>}
      {open && <ItemChoice slug={slug} meeting={meeting} proposal={proposal} refresh={live.refresh} />}
      {recommending.value ? (
        <RecommendationForm
          label={t.recommendOf(t.ofProposal(number))}
          recommendation={recommendation}
          others={null}
          save={(next) => call('recommendProposal', { slug, proposal: id }, { recommendation: next })}
          onSaved={async () => {
            await live.refresh();
            recommending.value = false;
          }}
          onCancel={() => {
            recommending.value = false;
          }}
        />
      ) : (
        answers && (
          <div class="actions" ref={row}>
            <Button
              variant="tertiary"
              data-size="sm"
              aria-label={t.recommendOf(t.ofProposal(number))}
              onClick={() => {
                recommending.value = true;
              }}
            >
              {t.recommend}
            </Button>
            {state !== 'upheld' && (
              <Command live={live} label={s.uphold} name={t.upholdProposal(number)} act={to('upheld')} />
            )}
            {state !== 'withdrawn' && (
              <Command live={live} label={s.withdraw} name={t.withdrawProposal(number)} act={to('withdrawn')} />
            )}
          </div>
        )
      )}
    </>
  );
}

/** The agenda item that a proposal belongs to; a choice is kept at once. */
function ItemChoice({
  slug,
  meeting: { agenda },
  proposal: { id, number, item },
  refresh,
}: {
  slug: string;
  meeting: MeetingInfo;
  proposal: ProposalInfo;
  refresh: () => Promise<void>;
}): JSX.Element | null {
  const problem = useSignal<Problem | null>(null);
  const t = secretaryAmendments();
  if (agenda.length === 0) return null;
  const move = async (to: string): Promise<void> => {
    const answer = await call('moveProposal', { slug, proposal: id }, { item: to === '' ? null : to });
    problem.value = answer.ok ? null : answer.problem;
    await refresh();
    if (answer.ok) announce(t.moved);
  };
  return (
    <>
      <SelectField
        label={t.itemOf(number)}
        value={item ?? ''}
        choices={[
          { value: '', label: t.noItem },
          ...agenda.map((one) => ({ value: one.id, label: t.itemChoice(one.number, one.title) })),
        ]}
        onValue={(to) => void move(to)}
      />
      <ProblemBox problem={problem.value} />
    </>
  );
}
