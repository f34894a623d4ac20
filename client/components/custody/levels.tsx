import type { ComponentChildren, JSX } from 'preact';
import '../../styles/pages/custody.css';

/** A branch on the way of a resolution. */
export interface Level {
  id: string;
  name: string;
  /** What it did, or has not done yet. */
  note: ComponentChildren;
  /** `now` is where the resolution is; `next` is where it has not come. */
  state: 'done' | 'now' | 'next';
}

/** The levels of the party in a row, from the branch that wrote a resolution upwards; on small screens one under the other. */
export function Levels({ levels, label }: { levels: readonly Level[]; label: string }): JSX.Element {
  return (
    <ol class="levels" aria-label={label}>
      {levels.map(({ id, name, note, state }) => (
        <li key={id} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
          <strong>{name}</strong>
          <span class="small">{note}</span>
        </li>
      ))}
    </ol>
  );
}
