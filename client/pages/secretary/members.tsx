import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Member } from '../../../server/api/secretary.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { secretary } from '../../i18n/secretary.ts';
import type { Problem } from '../../problem.ts';
import type { DeskProps } from './desk.ts';
import { ImportMembers } from './import.tsx';
import { InvitationSheet } from './invitation-sheet.tsx';
import { invite } from './invitations.ts';
import { hasKey, search } from './roster.ts';

/** Rows of the list before the reader asks for all. */
const firstRows = 100;

/** The member list: import, invitations, and how far each has come. */
export function MembersSection({ live, snapshot, members, roster }: DeskProps): JSX.Element {
  const t = secretary();
  const { slug } = live;
  const changed = async (): Promise<void> => {
    await Promise.all([live.refresh(), roster.load()]);
  };
  const importing = useSignal(members.length <= 1);
  return (
    <>
      {(members.length > 1 || members.some((member) => !hasKey(member))) && (
        <InviteMany slug={slug} members={members} onInvited={changed} />
      )}
      <InvitationSheet branch={snapshot.branch} members={members} />
      <details
        class="card fold"
        open={importing.value}
        onToggle={(event) => {
          importing.value = event.currentTarget.open;
        }}
      >
        <summary>{t.importTitle}</summary>
        <p class="muted">{t.importAbout}</p>
        <ImportMembers slug={slug} onImported={changed} />
      </details>
      <MemberList slug={slug} members={members} onInvited={changed} />
    </>
  );
}

/** How many have a key, and the next step for those who have none. */
function InviteMany({
  slug,
  members,
  onInvited,
}: {
  slug: string;
  members: readonly Member[];
  onInvited: () => Promise<void>;
}): JSX.Element {
  const busy = useSignal<'fresh' | 'all' | null>(null);
  const problem = useSignal<Problem | null>(null);
  const t = secretary();
  const without = members.filter((member) => !hasKey(member));
  const fresh = without.filter(({ invitation }) => invitation !== 'open');
  const start = async (which: 'fresh' | 'all', whom: readonly Member[]): Promise<void> => {
    busy.value = which;
    problem.value = null;
    const answer = await invite(
      slug,
      whom.map(({ member }) => member),
    );
    if (answer.ok) {
      await onInvited();
      announce(t.invitationsMade(answer.value.length));
      document.getElementById('invitations')?.focus();
    } else problem.value = answer.problem;
    busy.value = null;
  };
  return (
    <section class="card" aria-label={t.keysTitle}>
      <p class="figures">
        <strong>{t.keysOf(members.length - without.length, members.length)}</strong>{' '}
        {without.length > fresh.length && t.invitedOf(without.length - fresh.length)}
      </p>
      {without.length === 0 ? (
        <Notice tone="success" title={t.everybodyHasKey} />
      ) : (
        <>
          <div class="actions">
            {fresh.length > 0 && (
              <Button busy={busy.value === 'fresh'} onClick={() => void start('fresh', fresh)}>
                {t.inviteFresh(fresh.length)}
              </Button>
            )}
            {fresh.length < without.length && (
              <Button variant="secondary" busy={busy.value === 'all'} onClick={() => void start('all', without)}>
                {t.inviteAll(without.length)}
              </Button>
            )}
          </div>
          {fresh.length < without.length && <p class="muted small">{t.inviteAllAbout}</p>}
        </>
      )}
      <ProblemBox problem={problem.value} />
    </section>
  );
}

function MemberList({
  slug,
  members,
  onInvited,
}: {
  slug: string;
  members: readonly Member[];
  onInvited: () => Promise<void>;
}): JSX.Element {
  const words = useSignal('');
  const keyless = useSignal(false);
  const all = useSignal(false);
  const t = secretary();
  const found = search(members, words.value).filter((member) => !keyless.value || !hasKey(member));
  const shown = all.value ? found : found.slice(0, firstRows);
  return (
    <section class="card" aria-labelledby="member-list">
      <h3 class="ds-heading" data-size="xs" id="member-list">
        {t.memberList(members.length)}
      </h3>
      <div class="finder">
        <TextField
          type="search"
          label={t.search}
          value={words.value}
          autocomplete="off"
          spellcheck={false}
          onValue={(value) => {
            words.value = value;
          }}
        />
        <label class="tick">
          <input
            type="checkbox"
            class="ds-input"
            checked={keyless.value}
            onChange={(event) => {
              keyless.value = event.currentTarget.checked;
            }}
          />
          <span>{t.onlyKeyless}</span>
        </label>
      </div>
      <p class="muted small" role="status">
        {t.found(found.length)}
      </p>
      <ul class="people">
        {shown.map((member) => (
          <MemberRow key={member.member} slug={slug} member={member} onInvited={onInvited} />
        ))}
      </ul>
      {found.length > shown.length && (
        <Button
          variant="tertiary"
          onClick={() => {
            all.value = true;
          }}
        >
          {t.showAllRows(found.length)}
        </Button>
      )}
    </section>
  );
}

/** How far a member has come on the way to a key. */
export function KeyState({ member }: { member: Member }): JSX.Element {
  const t = secretary();
  if (hasKey(member)) {
    return (
      <span class="ds-tag" data-color="success">
        {t.keyState.key}
      </span>
    );
  }
  const state = member.invitation === 'open' || member.invitation === 'expired' ? member.invitation : 'none';
  return (
    <span class="ds-tag" data-color={state === 'open' ? 'info' : 'warning'}>
      {t.keyState[state]}
    </span>
  );
}

function MemberRow({
  slug,
  member,
  onInvited,
}: {
  slug: string;
  member: Member;
  onInvited: () => Promise<void>;
}): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretary();
  const start = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const answer = await invite(slug, [member.member]);
    if (answer.ok) {
      await onInvited();
      announce(t.invitationFor(member.name));
      document.getElementById('invitations')?.focus();
    } else problem.value = answer.problem;
    busy.value = false;
  };
  const label = hasKey(member) ? t.inviteNewPhone : member.invitation === 'none' ? t.inviteOne : t.inviteAgain;
  return (
    <li class="person">
      <p class="person-who">
        <strong>{member.name}</strong> <span class="muted">{t.numbered(member.number)}</span>
      </p>
      <KeyState member={member} />
      <Button
        variant="tertiary"
        data-size="sm"
        busy={busy.value}
        aria-label={`${label}: ${member.name}`}
        onClick={() => void start()}
      >
        {label}
      </Button>
      <ProblemBox problem={problem.value} />
    </li>
  );
}
