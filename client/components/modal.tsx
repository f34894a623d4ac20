import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A dialog over the page, which waits meanwhile. Escape asks for `onCancel`; whoever owns `open` closes it. */
export function Modal({
  open,
  heading,
  wide = false,
  onCancel,
  children,
}: {
  open: boolean;
  /** Id of the heading that names it. */
  heading: string;
  /** For more than a question and its buttons. */
  wide?: boolean;
  onCancel: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      class={wide ? 'ds-dialog sign-dialog help-dialog' : 'ds-dialog sign-dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      {children}
    </dialog>
  );
}
