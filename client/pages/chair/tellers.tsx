import type { JSX } from 'preact';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import { Notice } from '../../components/notice.tsx';
import { chair } from '../../i18n/chair.ts';

/** How far the two tellers are, whose counts must agree. `about` says what they count. */
export function Tellers({ ballot: { counts }, about }: { ballot: BallotInfo; about: string }): JSX.Element {
  const t = chair();
  const differ = counts.entered >= 2 && !counts.agree;
  return (
    <Notice
      tone={counts.agree ? 'success' : differ ? 'warning' : 'info'}
      role="status"
      title={counts.agree ? t.countsAgree : differ ? t.countsDiffer : t.countsEntered(counts.entered)}
    >
      <p>{about}</p>
    </Notice>
  );
}
