import type { JSX } from 'preact';
import { common } from '../i18n/common.ts';
import type { Problem } from '../problem.ts';

/** The code and the English sentence of a refusal, folded away: for whoever has to look into it. */
export function RefusalDetail({
  refusal,
}: {
  refusal: Pick<Problem, 'code' | 'detail'> | undefined;
}): JSX.Element | null {
  if (refusal === undefined) return null;
  return (
    <details class="technical">
      <summary>{common().detail}</summary>
      <p lang="en">
        <code>{refusal.code}</code> {refusal.detail}
      </p>
    </details>
  );
}
