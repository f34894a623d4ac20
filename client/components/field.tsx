import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  /** What to write, under the label. */
  description?: ComponentChildren;
  /** What is wrong and how to mend it. */
  mistake?: string | undefined;
}

function Frame({
  id,
  label,
  description,
  mistake,
  children,
}: FieldProps & { id: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="ds-field">
      <label class="ds-label" for={id}>
        {label}
      </label>
      {description !== undefined && (
        <div data-field="description" id={`${id}-about`}>
          {description}
        </div>
      )}
      {children}
      {mistake !== undefined && (
        <p class="mistake" id={`${id}-mistake`}>
          {mistake}
        </p>
      )}
    </div>
  );
}

function described(id: string, { description, mistake }: FieldProps): string | undefined {
  const ids = [
    ...(description === undefined ? [] : [`${id}-about`]),
    ...(mistake === undefined ? [] : [`${id}-mistake`]),
  ];
  return ids.length === 0 ? undefined : ids.join(' ');
}

interface InputProps extends FieldProps {
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'search' | 'number' | 'date' | 'time' | 'datetime-local';
  name?: string;
  autocomplete?: string;
  autocapitalize?: 'none' | 'words' | 'sentences';
  spellcheck?: boolean;
  inputMode?: 'text' | 'numeric';
  min?: number | string;
  max?: number | string;
}

/** A labelled line of text. */
export function TextField({ label, description, mistake, onValue, type = 'text', ...input }: InputProps): JSX.Element {
  const id = useId();
  const frame = { label, description, mistake };
  // Preact types an input by each type of it; these attributes fit all that are allowed here.
  const native = { ...input, type } as JSX.IntrinsicElements['input'];
  return (
    <Frame id={id} {...frame}>
      <input
        {...native}
        id={id}
        class="ds-input"
        aria-invalid={mistake === undefined ? undefined : 'true'}
        aria-describedby={described(id, frame)}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Frame>
  );
}

interface TextAreaProps extends FieldProps {
  value: string;
  onValue: (value: string) => void;
  rows?: number;
  name?: string;
  spellcheck?: boolean;
}

/** A labelled box of text of several lines. */
export function TextArea({ label, description, mistake, onValue, rows = 6, ...area }: TextAreaProps): JSX.Element {
  const id = useId();
  const frame = { label, description, mistake };
  return (
    <Frame id={id} {...frame}>
      <textarea
        {...area}
        rows={rows}
        id={id}
        class="ds-input"
        aria-invalid={mistake === undefined ? undefined : 'true'}
        aria-describedby={described(id, frame)}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Frame>
  );
}

interface SelectProps extends FieldProps {
  value: string;
  onValue: (value: string) => void;
  choices: readonly { value: string; label: string }[];
}

/** A labelled choice of one out of a list. */
export function SelectField({ label, description, mistake, value, onValue, choices }: SelectProps): JSX.Element {
  const id = useId();
  const frame = { label, description, mistake };
  return (
    <Frame id={id} {...frame}>
      <select
        id={id}
        class="ds-input"
        value={value}
        aria-describedby={described(id, frame)}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}
