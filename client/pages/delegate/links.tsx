import type { JSX } from 'preact';
import type { Me } from '../../../server/api/session.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { delegate } from '../../i18n/delegate.ts';

/** The ways to the pages of those who serve the meeting. */
export function Desks({ snapshot, me }: { snapshot: Snapshot; me: Me }): JSX.Element | null {
  const t = delegate();
  const { slug } = snapshot.branch;
  const links: [path: string, label: string][] = [];
  if (me.roles.includes('chair')) links.push(['styr', t.toChair]);
  if (me.roles.includes('secretary') || me.roles.includes('leader')) links.push(['referent', t.toSecretary]);
  const state = snapshot.meeting?.state ?? 'planned';
  if (state !== 'planned' && state !== 'called') {
    const signs = state === 'closed' && me.roles.includes('signer');
    links.push(['protokoll', signs ? t.signMinutes : t.toMinutes]);
  }
  if (receives(snapshot.branch)) links.push(['innboks', t.toInbox]);
  if (links.length === 0) return null;
  return (
    <nav class="desks" aria-label={t.desks}>
      {links.map(([path, label]) => (
        <a key={path} class="ds-button" data-variant="secondary" href={`/lag/${slug}/${path}`}>
          {label}
        </a>
      ))}
    </nav>
  );
}

/** Only a branch without a parent is sent resolutions. */
function receives({ parent }: Snapshot['branch']): boolean {
  return parent === null;
}

/** The way to what the branch has received, for those who are not signed in. */
export function Inbox({ branch }: { branch: Snapshot['branch'] }): JSX.Element | null {
  if (!receives(branch)) return null;
  return (
    <p>
      <a class="ds-link" href={`/lag/${branch.slug}/innboks`}>
        {delegate().toInbox}
      </a>
    </p>
  );
}

/** The meeting's resolutions, signed and waiting. */
export function Resolutions({ snapshot }: { snapshot: Snapshot }): JSX.Element | null {
  const t = delegate();
  const { branch, resolutions } = snapshot;
  if (resolutions.length === 0) return null;
  return (
    <section class="stack" aria-label={t.resolutions}>
      <h2 class="ds-heading" data-size="sm">
        {t.resolutions}
      </h2>
      <ul class="list">
        {resolutions.map(({ number, hash, statement, signed }) => (
          <li key={hash}>
            {signed ? (
              <a class="list-link" href={`/lag/${branch.slug}/vedtak/${number}`}>
                <strong>{statement.title}</strong>
                <span class="muted small">
                  {t.resolution(number)} · {t.resolutionSigned}
                </span>
              </a>
            ) : (
              <div class="list-link">
                <span>{statement.title}</span>
                <span class="muted small">
                  {t.resolution(number)} · {t.resolutionUnsigned}
                </span>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
