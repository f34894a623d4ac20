import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { ProposalContent } from '../../../server/rules/proposal.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Conflict } from '../../components/editor/conflict.tsx';
import type { Draft } from '../../components/editor/drafts.ts';
import { BackToText, isBlank, TextEditor, useWritten } from '../../components/editor/text-editor.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import { secretaryProposals } from '../../i18n/secretary-proposals.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';

/** Writes a proposal: from plain text that is read into parts as it is pasted, or part by part. */
export function ProposalEditor({
  live,
  meeting,
  proposal,
  draft,
  onDraft,
  onSaved,
}: {
  live: Live;
  meeting: string;
  /** The saved proposal that is changed; null for a new one. */
  proposal: ProposalInfo | null;
  draft: Draft;
  onDraft: (draft: Draft | null) => void;
  onSaved: (title: string) => void;
}): JSX.Element {
  const tried = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryProposals();
  const made = useWritten(draft);
  const mistakes = tried.value ? made.mistakes : [];
  const conflict = proposal !== null && proposal.hash !== draft.base;
  const locked = proposal?.locked === true;

  const save = async (anew: boolean): Promise<void> => {
    tried.value = true;
    if (made.content === null) return;
    busy.value = true;
    problem.value = null;
    const answer = await send(live.slug, meeting, anew ? null : proposal, draft.base, made.content);
    if (answer.ok) {
      await live.refresh();
      onDraft(null);
      onSaved(made.content.title);
    } else {
      problem.value = answer.problem;
      // Somebody else's text, or that it was put to the vote, is in the next snapshot: the page then says so.
      if (answer.problem.status === 409) await live.refresh();
    }
    busy.value = false;
  };
  const stale = problem.value?.code === 'statement.wrong' || problem.value?.code === 'proposal.locked';

  return (
    <div class="form editor">
      <TextEditor written={draft} mistakes={mistakes} onWrite={(change) => onDraft({ ...draft, ...change })} />
      <ProblemBox problem={stale ? null : problem.value} />
      {locked ? (
        <Notice tone="warning" role="alert" title={t.lockedMeanwhile}>
          <p>{t.lockedMeanwhileNext}</p>
        </Notice>
      ) : (
        conflict && (
          <Conflict
            title={proposal.content.title}
            blocks={proposal.content.blocks}
            onKeep={() => onDraft({ ...draft, base: proposal.hash })}
            onTake={() => onDraft(null)}
          />
        )
      )}
      <div class="actions">
        {!conflict && !locked && (
          <Button
            busy={busy.value}
            reason={proposal === null && isBlank(draft) ? t.textMissing : undefined}
            onClick={() => void save(false)}
          >
            {t.saveProposal}
          </Button>
        )}
        {locked && (
          <Button busy={busy.value} onClick={() => void save(true)}>
            {t.saveAnew}
          </Button>
        )}
        <Button variant="tertiary" color="neutral" onClick={() => onDraft(null)}>
          {proposal === null ? t.dropDraft : common().cancel}
        </Button>
      </div>
      {proposal === null && <BackToText written={draft} onWrite={(change) => onDraft({ ...draft, ...change })} />}
    </div>
  );
}

function send(
  slug: string,
  meeting: string,
  proposal: ProposalInfo | null,
  base: string | null,
  content: ProposalContent,
) {
  if (proposal === null || base === null) return call('addProposal', { slug, meeting }, content);
  return call('editProposal', { slug, proposal: proposal.id }, { base, content });
}
