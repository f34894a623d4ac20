import type { ComponentChildren, JSX } from 'preact';

/** A long text in a frame of its own that scrolls, by touch, wheel and keyboard. `label` names it. */
export function Reading({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section class="reading-text" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
