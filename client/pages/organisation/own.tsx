import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { Words } from '../../components/words.tsx';
import { date } from '../../i18n/numbers.ts';
import { organisation } from '../../i18n/organisation.ts';
import type { Problem } from '../../problem.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { KeyList } from './key-list.tsx';
import { type PlaceProps, waitingFor } from './party.ts';

/** The branch's own key in words, those before it, and a new one. */
export function KeySection({ live, party, changed }: PlaceProps): JSX.Element {
  const renewing = useSignal(false);
  const t = organisation();
  const parent = party.parent?.name ?? null;
  const below = party.children.filter(({ state }) => state === 'active').length;
  const renew = async () => {
    const answer = await call('rekeyBranch', { slug: live.slug }, { kid: party.key.kid });
    if (answer.ok) {
      announce(answer.value.waiting ? t.renewedWaiting(parent ?? '') : t.renewed);
      await changed();
    }
    return answer;
  };
  return (
    <section class="card" aria-labelledby="key">
      <h2 class="ds-heading" data-size="sm" id="key">
        {t.key}
      </h2>
      <p>{t.keyAbout}</p>
      <Words words={party.key.words} label={t.words} />
      <p class="muted small">{t.keySince(date(party.key.from))}</p>
      <KeyList keys={party.pastKeys} summary={t.pastKeys(party.pastKeys.length)} />
      {party.closedAt === null && (
        <div class="actions">
          <Button
            variant="secondary"
            color="neutral"
            data-size="sm"
            reason={waitingFor(party)}
            onClick={() => {
              renewing.value = true;
            }}
          >
            {t.renew}
          </Button>
        </div>
      )}
      <DecideDialog
        open={renewing.value}
        title={t.renewTitle}
        lead={t.renewWhy}
        consequences={t.renewWhat(parent, below)}
        label={t.renewDo}
        color="accent"
        act={renew}
        onClose={() => {
          renewing.value = false;
        }}
      />
    </section>
  );
}

/** What the branch is called, and its level. */
export function NameSection({ live, party, changed }: PlaceProps): JSX.Element {
  /** Null for as long as nobody has written. */
  const name = useSignal<string | null>(null);
  const level = useSignal<string | null>(null);
  const tried = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const done = useSignal(false);
  const t = organisation();
  const wanted = { name: (name.value ?? party.name).trim(), level: (level.value ?? party.level).trim() };
  const same = wanted.name === party.name && wanted.level === party.level;
  const rename = async (): Promise<void> => {
    tried.value = true;
    done.value = false;
    if (wanted.name === '' || wanted.level === '') return;
    busy.value = true;
    const answer = await call('renameBranch', { slug: live.slug }, wanted);
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) {
      await changed();
      done.value = !answer.value.waiting;
      name.value = null;
      level.value = null;
      tried.value = false;
    }
    busy.value = false;
  };
  return (
    <section class="card" aria-labelledby="name">
      <h2 class="ds-heading" data-size="sm" id="name">
        {t.rename}
      </h2>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <p>{t.renameAbout(party.parent?.name ?? null)}</p>
        <TextField
          label={t.ownName}
          mistake={tried.value && wanted.name === '' ? t.nameMissing : undefined}
          value={name.value ?? party.name}
          autocomplete="off"
          onValue={(value) => {
            name.value = value.slice(0, 200);
          }}
        />
        <TextField
          label={t.level}
          mistake={tried.value && wanted.level === '' ? t.levelMissing : undefined}
          value={level.value ?? party.level}
          autocomplete="off"
          autocapitalize="none"
          onValue={(value) => {
            level.value = value.slice(0, 60);
          }}
        />
        <ProblemBox problem={problem.value} />
        {done.value && <Notice tone="success" title={t.renamed} role="status" />}
        <div class="actions">
          <Button
            type="submit"
            variant="secondary"
            busy={busy.value}
            reason={waitingFor(party) ?? (same ? t.renameSame : undefined)}
          >
            {t.renameDo}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** The end of the branch; its name is typed, so that nobody does it by mistake. */
export function CloseSection({ live, party, changed }: PlaceProps): JSX.Element {
  const closing = useSignal(false);
  const typed = useSignal('');
  const t = organisation();
  const parent = party.parent?.name ?? null;
  const below = party.children.filter(({ state }) => state === 'active').map(({ name }) => name);
  return (
    <section class="card" aria-labelledby="close">
      <h2 class="ds-heading" data-size="sm" id="close">
        {t.close}
      </h2>
      <p>{t.closeAbout}</p>
      <div class="actions">
        <Button
          variant="secondary"
          color="danger"
          data-size="sm"
          reason={below.length === 0 ? undefined : t.closeChildren(below)}
          onClick={() => {
            typed.value = '';
            closing.value = true;
          }}
        >
          {t.closeOpen}
        </Button>
      </div>
      <DecideDialog
        open={closing.value}
        title={t.closeTitle(party.name)}
        consequences={t.closeWhat(parent)}
        label={t.closeDo}
        missing={typed.value.trim() === party.name ? undefined : t.closeMismatch}
        act={async () => {
          const answer = await call('closeBranch', { slug: live.slug }, { name: typed.value.trim() });
          if (answer.ok) await changed();
          return answer;
        }}
        onClose={() => {
          closing.value = false;
        }}
      >
        <TextField
          label={t.closeName(party.name)}
          value={typed.value}
          autocomplete="off"
          spellcheck={false}
          onValue={(value) => {
            typed.value = value;
          }}
        />
      </DecideDialog>
    </section>
  );
}
