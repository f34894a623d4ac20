import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { CollectionItem, Received, TreatmentState } from '../../../server/api/collection.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { call } from '../../api.ts';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import { county } from '../../i18n/county.ts';
import { clock, date } from '../../i18n/numbers.ts';
import { resolution } from '../../i18n/resolution.ts';
import type { Result } from '../../problem.ts';
import { Verified } from './verified.tsx';

/** The branch that has received, and a resolution that it has. */
export interface Row {
  branch: Snapshot['branch'];
  one: Received;
  fresh: boolean;
}

/** How the vote went, in a few words. */
export function outcomeWords({ points, adopted, whole }: Received): string {
  const t = county();
  if (whole !== null) return `${t.wholeAdopted}: ${resolution().tally(whole.for, whole.against, whole.blank)}`;
  return t.pointsAdopted(adopted, points);
}

/** Day and time. */
export function When({ time }: { time: string }): JSX.Element {
  return (
    <time dateTime={time}>
      {date(time)} <span class="muted">{clock(time)}</span>
    </time>
  );
}

/** Who sent it, and through whom it came where it came through somebody. */
export function From({ one: { name, path, via } }: { one: Received }): JSX.Element {
  const through = via === null ? undefined : (path.find(({ id }) => id === via)?.name ?? via);
  return (
    <>
      {name}
      {through !== undefined && <span class="muted small"> {county().through(through)}</span>}
    </>
  );
}

/** The way to the resolution's own page. */
export function TitleLink({ branch, one }: Row): JSX.Element {
  return (
    <a class="ds-link" href={`/lag/${branch.slug}/mottatt/${one.resolution}`}>
      {one.title}
    </a>
  );
}

const colours: Record<TreatmentState, 'neutral' | 'info' | 'success'> = {
  untreated: 'neutral',
  recommended: 'info',
  treated: 'success',
  forwarded: 'success',
};

/** How far the treatment has come. */
export function StateTag({ state }: { state: TreatmentState }): JSX.Element {
  return (
    <span class="ds-tag" data-color={colours[state]}>
      {county().states[state]}
    </span>
  );
}

/** A mark that opens to what was verified, fetched when it is first opened: hundreds of them stand on the page. */
export function VerifiedMark({ branch, one }: Row): JSX.Element {
  const t = county();
  const item = useSignal<Result<CollectionItem> | null>(null);
  const open = async (): Promise<void> => {
    if (item.value?.ok === true) return;
    item.value = await call('collectionItem', { slug: branch.slug, hash: one.resolution });
  };
  return (
    <details
      class="verified"
      onToggle={(event) => {
        if (event.currentTarget.open) void open();
      }}
    >
      <summary>
        <span aria-hidden="true">✓ </span>
        {t.verified}
        <span class="ds-sr-only">: {one.title}</span>
      </summary>
      {item.value === null && <p class="muted">{common().loading}</p>}
      {item.value?.ok === false && <ProblemBox problem={item.value.problem} />}
      {item.value?.ok === true && <Verified branch={branch} item={item.value.value} />}
    </details>
  );
}

/** The file as it was received. */
export function Download({ branch, one }: Row): JSX.Element {
  const t = county();
  return (
    <a
      class="ds-link"
      href={`/lag/${branch.slug}/collection/${one.resolution}.jws`}
      aria-label={t.downloadOf(one.name, one.number)}
      download
    >
      {t.download}
    </a>
  );
}

/** Marks what came while the page was open. */
export function Fresh({ fresh }: { fresh: boolean }): JSX.Element | null {
  if (!fresh) return null;
  return (
    <span class="ds-tag" data-color="success">
      {county().fresh}
    </span>
  );
}
