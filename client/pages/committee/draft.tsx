import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { CommitteeInfo } from '../../../server/api/committees.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { edited } from '../../components/editor/blocks.ts';
import { Conflict } from '../../components/editor/conflict.tsx';
import { draftOf, keepDraft } from '../../components/editor/drafts.ts';
import { BackToText, isBlank, noText, TextEditor, useWritten } from '../../components/editor/text-editor.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { ProposalText } from '../../components/proposal-text.tsx';
import { committee as words } from '../../i18n/committee.ts';
import { moment } from '../../i18n/numbers.ts';
import { secretaryProposals } from '../../i18n/secretary-proposals.ts';
import type { Problem } from '../../problem.ts';

interface DraftProps {
  slug: string;
  committee: CommitteeInfo;
  reload: () => Promise<void>;
}

/** The committee's draft: to be read, and by its members written. What is being written lives on the device. */
export function Draft(props: DraftProps): JSX.Element {
  const { committee } = props;
  const draft = draftOf('committee', committee.committee);
  const t = words();
  const { blocks, title, version, mine, state } = committee;
  const may = mine && state === 'working';
  const begin = (): void =>
    keepDraft('committee', committee.committee, {
      ...noText,
      ...(blocks.length === 0 ? {} : { title, blocks: edited(blocks) }),
      base: version,
    });
  return (
    <section class="card" aria-labelledby="draft">
      <h2 class="ds-heading" data-size="xs" id="draft">
        {t.draft}
      </h2>
      {may && draft.value !== null ? (
        <Writing {...props} />
      ) : (
        <>
          {blocks.length === 0 ? (
            <p class="muted">
              {t.draftEmpty} {state === 'working' && t.draftNext}
            </p>
          ) : (
            <>
              <p>
                <strong>{title}</strong>
              </p>
              <ProposalText blocks={blocks} title={title} level={3} />
              <p class="muted small">{t.updated(moment(committee.updatedAt))}</p>
            </>
          )}
          {may && (
            <div class="actions">
              <Button variant={blocks.length === 0 ? 'primary' : 'secondary'} onClick={begin}>
                {t.write}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function Writing({ slug, committee, reload }: DraftProps): JSX.Element {
  const id = committee.committee;
  const draft = draftOf('committee', id).value ?? { ...noText, base: committee.version };
  const made = useWritten(draft);
  const tried = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = words();
  const conflict = draft.base !== committee.version;
  const write = (change: Partial<typeof draft>): void => keepDraft('committee', id, { ...draft, ...change });

  const save = async (): Promise<void> => {
    tried.value = true;
    if (made.content === null || draft.base === null) return;
    busy.value = true;
    problem.value = null;
    const answer = await call('saveDraft', { slug, committee: id }, { base: draft.base, ...made.content });
    if (answer.ok) {
      keepDraft('committee', id, null);
      announce(t.savedDraft);
    } else if (answer.problem.code !== 'statement.wrong') problem.value = answer.problem;
    // Somebody else's text comes with the committee: the page then says so.
    await reload();
    busy.value = false;
  };

  return (
    <div class="form editor">
      <TextEditor written={draft} mistakes={tried.value ? made.mistakes : []} onWrite={write} />
      <ProblemBox problem={problem.value} />
      {conflict && (
        <Conflict
          title={committee.title}
          blocks={committee.blocks}
          onKeep={() => write({ base: committee.version })}
          onTake={() => keepDraft('committee', id, null)}
        />
      )}
      <div class="actions">
        {!conflict && (
          <Button
            busy={busy.value}
            reason={isBlank(draft) ? secretaryProposals().textMissing : undefined}
            onClick={() => void save()}
          >
            {t.saveDraft}
          </Button>
        )}
        <Button variant="tertiary" color="neutral" onClick={() => keepDraft('committee', id, null)}>
          {t.dropDraft}
        </Button>
      </div>
      <BackToText written={draft} onWrite={write} />
    </div>
  );
}
