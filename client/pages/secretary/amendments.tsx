import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { AmendmentInfo } from '../../../server/api/amendments.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import { placeOfChange } from '../../../server/rules/amend.ts';
import { dispositionInWords } from '../../components/disposition.tsx';
import { SelectField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Options } from '../../components/options.tsx';
import { texts } from '../../i18n/delegate-texts.ts';
import { secretaryAmendments } from '../../i18n/secretary-amendments.ts';
import { AmendmentCard, isOpen } from './amendment-card.tsx';
import { EnterAmendment } from './amendment-forms.tsx';
import { ImportAmendments } from './amendments-import.tsx';
import type { DeskProps } from './desk.ts';
import { NoMeeting } from './no-meeting.tsx';
import { NumberedText } from './numbered-text.tsx';

/** The amendments, a proposal at a time: what came in, what is recommended, and what came on paper or on the form in use. */
export function AmendmentsSection(props: DeskProps): JSX.Element {
  const { meeting, proposals } = props.snapshot;
  const t = secretaryAmendments();
  const chosen = useSignal<string | null>(null);
  if (meeting === null) return <NoMeeting />;
  const proposal = proposals.find(({ id }) => id === chosen.value) ?? firstOf(proposals);
  if (proposal === undefined) {
    return (
      <Notice tone="info" title={t.noProposals}>
        <p>
          <a class="ds-link" href="#forslag">
            {t.toProposals}
          </a>
        </p>
      </Notice>
    );
  }
  return (
    <>
      {proposals.length > 1 && (
        <SelectField
          label={t.proposal}
          value={proposal.id}
          choices={proposals.map(({ id, number, content, amendments }) => ({
            value: id,
            label: t.proposalChoice(number, content.title, amendments.length),
          }))}
          onValue={(id) => {
            chosen.value = id;
          }}
        />
      )}
      <OneProposal key={proposal.id} {...props} proposal={proposal} needed={meeting.settings.seconds} />
    </>
  );
}

/** The first text that has amendments and is not decided, else the first that has any, else the first text. */
function firstOf(proposals: readonly ProposalInfo[]): ProposalInfo | undefined {
  const amended = proposals.filter(({ amendments }) => amendments.length > 0);
  return (
    amended.find(({ disposition }) => disposition.kind === 'open') ??
    amended[0] ??
    proposals.find(({ kind }) => kind === 'text') ??
    proposals[0]
  );
}

function OneProposal(props: DeskProps & { proposal: ProposalInfo; needed: number }): JSX.Element {
  const { live, me, proposal } = props;
  const t = secretaryAmendments();
  const open = proposal.disposition.kind === 'open';
  return (
    <>
      {!open && <Notice tone="info" title={t.decided(dispositionInWords(proposal.disposition))} />}
      <AmendmentList {...props} />
      {open && (
        <>
          <details class="card fold">
            <summary>{t.enter}</summary>
            <EnterAmendment live={live} proposal={proposal} me={me} />
          </details>
          <details class="card fold">
            <summary>{t.importTitle}</summary>
            <ImportAmendments live={live} proposal={proposal} />
          </details>
        </>
      )}
      <NumberedText proposal={proposal} />
    </>
  );
}

const filters = {
  all: () => true,
  open: isOpen,
  bare: (amendment: AmendmentInfo) => isOpen(amendment) && amendment.recommendation === null,
} as const;
type Filter = keyof typeof filters;

function AmendmentList({
  live,
  me,
  proposal,
  needed,
}: DeskProps & { proposal: ProposalInfo; needed: number }): JSX.Element {
  const filter = useSignal<Filter>('all');
  const order = useSignal<'number' | 'place'>('number');
  const t = secretaryAmendments();
  const { amendments, content } = proposal;
  const answers = me.roles.some((role) => role === 'chair' || role === 'secretary');
  const count = (which: Filter): number => amendments.filter(filters[which]).length;
  const shown = amendments.filter(filters[filter.value]);
  if (order.value === 'place') shown.sort((a, b) => placeOfChange(a.change) - placeOfChange(b.change));
  return (
    <section class="card" aria-labelledby="amendments">
      <h3 class="ds-heading" data-size="xs" id="amendments">
        {t.listTitle}
      </h3>
      <p class="muted">{content.title}</p>
      {amendments.length > 1 && (
        <div class="finder">
          <SelectField
            label={t.show}
            value={filter.value}
            choices={[
              { value: 'all', label: t.showAll(count('all')) },
              { value: 'open', label: t.showOpen(count('open')) },
              { value: 'bare', label: t.showBare(count('bare')) },
            ]}
            onValue={(next) => {
              filter.value = next as Filter;
            }}
          />
          <Options
            legend={t.order}
            segments
            value={order.value}
            choices={[
              { value: 'number', label: t.byNumber },
              { value: 'place', label: t.byPlace },
            ]}
            onValue={(next) => {
              order.value = next;
            }}
          />
        </div>
      )}
      {amendments.length === 0 && <p>{texts().none}</p>}
      {amendments.length > 0 && shown.length === 0 && <p>{t.noneShown}</p>}
      {amendments.length > 0 && !answers && <p class="muted small">{t.forChair}</p>}
      {shown.map((amendment) => (
        <AmendmentCard
          key={amendment.id}
          live={live}
          proposal={proposal}
          amendment={amendment}
          needed={needed}
          answers={answers}
        />
      ))}
    </section>
  );
}
