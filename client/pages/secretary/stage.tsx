import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { secretaryMeeting } from '../../i18n/secretary-meeting.ts';
import type { Problem } from '../../problem.ts';
import type { DeskProps } from './desk.ts';
import { MeetingForm } from './meeting-form.tsx';

/** How far the meeting has come: called, corrected until it opens, its minutes. */
export function Stage({ live, members, meeting }: DeskProps & { meeting: MeetingInfo }): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryMeeting();
  const { slug } = live;
  const callIn = async (): Promise<void> => {
    busy.value = true;
    const answer = await call('setMeetingState', { slug, meeting: meeting.id }, { to: 'called' });
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    busy.value = false;
  };
  const before = meeting.state === 'planned' || meeting.state === 'called';
  return (
    <section class="card" aria-labelledby="stage">
      <h3 class="ds-heading" data-size="xs" id="stage">
        {t.stage}
      </h3>
      <p>{t.stageNow[meeting.state]}</p>
      <ProblemBox problem={problem.value} />
      <div class="actions">
        {meeting.state === 'planned' && (
          <Button variant="secondary" busy={busy.value} onClick={() => void callIn()}>
            {t.callMeeting}
          </Button>
        )}
        <a class="ds-link" href={`/lag/${slug}/protokoll`}>
          {t.toMinutes}
        </a>
      </div>
      {before && (
        <details class="fold">
          <summary>{t.editMeeting}</summary>
          <MeetingForm slug={slug} members={members.length} meeting={meeting} onMade={live.refresh} />
        </details>
      )}
    </section>
  );
}
