import type { JSX } from 'preact';
import type { TextMistake } from '../../components/editor/blocks.ts';
import { BackToText, TextEditor } from '../../components/editor/text-editor.tsx';
import { Notice } from '../../components/notice.tsx';
import { Options } from '../../components/options.tsx';
import { ProposalText } from '../../components/proposal-text.tsx';
import { hearing as words } from '../../i18n/hearing.ts';
import type { Editing } from './editing.ts';

/** What is asked, and the text. One that a committee has handed over stands as it was recommended. */
export function TextStep({
  editing: { slug, draft, written, change },
  mistakes,
}: {
  editing: Editing;
  mistakes: readonly TextMistake[];
}): JSX.Element {
  const t = words();
  const now = draft.value;
  const write = (part: Partial<typeof written.value>): void => {
    written.value = { ...written.value, ...part };
  };
  if (now !== null && now.committee !== null) {
    return (
      <>
        <Notice tone="info" title={t.fromCommittee}>
          <p>
            {t.fromCommitteeAbout}{' '}
            <a class="ds-link" href={`/lag/${slug}/utvalg/${encodeURIComponent(now.committee)}`}>
              {t.toCommittee}
            </a>
          </p>
        </Notice>
        <p>
          <strong>{now.title}</strong>
        </p>
        <ProposalText blocks={now.blocks} title={now.title} level={3} />
      </>
    );
  }
  return (
    <div class="form editor">
      <Options
        legend={t.kindOf}
        value={now?.kind ?? 'draft'}
        choices={[
          { value: 'draft', label: t.kind.draft, about: t.kindAbout.draft },
          { value: 'proposals', label: t.kind.proposals, about: t.kindAbout.proposals },
        ]}
        onValue={(kind) => change({ kind })}
      />
      <p class="muted">{now?.kind === 'proposals' ? t.textOfCall : t.textOfDraft}</p>
      <TextEditor written={written.value} mistakes={mistakes} onWrite={write} />
      <BackToText written={written.value} onWrite={write} />
    </div>
  );
}
