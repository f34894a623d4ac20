import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Described } from '../../../server/api/party.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Words } from '../../components/words.tsx';
import { organisation } from '../../i18n/organisation.ts';

/**
 * The words of another branch's key, to be compared by telephone, and the two answers. `onSame` goes on; where the words
 * differ it says to stop, and `onStop` ends it.
 */
export function Compare({
  whose,
  sameLabel,
  stopLabel,
  busy,
  onSame,
  onStop,
}: {
  whose: Described;
  sameLabel: string;
  stopLabel: string;
  busy: boolean;
  onSame: () => void;
  onStop: () => void;
}): JSX.Element {
  const stopped = useSignal(false);
  const t = organisation();
  if (stopped.value) {
    return (
      <>
        <Notice tone="danger" title={t.differentTitle} role="alert">
          <p>{t.differentWhat}</p>
          <ol class="consequences">
            {t.differentNext.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
        </Notice>
        <div class="actions">
          <Button
            onClick={() => {
              stopped.value = false;
            }}
          >
            {t.compareAgain}
          </Button>
          <Button variant="secondary" color="danger" busy={busy} onClick={onStop}>
            {stopLabel}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <p>
        <strong>{t.compareHow}</strong> {t.compareWhy}
      </p>
      <Words words={whose.key.words} label={t.wordsOf(whose.name)} large />
      <div class="actions">
        <Button busy={busy} onClick={onSame}>
          {sameLabel}
        </Button>
        <Button
          variant="secondary"
          color="danger"
          onClick={() => {
            stopped.value = true;
          }}
        >
          {t.different}
        </Button>
      </div>
    </>
  );
}
