import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ResponseOf } from '../../../server/api/endpoints.ts';
import type { Sums } from '../../../server/rules/hearing.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { useFetched } from '../../fetched.ts';
import { common } from '../../i18n/common.ts';
import { hearingReport } from '../../i18n/hearing-report.ts';
import { moment } from '../../i18n/numbers.ts';
import type { Problem } from '../../problem.ts';
import type { HearingProps } from '../hearing.tsx';

type Progress = ResponseOf<'hearingProgress'>;

/** How many have answered, in all and by county, as it happens; who is silent, and the way to remind them. */
export default function Answers({ live, snapshot, info, reload }: HearingProps): JSX.Element {
  const { slug } = live;
  const { hearing, own, state, remindedAt } = info;
  const { value, problem } = useFetched(live, `progress ${slug} ${hearing}`, () =>
    call('hearingProgress', { slug, hearing }),
  );
  const busy = useSignal(false);
  const failed = useSignal<Problem | null>(null);
  const t = hearingReport();
  const progress = value.value;
  if (progress === null)
    return problem.value === null ? <p>{common().loading}</p> : <ProblemBox problem={problem.value} />;
  const leads = snapshot.me?.roles.includes('leader') === true;
  const remind = async (): Promise<void> => {
    busy.value = true;
    const answer = await call('remindHearing', { slug, hearing });
    failed.value = answer.ok ? null : answer.problem;
    if (answer.ok) announce(t.reminded(answer.value.branches));
    await reload();
    busy.value = false;
  };
  return (
    <>
      <ProblemBox problem={failed.value ?? problem.value} />
      <section class="part" aria-labelledby="progress">
        <h2 class="ds-heading" data-size="sm" id="progress">
          {t.progress}
        </h2>
        <p class="progress-sum" role="status">
          {t.answeredOf(progress.sums.answered + progress.sums.late, progress.sums.asked)}
        </p>
        <ShareBar sums={progress.sums} />
        <p class="muted">{t.sums(progress.sums)}</p>
      </section>
      <Counties progress={progress} />
      <Silent progress={progress} />
      {own && leads && state !== 'closed' && progress.sums.silent > 0 && (
        <div class="actions">
          <Button busy={busy.value} onClick={() => void remind()}>
            {t.remind}
          </Button>
          {remindedAt !== null && <p class="muted small">{t.remindedAt(moment(remindedAt))}</p>}
        </div>
      )}
    </>
  );
}

/** What has come of all who were asked, as one bar; its words stand beside it. */
function ShareBar({ sums: { asked, answered, late, input } }: { sums: Sums }): JSX.Element {
  const shares = [answered, late, input].map((value) => (asked === 0 ? 0 : (100 * value) / asked));
  const kinds = ['answered', 'late', 'input'];
  return (
    <svg class="share-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-ground" width="100" height="10" />
      {shares.map((share, i) => (
        <rect
          key={kinds[i]}
          class="share-fill"
          data-kind={kinds[i]}
          x={shares.slice(0, i).reduce((sum, one) => sum + one, 0)}
          width={share}
          height="10"
        />
      ))}
    </svg>
  );
}

function Counties({ progress: { counties } }: { progress: Progress }): JSX.Element | null {
  const t = hearingReport();
  if (counties.length < 2) return null;
  return (
    <section class="part" aria-labelledby="counties">
      <h2 class="ds-heading" data-size="xs" id="counties">
        {t.byCounty}
      </h2>
      <ul class="counties">
        {counties.map(({ branch, name, sums }) => (
          <li key={branch}>
            <span>{name}</span>
            <ShareBar sums={sums} />
            <span class="county-sum">{t.answeredShort(sums.answered + sums.late, sums.asked)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Silent({ progress: { branches, counties } }: { progress: Progress }): JSX.Element | null {
  const t = hearingReport();
  const silent = branches.filter(({ state }) => state === 'silent');
  if (silent.length === 0) return null;
  return (
    <details class="card fold">
      <summary>{t.silentOf(silent.length)}</summary>
      {counties
        .filter(({ branch }) => silent.some(({ county }) => county === branch))
        .map(({ branch, name }) => (
          <div class="silent-county" key={branch}>
            <h3 class="ds-heading" data-size="2xs">
              {name}
            </h3>
            <p>
              {silent
                .filter(({ county }) => county === branch)
                .map((one) => one.name)
                .join(', ')}
            </p>
          </div>
        ))}
    </details>
  );
}
