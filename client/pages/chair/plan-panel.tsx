import type { JSX } from 'preact';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { changeName } from '../../components/change.tsx';
import { dispositionInWords } from '../../components/disposition.tsx';
import { chairPlan } from '../../i18n/chair.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import { PlanList } from './plan-list.tsx';
import { pendingUnder } from './step.ts';
import type { DeskView } from './step-card.tsx';

/** What remains to be voted on of the matter at hand, with reasons and what lapses, and what became of the rest. */
export function PlanPanel({ snapshot, meeting, live, undo }: DeskView): JSX.Element | null {
  const t = chairPlan();
  const words = texts();
  const proposal = pendingUnder(snapshot.proposals, meeting.item).find(({ amendments }) => amendments.length > 0);
  if (proposal === undefined) return null;
  const { plan, amendments } = proposal;
  const steps = plan !== null && !plan.stale ? plan.steps : proposal.steps;
  const decided = amendments.filter(({ disposition }) => disposition.kind !== 'open');
  const open = amendments.filter(({ disposition }) => disposition.kind === 'open');
  return (
    <section class="card" aria-labelledby="plan">
      <h2 class="ds-heading" data-size="xs" id="plan">
        {t.plan}
      </h2>
      <p class="muted small">
        {plan === null ? words.planProposed : plan.accepted ? words.planAccepted : words.planAnnounced}
      </p>
      <PlanList proposal={proposal} steps={steps} label={t.remaining} />
      {decided.length > 0 && (
        <details class="fold">
          <summary>{t.decided(decided.length)}</summary>
          <ul class="list">
            {decided.map(({ id, number, change, disposition }) => (
              <li key={id}>
                <strong>{words.amendment(number)}</strong>: {changeName(change, proposal.content)}.{' '}
                {dispositionInWords(disposition)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {open.length > 0 && (
        <details class="fold">
          <summary>{t.withdraw}</summary>
          <ul class="list">
            {open.map(({ id, number, proposer }) => (
              <li key={id} class="withdrawal">
                <span>
                  {words.amendment(number)} <span class="muted">{proposer}</span>
                </span>
                <Button
                  variant="tertiary"
                  color="neutral"
                  data-size="sm"
                  aria-label={t.withdrawOne(number)}
                  onClick={() =>
                    undo.later(t.withdrawing(number), async () => {
                      const answer = await call(
                        'amendmentState',
                        { slug: live.slug, amendment: id },
                        { to: 'withdrawn' },
                      );
                      await live.refresh();
                      return answer;
                    })
                  }
                >
                  {t.withdrawShort}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
