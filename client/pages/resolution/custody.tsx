import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import type { CustodyInfo, PointStep } from '../../../server/api/treatments.ts';
import { treatmentState } from '../../../server/rules/treatment.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { History } from '../../components/custody/history.tsx';
import { type Level, Levels } from '../../components/custody/levels.tsx';
import { SaidOf, saysSomething } from '../../components/custody/said.tsx';
import { Notice } from '../../components/notice.tsx';
import { useFetched } from '../../fetched.ts';
import { common } from '../../i18n/common.ts';
import { custody } from '../../i18n/custody.ts';
import { date } from '../../i18n/numbers.ts';
import type { Live } from '../../live.ts';
import '../../styles/pages/custody.css';

/** The address of the section within its page. */
const place = 'hva-skjedde';

/** "Hva skjedde med vårt forslag?": where one of the branch's own resolutions is, and what each level said of every point. */
export function WayBack({
  live,
  branch,
  number,
}: {
  live: Live;
  branch: Snapshot['branch'];
  number: number;
}): JSX.Element | null {
  const t = custody();
  const fetched = useFetched(live, String(number), () => call('custody', { slug: live.slug, number: String(number) }));
  const info = fetched.value.value;
  useNews(info);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = info !== null;
  useEffect(() => {
    if (!shown || location.hash !== `#${place}`) return;
    heading.current?.scrollIntoView();
    heading.current?.focus();
  }, [shown]);
  if (info === null) return null;
  const { sent, levels, treatments, points } = info;
  const quiet = !treatments.some((one) => one.points.some(saysSomething));
  const whole = points.some((point) => point.number === 0 && point.steps.some(saysSomething));
  const textOf = (one: number): string | null => points.find((point) => point.number === one)?.text ?? null;
  return (
    <section class={quiet ? 'way-back no-print' : 'way-back'} id={place} aria-labelledby="way-back-heading">
      <h2 class="ds-heading" data-size="sm" id="way-back-heading" ref={heading} tabIndex={-1}>
        {t.title}
      </h2>
      {sent === null && branch.parent === null ? (
        <p class="muted">{t.noneAbove}</p>
      ) : (
        <>
          <p class="muted no-print">{t.lead(branch.name)}</p>
          <Levels levels={wayOf(branch, info)} label={t.path} />
          {quiet && (
            <Notice tone="neutral" title={t.noneTitle}>
              <p>{noneYet(info, levels.at(-1)?.name ?? sent?.name ?? branch.parent?.name ?? '')}</p>
            </Notice>
          )}
          {!quiet && (
            <>
              <h3 class="ds-heading" data-size="xs">
                {t.pointByPoint}
              </h3>
              <ol class="way-points">
                {points
                  .filter(({ number: one, own, steps }) => (one > 0 && own === 'adopted') || steps.some(saysSomething))
                  .map((point) => (
                    <Point key={point.number} point={point} whole={whole} />
                  ))}
              </ol>
              <details class="no-print">
                <summary>{t.historyCount(treatments.length)}</summary>
                <History
                  slug={live.slug}
                  treatments={treatments}
                  textOf={(one) => (one === 0 ? null : textOf(one))}
                  level={3}
                />
              </details>
            </>
          )}
        </>
      )}
    </section>
  );
}

/** Says aloud that a level has treated the resolution while the page is open. */
function useNews(info: CustodyInfo | null): void {
  const before = useRef<number | null>(null);
  const spoken = (info?.treatments ?? []).filter(({ points }) => points.some(saysSomething));
  const newest = spoken.at(-1);
  useEffect(() => {
    if (info === null) return;
    if (before.current !== null && spoken.length > before.current && newest !== undefined)
      announce(custody().treatedBy(newest.name));
    before.current = spoken.length;
  }, [info]);
}

function noneYet({ sent }: CustodyInfo, receiver: string): string {
  const t = custody();
  return sent?.state === 'waiting' ? t.noneWaiting(receiver) : t.none(receiver);
}

/** From the branch itself to the last level that has it, each with how far it has come there; and the next, where it waits. */
function wayOf(branch: Snapshot['branch'], { decidedAt, sent, levels, treatments, points }: CustodyInfo): Level[] {
  const t = custody();
  const own = points
    .filter(({ number }) => number > 0)
    .map(({ number, text, own: outcome }) => ({ number, text, outcome }));
  const way: Level[] = [
    { id: branch.id, name: branch.name, note: `${t.decidedHere} ${date(decidedAt)}`, state: 'done' },
    ...levels.map(({ branch: id, name, receivedAt }, i): Level => {
      const said = treatments.findLast((one) => one.branch === id);
      const state = treatmentState(said?.points ?? [], { points: own });
      const got = t.receivedAt(date(receivedAt));
      return {
        id,
        name,
        note: state === 'untreated' ? got : `${got}. ${t.stage[state]}.`,
        state: i === levels.length - 1 ? 'now' : 'done',
      };
    }),
  ];
  const held = new Set(way.map(({ id }) => id));
  if (levels.length === 0 && sent !== null && !held.has(sent.to))
    way.push({ id: sent.to, name: sent.name, note: t.notReceived, state: 'next' });
  return way;
}

/** One point, and what each level said of it, the last word of each. `whole` says whether the whole was treated too. */
function Point({
  point: { number, text, steps },
  whole,
}: {
  point: CustodyInfo['points'][number];
  whole: boolean;
}): JSX.Element {
  const t = custody();
  const last = lastWords(steps);
  return (
    <li class="way-point">
      <h4 class="way-point-name">{number === 0 ? t.whole : common().point(number)}</h4>
      {number > 0 && <p class="document way-point-text">{text}</p>}
      {last.length === 0 && <p class="muted">{whole ? t.asWhole : t.untreated}</p>}
      {last.length > 0 && (
        <dl class="way-steps">
          {last.map((step) => (
            <div key={step.branch}>
              <dt>
                {step.name} <span class="muted small">{date(step.at)}</span>
              </dt>
              <dd>
                <SaidOf said={step} original={number === 0 ? null : text} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

/** What each level said last of a point, in the order in which they first said something. */
function lastWords(steps: readonly PointStep[]): PointStep[] {
  const last = new Map<string, PointStep>();
  for (const step of steps.filter(saysSomething)) last.set(step.branch, step);
  return [...last.values()];
}
