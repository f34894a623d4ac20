import type { JSX } from 'preact';
import type { ScreenBallot, ScreenResult, ScreenText } from '../../../server/api/screens.ts';
import { ballotCode } from '../../../server/rules/fingerprint.ts';
import { alternativeName } from '../../components/question-result.tsx';
import { ruleBefore } from '../../components/rule-sentence.tsx';
import { useSecondsUntil } from '../../components/server-clock.ts';
import { methods } from '../../i18n/delegate-methods.ts';
import { clock, minutes, number } from '../../i18n/numbers.ts';
import { result as results } from '../../i18n/result.ts';
import { screen } from '../../i18n/screen.ts';
import { phonesOf } from '../../phones.ts';
import type { ScreenFeed } from '../../screen-feed.ts';
import { JournalWords } from './journal-words.tsx';
import { Paged } from './paged.tsx';
import { Blocks } from './text.tsx';

/** The ballot that is open: what is voted on, how, and how many have. Nothing of how they have. */
export function Ballot({
  ballot,
  text,
  feed,
}: {
  ballot: ScreenBallot;
  text: ScreenText | null;
  feed: ScreenFeed;
}): JSX.Element {
  const t = screen();
  const { subject, number: n, journal } = ballot;
  return (
    <>
      {ballot.secret !== null && <p class="screen-muted">{t.ballotCode(ballotCode(ballot.id).join(' '))}</p>}
      <h1 class="screen-title screen-title-small">{subjectName(ballot)}</h1>
      {subject.kind === 'choice' ? (
        <Paged mark={JSON.stringify(subject.options)}>
          {subject.options.map((option) => (
            <p class="screen-block" data-block="point" key={option.id}>
              <span class="screen-number">–</span>
              <span>
                <strong>{alternativeName(subject, option.id)}</strong>
                {option.text !== '' && option.text !== alternativeName(subject, option.id) && (
                  <span class="screen-reason">{option.text}</span>
                )}
              </span>
            </p>
          ))}
        </Paged>
      ) : (
        text !== null && <Blocks text={text} />
      )}
      {subject.kind === 'block' && (
        <p>{subject.recommendation === 'adopt' ? results().blockAdopt : results().blockReject}</p>
      )}
      <div class="screen-foot">
        {ballot.secret === null ? (
          <Turnout ballot={ballot} />
        ) : (
          <SecretTurnout ballot={ballot} secret={ballot.secret} feed={feed} />
        )}
        {journal !== null && <JournalWords journal={journal} label={t.openedAt(n, clock(journal.at))} />}
      </div>
    </>
  );
}

/** What a ballot is about, in one line. */
export function subjectName({ subject, proposal, questions }: ScreenBallot | ScreenResult): string {
  const t = screen();
  switch (subject.kind) {
    case 'text': {
      const points = questions.length > 1 || /^\d+$/u.test(questions[0]?.id ?? '');
      const title = subject.content.title || proposal.title;
      return points ? t.pointByPoint(title) : title;
    }
    case 'amendment':
      return `${results().amendment(subject.number)} ${t.to(proposal.title)}`;
    case 'block':
      return results().block(subject.amendments.map((one) => one.number));
    case 'choice':
      return subject.title;
  }
}

/** How people vote, and with the phones how many have. */
function Turnout({ ballot }: { ballot: ScreenBallot }): JSX.Element {
  const t = screen();
  const words = methods();
  const { method, stopped, voted, entitled, withoutPasskey, rule, subject } = ballot;
  if (stopped) return <p class="turnout turnout-words">{t.stopped}</p>;
  if (method === 'hands') return <p class="turnout turnout-words">{words.hands}</p>;
  if (method === 'against') return <p class="turnout turnout-words">{words.against}</p>;
  if (method === 'unanimity' || method === 'acclamation') {
    return (
      <p class="turnout turnout-words">
        {words[method]}. <small class="screen-muted">{t.orDemand(words.demand)}</small>
      </p>
    );
  }
  return (
    <div class="turnout">
      <Count n={voted} of={t.voted(voted, entitled)} />
      <p class="screen-muted">{ruleBefore(rule, entitled, subject.kind === 'choice')}</p>
      {withoutPasskey > 0 && <p>{words.handsToo(withoutPasskey)}</p>}
    </div>
  );
}

function Count({ n, of }: { n: number; of: string }): JSX.Element {
  return (
    <p class="turnout-count" aria-live="off">
      <strong>{number(n)}</strong> <span>{of}</span>
    </p>
  );
}

/** How far a secret ballot is: how many have drawn a paper, then how long papers are dropped, and nothing of how many have come. */
function SecretTurnout({
  ballot: { stopped, voted, entitled, withoutPasskey, rule, subject },
  secret: { window },
  feed,
}: {
  ballot: ScreenBallot;
  secret: NonNullable<ScreenBallot['secret']>;
  feed: ScreenFeed;
}): JSX.Element {
  const t = screen();
  if (stopped) return <p class="turnout turnout-words">{t.boxClosing}</p>;
  if (window !== null) return <Dropping closesAt={window.closesAt} feed={feed} />;
  return (
    <div class="turnout">
      <p>{t.draw}</p>
      <Count n={voted} of={t.drawn(voted, phonesOf({ entitled, withoutPasskey }))} />
      <p class="screen-muted">{ruleBefore(rule, entitled, subject.kind === 'choice')}</p>
      {withoutPasskey > 0 && <p>{t.slips(withoutPasskey)}</p>}
    </div>
  );
}

/** How long the window is still open; when it is over the box stays open until the chair closes it. */
function Dropping({ closesAt, feed }: { closesAt: string; feed: ScreenFeed }): JSX.Element {
  const t = screen();
  const left = useSecondsUntil(feed, closesAt);
  if (left === 0) return <p class="turnout">{t.over}</p>;
  return (
    <div class="turnout">
      <p class="turnout-count" role="timer">
        <strong>{minutes(left)}</strong> <span>{t.left}</span>
      </p>
      <p>{t.dropping}</p>
    </div>
  );
}
