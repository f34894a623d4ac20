import type { JSX } from 'preact';
import type { ResponseOf } from '../../../server/api/endpoints.ts';
import { outbox } from '../../i18n/outbox.ts';

/** How what waits is carried to its receiver as a file, where there is no network between the two. */
export function Carry({
  slug,
  receivers,
}: {
  slug: string;
  receivers: ResponseOf<'deliveries'>['carried'];
}): JSX.Element {
  const t = outbox();
  return (
    <section class="card" aria-labelledby="carry">
      <h2 class="ds-heading" data-size="sm" id="carry">
        {t.carry}
      </h2>
      <p>{t.carryAbout}</p>
      {receivers.length === 0 ? (
        <p class="muted">{t.carryNothing}</p>
      ) : (
        <>
          <ol class="carry-steps">
            {t.carrySteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <ul class="carry-files">
            {receivers.map(({ id, name, deliveries }) => (
              <li key={id}>
                <span>{t.carryFor(name, deliveries)}</span>
                <a
                  class="ds-button"
                  data-variant="secondary"
                  data-size="sm"
                  href={`/lag/${slug}/api/courier?${new URLSearchParams({ receiver: id })}`}
                  download
                >
                  {t.carryDownload(name)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
