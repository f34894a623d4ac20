import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import * as v from 'valibot';
import type { BodyOf, ResponseOf } from '../../server/api/endpoints.ts';
import { Slug } from '../../server/api/setup.ts';
import { call } from '../api.ts';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { StepHeading } from '../components/step-heading.tsx';
import { fragmentOf } from '../fragment.ts';
import { setup } from '../i18n/setup.ts';
import type { Problem } from '../problem.ts';
import { register } from '../sign.ts';
import { slugOf } from '../slug.ts';

/** What organisations call their levels. */
const levels = {
  plain: { county: 'fylkeslag', branch: 'lokallag' },
  party: { county: 'fylkesparti', branch: 'partilag' },
} as const;

/** A branch as it is being written; `slug` is null for as long as the name gives it. */
interface Draft {
  name: string;
  slug: string | null;
}

/** The set-up: two branches, their first administrator, and that person's passkey. */
export default function SetupPage(): JSX.Element {
  const county = useSignal<Draft>({ name: '', slug: null });
  const branch = useSignal<Draft>({ name: '', slug: null });
  const names = useSignal<keyof typeof levels>('plain');
  const administrator = useSignal('');
  const number = useSignal('');
  const tried = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const done = useSignal<ResponseOf<'setup'> | null>(null);
  const t = setup();
  const token = fragmentOf(location.hash);

  const filled = ({ name, slug }: Draft): { name: string; slug: string } => ({
    name: name.trim(),
    slug: slug ?? slugOf(name),
  });
  const ready = (): boolean =>
    [county.value, branch.value].every((draft) => filled(draft).name !== '' && v.is(Slug, filled(draft).slug)) &&
    filled(county.value).slug !== filled(branch.value).slug &&
    administrator.value.trim() !== '';

  const found = async (): Promise<void> => {
    tried.value = true;
    problem.value = null;
    if (!ready()) {
      document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    busy.value = true;
    const level = levels[names.value];
    const body: BodyOf<'setupOptions'> = {
      token,
      county: { ...filled(county.value), level: level.county },
      branch: { ...filled(branch.value), level: level.branch },
      administrator: administrator.value.trim(),
      number: number.value.trim(),
    };
    const asked = await call('setupOptions', {}, body);
    const registration = asked.ok ? await register(asked.value.options) : asked;
    const answer = registration.ok
      ? await call('setup', {}, { ...body, registration: registration.value })
      : registration;
    if (answer.ok) {
      done.value = answer.value;
      history.replaceState(null, '', location.pathname);
    } else {
      problem.value = answer.problem;
    }
    busy.value = false;
  };

  if (done.value !== null) {
    return (
      <Page title={t.setupTitle}>
        <div class="card">
          <StepHeading focus={true}>{t.setupDone}</StepHeading>
          <p>{t.setupDoneText(county.value.name, branch.value.name)}</p>
          <p>{t.setupNext}</p>
          <a class="ds-button" href={`/lag/${done.value.branch}`}>
            {t.openBranch(branch.value.name)}
          </a>
        </div>
      </Page>
    );
  }
  if (token === '') {
    return (
      <Page title={t.tokenMissing}>
        <p>{t.tokenMissingNext}</p>
      </Page>
    );
  }
  const same = filled(county.value).slug === filled(branch.value).slug && filled(county.value).slug !== '';
  return (
    <Page title={t.setupTitle} lede={t.setupLede}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void found();
        }}
      >
        <BranchFields
          legend={t.county}
          draft={county.value}
          tried={tried.value}
          same={same}
          onDraft={(draft) => (county.value = draft)}
        />
        <BranchFields
          legend={t.branch}
          draft={branch.value}
          tried={tried.value}
          same={same}
          onDraft={(draft) => (branch.value = draft)}
        />
        <fieldset class="ds-fieldset card">
          <legend class="ds-label">{t.levels}</legend>
          {(['plain', 'party'] as const).map((choice) => (
            <label class="choice" key={choice}>
              <input
                type="radio"
                class="ds-input"
                name="levels"
                checked={names.value === choice}
                onChange={() => (names.value = choice)}
              />
              <span>{choice === 'plain' ? t.levelsPlain : t.levelsParty}</span>
            </label>
          ))}
        </fieldset>
        <fieldset class="ds-fieldset card">
          <legend class="ds-label">{t.administrator}</legend>
          <TextField
            label={t.administratorName}
            description={t.administratorAbout}
            value={administrator.value}
            onValue={(value) => (administrator.value = value)}
            mistake={tried.value && administrator.value.trim() === '' ? t.fieldMissing : undefined}
            autocomplete="name"
          />
          <TextField
            label={t.administratorNumber}
            description={t.administratorNumberAbout}
            value={number.value}
            onValue={(value) => (number.value = value)}
            autocomplete="off"
          />
        </fieldset>
        <Notice tone="neutral" title={t.keyBefore} />
        <ProblemBox problem={problem.value} />
        <Button type="submit" busy={busy.value} busyLabel={t.making}>
          {t.makeKey}
        </Button>
      </form>
    </Page>
  );
}

function BranchFields({
  legend,
  draft,
  tried,
  same,
  onDraft,
}: {
  legend: string;
  draft: Draft;
  tried: boolean;
  same: boolean;
  onDraft: (draft: Draft) => void;
}): JSX.Element {
  const t = setup();
  const slug = draft.slug ?? slugOf(draft.name);
  const slugMistake = v.is(Slug, slug) ? (same ? t.slugSame : undefined) : t.slugWrong;
  return (
    <fieldset class="ds-fieldset card">
      <legend class="ds-label">{legend}</legend>
      <TextField
        label={t.branchName}
        description={t.branchNameAbout}
        value={draft.name}
        onValue={(name) => onDraft({ ...draft, name })}
        mistake={tried && draft.name.trim() === '' ? t.fieldMissing : undefined}
        autocomplete="off"
      />
      <TextField
        label={t.slug}
        description={t.slugAbout(`${location.origin}/lag/${slug}`)}
        value={slug}
        onValue={(value) => onDraft({ ...draft, slug: value })}
        mistake={tried || draft.slug !== null ? slugMistake : undefined}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
      />
    </fieldset>
  );
}
