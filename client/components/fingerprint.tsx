import type { JSX } from 'preact';
import '../styles/pages/resolution.css';

/** A hash in groups of six for the eye; copied, it is one word. */
export function Fingerprint({ hash }: { hash: string }): JSX.Element {
  return (
    <code class="fingerprint">
      {hash.match(/.{1,6}/gu)?.map((group, i) => (
        <span key={i}>{group}</span>
      ))}
    </code>
  );
}
