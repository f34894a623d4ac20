import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { AgendaItem } from '../../../server/api/agenda.ts';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { chairSteps } from '../../i18n/chair.ts';
import type { Problem, Result } from '../../problem.ts';
import { nextItem } from './step.ts';
import { type DeskView, nextKey, StepCard, UndoableButton } from './step-card.tsx';

/** The meeting is opened, or goes on after a break. */
export function OpenMeeting({ live, snapshot, meeting }: DeskView): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = chairSteps();
  const paused = meeting.state === 'adjourned';
  const open = async (): Promise<void> => {
    busy.value = true;
    const answer = await call('setMeetingState', { slug: live.slug, meeting: meeting.id }, { to: 'open' });
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    if (answer.ok) announce(t.meetingOpened);
    busy.value = false;
  };
  return (
    <StepCard
      title={paused ? t.resumeTitle : t.openTitle(meeting.title)}
      why={paused ? t.resumeWhy : t.openWhy(meeting.counts.present)}
    >
      <ProblemBox problem={problem.value} />
      <Button wide class="next" aria-keyshortcuts={nextKey} busy={busy.value} onClick={() => void open()}>
        {paused ? t.resume : t.open}
      </Button>
      {snapshot.roll === null && (
        <Notice tone="info" title={t.rollFirst}>
          <p>{t.rollFirstNext}</p>
        </Notice>
      )}
    </StepCard>
  );
}

/** Takes up an item while the meeting is at none. */
export function GoToItem({ item, ...view }: DeskView & { item: AgendaItem }): JSX.Element {
  const t = chairSteps();
  const { live, meeting } = view;
  return (
    <StepCard title={t.itemNumbered(item.number, item.title)} why={t.goWhy}>
      <UndoableButton
        view={view}
        words={t.going(item.number)}
        send={() => call('goToItem', { slug: live.slug, meeting: meeting.id }, { item: item.id })}
      >
        {t.go(item.number)}
      </UndoableButton>
    </StepCard>
  );
}

/** Finishes the item, with a note for the minutes, and takes up the next one in the same press. */
export function FinishItem({
  item,
  next,
  ...view
}: DeskView & { item: AgendaItem; next: AgendaItem | null }): JSX.Element {
  const note = useSignal(item.note);
  const t = chairSteps();
  const { live, meeting, snapshot } = view;
  const empty = !snapshot.proposals.some((proposal) => proposal.item === item.id);
  return (
    <StepCard title={t.itemNumbered(item.number, item.title)} why={empty ? t.talkWhy : t.finishWhy}>
      <UndoableButton
        view={view}
        words={next === null ? t.finishing(item.number) : t.finishingAndGoing(item.number, next.number)}
        send={() => finish(live.slug, meeting, item, note.value, next)}
      >
        {next === null ? t.finish(item.number) : t.finishAndGo(next.number, next.title)}
      </UndoableButton>
      <details class="fold" open={note.value !== ''}>
        <summary>{t.noteAdd}</summary>
        <TextArea
          label={t.note}
          description={t.noteAbout}
          rows={3}
          value={note.value}
          onValue={(value) => {
            note.value = value;
          }}
        />
      </details>
    </StepCard>
  );
}

/** Goes on without deciding an item that constitutes the meeting: small meetings have no tellers. */
export function SkipItem({ item, live, meeting, undo }: DeskView & { item: AgendaItem }): JSX.Element {
  const t = chairSteps();
  const next = nextItem(meeting, item.id);
  return (
    <div class="actions">
      <Button
        variant="tertiary"
        color="neutral"
        data-size="sm"
        onClick={() =>
          undo.later(
            next === null ? t.finishing(item.number) : t.finishingAndGoing(item.number, next.number),
            async () => {
              const answer = await finish(live.slug, meeting, item, item.note, next);
              await live.refresh();
              return answer;
            },
          )
        }
      >
        {t.skip}
      </Button>
    </div>
  );
}

/** Finishes an item, and takes up the next one. */
async function finish(
  slug: string,
  { id }: MeetingInfo,
  item: AgendaItem,
  note: string,
  next: AgendaItem | null,
): Promise<Result<unknown>> {
  const done = await call('finishItem', { slug, item: item.id }, { note });
  if (!done.ok || next === null) return done;
  return call('goToItem', { slug, meeting: id }, { item: next.id });
}

/** Everything is dealt with: the meeting is closed. */
export function CloseMeeting(view: DeskView): JSX.Element {
  const t = chairSteps();
  const { live, meeting } = view;
  return (
    <StepCard title={t.closeTitle} why={t.closeWhy}>
      <UndoableButton
        view={view}
        words={t.closing}
        send={() => call('setMeetingState', { slug: live.slug, meeting: meeting.id }, { to: 'closed' })}
      >
        {t.closeMeeting}
      </UndoableButton>
    </StepCard>
  );
}

/** A meeting without an agenda and without proposals. */
export function NoMatter({ snapshot, me }: DeskView): JSX.Element {
  const t = chairSteps();
  const keeper = me.roles.includes('leader') || me.roles.includes('secretary');
  const page = `/lag/${snapshot.branch.slug}/referent#forslag`;
  return (
    <StepCard title={t.matterlessTitle} why={t.matterlessWhy}>
      {keeper && (
        <a class="ds-button next" data-variant="primary" data-fullwidth aria-keyshortcuts={nextKey} href={page}>
          {t.addProposal}
        </a>
      )}
    </StepCard>
  );
}

/** The meeting is closed: its minutes are drafted by the secretary and signed by three. */
export function Minutes({ snapshot, meeting }: DeskView): JSX.Element {
  const t = chairSteps();
  const signed = meeting.state === 'signed';
  return (
    <StepCard title={signed ? t.overTitle : t.minutesTitle} why={signed ? t.overWhy : t.minutesWhy}>
      <a
        class="ds-button next"
        data-variant="primary"
        data-fullwidth
        aria-keyshortcuts={nextKey}
        href={`/lag/${snapshot.branch.slug}/protokoll`}
      >
        {signed ? t.readMinutes : t.toMinutes}
      </a>
    </StepCard>
  );
}
