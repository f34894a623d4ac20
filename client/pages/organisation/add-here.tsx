import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import * as v from 'valibot';
import { Slug } from '../../../server/api/setup.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { TextField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { organisation } from '../../i18n/organisation.ts';
import type { Problem } from '../../problem.ts';
import { slugOf } from '../../slug.ts';
import { BranchFields, usualLevel } from './branch-fields.tsx';
import type { PlaceProps } from './party.ts';

/** Makes a branch below this one on the same server; its first administrator gets a link, shown once. */
export function AddHere({ live, party, changed }: PlaceProps): JSX.Element {
  const name = useSignal('');
  const level = useSignal(usualLevel(party.children));
  /** Null for as long as the name gives it. */
  const ownSlug = useSignal<string | null>(null);
  const administrator = useSignal('');
  const number = useSignal('');
  const tried = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const made = useSignal<{ name: string; administrator: string; link: string } | null>(null);
  const t = organisation();
  const slug = ownSlug.value ?? slugOf(name.value);

  const add = async (): Promise<void> => {
    tried.value = true;
    const body = {
      name: name.value.trim(),
      level: level.value.trim(),
      slug,
      administrator: administrator.value.trim(),
      number: number.value.trim(),
    };
    if (body.name === '' || body.level === '' || body.administrator === '' || !v.is(Slug, slug)) return;
    busy.value = true;
    const answer = await call('addBranch', { slug: live.slug }, body);
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) {
      const link = `${location.origin}/lag/${answer.value.slug}/inn#${answer.value.invitation}`;
      made.value = { name: body.name, administrator: body.administrator, link };
      name.value = '';
      administrator.value = '';
      number.value = '';
      ownSlug.value = null;
      tried.value = false;
      await changed();
    }
    busy.value = false;
  };

  return (
    <>
      {made.value !== null && (
        <Notice tone="success" title={t.added(made.value.name)} role="status">
          <p>{t.addedAbout(made.value.administrator)}</p>
          <p class="invited-link">{made.value.link}</p>
          <div class="actions">
            <CopyButton key={made.value.link} text={made.value.link} label={t.copyLink} about={made.value.name} />
          </div>
        </Notice>
      )}
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <BranchFields name={name} level={level} tried={tried.value} />
        <TextField
          label={t.slug}
          description={t.slugAbout(`${location.origin}/lag/${slug}`)}
          mistake={(tried.value || ownSlug.value !== null) && !v.is(Slug, slug) ? t.slugMistake : undefined}
          value={slug}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          onValue={(value) => {
            ownSlug.value = value;
          }}
        />
        <TextField
          label={t.administrator}
          description={t.administratorAbout}
          mistake={tried.value && administrator.value.trim() === '' ? t.administratorMissing : undefined}
          value={administrator.value}
          autocomplete="off"
          autocapitalize="words"
          onValue={(value) => {
            administrator.value = value.slice(0, 200);
          }}
        />
        <TextField
          label={t.number}
          description={t.numberAbout}
          value={number.value}
          autocomplete="off"
          onValue={(value) => {
            number.value = value.slice(0, 40);
          }}
        />
        <ProblemBox problem={problem.value} />
        <Button type="submit" busy={busy.value}>
          {t.addDo}
        </Button>
      </form>
    </>
  );
}
