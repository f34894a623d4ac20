import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Scope, scopes } from '../../../server/api/endpoint.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import { programsPage } from '../../i18n/programs-page.ts';
import type { Problem } from '../../problem.ts';
import { Ticks } from './ticks.tsx';

/** Makes a code: whom it is for, what it reads, until when. */
export function AddToken({
  slug,
  onMade,
  onCancel,
}: {
  slug: string;
  onMade: (made: { name: string; bearer: string }) => Promise<void>;
  onCancel: () => void;
}): JSX.Element {
  const name = useSignal('');
  const reads = useSignal<Scope[]>([]);
  const until = useSignal('');
  const tried = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = programsPage();
  const called = name.value.trim();
  const make = async (): Promise<void> => {
    tried.value = true;
    if (called === '' || reads.value.length === 0) return;
    busy.value = true;
    const answer = await call(
      'createToken',
      { slug },
      { name: called, scopes: reads.value, expires: endOf(until.value) },
    );
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) await onMade({ name: called, bearer: answer.value.bearer });
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <TextField
        label={t.tokenName}
        description={t.tokenNameAbout}
        mistake={tried.value && called === '' ? t.tokenNameMissing : undefined}
        value={name.value}
        autocomplete="off"
        onValue={(value) => {
          name.value = value.slice(0, 100);
        }}
      />
      <Ticks
        legend={t.reads}
        mistake={tried.value && reads.value.length === 0 ? t.readsMissing : undefined}
        chosen={reads.value}
        choices={scopes.map((value) => ({ value, label: t.scope[value][0] ?? value, about: t.scope[value][1] ?? '' }))}
        onChosen={(chosen) => {
          reads.value = chosen;
        }}
      />
      <TextField
        label={t.until}
        description={t.untilAbout}
        type="date"
        value={until.value}
        onValue={(value) => {
          until.value = value;
        }}
      />
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button type="submit" busy={busy.value}>
          {t.make}
        </Button>
        <Button variant="secondary" color="neutral" onClick={onCancel}>
          {common().cancel}
        </Button>
      </div>
    </form>
  );
}

/** The end of a day where the page is read; null for none. */
function endOf(day: string): string | null {
  const end = new Date(`${day}T23:59:59.999`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}
