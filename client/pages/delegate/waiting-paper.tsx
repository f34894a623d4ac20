import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Notice } from '../../components/notice.tsx';
import { secret as words } from '../../i18n/delegate-secret.ts';
import { openSlips, slips } from '../../secret/slips.ts';

/** That a stamped paper waits on a phone where nobody is signed in: only with somebody's session does the page hear when to drop it. */
export default function WaitingPaper({ slug }: { slug: string }): JSX.Element | null {
  const t = words();
  useEffect(() => void openSlips(), []);
  const waits = [...(slips.value?.values() ?? [])].some(
    (slip) => slip.slug === slug && slip.signature !== null && slip.dropPromise === null && slip.foundAt === null,
  );
  if (!waits) return null;
  return (
    <Notice tone="warning" title={t.waits}>
      <p>{t.waitsNext}</p>
    </Notice>
  );
}
