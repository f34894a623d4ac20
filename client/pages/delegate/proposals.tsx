import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { Me } from '../../../server/api/session.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { AmendedText } from '../../components/amended-text.tsx';
import { Button } from '../../components/button.tsx';
import { dispositionInWords, recommendationInWords } from '../../components/disposition.tsx';
import { Notice } from '../../components/notice.tsx';
import { part } from '../../components/part.tsx';
import { delegate } from '../../i18n/delegate.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import type { Live } from '../../live.ts';
import { amendDraft, hasDraft } from './draft.ts';
import { maySend, Until } from './intake.tsx';

const Amendments = part(() => import('./amendments.tsx'));
const Amend = part(() => import('./amend.tsx'));
const Plan = part(() => import('./plan.tsx'));
const Secrecy = part(() => import('./secrecy.tsx'));

interface ProposalsProps {
  live: Live;
  snapshot: Snapshot;
  me: Me;
  /** A ballot is open: the texts stand below it, folded away. */
  voting: boolean;
}

/** The proposals: those that are not decided yet with what is proposed to change in them, then those that are. */
export function Proposals(props: ProposalsProps): JSX.Element | null {
  const t = delegate();
  const { snapshot } = props;
  const shown = snapshot.proposals.filter(({ state }) => state !== 'withdrawn');
  const now = snapshot.meeting?.item ?? null;
  const isNow = ({ item }: ProposalInfo): boolean => item !== null && item === now;
  const undecided = shown.filter(({ disposition }) => disposition.kind === 'open');
  // What the meeting is at stands first.
  const open = [...undecided.filter(isNow), ...undecided.filter((proposal) => !isNow(proposal))];
  const decided = shown.filter(({ disposition }) => disposition.kind !== 'open');
  if (shown.length === 0) return <p class="muted">{t.noProposals}</p>;
  return (
    <>
      {open.length > 0 && (
        <section class="stack" aria-label={t.comingUp}>
          <h2 class="ds-heading" data-size="sm">
            {t.comingUp}
          </h2>
          {open.map((proposal) => (
            <OpenProposal key={proposal.id} {...props} proposal={proposal} alone={open.length === 1} />
          ))}
        </section>
      )}
      {decided.length > 0 && <Decided {...props} proposals={decided} />}
    </>
  );
}

function OpenProposal({
  live,
  snapshot,
  me,
  voting,
  proposal,
  alone,
}: ProposalsProps & { proposal: ProposalInfo; alone: boolean }): JSX.Element {
  const t = texts();
  const { id, number, content, amendments, kind, proposer, reason, recommendation } = proposal;
  const sent = useSignal<number | undefined>(undefined);
  const writing = useSignal(hasDraft(amendDraft(id, me)));
  const onVote = snapshot.ballots.some(
    ({ proposal: one, state }) => one === id && (state === 'open' || state === 'stopped'),
  );
  const amendable = kind === 'text' && maySend(me);
  return (
    <article class="card" aria-label={content.title}>
      <p class="muted small">{delegate().proposal(number)}</p>
      <h3 class="ds-heading" data-size="xs">
        {content.title}
      </h3>
      {proposer !== null && <p class="muted small">{t.proposedBy(proposer.name)}</p>}
      {reason !== '' && <p class="muted small">{t.reason(reason)}</p>}
      {recommendation !== null && <p class="small">{recommendationInWords(recommendation)}</p>}
      <details class="reading" open={alone && !voting && !writing.value}>
        <summary>{delegate().showText}</summary>
        <AmendedText proposal={proposal} level={4} />
      </details>
      {(amendments.length > 0 || proposal.mine) && (
        <Amendments live={live} snapshot={snapshot} me={me} proposal={proposal} />
      )}
      {amendments.length > 0 && <Plan snapshot={snapshot} proposal={proposal} />}
      {!onVote && snapshot.meeting?.settings.secretOnDemand === true && (
        <Secrecy live={live} me={me} proposal={proposal} />
      )}
      {sent.value !== undefined && !writing.value && <Notice tone="success" title={t.sentAmendment(sent.value)} />}
      {amendable && writing.value && (
        <Amend
          live={live}
          snapshot={snapshot}
          me={me}
          proposal={proposal}
          onDone={(number) => {
            writing.value = false;
            sent.value = number;
          }}
        />
      )}
      {amendable && !writing.value && !onVote && snapshot.intake?.amendments === 'open' && (
        <Button
          variant="secondary"
          aria-label={`${t.amend}: ${content.title}`}
          onClick={() => {
            writing.value = true;
          }}
        >
          {t.amend}
        </Button>
      )}
      {amendable && !onVote && <Until snapshot={snapshot} what="amendments" />}
    </article>
  );
}

/** What became of the proposals that are decided, and of the amendments to them. */
function Decided({ live, snapshot, me, proposals }: ProposalsProps & { proposals: ProposalInfo[] }): JSX.Element {
  const t = texts();
  return (
    <section class="stack" aria-label={t.decided}>
      <h2 class="ds-heading" data-size="sm">
        {t.decided}
      </h2>
      {proposals.map((proposal) => (
        <details class="card fold" key={proposal.id}>
          <summary>
            <span>
              {proposal.content.title}
              <span class="muted small block-line">{dispositionInWords(proposal.disposition)}</span>
            </span>
          </summary>
          <AmendedText proposal={proposal} level={3} />
          {proposal.amendments.length > 0 && <Amendments live={live} snapshot={snapshot} me={me} proposal={proposal} />}
        </details>
      ))}
    </section>
  );
}
