import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import { pointsOf } from '../../../server/rules/proposal.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { edited } from '../../components/editor/blocks.ts';
import { draftOf, keepDraft } from '../../components/editor/drafts.ts';
import { Notice } from '../../components/notice.tsx';
import { ProposalText } from '../../components/proposal-text.tsx';
import { secretaryProposals } from '../../i18n/secretary-proposals.ts';
import type { DeskProps } from './desk.ts';
import { NoMeeting } from './no-meeting.tsx';
import { ProposalEditor } from './proposal-editor.tsx';
import { ProposalOrder, ProposalTags } from './proposal-order.tsx';

/** The proposals of the meeting: to be read, written and changed until they are put to the vote. */
export function ProposalsSection(props: DeskProps): JSX.Element {
  const { snapshot } = props;
  if (snapshot.meeting === null) return <NoMeeting />;
  return <Proposals {...props} key={snapshot.meeting.id} meeting={snapshot.meeting.id} info={snapshot.meeting} />;
}

/** What a new proposal starts from. */
const blank = { text: '', title: null, blocks: null, base: null };

function Proposals({
  live,
  me,
  snapshot,
  meeting,
  info,
}: DeskProps & { meeting: string; info: MeetingInfo }): JSX.Element {
  const saved = useSignal<string | null>(null);
  const t = secretaryProposals();
  const { proposals } = snapshot;
  const fresh = draftOf(meeting, 'new');
  const writing = fresh.value !== null || proposals.length === 0;
  const done = (title: string): void => {
    saved.value = title;
    announce(t.proposalSaved(title));
  };
  return (
    <>
      {saved.value !== null && (
        <Notice tone="success" title={t.proposalSaved(saved.value)}>
          <p>{t.proposalSavedNext}</p>
        </Notice>
      )}
      {proposals.map((proposal) => (
        <ProposalCard
          key={proposal.id}
          live={live}
          me={me}
          info={info}
          meeting={meeting}
          proposal={proposal}
          onSaved={done}
          onWrite={() => {
            saved.value = null;
          }}
        />
      ))}
      {writing ? (
        <section class="card" aria-labelledby="new-proposal">
          <h3 class="ds-heading" data-size="xs" id="new-proposal" tabIndex={-1}>
            {t.newProposal}
          </h3>
          <ProposalEditor
            live={live}
            meeting={meeting}
            proposal={null}
            draft={fresh.value ?? blank}
            onDraft={(draft) => {
              saved.value = null;
              keepDraft(meeting, 'new', draft);
            }}
            onSaved={done}
          />
        </section>
      ) : (
        <div class="actions">
          <Button
            variant="secondary"
            onClick={() => {
              saved.value = null;
              keepDraft(meeting, 'new', blank);
            }}
          >
            {t.newProposal}
          </Button>
        </div>
      )}
    </>
  );
}

function ProposalCard({
  live,
  me,
  info,
  meeting,
  proposal,
  onSaved,
  onWrite,
}: {
  live: DeskProps['live'];
  me: DeskProps['me'];
  info: MeetingInfo;
  meeting: string;
  proposal: ProposalInfo;
  onSaved: (title: string) => void;
  onWrite: () => void;
}): JSX.Element {
  const t = secretaryProposals();
  const { id, number, content, hash, locked, amendments } = proposal;
  const draft = draftOf(meeting, id);
  const points = pointsOf(content.blocks).length;
  const heading = `proposal-${number}`;
  return (
    <article class="card" aria-labelledby={heading}>
      <h3 class="ds-heading" data-size="xs" id={heading}>
        {t.proposalTitle(number, content.title)}
      </h3>
      <p class="tags">
        <span class="ds-tag" data-color="neutral">
          {t.pointsOf(points)}
        </span>
        <ProposalTags proposal={proposal} />
      </p>
      {draft.value === null ? (
        <>
          <details class="fold">
            <summary>{t.readText}</summary>
            <ProposalText blocks={content.blocks} level={4} />
          </details>
          {locked ? (
            <p class="muted small">{amendments.length > 0 ? t.lockedByAmendments : t.lockedAbout}</p>
          ) : (
            <div class="actions">
              <Button
                variant="secondary"
                data-size="sm"
                aria-label={t.editOf(number)}
                onClick={() => {
                  onWrite();
                  const blocks = edited(content.blocks);
                  keepDraft(meeting, id, { text: '', title: content.title, blocks, base: hash });
                }}
              >
                {t.edit}
              </Button>
            </div>
          )}
          <ProposalOrder live={live} me={me} meeting={info} proposal={proposal} />
        </>
      ) : (
        <ProposalEditor
          live={live}
          meeting={meeting}
          proposal={proposal}
          draft={draft.value}
          onDraft={(changed) => keepDraft(meeting, id, changed)}
          onSaved={onSaved}
        />
      )}
    </article>
  );
}
