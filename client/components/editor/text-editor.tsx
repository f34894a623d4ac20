import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ProposalContent } from '../../../server/rules/proposal.ts';
import { parseProposal } from '../../../server/rules/text.ts';
import { secretaryProposals } from '../../i18n/secretary-proposals.ts';
import { Button } from '../button.tsx';
import { TextArea, TextField } from '../field.tsx';
import { FileField, proposalFiles } from '../file-field.tsx';
import { Notice } from '../notice.tsx';
import { ProposalText } from '../proposal-text.tsx';
import { Reading } from '../reading.tsx';
import { BlockEditor } from './block-editor.tsx';
import { contentOf, type EditedBlock, edited, type TextMistake } from './blocks.ts';

/** A text that is being written. */
export interface WrittenText {
  /** Plain text as it was pasted; what it is read as is worked out from it. */
  text: string;
  /** The title where somebody has written one; null where it is the text's own. */
  title: string | null;
  /** The parts once they are edited one by one; null while the plain text counts. */
  blocks: EditedBlock[] | null;
}

export const noText: WrittenText = { text: '', title: null, blocks: null };

/** Whether nothing has been written yet. */
export function isBlank({ text, blocks }: WrittenText): boolean {
  return blocks === null && text.trim() === '';
}

/** What a written text comes to: its content, or all that is wrong with it. */
export function useWritten({ text, title, blocks }: WrittenText): ReturnType<typeof contentOf> & {
  parsed: ProposalContent;
  blocks: readonly EditedBlock[];
} {
  const parsed = useMemo(() => parseProposal(text), [text]);
  const now = blocks ?? edited(parsed.blocks);
  return { ...contentOf(title ?? parsed.title, now), parsed, blocks: now };
}

/**
 * Writes a text: from a file or plain text that is read into parts as it is pasted, or part by part. `mistakes` are shown
 * where they stand.
 */
export function TextEditor({
  written,
  mistakes,
  onWrite,
}: {
  written: WrittenText;
  mistakes: readonly TextMistake[];
  onWrite: (change: Partial<WrittenText>) => void;
}): JSX.Element {
  const t = secretaryProposals();
  const { parsed, blocks } = useWritten(written);
  const cut = (changed: EditedBlock[]): void =>
    // The title that the text gave stays when its parts are changed.
    onWrite({ title: written.title ?? parsed.title, blocks: changed });
  return (
    <>
      <div class="editor-text">
        <div class="editor-plain">
          {written.blocks === null && <PlainText text={written.text} onText={(text) => onWrite({ text })} />}
          {!isBlank(written) && (
            <TextField
              label={t.proposalName}
              description={written.title === null ? t.proposalNameAbout : undefined}
              value={written.title ?? parsed.title}
              autocomplete="off"
              mistake={titleMistake(mistakes)}
              onValue={(title) => onWrite({ title })}
            />
          )}
        </div>
        {written.blocks === null && written.text.trim() !== '' && (
          <ReadAs content={parsed} onCut={() => cut(edited(parsed.blocks))} />
        )}
      </div>
      {written.blocks !== null && <BlockEditor blocks={written.blocks} mistakes={mistakes} onBlocks={cut} />}
      <Mistakes mistakes={mistakes} blocks={blocks} />
    </>
  );
}

/** The way back from the parts to the text that was pasted; nothing where there is none. */
export function BackToText({
  written,
  onWrite,
}: {
  written: WrittenText;
  onWrite: (change: Partial<WrittenText>) => void;
}): JSX.Element | null {
  if (written.blocks === null || written.text === '') return null;
  return (
    <Button variant="tertiary" color="neutral" data-size="sm" onClick={() => onWrite({ title: null, blocks: null })}>
      {secretaryProposals().backToText}
    </Button>
  );
}

function titleMistake(mistakes: readonly TextMistake[]): string | undefined {
  const found = mistakes.find(({ what }) => what === 'title.missing' || what === 'title.long');
  return found === undefined ? undefined : secretaryProposals().textMistake[found.what];
}

function PlainText({ text, onText }: { text: string; onText: (text: string) => void }): JSX.Element {
  const t = secretaryProposals();
  return (
    <>
      <FileField label={t.textFile} description={t.textFileAbout} accept={proposalFiles} docx onText={onText} />
      <TextArea label={t.plainText} description={t.plainTextAbout} value={text} rows={10} onValue={onText} />
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
