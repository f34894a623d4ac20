import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { verify } from '../../i18n/verify.ts';
import { type AddedFiles, type Kind, kinds } from './files.ts';

/** Where files are chosen or dropped: the whole page takes what is dropped. */
export function Chooser({ onFiles }: { onFiles: (files: File[]) => void }): JSX.Element {
  const over = useSignal(false);
  const id = useId();
  const t = verify();
  useEffect(() => {
    const drag = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      over.value = true;
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) over.value = false;
    };
    const drop = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      over.value = false;
      onFiles([...event.dataTransfer.files]);
    };
    addEventListener('dragover', drag);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', drag);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [onFiles, over]);
  return (
    <div class="drop" data-over={over.value}>
      <label class="ds-button" data-variant="primary" for={id}>
        {t.choose}
      </label>
      <input
        class="ds-sr-only"
        type="file"
        multiple
        id={id}
        aria-describedby={`${id}-about`}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          // The same file chosen again is a choice again.
          event.currentTarget.value = '';
        }}
      />
      <p id={`${id}-about`}>{t.drop}</p>
    </div>
  );
}

/** The files that are there and those that are missing, with what each is for. */
export function FileList({ held, onRemove }: { held: AddedFiles; onRemove: (kind: Kind) => void }): JSX.Element {
  const t = verify();
  return (
    <ul class="file-list" aria-label={t.held}>
      {kinds.map((kind) => {
        const file = held[kind];
        return (
          <li key={kind} data-held={file !== undefined}>
            <div>
              <p>
                <strong>{t.kind[kind]}</strong> {file === undefined && <span class="muted small">{t.missing}</span>}
              </p>
              <p class="muted small">{file === undefined ? t.kindAbout[kind] : file.name}</p>
            </div>
            {file !== undefined && (
              <Button
                variant="tertiary"
                color="neutral"
                data-size="sm"
                aria-label={t.remove(t.kind[kind])}
                onClick={() => onRemove(kind)}
              >
                {t.removeShort}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
