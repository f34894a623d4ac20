import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

/** A question with any number of answers out of a few, each a large target. */
export function Ticks<V extends string>({
  legend,
  mistake,
  chosen,
  choices,
  onChosen,
}: {
  legend: string;
  mistake: string | undefined;
  chosen: readonly V[];
  choices: readonly { value: V; label: string; about?: string }[];
  onChosen: (chosen: V[]) => void;
}): JSX.Element {
  const id = useId();
  return (
    <fieldset class="ds-fieldset options" aria-describedby={mistake === undefined ? undefined : `${id}-mistake`}>
      <legend class="ds-label">{legend}</legend>
      <div class="options-list">
        {choices.map(({ value, label, about }) => (
          <label class="option" key={value}>
            <input
              type="checkbox"
              class="ds-input"
              checked={chosen.includes(value)}
              onChange={({ currentTarget: { checked } }) =>
                onChosen(checked ? [...chosen, value] : chosen.filter((one) => one !== value))
              }
            />
            <span class="option-label">{label}</span>
            {about !== undefined && <span class="option-about">{about}</span>}
          </label>
        ))}
      </div>
      {mistake !== undefined && (
        <p class="mistake" id={`${id}-mistake`} role="alert">
          {mistake}
        </p>
      )}
    </fieldset>
  );
}
