import type { ComponentChildren, JSX } from 'preact';

export type Tone = 'info' | 'success' | 'warning' | 'danger' | 'neutral';

const marks: Record<Tone, string> = {
  info: 'M12 10.5v6M12 7.2v.3',
  neutral: 'M12 10.5v6M12 7.2v.3',
  success: 'M7 12.5l3.5 3.5L17.5 8.5',
  warning: 'M12 7v6.5M12 16.6v.3',
  danger: 'M8.5 8.5l7 7M15.5 8.5l-7 7',
};

/** A sign for a tone; the words beside it carry the meaning. */
export function ToneMark({ tone }: { tone: Tone }): JSX.Element {
  return (
    <svg class="tone-mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <circle cx="12" cy="12" r="10.5" />
      <path d={marks[tone]} />
    </svg>
  );
}

/** A box that stands out from the page. `role` is for what must be read out at once. */
export function Notice({
  tone = 'info',
  title,
  role,
  children,
}: {
  tone?: Tone;
  title?: ComponentChildren;
  role?: 'status' | 'alert';
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="notice" data-color={tone === 'neutral' ? 'neutral' : tone} role={role}>
      <ToneMark tone={tone} />
      <div class="notice-body">
        {title !== undefined && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
