import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { HearingInfo } from '../../../server/api/hearings.ts';
import type { Me } from '../../../server/api/session.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { hearing as words } from '../../i18n/hearing.ts';
import { moment } from '../../i18n/numbers.ts';
import { problems } from '../../i18n/problems.ts';
import type { Problem } from '../../problem.ts';
import type { HearingProps } from '../hearing.tsx';
import { ownState } from '../hearings/lines.tsx';
import { Comments } from './comments.tsx';
import { InputForm } from './input-form.tsx';

/** What the branch that is asked has made of the hearing, and what it can do now. */
export function Answering(props: HearingProps): JSX.Element {
  const { live, snapshot, info } = props;
  const { me } = snapshot;
  const writing = useSignal(false);
  const t = words();
  const { answer, taken, state, statement, inputs } = info;
  const now = ownState(info);
  const open = state !== 'closed';
  const leads = me?.roles.includes('leader') === true;
  return (
    <section class="card no-print" aria-labelledby="our-answer">
      <h2 class="ds-heading" data-size="xs" id="our-answer">
        {t.ourAnswer}
      </h2>
      <p>
        <span class="ds-tag" data-color={now.colour}>
          {now.words}
        </span>
      </p>
      {answer !== null && <Answer slug={live.slug} answer={answer} />}
      {answer === null && taken !== null && (
        <p>
          {t.takenAbout}{' '}
          <a class="ds-link" href={`/lag/${live.slug}/referent#forslag`}>
            {t.toProposals}
          </a>
        </p>
      )}
      {answer === null &&
        open &&
        !writing.value &&
        (statement.kind === 'draft' ? <TakeUp {...props} me={me} /> : <SendTo {...props} me={me} />)}
      {inputs.map(({ input, statement: sent, receivedAt }) => (
        <details class="fold" key={input}>
          <summary>{receivedAt === null ? t.inputWaiting : t.inputSent(moment(receivedAt))}</summary>
          <Comments content={statement.content} comments={sent.comments} />
        </details>
      ))}
      {leads && open && !writing.value && (
        <div class="actions">
          <Button
            variant="secondary"
            onClick={() => {
              writing.value = true;
            }}
          >
            {t.writeInput}
          </Button>
          <p class="muted small">{t.writeInputAbout}</p>
        </div>
      )}
      {leads && open && writing.value && (
        <InputForm
          name={`input/${info.hearing}/${me?.member}`}
          statement={statement}
          send={async (comments) => {
            const sent = await call('writeInput', { slug: live.slug, hearing: info.hearing }, { comments });
            if (sent.ok) {
              announce(t.inputDone);
              writing.value = false;
              await props.reload();
            }
            return sent;
          }}
          onCancel={() => {
            writing.value = false;
          }}
        />
      )}
    </section>
  );
}

function Answer({ slug, answer }: { slug: string; answer: NonNullable<HearingInfo['answer']> }): JSX.Element {
  const t = words();
  const { number, state, reason, receivedAt } = answer;
  const why = reason === null ? undefined : problems()[reason as keyof ReturnType<typeof problems>];
  return (
    <>
      <p>
        <a class="ds-link" href={`/lag/${slug}/vedtak/${number}`}>
          {t.ourResolution(number)}
        </a>{' '}
        {receivedAt !== null && t.receivedAt(moment(receivedAt))}
      </p>
      {state === 'draft' && <p class="muted">{t.answerDraft}</p>}
      {state === 'waiting' && <p class="muted">{t.answerWaiting}</p>}
      {state === 'refused' && (
        <Notice tone="danger" title={why?.[0] ?? t.ownState.refused}>
          {why !== undefined && <p>{why[1]}</p>}
          <p>
            <a class="ds-link" href={`/lag/${slug}/utboks`}>
              {t.toOutbox}
            </a>
          </p>
        </Notice>
      )}
    </>
  );
}

const officers = ['leader', 'chair', 'secretary'] as const;

function mayTakeUp(me: Me | null): boolean {
  return me !== null && officers.some((role) => me.roles.includes(role));
}

/** Puts the hearing on the agenda of the current meeting, with its text as a proposal. */
function TakeUp({ live, snapshot, info, reload, me }: HearingProps & { me: Me | null }): JSX.Element | null {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = words();
  const { meeting } = snapshot;
  if (!mayTakeUp(me) || info.taken !== null) return null;
  const ready = meeting !== null && meeting.state !== 'closed';
  const take = async (): Promise<void> => {
    busy.value = true;
    const answer = await call('takeUpHearing', { slug: live.slug, hearing: info.hearing });
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) announce(t.tookUp);
    await live.refresh();
    await reload();
    busy.value = false;
  };
  return (
    <>
      <p>{ready ? t.takeUpAbout(meeting.title) : t.takeUpNoMeeting}</p>
      <ProblemBox problem={problem.value} />
      {ready ? (
        <Button busy={busy.value} onClick={() => void take()}>
          {t.takeUp}
        </Button>
      ) : (
        <p>
          <a class="ds-link" href={`/lag/${live.slug}/referent#mote`}>
            {t.makeMeeting}
          </a>
        </p>
      )}
    </>
  );
}

/** Says which of the branch's own proposals goes to a call. */
function SendTo({ live, snapshot, info, reload, me }: HearingProps & { me: Me | null }): JSX.Element | null {
  const chosen = useSignal('');
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = words();
  if (!mayTakeUp(me)) return null;
  const free = snapshot.proposals.filter(({ id }) => id !== info.taken?.proposal);
  const send = async (proposal: string, hearing: string | null): Promise<void> => {
    busy.value = true;
    const answer = await call('sendToCall', { slug: live.slug, proposal }, { hearing });
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    await reload();
    busy.value = false;
  };
  return (
    <>
      <p>{t.callAbout}</p>
      <ProblemBox problem={problem.value} />
      {free.length === 0 ? (
        <p class="muted">
          {t.callNone}{' '}
          <a class="ds-link" href={`/lag/${live.slug}/referent#forslag`}>
            {t.toProposals}
          </a>
        </p>
      ) : (
        <div class="form">
          <SelectField
            label={t.callWhich}
            value={chosen.value}
            choices={[
              { value: '', label: t.choose },
              ...free.map(({ id, number, content }) => ({ value: id, label: `${number}. ${content.title}` })),
            ]}
            onValue={(value) => {
              chosen.value = value;
            }}
          />
          <Button
            busy={busy.value}
            reason={chosen.value === '' ? t.callChoose : undefined}
            onClick={() => void send(chosen.value, info.hearing)}
          >
            {t.callUse}
          </Button>
        </div>
      )}
      {info.taken !== null && (
        <Button
          variant="tertiary"
          color="neutral"
          data-size="sm"
          busy={busy.value}
          onClick={() => info.taken !== null && void send(info.taken.proposal, null)}
        >
          {t.callTakeBack}
        </Button>
      )}
    </>
  );
}
