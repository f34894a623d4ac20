import type { JSX } from 'preact';
import { diffWords } from '../../../server/rules/diff.ts';
import type { TreatedPoint } from '../../../server/rules/party-statements.ts';
import { custody } from '../../i18n/custody.ts';
import { Segments } from '../change.tsx';
import { Fingerprint } from '../fingerprint.tsx';

/** What a level says of a point, without the point's number. */
export type Said = Omit<TreatedPoint, 'number'>;

/** Whether anything is recommended or decided; who has only received a resolution says neither. */
export function saysSomething({ recommendation, outcome }: Said): boolean {
  return recommendation !== null || outcome !== null;
}

/**
 * What is recommended, in a sentence: `Innstilling: vedtas med endring.` Where the outcome is another, `to` is said with
 * that alone.
 */
function recommendedInWords({ recommendation, outcome, to }: Said): string | null {
  if (recommendation === null) return null;
  const t = custody();
  const meant = outcome === null || outcome === (recommendation === 'forward' ? 'forwarded' : 'covered');
  const named = to !== undefined && meant && (recommendation === 'forward' || recommendation === 'cover');
  return t.recommendation(named ? t.recommendedTo[recommendation](to) : t.recommended[recommendation]);
}

/** What was decided, in a sentence: `Sendt videre til Arbeiderpartiet.` */
export function decidedInWords({ outcome, to }: Said): string | null {
  if (outcome === null) return null;
  const t = custody();
  const named = to !== undefined && (outcome === 'forwarded' || outcome === 'covered');
  return `${named ? t.outcomeTo[outcome](to) : t.outcome[outcome]}.`;
}

/** What a level says of a point, in words, with the changes in its text. `original` is the text that it had. */
export function SaidOf({ said, original }: { said: Said; original: string | null }): JSX.Element {
  const t = custody();
  const recommended = recommendedInWords(said);
  const decided = decidedInWords(said);
  const { text, reason, by } = said;
  return (
    <div class="said">
      {recommended !== null && <p>{recommended}</p>}
      <p class="said-outcome" data-decided={decided !== null}>
        {decided ?? t.undecided}
      </p>
      {text !== undefined && (
        <div>
          <p class="muted small">{t.changedText}</p>
          <p class="document changed">{original === null ? text : <Segments segments={diffWords(original, text)} />}</p>
        </div>
      )}
      {reason !== undefined && <p>{t.reason(reason)}</p>}
      {by !== undefined && (
        <p class="muted small">
          {t.byResolution} <Fingerprint hash={by} />
        </p>
      )}
    </div>
  );
}
