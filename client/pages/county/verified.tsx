import type { JSX } from 'preact';
import type { CollectionItem } from '../../../server/api/collection.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { type Level, Levels } from '../../components/custody/levels.tsx';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { county } from '../../i18n/county.ts';
import { moment } from '../../i18n/numbers.ts';
import { verify } from '../../i18n/verify.ts';

/** What was verified of a received resolution when it came, and all that it takes to verify it oneself. */
export function Verified({ branch, item }: { branch: Snapshot['branch']; item: CollectionItem }): JSX.Element {
  const t = county();
  const { resolution, payload, number, index, receivedAt, receipts, checks, via } = item;
  const files = `/lag/${branch.slug}`;
  return (
    <div class="verified-what">
      <p>{t.verifiedLead}</p>
      <ul class="checks">
        {checks.map(({ name, ok, detail }) => (
          <li key={name} data-ok={ok}>
            <span class="check-mark" aria-hidden="true">
              {ok ? '✓' : '✗'}
            </span>
            <span>
              {claimOf(name)}
              <span class="ds-sr-only">: {ok ? t.verifiedHolds : t.verifiedFails}</span>
              {!ok && <code lang="en"> {detail}</code>}
            </span>
          </li>
        ))}
        <li data-ok="true">
          <span class="check-mark" aria-hidden="true">
            ✓
          </span>
          <span>{via === null ? t.verifiedSequence(payload.number) : t.verifiedForwarded}</span>
        </li>
      </ul>
      <p class="verified-head">{t.chain}</p>
      <p class="muted small">{t.chainAbout}</p>
      <Levels levels={chainOf(branch, item)} label={t.chain} />
      <p class="verified-head">{t.receipts}</p>
      <ul>
        {receipts
          .filter((one) => one.branch !== branch.id)
          .map((one) => (
            <li key={one.branch}>{t.receiptOf(one.name, moment(one.receivedAt))}</li>
          ))}
        <li>{t.receiptOwn(index, moment(receivedAt))}</li>
      </ul>
      <p>
        {t.fingerprint}: <Fingerprint hash={resolution} />
      </p>
      <p class="verified-head">{t.verifiedSelf}</p>
      <p>{t.verifiedSelfAbout}</p>
      <ul class="verified-files">
        <li>
          <a class="ds-link" href={`${files}/collection/${resolution}.jws`} download>
            {t.verifiedFile}
          </a>
        </li>
        <li>
          <a class="ds-link" href={`${files}/jwks.json`} download={`${branch.slug}.jwks.json`}>
            {t.verifiedKey}
          </a>
        </li>
        <li>
          <a class="ds-link" href="/verify">
            {t.verifiedPage}
          </a>
        </li>
        <li>
          <a class="ds-link" href={`${payload.branch}/vedtak/${number}`}>
            {t.atBranch}
          </a>
        </li>
      </ul>
    </div>
  );
}

/** What a check says in plain words; its name where there are none. */
function claimOf(name: string): string {
  const steps: Partial<Record<string, readonly [claim: string, meaning: string]>> = verify().resolutionSteps;
  return steps[name]?.[0] ?? name;
}

/** The chain of trust, from the branch that wrote the resolution up, each with what it did. */
function chainOf(branch: Snapshot['branch'], { chain, path, name, branch: writer }: CollectionItem): Level[] {
  const t = county();
  const names = new Map([...path, ...branch.above, branch, { id: writer, name }].map((one) => [one.id, one.name]));
  const nameOf = (id: string): string => names.get(id) ?? id.replace(/^https?:\/\//u, '');
  return chain.map((id, i) => {
    const below = chain[i - 1];
    const notes = [
      below === undefined ? t.chainWrote : t.chainVouches(nameOf(below)),
      ...(id === branch.id ? [t.chainReceiver] : []),
    ];
    return { id, name: nameOf(id), note: notes.join('. '), state: 'done' };
  });
}
