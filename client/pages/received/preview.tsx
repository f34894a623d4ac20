import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { CollectionItem } from '../../../server/api/collection.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import type { TreatedPoint, TreatmentStatement } from '../../../server/rules/party-statements.ts';
import { saidAfter } from '../../../server/rules/treatment.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { SaidOf } from '../../components/custody/said.tsx';
import { Modal } from '../../components/modal.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import { treatment } from '../../i18n/treatment.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';

/** What is signed, in words and as the file has it, and to whom it goes, before it is signed and sent. */
export function Preview({
  live,
  branch,
  item,
  news,
  said,
  open,
  onCancel,
  onSigned,
}: {
  live: Live;
  branch: Snapshot['branch'];
  item: CollectionItem;
  /** The points that are said something new of. */
  news: readonly TreatedPoint[];
  /** What the branch has said before. */
  said: readonly TreatedPoint[];
  open: boolean;
  onCancel: () => void;
  onSigned: () => Promise<void>;
}): JSX.Element {
  const t = treatment();
  const heading = useId();
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const kept = said.filter((one) => !news.some(({ number }) => number === one.number));
  const points = saidAfter(said, news);
  const previous = item.treatments.at(-1)?.treatment ?? null;
  const sign = async (): Promise<void> => {
    busy.value = true;
    const parameters = { slug: live.slug, hash: item.resolution };
    const answer = await call('treat', parameters, { previous, points: [...news] });
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) {
      announce(t.signed);
      await onSigned();
    }
    busy.value = false;
  };
  const statement: Omit<TreatmentStatement, 'at'> = {
    typ: 'vedtak/treatment/1',
    branch: branch.id,
    resolution: item.resolution,
    previous,
    points,
  };
  return (
    <Modal open={open} heading={heading} wide onCancel={() => !busy.value && onCancel()}>
      {open && (
        <>
          <h2 class="ds-heading" data-size="sm" id={heading} tabIndex={-1} autofocus>
            {t.signTitle}
          </h2>
          <div class="sign-what">
            <p>{t.signSaid(branch.name, item.title, item.name)}</p>
            <Points item={item} points={news} />
            {kept.length > 0 && (
              <>
                <p class="muted">{t.signKept}</p>
                <Points item={item} points={kept} />
              </>
            )}
            <p>{t.signTo}</p>
            <ul>
              <li>{downTo(item)}</li>
              {points.some(({ outcome }) => outcome === 'forwarded') && branch.parent !== null && (
                <li>{t.signToParent(branch.parent.name)}</li>
              )}
            </ul>
            <p class="muted">{t.signKey}</p>
            <details class="technical">
              <summary>{t.signRaw}</summary>
              <pre class="raw">{JSON.stringify(statement, null, 2)}</pre>
            </details>
          </div>
          <ProblemBox problem={problem.value} />
          <div class="actions">
            <Button busy={busy.value} onClick={() => void sign()}>
              {t.sign}
            </Button>
            <Button variant="secondary" color="neutral" onClick={() => !busy.value && onCancel()}>
              {common().cancel}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}

/** To whom it goes down: the branch that wrote the resolution, by way of the one that it came through. */
function downTo({ name, via, path }: CollectionItem): string {
  const t = treatment();
  if (via === null) return t.signToWriter(name);
  return t.signToVia(path.find(({ id }) => id === via)?.name ?? via, name);
}

function Points({ item, points }: { item: CollectionItem; points: readonly TreatedPoint[] }): JSX.Element {
  return (
    <dl class="history-points">
      {points.map((point) => (
        <div key={point.number}>
          <dt>{point.number === 0 ? treatment().whole : common().point(point.number)}</dt>
          <dd>
            <SaidOf said={point} original={textOf(item, point.number)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The text of a point as its branch wrote it; null for the whole. */
export function textOf({ payload }: CollectionItem, number: number): string | null {
  return payload.points.find((point) => point.number === number)?.text ?? null;
}
