import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import type { Received } from '../../../server/api/county.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { wholeQuestion } from '../../../server/rules/ballot.ts';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { AdoptedText, RejectedPoints } from '../../components/resolution-text.tsx';
import { VoteList } from '../../components/vote-list.tsx';
import { county } from '../../i18n/county.ts';
import { clock, date, moment } from '../../i18n/numbers.ts';
import { resolution } from '../../i18n/resolution.ts';

/** The branch that has received, and a resolution that it has. */
export interface Row {
  branch: Snapshot['branch'];
  one: Received;
  fresh: boolean;
}

/** A disclosure whose contents are drawn when it is first opened: hundreds of them stand on the page. */
function Disclosure({
  summary,
  class: name,
  children,
}: {
  summary: ComponentChildren;
  class: string;
  children: () => ComponentChildren;
}): JSX.Element {
  const opened = useSignal(false);
  return (
    <details
      class={name}
      onToggle={(event) => {
        if (event.currentTarget.open) opened.value = true;
      }}
    >
      <summary>{summary}</summary>
      {opened.value && children()}
    </details>
  );
}

/** How the vote went, in a few words. */
export function outcomeWords({ points, ballots }: Received['payload']): string {
  const t = county();
  const whole = ballots.at(-1)?.tally[wholeQuestion];
  if (whole !== undefined) return `${t.wholeAdopted}: ${resolution().tally(whole.for, whole.against, whole.blank)}`;
  return t.pointsAdopted(points.filter(({ outcome }) => outcome === 'adopted').length, points.length);
}

/** Day and time on two lines. */
export function When({ time }: { time: string }): JSX.Element {
  return (
    <time dateTime={time}>
      {date(time)} <span class="muted">{clock(time)}</span>
    </time>
  );
}

/** The two things to open: what it says with its votes, and what was verified. `level` is that of the text's headings. */
export function More({ branch, one, level }: Row & { level: 2 | 3 }): JSX.Element {
  const t = county();
  const { payload } = one;
  return (
    <div class="received-more">
      <Disclosure
        class="received-reading"
        summary={
          <>
            {t.read}
            <span class="ds-sr-only">: {payload.title}</span>
          </>
        }
      >
        {() => (
          <div class="received-text">
            <div>
              <AdoptedText payload={payload} level={level} />
              <RejectedPoints payload={payload} level={level} />
            </div>
            <div>
              <VoteList payload={payload} />
            </div>
          </div>
        )}
      </Disclosure>
      <Disclosure
        class="verified"
        summary={
          <>
            <span aria-hidden="true">✓ </span>
            {t.verified}
            <span class="ds-sr-only">: {payload.title}</span>
          </>
        }
      >
        {() => <Verified branch={branch} one={one} />}
      </Disclosure>
    </div>
  );
}

function Verified({ branch, one }: Pick<Row, 'branch' | 'one'>): JSX.Element {
  const t = county();
  const { index, receivedAt, resolution: hash, payload } = one;
  return (
    <div class="verified-what">
      <p>{t.verifiedLead}</p>
      <ul>
        <li>{t.verifiedTrust(branch.name)}</li>
        <li>{t.verifiedSignature}</li>
        <li>{t.verifiedPeople}</li>
        <li>{t.verifiedSums}</li>
        <li>{t.verifiedSequence(payload.number)}</li>
        <li>{t.verifiedJournal(index, moment(receivedAt))}</li>
      </ul>
      <p>
        {t.fingerprint}: <Fingerprint hash={hash} />
      </p>
      {branch.parent === null && (
        <p>
          {t.verifiedSelf}{' '}
          <a class="ds-link" href={`/lag/${branch.slug}/jwks.json`} download={`${branch.slug}.jwks.json`}>
            {t.verifiedKey}
          </a>{' '}
          {t.verifiedThen}{' '}
          <a class="ds-link" href="/verify">
            {t.verifiedPage}
          </a>
          .
        </p>
      )}
      <p>
        <a class="ds-link" href={`${payload.branch}/vedtak/${payload.number}`}>
          {t.atBranch}
        </a>
      </p>
    </div>
  );
}

/** The file as it was received. */
export function Download({ branch, one }: Pick<Row, 'branch' | 'one'>): JSX.Element {
  const t = county();
  return (
    <a
      class="ds-link"
      href={`/lag/${branch.slug}/collection/${one.resolution}.jws`}
      aria-label={t.downloadOf(one.name, one.payload.number)}
      download
    >
      {t.download}
    </a>
  );
}

/** Marks what came while the page was open. */
export function Fresh({ fresh }: { fresh: boolean }): JSX.Element | null {
  if (!fresh) return null;
  return (
    <span class="ds-tag" data-color="success">
      {county().fresh}
    </span>
  );
}
