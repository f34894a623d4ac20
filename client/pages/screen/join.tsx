import { Fragment, type JSX } from 'preact';
import type { Join as JoinInfo, ScreenHall } from '../../../server/api/screens.ts';
import { QrCode } from '../../components/qr-code.tsx';
import { useSecondsUntil } from '../../components/server-clock.ts';
import { screen } from '../../i18n/screen.ts';
import type { ScreenFeed } from '../../screen-feed.ts';

/** How people join while they arrive: the hall's network, the branch's page, and the code that checks them in. */
export function Join({
  join: { address, wifi, door },
  meeting,
  name,
  feed,
}: {
  join: JoinInfo;
  meeting: ScreenHall['meeting'];
  name: string;
  feed: ScreenFeed;
}): JSX.Element {
  const t = screen();
  return (
    <>
      <div class="join-head">
        <h1 class="screen-title">
          {meeting === null || meeting.state !== 'adjourned' ? t.joinTitle : t.state.adjourned}
        </h1>
        {meeting !== null && <p class="screen-muted">{t.present(meeting.present)}</p>}
      </div>
      <ol class="join-ways">
        {wifi !== null && (
          <li>
            <h2>{t.joinWifi}</h2>
            <QrCode content={wifi.code} label={t.wifiQr(wifi.name)} />
            <p>{t.network(wifi.name)}</p>
            {wifi.password !== '' && <p>{t.password(wifi.password)}</p>}
          </li>
        )}
        <li>
          <h2>{t.joinPage}</h2>
          <QrCode content={address} label={t.pageQr} />
          <p class="join-address">
            {plain(address).map((part) => (
              <Fragment key={part}>
                {part}
                <wbr />
              </Fragment>
            ))}
          </p>
        </li>
        {door !== null && (
          <li>
            <h2>{t.joinCode}</h2>
            <p class="screen-code">
              <span>{door.code.slice(0, 3)} </span>
              <span>{door.code.slice(3)}</span>
            </p>
            <Remaining endsAt={door.endsAt} feed={feed} />
          </li>
        )}
      </ol>
      {meeting === null && <p class="screen-muted">{name}</p>}
    </>
  );
}

/** An address as people type it, in parts between which a line may end. */
function plain(address: string): string[] {
  return address.replace(/^https?:\/\//u, '').split(/(?<=\/)/u);
}

function Remaining({ endsAt, feed }: { endsAt: string; feed: ScreenFeed }): JSX.Element {
  const left = useSecondsUntil(feed, endsAt);
  return (
    <>
      <svg class="join-left" viewBox="0 0 30 1" preserveAspectRatio="none" aria-hidden="true">
        <rect width="30" height="1" class="bar-ground" />
        <rect width={left} height="1" class="bar-fill" />
      </svg>
      <p class="screen-muted" role="timer">
        {screen().newCode(left)}
      </p>
    </>
  );
}
