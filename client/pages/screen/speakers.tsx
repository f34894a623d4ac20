import type { JSX } from 'preact';
import type { Stage } from '../../../server/api/screens.ts';
import { SpeechClock } from '../../components/speech-clock.tsx';
import { screen } from '../../i18n/screen.ts';
import { speakers as words } from '../../i18n/speakers.ts';

/** Names of those who wait that are shown; the rest are counted. */
const shown = 4;

/** Who has the floor, how long they have left, and who is next. */
export function Speakers({
  speakers: { speaking, waiting, closed },
  ahead,
}: {
  speakers: Extract<Stage, { stage: 'speakers' }>['speakers'];
  ahead: number;
}): JSX.Element {
  const t = words();
  const more = waiting.length - shown;
  return (
    <>
      {speaking === null ? (
        <h1 class="screen-title">{t.title}</h1>
      ) : (
        <div class="floor">
          <div>
            <p class="screen-eyebrow">{speaking.kind === 'speech' ? t.speaking : t.kind[speaking.kind]}</p>
            <h1 class="screen-title floor-name">{speaking.name}</h1>
          </div>
          <SpeechClock key={speaking.startedAt} startedAt={speaking.startedAt} limit={speaking.limit} ahead={ahead} />
        </div>
      )}
      {waiting.length > 0 && (
        <div class="floor-next">
          <h2>{screen().next}</h2>
          <ol>
            {waiting.slice(0, shown).map(({ name, kind }, i) => (
              <li key={i}>
                {name}
                {kind !== 'speech' && <span class="floor-kind">{t.kind[kind]}</span>}
              </li>
            ))}
          </ol>
          {more > 0 && <p class="screen-muted">{screen().thenMore(more)}</p>}
        </div>
      )}
      {waiting.length === 0 && speaking === null && <p>{t.nobody}</p>}
      {closed && <p class="floor-closed">{t.closedLine}</p>}
    </>
  );
}
