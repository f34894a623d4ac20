import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { CommitteeInfo } from '../../../server/api/committees.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { committee as words } from '../../i18n/committee.ts';
import { moment } from '../../i18n/numbers.ts';
import type { Problem } from '../../problem.ts';

/** The end of a committee's work: its draft becomes that of a hearing, and afterwards it is closed. */
export function HandOver({
  slug,
  committee,
  leads,
  reload,
}: {
  slug: string;
  committee: CommitteeInfo;
  /** Whether whoever looks leads the branch. */
  leads: boolean;
  reload: () => Promise<void>;
}): JSX.Element | null {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = words();
  const { committee: id, state, mine, version, recommendation, blocks, handedAt } = committee;
  const act = async (what: 'handOver' | 'closeCommittee'): Promise<void> => {
    busy.value = true;
    const answer =
      what === 'handOver'
        ? await call(what, { slug, committee: id }, { version })
        : await call(what, { slug, committee: id });
    problem.value = answer.ok ? null : answer.problem;
    await reload();
    busy.value = false;
  };
  if (state === 'closed') return <Notice tone="neutral" title={t.closed} />;
  if (state === 'handed') {
    return (
      <>
        <Notice tone="success" title={handedAt === null ? t.state.handed : t.handed(moment(handedAt))}>
          <p>{t.handedNext}</p>
          {leads && (
            <p>
              <a class="ds-link" href={`/lag/${slug}/horinger`}>
                {t.toHearings}
              </a>
            </p>
          )}
        </Notice>
        <ProblemBox problem={problem.value} />
        {leads && (
          <div class="actions">
            <p class="muted">{t.closeAbout}</p>
            <Button variant="secondary" color="neutral" busy={busy.value} onClick={() => void act('closeCommittee')}>
              {t.close}
            </Button>
          </div>
        )}
      </>
    );
  }
  if (!mine) return null;
  const missing = blocks.length === 0 || recommendation === null;
  return (
    <section class="card" aria-labelledby="hand-over">
      <h2 class="ds-heading" data-size="xs" id="hand-over">
        {t.handOver}
      </h2>
      <p>{t.handOverAbout}</p>
      <ProblemBox problem={problem.value} />
      <Button
        variant={missing ? 'secondary' : 'primary'}
        busy={busy.value}
        reason={missing ? t.handOverNeeds : undefined}
        onClick={() => void act('handOver')}
      >
        {t.handOver}
      </Button>
    </section>
  );
}
