import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { announce } from '../../components/announcer.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/numbers.ts';
import { secretary } from '../../i18n/secretary.ts';
import { secretaryMeeting } from '../../i18n/secretary-meeting.ts';
import type { DeskProps } from './desk.ts';
import { MeetingForm } from './meeting-form.tsx';
import { RolesForm } from './roles.tsx';
import { SettingsForm } from './settings-form.tsx';
import { Stage } from './stage.tsx';

/** The meeting and who serves it. */
export function MeetingSection(props: DeskProps): JSX.Element {
  const { live, snapshot, members, roster } = props;
  const again = useSignal(false);
  const t = secretary();
  const { meeting } = snapshot;
  const made = async (): Promise<void> => {
    await Promise.all([live.refresh(), roster.load()]);
    again.value = false;
    announce(t.meetingMade);
  };
  if (meeting === null) {
    return (
      <section class="card" aria-labelledby="new-meeting">
        <h3 class="ds-heading" data-size="xs" id="new-meeting">
          {t.newMeeting}
        </h3>
        <p class="muted">{t.newMeetingAbout}</p>
        <MeetingForm slug={live.slug} members={members.length} onMade={made} />
      </section>
    );
  }
  const running = snapshot.ballots.some(({ state }) => state === 'open' || state === 'stopped');
  return (
    <>
      <MeetingFacts meeting={meeting} />
      <Stage {...props} meeting={meeting} />
      <section class="card" aria-labelledby="roles">
        <h3 class="ds-heading" data-size="xs" id="roles">
          {t.roles}
        </h3>
        <RolesForm {...props} key={meeting.id} meeting={meeting.id} />
      </section>
      <details class="card fold">
        <summary>{secretaryMeeting().settings}</summary>
        <p class="muted">{secretaryMeeting().settingsAbout}</p>
        <SettingsForm key={meeting.id} slug={live.slug} meeting={meeting} onSaved={live.refresh} />
      </details>
      <details
        class="card fold"
        open={again.value}
        onToggle={(event) => {
          again.value = event.currentTarget.open;
        }}
      >
        <summary>{t.anotherMeeting}</summary>
        {running ? (
          <Notice tone="warning" title={t.anotherMeetingRunning} />
        ) : (
          <>
            <Notice tone="warning" title={t.anotherMeetingTakesOver(meeting.title)}>
              <p>{t.anotherMeetingAbout}</p>
            </Notice>
            <MeetingForm slug={live.slug} members={members.length} onMade={made} />
          </>
        )}
      </details>
    </>
  );
}

function MeetingFacts({ meeting }: { meeting: NonNullable<Snapshot['meeting']> }): JSX.Element {
  const t = secretary();
  const { num, den, required, members } = meeting.quorum;
  return (
    <section class="card" aria-label={t.currentMeeting}>
      <h3 class="ds-heading" data-size="sm">
        {meeting.title}
      </h3>
      <dl class="facts">
        <dt>{t.meetingWhen}</dt>
        <dd>{moment(meeting.startsAt)}</dd>
        {meeting.place !== '' && (
          <>
            <dt>{t.place}</dt>
            <dd>{meeting.place}</dd>
          </>
        )}
        <dt>{t.quorum}</dt>
        <dd>{num === 0 ? t.quorumNoneAbout : t.quorumIs(num, den, required, members)}</dd>
      </dl>
    </section>
  );
}
