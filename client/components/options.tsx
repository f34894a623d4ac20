import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

/** One of the answers of an `Options`. `about` stands under its label. */
export interface OptionChoice<V extends string> {
  value: V;
  label: string;
  about?: ComponentChildren;
}

/** A question with one answer out of a few, each a large target. `value` is null until one is chosen. */
export function Options<V extends string>({
  legend,
  description,
  mistake,
  value,
  choices,
  segments = false,
  onValue,
}: {
  legend: string;
  description?: ComponentChildren;
  /** What is wrong and how to mend it. */
  mistake?: string | undefined;
  value: V | null;
  choices: readonly OptionChoice<V>[];
  /** Side by side in one row, for a few short labels. */
  segments?: boolean;
  onValue: (value: V) => void;
}): JSX.Element {
  const name = useId();
  return (
    <fieldset
      class={segments ? 'ds-fieldset options segments' : 'ds-fieldset options'}
      aria-describedby={mistake === undefined ? undefined : `${name}-mistake`}
    >
      <legend class="ds-label">{legend}</legend>
      {description !== undefined && <p class="muted">{description}</p>}
      <div class="options-list">
        {choices.map((choice) => (
          <label class="option" key={choice.value}>
            <input
              type="radio"
              class="ds-input"
              name={name}
              value={choice.value}
              checked={value === choice.value}
              aria-describedby={choice.about === undefined ? undefined : `${name}-${choice.value}`}
              onChange={() => onValue(choice.value)}
            />
            <span class="option-label">{choice.label}</span>
            {choice.about !== undefined && (
              <span class="option-about" id={`${name}-${choice.value}`}>
                {choice.about}
              </span>
            )}
          </label>
        ))}
      </div>
      {mistake !== undefined && (
        <p class="mistake" id={`${name}-mistake`}>
          {mistake}
        </p>
      )}
    </fieldset>
  );
}
