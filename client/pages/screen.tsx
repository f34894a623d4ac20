import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ScreenBallot, ScreenHall, ScreenResult } from '../../server/api/screens.ts';
import { ProblemBox } from '../components/problem-box.tsx';
import { screen } from '../i18n/screen.ts';
import { type ScreenFeed, useScreen } from '../screen-feed.ts';
import { Ballot } from './screen/ballot.tsx';
import { Join } from './screen/join.tsx';
import { Pairing } from './screen/pairing.tsx';
import { Result } from './screen/result.tsx';
import { Speakers } from './screen/speakers.tsx';
import { Text } from './screen/text.tsx';
import '../styles/pages/screen.css';

/** The big screen of the hall (storskjerm). Nobody signs in on it: it shows a code until the chair pairs it. */
export default function ScreenPage({ slug }: { slug: string }): JSX.Element {
  const feed = useScreen(slug);
  const t = screen();
  const snapshot = feed.snapshot.value;
  const name = snapshot?.branch.name ?? slug;
  useEffect(() => {
    document.title = `${t.title} – ${name}`;
  }, [t, name]);
  return (
    <div class="screen" data-stage={snapshot?.hall?.shown.stage ?? 'pairing'}>
      {snapshot === null ? (
        <ProblemBox problem={feed.problem.value} />
      ) : snapshot.hall === null ? (
        <Pairing code={snapshot.code ?? ''} name={name} />
      ) : (
        <Hall feed={feed} hall={snapshot.hall} name={name} />
      )}
      {feed.offline.value && (
        <p class="screen-offline" role="status">
          {t.offline}
        </p>
      )}
    </div>
  );
}

function Hall({ feed, hall, name }: { feed: ScreenFeed; hall: ScreenHall; name: string }): JSX.Element | null {
  const { shown, item, meeting } = hall;
  if (shown.stage === 'blank') return null;
  const t = screen();
  const under = item === null ? (meeting?.title ?? name) : t.item(item.number, item.title);
  return (
    <>
      {shown.stage !== 'item' && (
        <p class="screen-under">
          <span>{under}</span>
          {shown.stage === 'ballot' && <Now ballot={shown.ballot} secret={shown.ballot.secret !== null} />}
          {shown.stage === 'result' && <Now ballot={shown.result} secret={shown.result.secret} closed />}
        </p>
      )}
      {shown.stage === 'join' && <Join join={shown.join} meeting={meeting} name={name} feed={feed} />}
      {shown.stage === 'ballot' && (
        <Ballot key={shown.ballot.number} ballot={shown.ballot} text={shown.text} feed={feed} />
      )}
      {shown.stage === 'result' && <Result key={shown.result.number} result={shown.result} />}
      {shown.stage === 'speakers' && <Speakers speakers={shown.speakers} ahead={feed.ahead()} />}
      {shown.stage === 'text' && <Text text={shown.text} />}
      {shown.stage === 'item' && <Item hall={hall} name={name} />}
    </>
  );
}

/** Which ballot is shown, and of what kind. */
function Now({
  ballot: { number, trial },
  secret,
  closed = false,
}: {
  ballot: ScreenBallot | ScreenResult;
  secret: boolean;
  closed?: boolean;
}): JSX.Element {
  const t = screen();
  return (
    <span class="screen-now">
      <span>{closed ? `${t.ballot(number)}: ${t.result}` : t.ballot(number)}</span>
      {trial && <strong class="screen-trial">{t.trial}</strong>}
      {secret && <strong class="screen-secret">{t.secret}</strong>}
    </span>
  );
}

/** The item that the meeting is at, when there is nothing of it to show; outside the agenda the meeting itself. */
function Item({ hall: { item, meeting }, name }: { hall: ScreenHall; name: string }): JSX.Element {
  const t = screen();
  const open = meeting?.state === 'open';
  return (
    <div class="screen-middle">
      <p class="screen-eyebrow">{meeting?.title ?? name}</p>
      <h1 class="screen-title">
        {item !== null && open
          ? t.item(item.number, item.title)
          : meeting === null
            ? t.noMeeting
            : t.state[meeting.state]}
      </h1>
    </div>
  );
}
