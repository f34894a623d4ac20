import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { textFiles } from '../i18n/text-files.ts';
import { readTextFile, type TextFile } from '../text-file/read.ts';
import { announce } from './announcer.tsx';

/** Files that hold the text of a proposal. */
export const proposalFiles =
  '.docx,.txt,.md,.markdown,text/plain,text/markdown,application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * A file of text to be read on the page; nothing is sent by choosing it. Word documents are read where `docx` says so; what
 * they have beside their text is said below.
 */
export function FileField({
  label,
  description,
  accept,
  docx = false,
  onText,
}: {
  label: string;
  description: string;
  accept: string;
  docx?: boolean;
  onText: (text: string) => void;
}): JSX.Element {
  const id = useId();
  const reading = useSignal(false);
  const file = useSignal<TextFile | null>(null);
  const t = textFiles();
  const read = async (input: HTMLInputElement): Promise<void> => {
    const chosen = input.files?.[0];
    file.value = null;
    if (chosen === undefined || reading.value) return;
    reading.value = true;
    const found = await readTextFile(chosen, docx).catch((): TextFile => ({ ok: false, why: 'broken' }));
    reading.value = false;
    file.value = found;
    // The same file again, once it is mended, is a change too.
    input.value = '';
    if (!found.ok) return;
    onText(found.text);
    announce(t.read(chosen.name));
  };
  const found = file.value;
  return (
    <div class="ds-field">
      <p class="muted" id={`${id}-about`}>
        {description}
      </p>
      <label class="ds-button file" data-variant="secondary" data-size="sm" for={id}>
        {reading.value ? t.reading : label}
      </label>
      <input
        id={id}
        type="file"
        class="ds-sr-only"
        accept={accept}
        aria-describedby={`${id}-about`}
        aria-invalid={found?.ok === false ? 'true' : undefined}
        onChange={(event) => void read(event.currentTarget)}
      />
      {found?.ok === false && (
        <p class="mistake" role="alert">
          {t.mistake[found.why]}
        </p>
      )}
      {found?.ok === true && found.remarks.length > 0 && (
        <p class="file-remarks" role="status">
          {found.remarks.map((remark) => t.remark[remark]).join(' ')}
        </p>
      )}
    </div>
  );
}
