import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { ProposalContent } from '../../../server/rules/proposal.ts';
import { parseProposal } from '../../../server/rules/text.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { TextArea, TextField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { ProposalText } from '../../components/proposal-text.tsx';
import { Reading } from '../../components/reading.tsx';
import { common } from '../../i18n/common.ts';
import { secretaryProposals } from '../../i18n/secretary-proposals.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';
import { BlockEditor } from './block-editor.tsx';
import { contentOf, type EditedBlock, edited, type TextMistake } from './blocks.ts';
import type { Draft } from './drafts.ts';
import { FileField } from './file-field.tsx';

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
  const parsed = useMemo(() => parseProposal(draft.text), [draft.text]);
  const blocks = draft.blocks ?? edited(parsed.blocks);
  const title = draft.title ?? parsed.title;
  const made = contentOf(title, blocks);
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
  const cut = (changed: EditedBlock[]): void => onDraft({ ...draft, title, blocks: changed });
  const stale = problem.value?.code === 'statement.wrong' || problem.value?.code === 'proposal.locked';

  return (
    <div class="form editor">
      <div class="editor-text">
        <div class="editor-plain">
          {draft.blocks === null && <PlainText draft={draft} onDraft={onDraft} />}
          {(draft.blocks !== null || draft.text.trim() !== '') && (
            <TextField
              label={t.proposalName}
              description={draft.title === null ? t.proposalNameAbout : undefined}
              value={title}
              autocomplete="off"
              mistake={titleMistake(mistakes)}
              onValue={(value) => onDraft({ ...draft, title: value })}
            />
          )}
        </div>
        {draft.blocks === null && draft.text.trim() !== '' && (
          <ReadAs content={parsed} onCut={() => cut(edited(parsed.blocks))} />
        )}
      </div>
      {draft.blocks !== null && <BlockEditor blocks={draft.blocks} mistakes={mistakes} onBlocks={cut} />}
      <Mistakes mistakes={mistakes} blocks={blocks} />
      <ProblemBox problem={stale ? null : problem.value} />
      {locked ? (
        <Notice tone="warning" role="alert" title={t.lockedMeanwhile}>
          <p>{t.lockedMeanwhileNext}</p>
        </Notice>
      ) : (
        conflict && <Conflict proposal={proposal} onDraft={onDraft} draft={draft} />
      )}
      <div class="actions">
        {!conflict && !locked && (
          <Button
            busy={busy.value}
            reason={proposal === null && draft.blocks === null && draft.text.trim() === '' ? t.textMissing : undefined}
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
      {proposal === null && draft.blocks !== null && draft.text !== '' && (
        <Button
          variant="tertiary"
          color="neutral"
          data-size="sm"
          onClick={() => onDraft({ ...draft, title: null, blocks: null })}
        >
          {t.backToText}
        </Button>
      )}
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

function titleMistake(mistakes: readonly TextMistake[]): string | undefined {
  const found = mistakes.find(({ what }) => what === 'title.missing' || what === 'title.long');
  return found === undefined ? undefined : secretaryProposals().textMistake[found.what];
}

function PlainText({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }): JSX.Element {
  const t = secretaryProposals();
  const write = (text: string): void => onDraft({ ...draft, text });
  return (
    <>
      <FileField
        label={t.textFile}
        description={t.textFileAbout}
        accept=".txt,.md,.markdown,text/plain,text/markdown"
        onText={write}
      />
      <TextArea label={t.plainText} description={t.plainTextAbout} value={draft.text} rows={10} onValue={write} />
    </>
  );
}

/** Everything that must be mended before the proposal can be saved. */
function Mistakes({
  mistakes,
  blocks,
}: {
  mistakes: readonly TextMistake[];
  blocks: readonly EditedBlock[];
}): JSX.Element | null {
  const t = secretaryProposals();
  if (mistakes.length === 0) return null;
  return (
    <Notice tone="danger" role="alert" title={t.cannotSave}>
      {mistakes.map((mistake) => (
        <p key={'key' in mistake ? `${mistake.what}-${mistake.key}` : mistake.what}>
          {t.textMistake[mistake.what]}
          {'key' in mistake && ` ${t.inPart(blocks.findIndex(({ key }) => key === mistake.key) + 1)}`}
        </p>
      ))}
    </Notice>
  );
}

/** What the plain text is read as. */
function ReadAs({ content, onCut }: { content: ProposalContent; onCut: () => void }): JSX.Element {
  const t = secretaryProposals();
  const count = (kind: ProposalContent['blocks'][number]['kind']): number =>
    content.blocks.filter((block) => block.kind === kind).length;
  return (
    <section class="reading-of" aria-labelledby="reading">
      <h4 class="ds-heading" data-size="2xs" id="reading">
        {t.readAs}
      </h4>
      <p class="muted" role="status">
        {t.readAsSum(count('heading'), count('paragraph'), count('point'))}
      </p>
      <Reading label={content.title}>
        <ProposalText blocks={content.blocks} level={4} />
      </Reading>
      <Button variant="secondary" data-size="sm" onClick={onCut}>
        {t.cutText}
      </Button>
    </section>
  );
}

/** Somebody else has saved the proposal meanwhile: their text, and what can be done. */
function Conflict({
  proposal,
  draft,
  onDraft,
}: {
  proposal: ProposalInfo;
  draft: Draft;
  onDraft: (draft: Draft | null) => void;
}): JSX.Element {
  const t = secretaryProposals();
  return (
    <Notice tone="warning" role="alert" title={t.conflict}>
      <p>{t.conflictNext}</p>
      <details class="fold">
        <summary>{t.theirText}</summary>
        <p>
          <strong>{proposal.content.title}</strong>
        </p>
        <ProposalText blocks={proposal.content.blocks} level={4} />
      </details>
      <div class="actions">
        <Button variant="secondary" onClick={() => onDraft({ ...draft, base: proposal.hash })}>
          {t.keepMine}
        </Button>
        <Button variant="secondary" color="neutral" onClick={() => onDraft(null)}>
          {t.takeTheirs}
        </Button>
      </div>
    </Notice>
  );
}
