import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { date } from '../../i18n/numbers.ts';
import { organisation } from '../../i18n/organisation.ts';
import { type MadeInvitation, madeInvitation } from './invitations.ts';

/** The invitation that was just made: to copy, to send with a text that is ready, to show. Nothing when there is none. */
export function Invited({ slug, from }: { slug: string; from: string }): JSX.Element | null {
  const held = madeInvitation(slug);
  if (held.value === null) return null;
  return (
    <Card
      key={held.value.link}
      invitation={held.value}
      from={from}
      onDone={() => {
        held.value = null;
      }}
    />
  );
}

function Card({
  invitation: { name, link, expiresAt },
  from,
  onDone,
}: {
  invitation: MadeInvitation;
  from: string;
  onDone: () => void;
}): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const t = organisation();
  const until = date(expiresAt);
  const text = t.mail(from, link, until);
  const mail = `mailto:?${query({ subject: t.mailSubject(from), body: text })}`;
  const sms = `sms:?${query({ body: t.sms(from, link, until) })}`;
  return (
    <section class="card invited" aria-labelledby="invited">
      <h3 class="ds-heading" data-size="xs" id="invited" ref={heading} tabIndex={-1}>
        {t.invited(name)}
      </h3>
      <p>{t.invitedAbout(until)}</p>
      <p class="invited-link">{link}</p>
      <div class="actions">
        <CopyButton text={link} label={t.copyLink} about={name} />
        <a class="ds-button" data-variant="secondary" data-size="sm" href={mail}>
          {t.byMail}
        </a>
        <a class="ds-button" data-variant="secondary" data-size="sm" href={sms}>
          {t.bySms}
        </a>
      </div>
      <details class="fold">
        <summary>{t.readyText}</summary>
        <p class="invited-text">{text}</p>
        <CopyButton text={text} label={t.copyText} />
      </details>
      <details class="fold">
        <summary>{t.showQr}</summary>
        <QrCode content={link} label={t.qr(name)} />
      </details>
      <div class="actions">
        <Button variant="tertiary" color="neutral" data-size="sm" onClick={onDone}>
          {t.invitedDone}
        </Button>
      </div>
    </section>
  );
}

/** Fields of an address (RFC 6068): a space is %20, since mail programs show a plus sign as it stands. */
function query(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');
}
