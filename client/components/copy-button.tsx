import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { common } from '../i18n/common.ts';
import { announce } from './announcer.tsx';
import { Button } from './button.tsx';

/** Copies a text, and says whether it did. `about` tells several such buttons apart for those who do not see them. */
export function CopyButton({ text, label, about }: { text: string; label: string; about?: string }): JSX.Element {
  const state = useSignal<'copied' | 'failed' | null>(null);
  const t = common();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      state.value = 'copied';
    } catch {
      state.value = 'failed';
    }
    announce(state.value === 'copied' ? t.copied : t.copyFailed);
  };
  return (
    <Button
      variant="secondary"
      color="neutral"
      data-size="sm"
      aria-label={about === undefined ? undefined : `${label}: ${about}`}
      onClick={() => void copy()}
    >
      {state.value === null ? label : state.value === 'copied' ? t.copied : t.copyFailed}
    </Button>
  );
}
