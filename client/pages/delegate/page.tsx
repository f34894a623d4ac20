import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import type { Me } from '../../../server/api/session.ts';
import type { BallotInfo, Snapshot } from '../../../server/api/snapshot.ts';
import { Unloaded } from '../../components/branch-page.tsx';
import { Page } from '../../components/page.tsx';
import { part } from '../../components/part.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { SignedInAs, SignIn } from '../../components/sign-in.tsx';
import { common } from '../../i18n/common.ts';
import { delegate } from '../../i18n/delegate.ts';
import { moment } from '../../i18n/numbers.ts';
import { type Live, useLive } from '../../live.ts';
import { clearOthers } from '../../marks.ts';
import { wasRead } from '../../secret/known.ts';
import { Agenda, Now } from './agenda.tsx';
import { CancelledBallot, ClosedBallot } from './closed.tsx';
import { MeetingFacts } from './facts.tsx';
import { Here } from './here.tsx';
import { Desks, PartyLinks, Resolutions } from './links.tsx';
import { OpenBallot } from './open.tsx';
import { Proposals } from './proposals.tsx';
import { PublishedResolutions } from './published.tsx';
import { SendIn } from './send-in.tsx';
import { SignerCard } from './signer.tsx';
import { Speak } from './speak.tsx';

const EarlierPapers = part(() => import('./earlier-papers.tsx'));
const WaitingPaper = part(() => import('./waiting-paper.tsx'));

/** The delegate's page: everybody's home in a branch. It shows the one thing that is to be done now, and what has been. */
export default function DelegatePage({ slug }: { slug: string }): JSX.Element {
  const live = useLive(slug);
  const t = delegate();
  const snapshot = live.snapshot.value;
  if (snapshot === null) {
    return (
      <Page title={live.problem.value?.code === 'not_found' ? common().notFound : slug}>
        <Unloaded live={live} />
      </Page>
    );
  }
  const { branch, me, meeting } = snapshot;
  if (me === null) {
    return (
      <Page title={branch.name} lede={branch.level}>
        {wasRead() && <WaitingPaper slug={slug} />}
        <SignIn live={live} branch={branch.id} />
        <PublishedResolutions slug={slug} index={snapshot.index} />
        <PartyLinks branch={branch} />
      </Page>
    );
  }
  if (meeting === null) {
    return (
      <Page title={t.noMeeting} lede={t.noMeetingNext}>
        <Desks snapshot={snapshot} me={me} />
        <Earlier live={live} snapshot={snapshot} me={me} />
        <PublishedResolutions slug={slug} index={snapshot.index} />
        <PartyLinks branch={branch} />
        <SignedInAs live={live} name={me.name} />
      </Page>
    );
  }
  return (
    <Page title={meeting.title} lede={moment(meeting.startsAt)}>
      <Meeting live={live} snapshot={snapshot} me={me} meeting={meeting} />
    </Page>
  );
}

function Meeting({
  live,
  snapshot,
  me,
  meeting,
}: {
  live: Live;
  snapshot: Snapshot;
  me: Me;
  meeting: MeetingInfo;
}): JSX.Element {
  const { ballots, resolutions } = snapshot;
  const running = ballots.find(({ state }) => state === 'open' || state === 'stopped');
  useEffect(() => clearOthers(live.slug, running === undefined ? [] : [running.id]), [live.slug, running?.id]);
  // What was open when the page came does not take the focus; what opens later does.
  const first = useRef(running?.id);
  const past = ballots.filter(({ state }) => state === 'closed' || state === 'cancelled').reverse();
  // The result of the item that the meeting is at stands before what comes next.
  const [last] = past;
  const item = snapshot.proposals.find(({ id }) => id === last?.proposal)?.item ?? null;
  const fresh = running === undefined && (meeting.item === null || item === meeting.item) ? last : undefined;
  const toSign = resolutions.filter(
    ({ signed }) => !signed && me.roles.some((role) => role === 'chair' || role === 'signer'),
  );
  return (
    <>
      {live.problem.value !== null && live.problem.value.code !== 'network' && (
        <ProblemBox problem={live.problem.value} />
      )}
      <Now meeting={meeting} />
      {running === undefined ? (
        <Here live={live} snapshot={snapshot} me={me} />
      ) : (
        <OpenBallot
          key={running.id}
          live={live}
          snapshot={snapshot}
          ballot={running}
          me={me}
          fresh={running.id !== first.current}
        />
      )}
      {toSign.map((resolution) => (
        <SignerCard key={resolution.hash} live={live} snapshot={snapshot} resolution={resolution} me={me} />
      ))}
      {fresh !== undefined && (
        <PastBallot key={fresh.id} live={live} snapshot={snapshot} ballot={fresh} me={me} newest />
      )}
      <Desks snapshot={snapshot} me={me} />
      <Speak live={live} snapshot={snapshot} me={me} />
      <Agenda meeting={meeting} />
      <Proposals live={live} snapshot={snapshot} me={me} voting={running !== undefined} />
      <SendIn live={live} snapshot={snapshot} me={me} />
      {past
        .filter((ballot) => ballot !== fresh)
        .map((ballot) => (
          <PastBallot
            key={ballot.id}
            live={live}
            snapshot={snapshot}
            ballot={ballot}
            me={me}
            newest={ballot === last}
          />
        ))}
      <Earlier live={live} snapshot={snapshot} me={me} />
      <Resolutions snapshot={snapshot} />
      <MeetingFacts snapshot={snapshot} />
      <PartyLinks branch={snapshot.branch} />
      <SignedInAs live={live} name={me.name} />
    </>
  );
}

/** What the phone keeps of secret ballots in earlier meetings, where it may keep any. */
function Earlier({ live, snapshot, me }: { live: Live; snapshot: Snapshot; me: Me }): JSX.Element | null {
  if (!wasRead()) return null;
  return <EarlierPapers live={live} me={me} shown={snapshot.ballots.map(({ id }) => id)} />;
}

/** A ballot that is over: its result, or that it was cancelled. */
function PastBallot({
  live,
  snapshot,
  ballot,
  me,
  newest,
}: {
  live: Live;
  snapshot: Snapshot;
  ballot: BallotInfo;
  me: Me;
  newest: boolean;
}): JSX.Element {
  if (ballot.state === 'cancelled') return <CancelledBallot live={live} snapshot={snapshot} ballot={ballot} me={me} />;
  return <ClosedBallot live={live} snapshot={snapshot} ballot={ballot} me={me} newest={newest} />;
}
