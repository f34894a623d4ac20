import type { JSX } from 'preact';
import '../styles/pages/party.css';

/** The fingerprint of a key in words, numbered, as two people read it aloud to each other. `large` is for the comparing itself. */
export function Words({
  words,
  label,
  large = false,
}: {
  words: readonly string[];
  label: string;
  large?: boolean;
}): JSX.Element {
  return (
    <ol class="words" data-large={large ? '' : undefined} aria-label={label}>
      {words.map((word, i) => (
        <li key={i}>{word}</li>
      ))}
    </ol>
  );
}
