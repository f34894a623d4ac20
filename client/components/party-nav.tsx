import type { JSX } from 'preact';
import type { Snapshot } from '../../server/api/snapshot.ts';
import { party } from '../i18n/party.ts';
import '../styles/pages/party.css';

/** The pages of the party under a branch's address, in the order of the navigation. */
const pages = ['organisasjon', 'innboks', 'utboks', 'horinger', 'utvalg', 'programmer'] as const;
type PartyPage = (typeof pages)[number];

/**
 * The way between the pages of the party, for leaders; it stands first on each of them. `here` is the page that it stands
 * on, or that the one shown belongs to. Draws nothing for others.
 */
export function PartyNav({
  snapshot: { branch, me },
  here,
}: {
  snapshot: Pick<Snapshot, 'branch' | 'me'>;
  here: PartyPage;
}): JSX.Element | null {
  if (me === null || !me.roles.includes('leader')) return null;
  const t = party();
  return (
    <nav class="party-nav no-print" aria-label={t.pages}>
      <ul>
        {pages.map((page) => (
          <li key={page}>
            <a href={`/lag/${branch.slug}/${page}`} aria-current={page === here ? 'page' : undefined}>
              {t.page[page]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
