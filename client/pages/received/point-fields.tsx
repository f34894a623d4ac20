import type { JSX } from 'preact';
import { diffWords } from '../../../server/rules/diff.ts';
import { Treated, TreatedOutcome } from '../../../server/rules/party-statements.ts';
import { Segments } from '../../components/change.tsx';
import { SelectField, TextArea, TextField } from '../../components/field.tsx';
import { common } from '../../i18n/common.ts';
import { treatment } from '../../i18n/treatment.ts';
import { fieldsOf, type Mistake, type PointDraft, type Treatable } from './draft.ts';

/** A choice out of what a level may say. Only a branch with one above it can forward. */
function ChoiceField<T extends string>({
  label,
  none,
  value,
  above,
  simple = false,
  onValue,
  choices,
  forward,
  wordy,
  words,
}: FieldProps<T> & {
  choices: readonly T[];
  /** The choice that needs a branch above. */
  forward: T;
  /** Those that need more to be written about each point. */
  wordy: readonly T[];
  words: Readonly<Record<T, string>>;
}): JSX.Element {
  const offered = choices.filter((one) => (above || one !== forward) && !(simple && wordy.includes(one)));
  return (
    <SelectField
      label={label}
      value={value}
      choices={[{ value: '', label: none }, ...offered.map((one) => ({ value: one, label: words[one] }))]}
      onValue={(chosen) => onValue(offered.find((one) => one === chosen) ?? '')}
    />
  );
}

/** A choice out of all that may be recommended. */
export function RecommendationField(props: FieldProps<Treated>): JSX.Element {
  return (
    <ChoiceField
      {...props}
      choices={Treated.options}
      forward="forward"
      wordy={['change', 'cover']}
      words={treatment().recommend}
    />
  );
}

/** A choice out of all that may become of it. */
export function OutcomeField(props: FieldProps<TreatedOutcome>): JSX.Element {
  return (
    <ChoiceField
      {...props}
      choices={TreatedOutcome.options}
      forward="forwarded"
      wordy={['changed', 'covered']}
      words={treatment().decide}
    />
  );
}

interface FieldProps<T extends string> {
  label: string;
  /** The words for nothing chosen. */
  none: string;
  value: T | '';
  /** Whether there is a branch above. */
  above: boolean;
  /** Without what needs more to be written about each point. */
  simple?: boolean;
  onValue: (value: T | '') => void;
}

/** What a level says of one point, or of the whole. */
export function PointFields({
  treatable: { number, text },
  draft,
  mistakes,
  above,
  onChange,
}: {
  treatable: Treatable;
  draft: PointDraft;
  mistakes: ReadonlySet<Mistake>;
  above: boolean;
  onChange: (change: Partial<PointDraft>) => void;
}): JSX.Element {
  const t = treatment();
  const fields = fieldsOf(draft);
  const said = draft.recommendation !== '' || draft.outcome !== '' || draft.reason !== '';
  const missing = (field: Mistake, words: string): string | undefined => (mistakes.has(field) ? words : undefined);
  return (
    <fieldset class="ds-fieldset card treat-point">
      <legend class="ds-label">{number === 0 ? t.whole : common().point(number)}</legend>
      {text !== null && <p class="document treat-text">{text}</p>}
      <div class="treat-choices">
        <RecommendationField
          label={t.recommendation}
          none={t.noneYet}
          value={draft.recommendation}
          above={above}
          onValue={(recommendation) => onChange({ recommendation })}
        />
        <OutcomeField
          label={t.outcome}
          none={t.noneYet}
          value={draft.outcome}
          above={above}
          onValue={(outcome) => onChange({ outcome })}
        />
      </div>
      {fields.has('to') && (
        <TextField
          label={t.to}
          value={draft.to}
          mistake={missing('to', t.toMissing)}
          onValue={(to) => onChange({ to })}
        />
      )}
      {fields.has('cover') && (
        <TextField
          label={t.cover}
          description={t.coverAbout}
          value={draft.cover}
          mistake={missing('cover', t.coverMissing)}
          onValue={(cover) => onChange({ cover })}
        />
      )}
      {fields.has('text') && (
        <>
          <TextArea
            label={t.change}
            rows={4}
            value={draft.text}
            mistake={missing('text', t.changeMissing)}
            onValue={(changed) => onChange({ text: changed })}
          />
          {text !== null && draft.text.trim() !== text && (
            <div>
              <p class="muted small">{t.changeShown}</p>
              <p class="document changed">
                <Segments segments={diffWords(text, draft.text.trim())} />
              </p>
            </div>
          )}
        </>
      )}
      {said && (
        <TextArea
          label={t.reason}
          description={t.reasonAbout}
          rows={2}
          value={draft.reason}
          onValue={(reason) => onChange({ reason })}
        />
      )}
    </fieldset>
  );
}
