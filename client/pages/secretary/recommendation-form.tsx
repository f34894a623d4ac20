import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Recommendation, Recommended } from '../../../server/rules/amendment.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { Options } from '../../components/options.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import { secretaryAmendments } from '../../i18n/secretary-amendments.ts';
import type { Problem, Result } from '../../problem.ts';
import { Panel } from './panel.tsx';

/** What is recommended, while it is being written: `by` and `to` keep their values when another kind is chosen. */
interface Written {
  kind: Recommended['kind'] | null;
  /** The number of the amendment that covers it; empty for the text itself. */
  by: string;
  to: string;
}

interface WrittenDissent extends Written {
  key: number;
  name: string;
}

/** The most dissents that a recommendation holds. */
const mostDissents = 10;

function writtenOf(recommended: Recommended | null): Written {
  return {
    kind: recommended?.kind ?? null,
    by: recommended?.kind === 'covered' && recommended.by !== null ? String(recommended.by) : '',
    to: recommended?.kind === 'forward' ? recommended.to : secretaryAmendments().forwardStart,
  };
}

/** What is recommended; undefined while something is missing. */
function recommendedOf({ kind, by, to }: Written): Recommended | undefined {
  switch (kind) {
    case null:
      return undefined;
    case 'covered':
      return { kind, by: by === '' ? null : Number(by) };
    case 'forward':
      return to.trim() === '' ? undefined : { kind, to: to.trim() };
    default:
      return { kind };
  }
}

function recommendationOf(main: Written, dissents: readonly WrittenDissent[]): Recommendation | undefined {
  const recommended = recommendedOf(main);
  const said = dissents.flatMap((dissent) => {
    const instead = recommendedOf(dissent);
    return instead === undefined || dissent.name.trim() === ''
      ? []
      : [{ by: dissent.name.trim(), recommended: instead }];
  });
  return recommended === undefined || said.length < dissents.length ? undefined : { recommended, dissents: said };
}

/** What the drafting committee recommends on an amendment or a proposal, and what a minority of it says instead. */
export function RecommendationForm({
  label,
  recommendation,
  others,
  save,
  onSaved,
  onCancel,
}: {
  /** What it is about. */
  label: string;
  /** The one that stands. */
  recommendation: Recommendation | null;
  /** Numbers of the amendments that may cover it; null for a proposal, which nothing covers. */
  others: readonly number[] | null;
  save: (recommendation: Recommendation | null) => Promise<Result<unknown>>;
  onSaved: () => Promise<void>;
  onCancel: () => void;
}): JSX.Element {
  const main = useSignal<Written>(writtenOf(recommendation?.recommended ?? null));
  const dissents = useSignal<readonly WrittenDissent[]>(
    (recommendation?.dissents ?? []).map(({ by, recommended }, key) => ({ key, name: by, ...writtenOf(recommended) })),
  );
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryAmendments();
  const written = recommendationOf(main.value, dissents.value);
  const missing = (): string | undefined => {
    if (written !== undefined) return undefined;
    if (main.value.kind === null) return t.recommendMissing;
    return recommendedOf(main.value) === undefined ? t.forwardMissing : t.dissentMissing;
  };
  const send = async (next: Recommendation | null): Promise<void> => {
    busy.value = true;
    const answer = await save(next);
    problem.value = answer.ok ? null : answer.problem;
    busy.value = false;
    if (!answer.ok) return;
    announce(next === null ? t.recommendationDropped : t.recommendationSaved);
    await onSaved();
  };
  const change = (key: number, part: Partial<WrittenDissent>): void => {
    dissents.value = dissents.value.map((one) => (one.key === key ? { ...one, ...part } : one));
  };
  const add = (): void => {
    const key = dissents.value.reduce((most, one) => Math.max(most, one.key), -1) + 1;
    dissents.value = [...dissents.value, { key, name: '', ...writtenOf(null) }];
  };
  return (
    <Panel label={label}>
      <RecommendedFields
        legend={t.recommendedTitle}
        written={main.value}
        others={others}
        onWrite={(next) => {
          main.value = next;
        }}
      />
      {dissents.value.map((dissent, i) => (
        <fieldset class="ds-fieldset form dissent" key={dissent.key}>
          <legend class="ds-label">{t.dissent(i + 1)}</legend>
          <TextField
            label={t.dissentBy}
            description={t.dissentByAbout}
            value={dissent.name}
            autocomplete="off"
            onValue={(name) => change(dissent.key, { name })}
          />
          <RecommendedFields
            legend={t.dissentTitle}
            written={dissent}
            others={others}
            onWrite={(next) => change(dissent.key, next)}
          />
          <Button
            variant="tertiary"
            color="danger"
            data-size="sm"
            onClick={() => {
              dissents.value = dissents.value.filter(({ key }) => key !== dissent.key);
            }}
          >
            {t.dropDissent(i + 1)}
          </Button>
        </fieldset>
      ))}
      {dissents.value.length < mostDissents && (
        <Button variant="tertiary" data-size="sm" onClick={add}>
          {t.addDissent}
        </Button>
      )}
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button busy={busy.value} reason={missing()} onClick={() => void send(written ?? null)}>
          {t.saveRecommendation}
        </Button>
        <Button variant="secondary" color="neutral" onClick={onCancel}>
          {common().cancel}
        </Button>
        {recommendation !== null && (
          <Button variant="tertiary" color="danger" onClick={() => void send(null)}>
            {t.dropRecommendation}
          </Button>
        )}
      </div>
    </Panel>
  );
}

const kinds = ['adopt', 'reject', 'covered', 'forward'] as const;

function RecommendedFields({
  legend,
  written,
  others,
  onWrite,
}: {
  legend: string;
  written: Written;
  others: readonly number[] | null;
  onWrite: (next: Written) => void;
}): JSX.Element {
  const t = secretaryAmendments();
  const { kind, by, to } = written;
  return (
    <>
      <Options
        legend={legend}
        value={kind}
        choices={kinds
          .filter((one) => one !== 'covered' || others !== null)
          .map((value) => ({ value, label: t.recommended[value] }))}
        onValue={(next) => onWrite({ kind: next, by, to })}
      />
      {kind === 'covered' && (
        <SelectField
          label={t.coveredBy}
          value={by}
          choices={[
            { value: '', label: t.coveredText },
            ...(others ?? []).map((n) => ({ value: String(n), label: t.coveredOther(n) })),
          ]}
          onValue={(next) => onWrite({ kind, by: next, to })}
        />
      )}
      {kind === 'forward' && (
        <TextField
          label={t.forwardTo}
          value={to}
          autocomplete="off"
          mistake={to.trim() === '' ? t.forwardMissing : undefined}
          onValue={(next) => onWrite({ kind, by, to: next })}
        />
      )}
    </>
  );
}
