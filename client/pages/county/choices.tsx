import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { SenderInfo } from '../../../server/api/collection.ts';
import type { ResponseOf } from '../../../server/api/endpoints.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { county } from '../../i18n/county.ts';
import type { Filters } from './filters.ts';

const states = ['untreated', 'recommended', 'treated', 'forwarded'] as const;

/** The search, and what a reader may choose by. Choices of one alone are left out. */
export function Choices({
  filters,
  senders,
  hearings,
  years,
}: {
  filters: Signal<Filters>;
  senders: readonly SenderInfo[];
  hearings: ResponseOf<'hearings'>['hearings'];
  years: readonly string[];
}): JSX.Element {
  const t = county();
  const { q, branch, via, hearing, state, year } = filters.value;
  const choose = (change: Partial<Filters>): void => {
    filters.value = { ...filters.value, ...change };
  };
  const sent = senders.filter(({ received }) => received > 0);
  const passed = sent.some((one) => one.state === 'below') ? senders.filter((one) => one.state !== 'below') : [];
  return (
    <search class="received-search">
      <TextField
        label={t.search}
        description={t.searchAbout}
        type="search"
        value={q}
        onValue={(value) => choose({ q: value })}
      />
      <div class="received-choices">
        <SelectField
          label={t.branch}
          value={branch}
          choices={[{ value: '', label: t.allBranches }, ...sent.map(({ id, name }) => ({ value: id, label: name }))]}
          onValue={(value) => choose({ branch: value })}
        />
        <SelectField
          label={t.state}
          value={state}
          choices={[{ value: '', label: t.allStates }, ...states.map((one) => ({ value: one, label: t.states[one] }))]}
          onValue={(value) => choose({ state: states.find((one) => one === value) ?? '' })}
        />
        {hearings.length > 0 && (
          <SelectField
            label={t.hearing}
            value={hearing}
            choices={[
              { value: '', label: t.allHearings },
              ...hearings.map((one) => ({ value: one.hearing, label: one.title })),
            ]}
            onValue={(value) => choose({ hearing: value })}
          />
        )}
        {passed.length > 0 && (
          <SelectField
            label={t.via}
            value={via}
            choices={[{ value: '', label: t.allVia }, ...passed.map(({ id, name }) => ({ value: id, label: name }))]}
            onValue={(value) => choose({ via: value })}
          />
        )}
        {years.length > 1 && (
          <SelectField
            label={t.year}
            value={year}
            choices={[{ value: '', label: t.allYears }, ...years.map((one) => ({ value: one, label: one }))]}
            onValue={(value) => choose({ year: value })}
          />
        )}
      </div>
    </search>
  );
}
