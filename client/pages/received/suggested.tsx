import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { CollectionItem } from '../../../server/api/collection.ts';
import type { TreatedPoint } from '../../../server/rules/party-statements.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { decidedInWords } from '../../components/custody/said.tsx';
import { Notice } from '../../components/notice.tsx';
import { common } from '../../i18n/common.ts';
import { treatment } from '../../i18n/treatment.ts';
import type { Live } from '../../live.ts';

/**
 * What the branch's own meeting has decided of a resolution: filled in by itself where nobody has written anything else,
 * otherwise offered.
 */
export function Suggested({
  live,
  item,
  isFilled,
  onUse,
}: {
  live: Live;
  item: CollectionItem;
  /** Whether somebody has filled in something about a point. */
  isFilled: (number: number) => boolean;
  onUse: (points: readonly TreatedPoint[]) => void;
}): JSX.Element | null {
  const t = treatment();
  const points = useSignal<readonly TreatedPoint[]>([]);
  /** Whether what is suggested has been filled in. */
  const used = useSignal(false);
  const put = item.proposals.length;
  const index = live.snapshot.value?.index;
  useEffect(() => {
    if (put === 0) return;
    let current = true;
    void call('treatmentSuggestion', { slug: live.slug, hash: item.resolution }).then((answer) => {
      if (!current || !answer.ok) return;
      const before = JSON.stringify(points.value);
      if (JSON.stringify(answer.value.points) === before) return;
      points.value = answer.value.points;
      used.value = points.value.length > 0 && !points.value.some(({ number }) => isFilled(number));
      if (used.value) onUse(points.value);
    });
    return () => {
      current = false;
    };
  }, [live.slug, item.resolution, put, index]);
  if (points.value.length === 0) return null;
  return (
    <Notice tone="success" title={t.suggestion} role="status">
      <ul>
        {points.value.map((point) => (
          <li key={point.number}>
            {point.number === 0 ? t.whole : common().point(point.number)}: {decidedInWords(point)}
          </li>
        ))}
      </ul>
      {used.value ? (
        <p>{t.suggestionFilled}</p>
      ) : (
        <>
          <p>{t.suggestionOffer}</p>
          <div class="actions">
            <Button
              variant="secondary"
              data-size="sm"
              onClick={() => {
                used.value = true;
                onUse(points.value);
              }}
            >
              {t.suggestionUse}
            </Button>
          </div>
        </>
      )}
    </Notice>
  );
}
