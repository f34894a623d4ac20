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

/** The ways to the branch's place in the party, for everybody: what it has received where there are branches below it. */
export function PartyLinks({ branch }: { branch: Snapshot['branch'] }): JSX.Element {
  const t = delegate();
  const links: [path: string, label: string][] = [
    ['organisasjon', t.toOrganisation],
    ['horinger', t.toHearings],
  ];
  if (branch.below) links.push(['innboks', t.toInbox]);
  return (
    <nav class="desks" aria-label={t.party}>
      {links.map(([path, label]) => (
        <a key={path} class="ds-button" data-variant="tertiary" data-size="sm" href={`/lag/${branch.slug}/${path}`}>
          {label}
        </a>
      ))}
    </nav>
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
