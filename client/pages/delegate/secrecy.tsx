import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { Me } from '../../../server/api/session.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { secrecy } from '../../i18n/delegate-secrecy.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';

/**
 * Before the ballot on a proposal opens: the button by which whoever may vote asks for a secret one, or no longer does, and how
 * many have. It is for meetings whose rules let them.
 */
export default function Secrecy({
  live,
  me,
  proposal,
}: {
  live: Live;
  me: Me;
  proposal: ProposalInfo;
}): JSX.Element | null {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secrecy();
  const { demands, mine } = proposal.secrecy;
  if (demands === 0 && !me.entitled) return null;
  const ask = async (): Promise<void> => {
    busy.value = true;
    const answer = await call('demandSecrecy', { slug: live.slug, proposal: proposal.id }, { demanded: !mine });
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    busy.value = false;
    if (answer.ok) announce(mine ? t.takenBack : t.mine);
  };
  const { title } = proposal.content;
  const label = mine ? t.takeBack : t.demand;
  return (
    <div class="stack">
      {demands > 0 && (
        <Notice tone={mine ? 'success' : 'info'} title={mine ? t.mine : t.demanded(demands)}>
          <p>
            {mine && demands > 1 && `${t.withOthers(demands - 1)} `}
            {t.next}
          </p>
        </Notice>
      )}
      <ProblemBox problem={problem.value} />
      {me.entitled && (
        <div class="actions">
          <Button
            variant={mine ? 'tertiary' : 'secondary'}
            color="neutral"
            aria-label={`${label}: ${title}`}
            busy={busy.value}
            onClick={() => void ask()}
          >
            {label}
          </Button>
          {demands === 0 && <span class="muted small">{t.about}</span>}
        </div>
      )}
    </div>
  );
}
