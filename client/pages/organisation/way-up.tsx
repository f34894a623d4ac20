import type { JSX } from 'preact';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { organisation } from '../../i18n/organisation.ts';

/** The branches from the top of the party down to this one, in a row; on phones under each other. */
export function WayUp({ branch }: { branch: Snapshot['branch'] }): JSX.Element {
  const t = organisation();
  return (
    <section class="stack" aria-label={t.wayUp}>
      <ol class="way-up">
        {branch.above.map(({ id, name, level }) => (
          <li key={id}>
            <a class="ds-link" href={id}>
              {name}
            </a>
            <span class="muted small">{level}</span>
          </li>
        ))}
        <li aria-current="true">
          <strong>{branch.name}</strong>
          <span class="muted small">
            {branch.level} · {t.us}
          </span>
        </li>
      </ol>
      {branch.parent === null && <p class="muted small">{t.top}</p>}
    </section>
  );
}
