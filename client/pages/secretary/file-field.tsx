import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { secretary } from '../../i18n/secretary.ts';
import { decode } from './decode.ts';

/** The largest file that is read, in bytes. */
const largest = 2_000_000;

/** A file of text to be read on the page; nothing is sent by choosing it. */
export function FileField({
  label,
  description,
  accept,
  onText,
}: {
  label: string;
  description: string;
  accept: string;
  onText: (text: string) => void;
}): JSX.Element {
  const id = useId();
  const mistake = useSignal<string | null>(null);
  const t = secretary();
  const read = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    mistake.value = null;
    if (file === undefined) return;
    const text = file.size > largest ? null : decode(new Uint8Array(await file.arrayBuffer()));
    if (text === null) mistake.value = file.size > largest ? t.fileTooLarge : t.fileNotText;
    else onText(text);
    // The same file again, once it is mended, is a change too.
    input.value = '';
  };
  return (
    <div class="ds-field">
      <p class="muted" id={`${id}-about`}>
        {description}
      </p>
      <label class="ds-button file" data-variant="secondary" data-size="sm" for={id}>
        {label}
      </label>
      <input
        id={id}
        type="file"
        class="ds-sr-only"
        accept={accept}
        aria-describedby={`${id}-about`}
        aria-invalid={mistake.value === null ? undefined : 'true'}
        onChange={(event) => void read(event.currentTarget)}
      />
      {mistake.value !== null && (
        <p class="mistake" role="alert">
          {mistake.value}
        </p>
      )}
    </div>
  );
}
