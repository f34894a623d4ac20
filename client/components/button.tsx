import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { common } from '../i18n/common.ts';

type Native = Omit<JSX.IntrinsicElements['button'], 'size' | 'disabled'>;

export interface ButtonProps extends Native {
  variant?: 'primary' | 'secondary' | 'tertiary';
  color?: 'accent' | 'neutral' | 'danger' | 'success';
  /** At work: it says so, keeps its place and width, and does not answer. */
  busy?: boolean;
  /** What it says while it works; `Vent …` unless told. */
  busyLabel?: string;
  /** Why it cannot be used now. It stays reachable and its reason is read out. */
  reason?: string | undefined;
  /** As wide as its place. */
  wide?: boolean;
  children: ComponentChildren;
}

/** A button that says when it works, and why when it cannot be used. */
export function Button({
  variant = 'primary',
  color = 'accent',
  busy = false,
  busyLabel,
  reason,
  wide = false,
  children,
  onClick,
  ...native
}: ButtonProps): JSX.Element {
  const off = busy || reason !== undefined;
  const id = useId();
  return (
    <>
      <button
        type="button"
        {...native}
        class={`ds-button ${native.class ?? ''}`}
        data-variant={variant}
        data-color={color}
        data-fullwidth={wide ? '' : undefined}
        aria-busy={busy ? 'true' : undefined}
        aria-disabled={off ? 'true' : undefined}
        aria-describedby={reason === undefined ? undefined : id}
        onClick={(event) => {
          if (off) event.preventDefault();
          else if (typeof onClick === 'function') onClick(event);
        }}
      >
        {busy ? (busyLabel ?? common().busy) : children}
      </button>
      {reason !== undefined && (
        <span id={id} class="reason">
          {reason}
        </span>
      )}
    </>
  );
}
