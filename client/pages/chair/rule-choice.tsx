import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Rule } from '../../../server/rules/formats.ts';
import { requirementOf, ruleTemplates } from '../../../server/rules/majority.ts';
import { organisationRules } from '../../../server/rules/organisation-rules.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { Options } from '../../components/options.tsx';
import { ruleBefore } from '../../components/rule-sentence.tsx';
import { chair, chairSecret } from '../../i18n/chair.ts';

type Base = Rule['base'];

/** What the chair has chosen of a rule so far; null and '' where nothing is. */
export interface RuleDraft {
  template: keyof typeof ruleTemplates | 'own' | null;
  blanks: Rule['blanks'] | null;
  /** A fraction, as it is written. */
  fraction: string;
  strict: 'more' | 'least' | null;
  base: Base | null;
  /** How many are entitled in all, as it is written. */
  entitled: string;
  tie: Rule['tie'];
  /** How many may be blank; it comes with the rule of an organisation or of the branch. */
  blankCap: NonNullable<Rule['blankCap']> | null;
}

/** A rule as the form shows it: by the word of its template, or as a formula. */
export function draftOf(rule: Rule): RuleDraft {
  const { num, den, strict, base, blanks, tie, entitled, blankCap } = rule;
  const known = Object.entries(ruleTemplates).find(
    ([, other]) => other.num * den === num * other.den && other.strict === strict && other.base === base,
  );
  return {
    template: (known?.[0] as keyof typeof ruleTemplates | undefined) ?? 'own',
    blanks,
    fraction: `${num}/${den}`,
    strict: strict ? 'more' : 'least',
    base,
    entitled: entitled === undefined ? '' : String(entitled),
    tie,
    blankCap: blankCap ?? null,
  };
}

/** A fraction above nothing and not above one, with a denominator of at most 1000; null when it is none. */
function parseFraction(text: string): { num: number; den: number } | null {
  const parts = /^\s*(\d{1,4})\s*\/\s*(\d{1,4})\s*$/u.exec(text);
  const [num, den] = [Number(parts?.[1] ?? 0), Number(parts?.[2] ?? 0)];
  return num > 0 && num <= den && den <= 1000 ? { num, den } : null;
}

/** The rule that was chosen, blanks left aside; null while something of it is missing. */
function formulaOf(draft: RuleDraft): Rule | null {
  if (draft.template === null) return null;
  if (draft.template !== 'own') return ruleTemplates[draft.template];
  const fraction = parseFraction(draft.fraction);
  if (fraction === null || draft.strict === null || draft.base === null) return null;
  const rule: Rule = {
    ...fraction,
    strict: draft.strict === 'more',
    base: draft.base,
    blanks: 'allowed',
    tie: 'falls',
  };
  if (draft.base !== 'entitled') return rule;
  const entitled = /^\s*\d{1,6}\s*$/u.test(draft.entitled) ? Number(draft.entitled) : 0;
  return entitled > 0 ? { ...rule, entitled } : null;
}

/** The rule that was chosen; null while something of it is missing. */
export function ruleOf(draft: RuleDraft): Rule | null {
  const formula = formulaOf(draft);
  if (formula === null || draft.blanks === null) return null;
  const { blanks, tie, blankCap } = draft;
  return { ...formula, blanks, tie, ...(blankCap === null || blanks === 'forbidden' ? {} : { blankCap }) };
}

/** A rule in words before the vote, with a number also where it depends on how many vote. */
export function ruleInWords(rule: Rule, present: number): string {
  const words = ruleBefore(rule, present);
  const { certain, of, required } = requirementOf(rule, present);
  return certain || of === 0 ? words : `${words} ${chair().ifAllVote(of, required)}`;
}

/** What a majority is in this ballot: a template or a formula of one's own, and whether blank is allowed. */
export function RuleChoice({
  draft,
  present,
  members,
  secret,
  onDraft,
}: {
  draft: RuleDraft;
  present: number;
  members: number;
  /** A secret ballot, in which no vote of the chair's decides a tie. */
  secret: boolean;
  onDraft: (draft: RuleDraft) => void;
}): JSX.Element {
  const from = useSignal('');
  const t = chair();
  const formula = formulaOf(draft);
  return (
    <>
      <Options
        legend={t.rule}
        value={draft.template}
        choices={[
          ...(['simple', 'absolute', 'twoThirds'] as const).map((value) => ({
            value,
            label: t.template[value],
            about: ruleInWords(ruleTemplates[value], present),
          })),
          { value: 'own' as const, label: t.template.own, about: t.ownRuleAbout },
        ]}
        onValue={(template) => onDraft({ ...draft, template, blankCap: template === 'own' ? draft.blankCap : null })}
      />
      {draft.template === 'own' && (
        <div class="own-rule">
          <SelectField
            label={t.ruleFrom}
            description={t.ruleFromAbout}
            value={from.value}
            choices={[
              { value: '', label: t.ruleFromNone },
              ...organisationRules.map(({ organisation, word }, i) => ({
                value: String(i),
                label: `${organisation}: ${t.majority[word]}`,
              })),
            ]}
            onValue={(value) => {
              from.value = value;
              const chosen = value === '' ? undefined : organisationRules[Number(value)];
              if (chosen !== undefined) onDraft({ ...draftOf(chosen.rule), template: 'own', tie: draft.tie });
            }}
          />
          <Options
            legend={t.moreOrLeast}
            value={draft.strict}
            choices={[
              { value: 'least', label: t.least },
              { value: 'more', label: t.more },
            ]}
            onValue={(strict) => onDraft({ ...draft, strict })}
          />
          <TextField
            label={t.fraction}
            description={t.fractionAbout}
            value={draft.fraction}
            autocomplete="off"
            mistake={draft.fraction !== '' && parseFraction(draft.fraction) === null ? t.fractionWrong : undefined}
            onValue={(fraction) => onDraft({ ...draft, fraction })}
          />
          <Options
            legend={t.ofWhat}
            value={draft.base}
            choices={(['for-against', 'cast', 'present', 'entitled'] as const).map((value) => ({
              value,
              label: t.base[value],
            }))}
            onValue={(base) => onDraft({ ...draft, base })}
          />
          {draft.base === 'entitled' && (
            <TextField
              label={t.entitled}
              description={t.entitledAbout(members)}
              value={draft.entitled}
              autocomplete="off"
              onValue={(entitled) => onDraft({ ...draft, entitled })}
            />
          )}
          {formula !== null && (
            <p class="rule" role="status">
              {ruleInWords(ruleOf(draft) ?? formula, present)}
            </p>
          )}
        </div>
      )}
      <Options
        legend={t.blanks}
        value={draft.blanks}
        choices={[
          { value: 'allowed', label: t.blanksAllowed },
          { value: 'forbidden', label: t.blanksForbidden },
        ]}
        onValue={(blanks) => onDraft({ ...draft, blanks })}
      />
      {secret ? (
        <p>{chairSecret().noCasting}</p>
      ) : (
        <Options
          legend={t.tie}
          value={draft.tie}
          choices={[
            { value: 'falls', label: t.tieFalls },
            { value: 'chair', label: t.tieChair, about: t.tieChairAbout },
          ]}
          onValue={(tie) => onDraft({ ...draft, tie })}
        />
      )}
    </>
  );
}
