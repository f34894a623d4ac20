import type { JSX } from 'preact';
import type { Block } from '../../../server/rules/proposal.ts';
import { secretaryProposals } from '../../i18n/secretary-proposals.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { ProposalText } from '../proposal-text.tsx';

/** Somebody else has saved the text meanwhile: theirs, and what can be done. */
export function Conflict({
  title,
  blocks,
  onKeep,
  onTake,
}: {
  title: string;
  blocks: readonly Block[];
  /** Goes on with what is written here. */
  onKeep: () => void;
  /** Goes on with theirs. */
  onTake: () => void;
}): JSX.Element {
  const t = secretaryProposals();
  return (
    <Notice tone="warning" role="alert" title={t.conflict}>
      <p>{t.conflictNext}</p>
      <details class="fold">
        <summary>{t.theirText}</summary>
        <p>
          <strong>{title}</strong>
        </p>
        <ProposalText blocks={blocks} level={4} />
      </details>
      <div class="actions">
        <Button variant="secondary" onClick={onKeep}>
          {t.keepMine}
        </Button>
        <Button variant="secondary" color="neutral" onClick={onTake}>
          {t.takeTheirs}
        </Button>
      </div>
    </Notice>
  );
}
