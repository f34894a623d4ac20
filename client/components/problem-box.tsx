import type { JSX } from 'preact';
import { common } from '../i18n/common.ts';
import { problems } from '../i18n/problems.ts';
import type { Problem } from '../problem.ts';
import { Notice } from './notice.tsx';
import { RefusalDetail } from './refusal-detail.tsx';

/** What went wrong in a sentence, what to do next, and the technical detail folded away. Nothing when all is well. */
export function ProblemBox({ problem }: { problem: Problem | null | undefined }): JSX.Element | null {
  if (problem === null || problem === undefined) return null;
  const [what, next] = problems()[problem.code];
  const t = common();
  return (
    <Notice tone="danger" title={what} role="alert">
      <p>
        <strong>{t.next}</strong> {next}
      </p>
      {problem.detail !== '' && <RefusalDetail refusal={problem} />}
    </Notice>
  );
}
