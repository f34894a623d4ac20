import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { PartyChild } from '../../../server/api/party.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { Words } from '../../components/words.tsx';
import { date } from '../../i18n/numbers.ts';
import { organisation } from '../../i18n/organisation.ts';
import type { Problem, Result } from '../../problem.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { inviteBranch } from './invitations.ts';
import { KeyList } from './key-list.tsx';
import type { PlaceProps } from './party.ts';

/** A branch below, folded: its state; unfolded its key, and what can be done about it. */
export function Child({
  live,
  party,
  changed,
  child,
  stuck,
}: PlaceProps & {
  child: PartyChild;
  /** How many deliveries to it have not arrived. */
  stuck: number;
}): JSX.Element {
  const revoking = useSignal(false);
  const opened = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const { id, name, level, state, key } = child;
  const t = organisation();
  const active = state === 'active';
  const asks = party.requests.some((request) => request.child === id);
  const invite = async (): Promise<void> => {
    busy.value = true;
    const answer = await inviteBranch(live.slug, { name, level, child: id });
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) await changed();
    busy.value = false;
  };
  return (
    <details
      class="fold child"
      onToggle={(event) => {
        if (event.currentTarget.open) opened.value = true;
      }}
    >
      <summary>
        <span class="child-head">
          <span>
            {name} <span class="muted small">{level}</span>
          </span>
          <span class="ds-tag" data-color={active ? (asks ? 'warning' : 'success') : 'neutral'}>
            {asks ? t.childAsks : t.childState[state]}
          </span>
          {stuck > 0 && (
            <span class="ds-tag" data-color="warning">
              {t.childStuck(stuck)}
            </span>
          )}
        </span>
      </summary>
      {opened.value && (
        <div class="form">
          <p class="muted small">
            {t.childSince(date(child.since))}
            {child.endedAt !== null && <> · {t.childEnded(date(child.endedAt))}</>}
            {child.reason !== '' && <> · {t.childReason(child.reason)}</>}
          </p>
          <Words words={key.words} label={t.wordsOf(name)} />
          <KeyList keys={child.keys.slice(1)} summary={t.childKeys(child.keys.length - 1)} />
          <p>
            <a class="ds-link" href={id}>
              {t.childPage}
            </a>
          </p>
          {stuck > 0 && (
            <p>
              {t.childStuck(stuck)}.{' '}
              <a class="ds-link" href={`/lag/${live.slug}/utboks`}>
                {t.childStuckLink}
              </a>
            </p>
          )}
          {party.closedAt === null && (
            <div class="actions">
              <Button
                variant="secondary"
                color="neutral"
                data-size="sm"
                busy={busy.value}
                onClick={() => void invite()}
              >
                {active ? t.inviteAgain : t.takeBack}
              </Button>
              {active && (
                <Button
                  variant="tertiary"
                  color="danger"
                  data-size="sm"
                  onClick={() => {
                    revoking.value = true;
                  }}
                >
                  {t.revoke}
                </Button>
              )}
            </div>
          )}
          <ProblemBox problem={problem.value} />
          <RevokeDialog
            child={revoking.value ? child : null}
            act={async (reason) => {
              const answer = await call('revokeChild', { slug: live.slug }, { child: id, reason });
              if (answer.ok) await changed();
              return answer;
            }}
            onClose={() => {
              revoking.value = false;
            }}
          />
        </div>
      )}
    </details>
  );
}

/** Says what it means that a key is revoked, and asks why. `child` is null while none is. */
function RevokeDialog({
  child,
  act,
  onClose,
}: {
  child: PartyChild | null;
  act: (reason: string) => Promise<Result<unknown>>;
  onClose: () => void;
}): JSX.Element {
  const reason = useSignal('');
  const t = organisation();
  const name = child?.name ?? '';
  return (
    <DecideDialog
      open={child !== null}
      title={t.revokeTitle(name)}
      consequences={t.revokeWhat(name)}
      label={t.revokeDo}
      missing={reason.value.trim() === '' ? t.revokeReasonMissing : undefined}
      act={() => act(reason.value.trim())}
      onClose={onClose}
    >
      <TextField
        label={t.revokeReason}
        description={t.revokeReasonAbout}
        value={reason.value}
        autocomplete="off"
        onValue={(value) => {
          reason.value = value.slice(0, 500);
        }}
      />
    </DecideDialog>
  );
}
