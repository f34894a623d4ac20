import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { SpeakersInfo } from '../../../server/api/speakers.ts';
import type { SpeechKind } from '../../../server/rules/speakers.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import type { BranchView } from '../../components/branch-page.tsx';
import { Button } from '../../components/button.tsx';
import { Options } from '../../components/options.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { SpeechClock } from '../../components/speech-clock.tsx';
import { speakers } from '../../i18n/speakers.ts';
import type { Problem } from '../../problem.ts';
import '../../styles/pages/speakers.css';

/** Asking for the floor on the phone, and one's own place on the list. Nothing for those who may not speak, or while the meeting is not open. */
export function Speak({ live, snapshot, me }: BranchView): JSX.Element | null {
  const { speakers: list, meeting } = snapshot;
  const may = me.roles.some((role) => role === 'delegate' || role === 'participant');
  if (list === null || meeting?.state !== 'open' || !may) return null;
  return <Panel live={live} snapshot={snapshot} list={list} meeting={meeting.id} />;
}

function Panel({
  live,
  snapshot,
  list,
  meeting,
}: Omit<BranchView, 'me'> & { list: SpeakersInfo; meeting: string }): JSX.Element {
  const t = speakers();
  const id = useId();
  const busy = useSignal<string | null>(null);
  const problem = useSignal<Problem | null>(null);
  const chosen = useSignal<'' | 'a' | 'b'>('');
  const { slug } = snapshot.branch;
  const { speaking, replyTo, balance, closed } = list;
  useTurn(speaking?.mine === true);

  const ask = async (kind: SpeechKind): Promise<void> => {
    busy.value = kind;
    const answer = await call('askToSpeak', { slug, meeting }, { kind, list: chosen.value });
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    busy.value = null;
    if (answer.ok) announce(t.asked);
  };
  const withdraw = async (speaker: string): Promise<void> => {
    busy.value = speaker;
    const answer = await call('withdrawSpeech', { slug, speaker });
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    busy.value = null;
    if (answer.ok) announce(t.withdrawn);
  };
  const waits = (kind: SpeechKind): boolean => list.mine.some((own) => own.kind === kind);
  return (
    <section class="card speak" aria-labelledby={id}>
      <h2 class="ds-heading" data-size="xs" id={id}>
        {t.title}
      </h2>
      {speaking !== null && (
        <div class="speak-now">
          <p>{speaking.mine ? <strong>{t.yours}</strong> : t.speaks(speaking.name)}</p>
          <SpeechClock startedAt={speaking.startedAt} limit={speaking.limit} ahead={live.ahead()} />
        </div>
      )}
      {list.mine.map((own) => (
        <div class="speak-mine" key={own.id}>
          <p>
            <strong>{t.place(t.kind[own.kind], own.place)}</strong>
          </p>
          <Button
            variant="secondary"
            color="neutral"
            busy={busy.value === own.id}
            aria-label={t.withdrawKind(t.kind[own.kind])}
            onClick={() => void withdraw(own.id)}
          >
            {t.withdraw}
          </Button>
        </div>
      ))}
      <ProblemBox problem={problem.value} />
      {closed && <p class="muted">{t.closedLine}</p>}
      {balance && !closed && !waits('speech') && (
        <Options
          legend={t.whichList}
          description={t.listAbout}
          segments
          value={chosen.value}
          choices={[
            { value: 'a', label: t.list.a },
            { value: 'b', label: t.list.b },
            { value: '', label: t.neither },
          ]}
          onValue={(value) => {
            chosen.value = value;
          }}
        />
      )}
      <div class="actions">
        {!closed && !waits('speech') && (
          <Button variant="secondary" wide busy={busy.value === 'speech'} onClick={() => void ask('speech')}>
            {t.ask}
          </Button>
        )}
        {!closed && replyTo !== null && !waits('reply') && speaking?.mine !== true && (
          <Button
            variant="secondary"
            color="neutral"
            wide
            busy={busy.value === 'reply'}
            onClick={() => void ask('reply')}
          >
            {t.askReply(replyTo)}
          </Button>
        )}
      </div>
      {!waits('order') && (
        <details class="fold speak-order">
          <summary>{t.askOrder}</summary>
          <p>{t.orderAbout}</p>
          <Button
            variant="secondary"
            color="neutral"
            wide
            busy={busy.value === 'order'}
            onClick={() => void ask('order')}
          >
            {t.askOrder}
          </Button>
        </details>
      )}
    </section>
  );
}

/** Says when the turn comes. */
function useTurn(mine: boolean): void {
  const before = useRef(mine);
  useEffect(() => {
    if (mine && !before.current) announce(speakers().yourTurn, 'assertive');
    before.current = mine;
  }, [mine]);
}
