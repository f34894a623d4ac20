import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Demand, Likeness } from '../../../server/api/collection.ts';
import { diffWords, type Segment } from '../../../server/rules/diff.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { county } from '../../i18n/county.ts';
import { percent } from '../../i18n/numbers.ts';
import type { Problem } from '../../problem.ts';
import { keepApart, keptApart, pairOf } from './apart.ts';

/** Pairs shown at a time. */
const most = 5;

/** Demands whose words are alike: a person says whether they are the same. What was answered stays until the page is left. */
export function Likenesses({
  slug,
  suggestions,
  demands,
}: {
  slug: string;
  suggestions: readonly Likeness[];
  /** The demands with their sums: of two that are put together, the words of most branches stand. */
  demands: readonly Demand[];
}): JSX.Element | null {
  const t = county();
  const apart = useSignal(keptApart(slug));
  const shown = useSignal<readonly Likeness[]>([]);
  const answered = useSignal<ReadonlyMap<string, 'same' | 'apart'>>(new Map());
  const held = shown.value.filter((one) => answered.value.has(pairOf(one)));
  const open = suggestions.filter((one) => !apart.value.has(pairOf(one)) && !answered.value.has(pairOf(one)));
  const pairs = [...held, ...open.slice(0, most)];
  const hidden = suggestions.filter((one) => apart.value.has(pairOf(one)) && !answered.value.has(pairOf(one))).length;
  if (pairs.length === 0 && hidden === 0) return null;
  const answer = (pair: Likeness, said: 'same' | 'apart' | null): void => {
    const next = new Map(answered.value);
    if (said === null) next.delete(pairOf(pair));
    else next.set(pairOf(pair), said);
    shown.value = [...shown.value.filter((one) => pairOf(one) !== pairOf(pair)), pair];
    answered.value = next;
    apart.value = keepApart(slug, pair, said === 'apart');
  };
  return (
    <section class="likenesses no-print" aria-labelledby="likeness-heading">
      <h2 class="ds-heading" data-size="xs" id="likeness-heading">
        {t.likeness}
      </h2>
      <p class="muted">{t.likenessAbout}</p>
      <ol class="likeness-list">
        {pairs.map((pair) => (
          <Pair
            key={pairOf(pair)}
            slug={slug}
            pair={widestFirst(pair, demands)}
            said={answered.value.get(pairOf(pair)) ?? null}
            onAnswer={(said) => answer(pair, said)}
          />
        ))}
      </ol>
      {hidden > 0 && (
        <div class="actions">
          <Button
            variant="tertiary"
            onClick={() => {
              for (const pair of suggestions) keepApart(slug, pair, false);
              apart.value = keptApart(slug);
            }}
          >
            {t.likenessHidden(hidden)}
          </Button>
        </div>
      )}
    </section>
  );
}

/** A pair with the demand of most branches first. */
function widestFirst(pair: Likeness, demands: readonly Demand[]): Likeness {
  const branchesOf = (hash: string): number => {
    const found = demands.find(({ demand }) => demand === hash);
    return found === undefined ? 0 : found.adopted + found.rejected;
  };
  const { demand, text, other } = pair;
  if (branchesOf(other.demand) <= branchesOf(demand)) return pair;
  return { ...pair, demand: other.demand, text: other.text, other: { demand, text } };
}

/** Two demands side by side with what differs marked, and what to say of them. */
function Pair({
  slug,
  pair,
  said,
  onAnswer,
}: {
  slug: string;
  pair: Likeness;
  said: 'same' | 'apart' | null;
  onAnswer: (said: 'same' | 'apart' | null) => void;
}): JSX.Element {
  const t = county();
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const { demand, other } = pair;
  const segments = diffWords(pair.text, other.text);
  const act = async (to: 'same' | 'apart' | null): Promise<void> => {
    busy.value = true;
    const answer =
      to === 'same'
        ? await call('linkDemands', { slug, demand }, { other: other.demand })
        : said === 'same'
          ? await call('unlinkDemand', { slug, demand: other.demand })
          : { ok: true as const };
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    onAnswer(to);
    if (to !== null) announce(to === 'same' ? t.likenessJoined : t.likenessApart);
  };
  return (
    <li class="likeness">
      <p class="muted small">{t.likenessSame(percent(Math.round(100 * pair.likeness), 100))}</p>
      <div class="likeness-texts">
        <Side segments={segments} without="added" />
        <Side segments={segments} without="removed" />
      </div>
      <ProblemBox problem={problem.value} />
      <div class="actions">
        {said === null ? (
          <>
            <Button variant="secondary" data-size="sm" busy={busy.value} onClick={() => void act('same')}>
              {t.likenessYes}
            </Button>
            <Button
              variant="secondary"
              color="neutral"
              data-size="sm"
              busy={busy.value}
              onClick={() => void act('apart')}
            >
              {t.likenessNo}
            </Button>
          </>
        ) : (
          <>
            <p>{said === 'same' ? t.likenessJoined : t.likenessApart}</p>
            <Button variant="tertiary" data-size="sm" busy={busy.value} onClick={() => void act(null)}>
              {t.likenessUndo}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

/** One of two texts, what the other one has not marked. */
function Side({ segments, without }: { segments: readonly Segment[]; without: Segment['kind'] }): JSX.Element {
  const t = county();
  return (
    <p class="document likeness-text">
      {segments
        .filter(({ kind }) => kind !== without)
        .map(({ kind, text }, i) =>
          kind === 'same' ? (
            text
          ) : (
            <mark key={i}>
              <span class="ds-sr-only"> {t.likenessMark} </span>
              {text}
              <span class="ds-sr-only"> {t.likenessMarkEnd} </span>
            </mark>
          ),
        )}
    </p>
  );
}
