import { signal } from '@preact/signals';
import type { JSX } from 'preact';

const polite = signal('');
const assertive = signal('');

/**
 * Says a sentence to screen readers. `assertive` interrupts: only for a ballot that opens and a vote that is not delivered.
 */
export function announce(sentence: string, how: 'polite' | 'assertive' = 'polite'): void {
  const region = how === 'polite' ? polite : assertive;
  // The same words again are only read when the region was empty between.
  region.value = '';
  setTimeout(() => {
    region.value = sentence;
  }, 50);
}

/** The two live regions, once a document. */
export function Announcer(): JSX.Element {
  return (
    <>
      <div class="ds-sr-only" role="status" aria-live="polite">
        {polite.value}
      </div>
      <div class="ds-sr-only" role="alert" aria-live="assertive">
        {assertive.value}
      </div>
    </>
  );
}
