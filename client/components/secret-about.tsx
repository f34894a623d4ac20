import type { JSX } from 'preact';
import { smallBox } from '../../server/rules/box.ts';
import { ballotCode } from '../../server/rules/fingerprint.ts';
import { secretAbout } from '../i18n/secret-about.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/**
 * How a secret ballot goes, what nobody sees and what it does not hide. It stands open with a button before somebody's first
 * secret ballot (`first`), and is folded away later. Where `number`, how many may draw a paper, is too few to hide anybody, it
 * says so.
 */
export function SecretAbout({
  first,
  number,
  onSeen,
}: {
  first: boolean;
  number?: number;
  onSeen?: () => void;
}): JSX.Element {
  const t = secretAbout();
  if (!first) {
    return (
      <details class="card fold">
        <summary>{t.title}</summary>
        <About number={number} />
      </details>
    );
  }
  return (
    <section class="card">
      <h3 class="ds-heading" data-size="xs">
        {t.title}
      </h3>
      <About number={number} />
      {onSeen !== undefined && (
        <Button wide onClick={onSeen}>
          {t.seen}
        </Button>
      )}
    </section>
  );
}

/** The words by which people see that phone and big screen show the same secret ballot. `ballot` is its id. */
export function BallotCode({ ballot }: { ballot: string }): JSX.Element {
  const t = secretAbout();
  return (
    <p class="small">
      {t.code} <strong>{ballotCode(ballot).join(' ')}</strong>. {t.codeNext}
    </p>
  );
}

function About({ number }: { number: number | undefined }): JSX.Element {
  const t = secretAbout();
  return (
    <div class="form">
      <ol>
        <li>
          <strong>{t.fill}</strong> {t.fillHow}
        </li>
        <li>
          <strong>{t.drop}</strong> {t.dropHow}
        </li>
      </ol>
      <p>{t.nobodySees}</p>
      <p>
        <strong>{t.noChange}</strong> {t.check}
      </p>
      {number !== undefined && number < smallBox ? (
        <Notice tone="warning">
          <p>{t.few(number)}</p>
        </Notice>
      ) : (
        <p>{t.limits}</p>
      )}
      <details class="fold">
        <summary>{t.more}</summary>
        <dl class="form">
          {t.details.map(({ about, text }) => (
            <div key={about}>
              <dt>
                <strong>{about}</strong>
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}
