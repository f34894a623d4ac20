import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { MinutesInfo } from '../../server/api/minutes.ts';
import { readMinutes } from '../../server/rules/minutes-blocks.ts';
import { call } from '../api.ts';
import { type BranchView, Unloaded } from '../components/branch-page.tsx';
import { Fingerprint } from '../components/fingerprint.tsx';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { SignIn } from '../components/sign-in.tsx';
import { common } from '../i18n/common.ts';
import { minutes } from '../i18n/minutes.ts';
import { date } from '../i18n/numbers.ts';
import { type Live, useLive } from '../live.ts';
import type { Result } from '../problem.ts';
import { MinutesDocument } from './minutes/document.tsx';
import { Files } from './minutes/files.tsx';
import { OpenEnds } from './minutes/open-ends.tsx';
import { Remark } from './minutes/remark.tsx';
import { Signing } from './minutes/signing.tsx';
import '../styles/pages/minutes.css';
import '../styles/pages/resolution.css';

/** The minutes of a meeting: to read, to sign, to print and to keep. `?mote=` names one that is not the current one. */
export default function MinutesPage({ slug }: { slug: string }): JSX.Element {
  const live = useLive(slug);
  const { query } = useRoute();
  const snapshot = live.snapshot.value;
  const meeting = query.mote ?? snapshot?.meeting?.id;
  const answer = useMinutes(live, meeting);
  if (snapshot !== null && snapshot.me !== null && answer?.ok === true) {
    return <Minutes view={{ live, snapshot, me: snapshot.me }} info={answer.value} />;
  }
  return (
    <Page title={minutes().title}>
      {snapshot === null ? (
        <Unloaded live={live} />
      ) : snapshot.me === null ? (
        <SignIn live={live} branch={snapshot.branch.id} />
      ) : (
        <Missing meeting={meeting} answer={answer} />
      )}
    </Page>
  );
}

function Missing({
  meeting,
  answer,
}: {
  meeting: string | undefined;
  answer: Result<MinutesInfo> | null;
}): JSX.Element {
  const t = minutes();
  if (meeting === undefined) {
    return (
      <Notice tone="neutral" title={t.none}>
        <p>{t.noneNext}</p>
      </Notice>
    );
  }
  if (answer?.ok === false) return <ProblemBox problem={answer.problem} />;
  return <p>{common().loading}</p>;
}

function Minutes({ view, info }: { view: BranchView; info: MinutesInfo }): JSX.Element {
  const t = minutes();
  const { draft, roles, attendees, meetings } = info;
  const leads = roles.includes('chair') || roles.includes('secretary');
  const blocks = readMinutes(draft?.statement.text ?? info.text);
  const { slug, name } = view.snapshot.branch;
  return (
    <Page title={draft?.statement.title ?? info.title}>
      <p class="letterhead">
        <span>{name}</span>
      </p>
      {leads && info.openEnds.length > 0 && draft?.signed !== true && <OpenEnds ends={info.openEnds} />}
      <Signing {...view} info={info} />
      <MinutesDocument blocks={blocks} language={info.language} />
      {draft !== null && (
        <p class="minutes-hash">
          {t.fingerprint} <Fingerprint hash={draft.hash} />
        </p>
      )}
      <Files view={view} info={info} blocks={blocks} />
      {attendees !== null && attendees.length > 0 && (
        <details class="attendees">
          <summary>{t.attendees(attendees.length)}</summary>
          <p class="muted small">{t.attendeesAbout}</p>
          <ul>
            {attendees.map((person, i) => (
              <li key={i}>{person}</li>
            ))}
          </ul>
        </details>
      )}
      <Remark {...view} info={info} />
      {meetings.length > 1 && (
        <section class="no-print" aria-labelledby="others">
          <h2 class="ds-heading" data-size="xs" id="others">
            {t.others}
          </h2>
          <ul class="list">
            {meetings
              .filter(({ id }) => id !== info.meeting)
              .map(({ id, title, startsAt }) => (
                <li key={id}>
                  <a
                    class="list-link"
                    href={`/lag/${encodeURIComponent(slug)}/protokoll?mote=${encodeURIComponent(id)}`}
                  >
                    {title}, {date(startsAt)}
                  </a>
                </li>
              ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

/**
 * The minutes, fetched again when something has happened; not while a ballot is open, when each vote is something.
 * Null until the first answer.
 */
function useMinutes(live: Live, meeting: string | undefined): Result<MinutesInfo> | null {
  const answer = useSignal<Result<MinutesInfo> | null>(null);
  const snapshot = live.snapshot.value;
  const voting = snapshot?.ballots.some(({ state }) => state === 'open') ?? false;
  const me = snapshot?.me?.member;
  const moment = voting ? 'voting' : snapshot?.index;
  useEffect(() => {
    if (meeting === undefined || me === undefined) return;
    let current = true;
    void call('minutes', { slug: live.slug, meeting }).then((found) => {
      if (current && (found.ok || answer.value?.ok !== true)) answer.value = found;
    });
    return () => {
      current = false;
    };
  }, [live.slug, meeting, me, moment, answer]);
  const held = answer.value;
  return held?.ok === true && held.value.meeting !== meeting ? null : held;
}
