import type { JSX } from 'preact';
import { CopyButton } from '../../components/copy-button.tsx';
import { programsPage } from '../../i18n/programs-page.ts';

/** Where each is, below the branch's address. */
const places = {
  atom: 'atom.xml',
  collection: 'collection/atom.xml',
  popolo: 'popolo/resolutions.json',
  akn: 'akn/resolutions/1.xml',
} as const;

/** The addresses that any program may read. */
export function Feeds({ branch }: { branch: string }): JSX.Element {
  const t = programsPage();
  return (
    <section class="card" aria-labelledby="feeds">
      <h2 class="ds-heading" data-size="sm" id="feeds">
        {t.feeds}
      </h2>
      <p>{t.feedsAbout}</p>
      <ul class="program-list">
        {(Object.keys(places) as (keyof typeof places)[]).map((kind) => {
          const [label, about] = t.feed[kind];
          const address = `${branch}/${places[kind]}`;
          return (
            <li key={kind}>
              <p>
                <strong>{label}</strong>
                <br />
                {about}
              </p>
              <p class="program-secret">{address}</p>
              <div class="actions">
                <CopyButton text={address} label={t.copy} about={label ?? ''} />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
