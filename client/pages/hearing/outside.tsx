import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { Notice } from '../../components/notice.tsx';
import { hearing as words } from '../../i18n/hearing.ts';
import type { HearingProps } from '../hearing.tsx';
import { InputForm } from './input-form.tsx';

/** The form for whoever is not asked but may write, and what happens with what they write. */
export function Outside({ live, info }: HearingProps): JSX.Element | null {
  const name = useSignal('');
  const organisation = useSignal('');
  const agreed = useSignal(false);
  const sent = useSignal<string | null>(null);
  const writing = useSignal(false);
  const t = words();
  const { statement, own, state, issuer, issuerName, hearing } = info;
  if (state !== 'open') return null;
  if (!own) {
    return (
      <p class="muted no-print">
        {t.outsideThere(issuerName)}{' '}
        <a class="ds-link" href={`${issuer}/horing/${hearing}`}>
          {t.outsideLink}
        </a>
      </p>
    );
  }
  const missing = name.value.trim() === '' ? t.nameMissing : agreed.value ? undefined : t.agreeMissing;
  return (
    <section class="card no-print" aria-labelledby="outside">
      <h2 class="ds-heading" data-size="xs" id="outside">
        {t.outsideTitle}
      </h2>
      <p>{t.outsideAbout}</p>
      {sent.value !== null && (
        <Notice tone="success" role="status" title={t.outsideDone}>
          <p>
            {t.outsideDoneNext} <Fingerprint hash={sent.value} />
          </p>
        </Notice>
      )}
      {writing.value ? (
        <InputForm
          name={`outside/${hearing}`}
          statement={statement}
          obstacle={missing}
          send={async (comments) => {
            const answer = await call(
              'outsideInput',
              { slug: live.slug, hearing },
              { name: name.value.trim(), organisation: organisation.value.trim(), comments },
            );
            if (answer.ok) {
              sent.value = answer.value.input;
              writing.value = false;
              agreed.value = false;
            }
            return answer;
          }}
          onCancel={() => {
            writing.value = false;
          }}
        >
          <TextField
            label={t.yourName}
            value={name.value}
            autocomplete="name"
            onValue={(value) => {
              name.value = value;
            }}
          />
          <TextField
            label={t.yourOrganisation}
            description={t.yourOrganisationAbout}
            value={organisation.value}
            autocomplete="organization"
            onValue={(value) => {
              organisation.value = value;
            }}
          />
          <details class="fold privacy">
            <summary>{t.privacy}</summary>
            {t
              .privacyText(issuerName)
              .split('\n')
              .map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
          </details>
          <label class="option">
            <input
              type="checkbox"
              class="ds-input"
              checked={agreed.value}
              onChange={(event) => {
                agreed.value = event.currentTarget.checked;
              }}
            />
            <span class="option-label">{t.agree(issuerName)}</span>
          </label>
        </InputForm>
      ) : (
        <Button
          variant="secondary"
          onClick={() => {
            writing.value = true;
            sent.value = null;
          }}
        >
          {t.outsideWrite}
        </Button>
      )}
    </section>
  );
}
