import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { HearingReport } from '../../../server/rules/hearing-shapes.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { useFetched } from '../../fetched.ts';
import { common } from '../../i18n/common.ts';
import { hearing as hearingWords } from '../../i18n/hearing.ts';
import { hearingReport } from '../../i18n/hearing-report.ts';
import { date } from '../../i18n/numbers.ts';
import type { Problem } from '../../problem.ts';
import type { HearingProps } from '../hearing.tsx';
import { Inputs } from './inputs.tsx';
import { PointResult } from './point-result.tsx';
import { ReportFiles } from './report-files.tsx';
import { Suggestions } from './suggestions.tsx';
import { Texts } from './texts.tsx';

/** What every part of the report is drawn from. */
export interface ReportProps extends HearingProps {
  report: HearingReport;
  /** Whether whoever looks may put amendments together and close the hearing. */
  owns: boolean;
  reloadReport: () => Promise<void>;
}

/** What has come of a hearing, point by point, with votes and input apart. */
export default function Report(props: HearingProps): JSX.Element {
  const { live, snapshot, info } = props;
  const { slug } = live;
  const { hearing, own } = info;
  const { value, problem, reload } = useFetched(live, `report ${slug} ${hearing}`, () =>
    call('hearingReport', { slug, hearing }),
  );
  const t = hearingReport();
  const report = value.value;
  if (report === null)
    return problem.value === null ? <p>{common().loading}</p> : <ProblemBox problem={problem.value} />;
  const owns = own && snapshot.me?.roles.includes('leader') === true;
  const all: ReportProps = { ...props, report, owns, reloadReport: reload };
  const { sums } = report.progress;
  return (
    <div class="report">
      <ProblemBox problem={problem.value} />
      <p class="report-sum">
        {t.answeredOf(sums.answered + sums.late, sums.asked)} <span class="muted">{t.sums(sums)}</span>
      </p>
      <ReportFiles {...all} />
      {owns && info.state !== 'closed' && <Suggestions {...all} />}
      {report.kind === 'draft' && (
        <section class="part" aria-labelledby="points">
          <h2 class="ds-heading" data-size="sm" id="points">
            {t.pointByPoint}
          </h2>
          {sums.answered + sums.late === 0 && <p class="muted">{t.noAnswers}</p>}
          <PointResult {...all} place={0} />
          {report.points.map(({ place }) => (
            <PointResult key={place} {...all} place={place} />
          ))}
        </section>
      )}
      <Texts {...all} />
      <Inputs {...all} />
      {owns && <Close {...all} />}
      {info.closedAt !== null && (
        <Notice tone="success" title={hearingWords().closedOn(date(info.closedAt))}>
          <p>{t.closedAbout}</p>
          <p>
            <a class="ds-link" href={`/lag/${slug}/hearings/${hearing}/report.jws`} download>
              {t.closingFile}
            </a>
          </p>
        </Notice>
      )}
    </div>
  );
}

/** Ends the hearing, once its deadline has passed. */
function Close({ live, info, reload, reloadReport }: ReportProps): JSX.Element | null {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = hearingReport();
  if (info.state === 'closed') return null;
  const close = async (): Promise<void> => {
    busy.value = true;
    const answer = await call('closeHearing', { slug: live.slug, hearing: info.hearing });
    problem.value = answer.ok ? null : answer.problem;
    await reload();
    await reloadReport();
    busy.value = false;
  };
  return (
    <section class="card no-print" aria-labelledby="close">
      <h2 class="ds-heading" data-size="xs" id="close">
        {t.close}
      </h2>
      <p>{t.closeAbout}</p>
      <ProblemBox problem={problem.value} />
      <Button
        busy={busy.value}
        reason={info.state === 'late' ? undefined : t.closeEarly(date(info.deadline))}
        onClick={() => void close()}
      >
        {t.close}
      </Button>
    </section>
  );
}
