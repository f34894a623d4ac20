import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { AmendmentInfo } from '../../../server/api/amendments.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ChangeView } from '../../components/change.tsx';
import { Command } from '../../components/command.tsx';
import { dispositionInWords, recommendationInWords } from '../../components/disposition.tsx';
import { SelectField } from '../../components/field.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import { sending } from '../../i18n/delegate-sending.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import { secretaryAmendments } from '../../i18n/secretary-amendments.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';
import { EditAmendment } from './amendment-forms.tsx';
import { Panel, usePanelReturn } from './panel.tsx';
import { RecommendationForm } from './recommendation-form.tsx';

interface CardProps {
  live: Live;
  proposal: ProposalInfo;
  amendment: AmendmentInfo;
  /** Support that the meeting's rules ask for. */
  needed: number;
  /** Whether the reader answers for what others sent: the chair and the secretary. */
  answers: boolean;
}

/** Whether an amendment waits for its vote. */
export function isOpen({ disposition }: AmendmentInfo): boolean {
  return disposition.kind === 'open' || disposition.kind === 'unsupported';
}

/** One amendment as the secretary sees it, and what can be done with it. */
export function AmendmentCard(props: CardProps): JSX.Element {
  const t = texts();
  const { proposal, amendment, needed } = props;
  const { number, change, proposer, branch, reason, seconds, recommendation, disposition, collidesWith, state } =
    amendment;
  const open = isOpen(amendment);
  return (
    <article class="card amendment" aria-label={t.amendment(number)}>
      <h4 class="amendment-head">
        <span>{t.amendment(number)}</span>
        <span class="ds-tag" data-color={disposition.kind === 'adopted' ? 'success' : 'neutral'}>
          {disposition.kind === 'open' ? t.state[state] : dispositionInWords(disposition)}
        </span>
      </h4>
      <ChangeView change={change} original={proposal.content}>
        {proposer + branch !== '' && <p class="muted small">{t.by(proposer, branch)}</p>}
      </ChangeView>
      {reason !== '' && <p class="small">{t.reason(reason)}</p>}
      {recommendation !== null && <p class="small">{recommendationInWords(recommendation)}</p>}
      {open && collidesWith.length > 0 && <p class="muted small">{t.collides(collidesWith)}</p>}
      {needed > 0 ? (
        <p class="small">{t.secondsOf(seconds, needed)}</p>
      ) : (
        seconds > 0 && <p class="small">{t.seconds(seconds)}</p>
      )}
      {proposal.disposition.kind === 'open' && <Doing {...props} />}
    </article>
  );
}

type Which = 'recommend' | 'join' | 'edit';

/** What can be done with an amendment: a row of buttons, or the form of one of them. */
function Doing({ live, proposal, amendment, answers }: CardProps): JSX.Element | null {
  const panel = useSignal<Which | null>(null);
  const row = usePanelReturn(panel.value !== null);
  const t = secretaryAmendments();
  const { id, number, state, recommendation } = amendment;
  const { slug } = live;
  const shut = (): void => {
    panel.value = null;
  };
  const others = proposal.amendments.filter((one) => one.id !== id && isOpen(one));
  switch (panel.value) {
    case 'recommend':
      return (
        <RecommendationForm
          label={t.recommendOf(t.ofAmendment(number))}
          recommendation={recommendation}
          others={others.map((one) => one.number)}
          save={(next) => call('recommendAmendment', { slug, amendment: id }, { recommendation: next })}
          onSaved={async () => {
            await live.refresh();
            shut();
          }}
          onCancel={shut}
        />
      );
    case 'join':
      return <Join live={live} amendment={amendment} others={others} onDone={shut} />;
    case 'edit':
      return <EditAmendment live={live} proposal={proposal} amendment={amendment} onDone={shut} />;
    default:
  }
  const to = (next: 'upheld' | 'withdrawn' | 'submitted') => () =>
    call('amendmentState', { slug, amendment: id }, { to: next });
  const opens = (which: Which, label: string, name: string): JSX.Element => (
    <Button
      variant="tertiary"
      data-size="sm"
      aria-label={name}
      onClick={() => {
        panel.value = which;
      }}
    >
      {label}
    </Button>
  );
  const s = sending();
  const uphold = <Command live={live} label={s.uphold} name={s.upholdOf(number)} act={to('upheld')} />;
  if (!isOpen(amendment)) {
    if (!answers) return null;
    if (state !== 'withdrawn' && state !== 'joined') return null;
    return (
      <div class="actions" ref={row}>
        {state === 'withdrawn' ? (
          uphold
        ) : (
          <Command live={live} label={t.part} name={t.partOf(number)} act={to('upheld')} />
        )}
      </div>
    );
  }
  return (
    <div class="actions" ref={row}>
      {answers && opens('recommend', t.recommend, t.recommendOf(t.ofAmendment(number)))}
      {answers && state === 'submitted' && uphold}
      {answers && <Command live={live} label={s.withdraw} name={s.withdrawOf(number)} act={to('withdrawn')} />}
      {answers && others.length > 0 && opens('join', t.joinInto, t.joinOf(number))}
      {opens('edit', t.edit, t.editOf(number))}
    </div>
  );
}

/** Joining an amendment into another that still waits for its vote. */
function Join({
  live,
  amendment: { id, number },
  others,
  onDone,
}: {
  live: Live;
  amendment: AmendmentInfo;
  others: readonly AmendmentInfo[];
  onDone: () => void;
}): JSX.Element {
  const chosen = useSignal('');
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryAmendments();
  const into = others.find((one) => one.id === chosen.value);
  const join = async (): Promise<void> => {
    if (into === undefined) return;
    busy.value = true;
    const answer = await call('joinAmendment', { slug: live.slug, amendment: id }, { into: into.id });
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    busy.value = false;
    if (!answer.ok) return;
    announce(t.joined(number, into.number));
    onDone();
  };
  return (
    <Panel label={t.joinOf(number)}>
      <SelectField
        label={t.joinWith}
        description={t.joinAbout}
        value={into?.id ?? ''}
        choices={[
          { value: '', label: t.joinChoose },
          ...others.map((one) => ({ value: one.id, label: t.coveredOther(one.number) })),
        ]}
        onValue={(value) => {
          chosen.value = value;
        }}
      />
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button busy={busy.value} reason={into === undefined ? t.joinMissing : undefined} onClick={() => void join()}>
          {t.joinInto}
        </Button>
        <Button variant="secondary" color="neutral" onClick={onDone}>
          {common().cancel}
        </Button>
      </div>
    </Panel>
  );
}
