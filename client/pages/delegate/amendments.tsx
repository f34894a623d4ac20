import type { JSX } from 'preact';
import type { AmendmentInfo } from '../../../server/api/amendments.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { Me } from '../../../server/api/session.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { call } from '../../api.ts';
import { ChangeView } from '../../components/change.tsx';
import { Command } from '../../components/command.tsx';
import { dispositionInWords, recommendationInWords } from '../../components/disposition.tsx';
import { sending } from '../../i18n/delegate-sending.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import type { Live } from '../../live.ts';

interface AmendmentsProps {
  live: Live;
  snapshot: Snapshot;
  me: Me;
  proposal: ProposalInfo;
}

/** The amendments to a proposal with what became of them, one's own with what one can do, and withdrawing the proposal where it is one's own. */
export default function Amendments(props: AmendmentsProps): JSX.Element {
  const t = texts();
  const { live, proposal } = props;
  const { amendments, mine, disposition, id, content } = proposal;
  return (
    <>
      {amendments.length > 0 && (
        <details class="fold">
          <summary>
            {t.all} ({amendments.length})
          </summary>
          <ul class="list">
            {amendments.map((amendment) => (
              <li key={amendment.id}>
                <OneAmendment {...props} amendment={amendment} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {mine && disposition.kind === 'open' && (
        <Command
          live={live}
          label={sending().withdraw}
          name={sending().withdrawProposal(content.title)}
          act={() => call('proposalState', { slug: live.slug, proposal: id }, { to: 'withdrawn' })}
        />
      )}
    </>
  );
}

function OneAmendment({
  live,
  snapshot,
  me,
  proposal,
  amendment,
}: AmendmentsProps & { amendment: AmendmentInfo }): JSX.Element {
  const t = texts();
  const { number, change, proposer, branch, reason, seconds, recommendation, disposition, collidesWith, mine, state } =
    amendment;
  const needed = snapshot.meeting?.settings.seconds ?? 0;
  const open = disposition.kind === 'open' || disposition.kind === 'unsupported';
  return (
    <article class="card amendment" aria-label={t.amendment(number)} data-mine={mine ? '' : undefined}>
      <h4 class="amendment-head">
        <span>{t.amendment(number)}</span>
        <span class="ds-tag" data-color={disposition.kind === 'adopted' ? 'success' : 'neutral'}>
          {open && disposition.kind === 'open' ? t.state[state] : dispositionInWords(disposition)}
        </span>
      </h4>
      <ChangeView change={change} original={proposal.content}>
        {proposer + branch !== '' && <p class="muted small">{t.by(proposer, branch)}</p>}
      </ChangeView>
      {reason !== '' && <p class="small">{t.reason(reason)}</p>}
      {recommendation !== null && <p class="small">{recommendationInWords(recommendation)}</p>}
      {open && collidesWith.length > 0 && <p class="muted small">{t.collides(collidesWith)}</p>}
      {needed > 0 ? (
        <p class="small">{t.secondsOf(seconds, needed)}</p>
      ) : (
        seconds > 0 && <p class="small">{t.seconds(seconds)}</p>
      )}
      {open && mine && <Own live={live} amendment={amendment} />}
      {open && !mine && needed > 0 && me.roles.includes('delegate') && <Support live={live} amendment={amendment} />}
      {mine && disposition.kind === 'withdrawn' && proposal.disposition.kind === 'open' && (
        <Uphold live={live} amendment={amendment} />
      )}
    </article>
  );
}

/** What one can do with one's own amendment while it is not decided. */
function Own({ live, amendment: { id, number, state } }: { live: Live; amendment: AmendmentInfo }): JSX.Element {
  const t = sending();
  return (
    <div class="actions">
      {state === 'submitted' && <Uphold live={live} amendment={{ id, number }} />}
      <Command
        live={live}
        label={t.withdraw}
        name={t.withdrawOf(number)}
        act={() => call('amendmentState', { slug: live.slug, amendment: id }, { to: 'withdrawn' })}
      />
    </div>
  );
}

function Uphold({ live, amendment }: { live: Live; amendment: Pick<AmendmentInfo, 'id' | 'number'> }): JSX.Element {
  const t = sending();
  const { id, number } = amendment;
  return (
    <Command
      live={live}
      label={t.uphold}
      name={t.upholdOf(number)}
      act={() => call('amendmentState', { slug: live.slug, amendment: id }, { to: 'upheld' })}
    />
  );
}

function Support({ live, amendment }: { live: Live; amendment: AmendmentInfo }): JSX.Element {
  const t = sending();
  const { id, number, seconded } = amendment;
  return (
    <Command
      live={live}
      label={seconded ? t.unsupport : t.support}
      name={seconded ? t.unsupportOf(number) : t.supportOf(number)}
      act={() => call('secondAmendment', { slug: live.slug, amendment: id }, { second: !seconded })}
    />
  );
}
