import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { PartyChild, PartyInvitation } from '../../../server/api/party.ts';
import { call } from '../../api.ts';
import { Command } from '../../components/command.tsx';
import { TextField } from '../../components/field.tsx';
import { date } from '../../i18n/numbers.ts';
import { organisation } from '../../i18n/organisation.ts';
import { AddBranch } from './add.tsx';
import { Child } from './child.tsx';
import { Invited } from './invited.tsx';
import type { PlaceProps } from './party.ts';
import { useStuck } from './stuck.ts';

/** From so many branches on they can be searched, and only the first are drawn. */
const searchable = 8;
const drawn = 50;

/** The branches below: those that are there, those that were, those that are invited, and how one comes in. */
export function ChildrenSection(place: PlaceProps): JSX.Element {
  const search = useSignal('');
  const { live, snapshot, party } = place;
  const t = organisation();
  const active = party.children.filter(({ state }) => state === 'active');
  const former = party.children.filter(({ state }) => state !== 'active');
  const found = matching(active, search.value);
  const stuck = useStuck(live.slug, snapshot.index);
  return (
    <section class="stack" aria-labelledby="children">
      <h2 class="ds-heading" data-size="sm" id="children">
        {t.children}
      </h2>
      {active.length === 0 && <p>{t.childrenNone}</p>}
      {active.length >= searchable && (
        <TextField
          label={t.searchChildren}
          type="search"
          value={search.value}
          onValue={(value) => {
            search.value = value;
          }}
        />
      )}
      {active.length > 0 && (
        <p class="muted" role={active.length >= searchable ? 'status' : undefined}>
          {found.length === 0 ? t.searchNone : t.childrenCount(found.length)}
        </p>
      )}
      <ChildList {...place} shown={found.slice(0, drawn)} stuck={stuck} />
      <Invited slug={live.slug} from={snapshot.branch.name} />
      {party.invitations.length > 0 && (
        <section class="card" aria-labelledby="invitations">
          <h3 class="ds-heading" data-size="xs" id="invitations">
            {t.openInvitations}
          </h3>
          <ul class="rows">
            {party.invitations.map((invitation) => (
              <OpenInvitation key={invitation.invitation} {...place} invitation={invitation} />
            ))}
          </ul>
        </section>
      )}
      {party.closedAt === null && <AddBranch {...place} />}
      {former.length > 0 && (
        <details class="fold">
          <summary>{t.formerChildren(former.length)}</summary>
          <ChildList {...place} shown={former} stuck={stuck} />
        </details>
      )}
    </section>
  );
}

/** Branches whose name or level holds every word of the search. */
function matching(children: readonly PartyChild[], words: string): PartyChild[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  return children.filter(({ name, level }) => {
    const text = `${name} ${level}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

function ChildList({
  shown,
  stuck,
  ...place
}: PlaceProps & { shown: readonly PartyChild[]; stuck: ReadonlyMap<string, number> }): JSX.Element | null {
  if (shown.length === 0) return null;
  return (
    <ul class="list">
      {shown.map((child) => (
        <li key={child.id}>
          <Child {...place} child={child} stuck={stuck.get(child.id) ?? 0} />
        </li>
      ))}
    </ul>
  );
}

function OpenInvitation({ live, changed, invitation }: PlaceProps & { invitation: PartyInvitation }): JSX.Element {
  const t = organisation();
  const { name, level, expiresAt } = invitation;
  return (
    <li>
      <span>
        <strong>{name}</strong> <span class="muted small">{t.invitationUntil(level, date(expiresAt))}</span>
      </span>
      <Command
        live={live}
        label={t.withdraw}
        name={t.withdrawOf(name)}
        act={async () => {
          const answer = await call('withdrawInvitation', { slug: live.slug, invitation: invitation.invitation });
          await changed();
          return answer;
        }}
      />
    </li>
  );
}
