import type { JSX } from 'preact';
import type { ResolutionInfo, Snapshot } from '../../../server/api/snapshot.ts';
import { Notice } from '../../components/notice.tsx';
import { chair } from '../../i18n/chair.ts';
import { clock } from '../../i18n/numbers.ts';
import { problems } from '../../i18n/problems.ts';

/** Who has signed a draft, and who is still to: the chair and two signers, three people of the roll. */
export function Signatures({ snapshot, resolution }: { snapshot: Snapshot; resolution: ResolutionInfo }): JSX.Element {
  const t = chair();
  const { attestations } = resolution;
  const officers = snapshot.meeting?.officers ?? { chair: [], secretary: [], signer: [] };
  const done = new Set(attestations.map(({ name }) => name));
  const left = (role: 'chair' | 'signer', places: number): string | null => {
    const open = places - attestations.filter((one) => one.role === role).length;
    if (open <= 0) return null;
    const names = officers[role].filter((name) => !done.has(name));
    if (names.length < open) return role === 'chair' ? t.chairLacking : t.signersLacking(open - names.length);
    return role === 'chair' ? t.chairLeft(names) : t.signersLeft(open, names);
  };
  const waiting = [left('chair', 1), left('signer', 2)].filter((sentence) => sentence !== null);
  return (
    <div class="signatures">
      <p>
        <strong>{t.signaturesOf(attestations.length)}</strong>
      </p>
      <ul class="changes" aria-label={t.signatures}>
        {attestations.map(({ role, name }) => (
          <li key={name} data-change="came">
            <span aria-hidden="true">✓</span> {t.signedBy(name, role)}
          </li>
        ))}
        {waiting.map((sentence) => (
          <li key={sentence}>
            <span aria-hidden="true">…</span> {sentence}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How far a signed resolution has come on its way to the parent. */
export function Delivery({ snapshot, resolution }: { snapshot: Snapshot; resolution: ResolutionInfo }): JSX.Element {
  const t = chair();
  const parent = snapshot.branch.parent?.name ?? '';
  const { delivery } = resolution;
  if (delivery === null) return <Notice tone="success" title={t.signedAndKept} />;
  switch (delivery.state) {
    case 'accepted':
      return (
        <Notice
          tone="success"
          role="status"
          title={delivery.receivedAt === null ? t.received(parent) : t.receivedAt(parent, clock(delivery.receivedAt))}
        />
      );
    case 'waiting':
      return (
        <Notice tone="info" role="status" title={t.onItsWay(parent)}>
          {delivery.attempts > 0 && <p>{t.attempts(delivery.attempts)}</p>}
        </Notice>
      );
    case 'refused':
      return (
        <Notice tone="danger" role="status" title={t.refused(parent)}>
          <p>{delivery.reason === null ? t.refusedWhy : reasonInWords(delivery.reason)}</p>
        </Notice>
      );
  }
}

/** A refusal in words where its code is one of ours. */
function reasonInWords(code: string): string {
  const words = Object.entries(problems()).find(([known]) => known === code)?.[1];
  return words === undefined ? code : words.join(' ');
}
