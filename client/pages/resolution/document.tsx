import type { ComponentChildren, JSX } from 'preact';
import type { Published } from '../../../server/api/county.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import type { ResolutionPayload } from '../../../server/rules/statements.ts';
import { Button } from '../../components/button.tsx';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { Page } from '../../components/page.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { AdoptedText, RejectedPoints } from '../../components/resolution-text.tsx';
import { VoteList } from '../../components/vote-list.tsx';
import { moment } from '../../i18n/numbers.ts';
import { resolution } from '../../i18n/resolution.ts';
import { Check } from './check.tsx';
import '../../styles/pages/resolution.css';

/** The document itself, on the screen and on paper. */
export function ResolutionDocument({
  slug,
  branch,
  published,
  children,
}: {
  slug: string;
  branch: Snapshot['branch'];
  published: Published;
  /** What stands between the document and its check. */
  children: ComponentChildren;
}): JSX.Element {
  const t = resolution();
  const { payload, definitions } = published;
  const files = `/lag/${encodeURIComponent(slug)}/resolutions/${payload.number}`;
  return (
    <Page title={payload.title} lede={t.decided(moment(payload.decidedAt))}>
      <p class="letterhead">
        <span>{branch.name}</span> <span>{t.numbered(payload.number)}</span>
      </p>
      <article class="resolution">
        <AdoptedText payload={payload} level={2} />
        <RejectedPoints payload={payload} level={2} />
        <section class="resolution-part">
          <h2 class="ds-heading" data-size="xs">
            {t.votes}
          </h2>
          <VoteList payload={payload} definitions={definitions} />
        </section>
        <Meeting payload={payload} />
        <Signatures payload={payload} />
        <Control published={published} parent={branch.parent} />
      </article>
      <div class="actions no-print">
        <Button onClick={() => print()}>{t.print}</Button>
        <a class="ds-button" data-variant="secondary" href={`${files}.jws`} download>
          {t.downloadFile}
        </a>
        {published.received !== null && (
          <a class="ds-button" data-variant="secondary" href={`${files}/receipt.jws`} download>
            {t.downloadReceipt}
          </a>
        )}
      </div>
      <p class="muted small no-print">{t.downloadFileAbout}</p>
      {children}
      <Check published={published} files={files} />
    </Page>
  );
}

function Meeting({ payload: { present, quorum } }: { payload: ResolutionPayload }): JSX.Element {
  const t = resolution();
  return (
    <section class="resolution-part">
      <h2 class="ds-heading" data-size="xs">
        {t.meeting}
      </h2>
      <dl class="facts">
        <dt>{t.present}</dt>
        <dd>{t.presentPeople(present)}</dd>
        <dt>{t.quorum}</dt>
        <dd>
          {quorum.num === 0 ? t.quorumNone : t.quorumMet(quorum.num, quorum.den, quorum.members, quorum.required)}
        </dd>
      </dl>
    </section>
  );
}

function Signatures({ payload: { attestations } }: { payload: ResolutionPayload }): JSX.Element {
  const t = resolution();
  return (
    <section class="resolution-part">
      <h2 class="ds-heading" data-size="xs">
        {t.signed}
      </h2>
      <p>{t.signedAbout}</p>
      <ul class="attestations">
        {attestations.map(({ role, credential }) => (
          <li key={credential}>
            <span class="signature-line">{t.withPasskey}</span>
            <span>{t[role]}</span>
          </li>
        ))}
      </ul>
      <p class="muted small">{t.signedNames}</p>
    </section>
  );
}

/** What proves the document: its fingerprint, what it stands on, where it went, and where to verify it. */
function Control({
  published: { payload, resolution: hash, received },
  parent,
}: {
  published: Published;
  parent: Snapshot['branch']['parent'];
}): JSX.Element {
  const t = resolution();
  const { journal, previous, number, branch } = payload;
  return (
    <section class="resolution-part control">
      <div class="control-words">
        <h2 class="ds-heading" data-size="xs">
          {t.control}
        </h2>
        <dl class="facts facts-long">
          <dt>{t.fingerprint}</dt>
          <dd>
            <Fingerprint hash={hash} />
            <span class="muted small">{t.fingerprintAbout}</span>
          </dd>
          <dt>{t.previous}</dt>
          <dd>
            {previous === null ? (
              t.previousNone
            ) : (
              <>
                {t.previousIs(number - 1)} <Fingerprint hash={previous} />
              </>
            )}
          </dd>
          <dt>{t.journal}</dt>
          <dd>
            {t.journalIs(journal.size)} <Fingerprint hash={journal.root} />
          </dd>
          {parent !== null && (
            <>
              <dt>{t.received}</dt>
              <dd>
                {received === null ? t.receivedNot(parent.name) : t.receivedAt(parent.name, moment(received))}{' '}
                {received !== null && (
                  <a class="ds-link no-print" href={`${parent.id}/innboks`}>
                    {t.seeAt(parent.name)}
                  </a>
                )}
              </dd>
            </>
          )}
        </dl>
        <p>{t.verifyAt(`${new URL(branch).host}/verify`)}</p>
      </div>
      <div class="control-code">
        <QrCode content={`${branch}/vedtak/${number}`} label={t.qr} />
        <p class="small">
          <Address url={`${branch}/vedtak/${number}`} />
        </p>
      </div>
    </section>
  );
}

/** An address without its protocol, that breaks after its slashes. */
function Address({ url }: { url: string }): JSX.Element {
  const parts = url.replace(/^https?:\/\//u, '').split('/');
  return (
    <>
      {parts.map((part, i) => (
        <span key={i}>
          {i > 0 && '/'}
          {i > 0 && <wbr />}
          {part}
        </span>
      ))}
    </>
  );
}
