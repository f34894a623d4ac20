import type { ComponentChildren, JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A form that a button of a card opened in its own place: it takes the focus when it comes. */
export function Panel({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <section class="form panel" aria-label={label} tabIndex={-1} ref={panel}>
      {children}
    </section>
  );
}

/** Where the buttons stand that a panel takes the place of: the focus comes back to the first of them once it is shut. */
export function usePanelReturn(open: boolean): RefObject<HTMLDivElement | null> {
  const row = useRef<HTMLDivElement>(null);
  const was = useRef(open);
  useEffect(() => {
    if (was.current && !open) row.current?.querySelector('button')?.focus();
    was.current = open;
  }, [open]);
  return row;
}
