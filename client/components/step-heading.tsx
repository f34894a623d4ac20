import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A heading that takes the focus when it comes, where the reader's own action brought it (`focus`). */
export function StepHeading({ focus, children }: { focus: boolean; children: ComponentChildren }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, []);
  return (
    <h2 class="ds-heading" data-size="sm" ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
