import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { AmendmentGroup, Sides } from '../../../server/rules/hearing-shapes.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ChangeView } from '../../components/change.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { OptionBars } from '../../components/result-bars.tsx';
import { hearingReport } from '../../i18n/hearing-report.ts';
import type { Problem } from '../../problem.ts';
import type { ReportProps } from './report.tsx';
import { nameOfPlace } from './view.tsx';

/** One place of the text: how branches and votes stand, and the amendments that touch it. 0 is the beginning, with what was added there. */
export function PointResult(props: ReportProps & { place: number }): JSX.Element | null {
  const { report, info, place } = props;
  const t = hearingReport();
  const point = report.points.find((one) => one.place === place);
  const groups = report.amendments.filter((group) => group.place === place);
  if (point === undefined && groups.length === 0) return null;
  const name = place === 0 ? t.beginning : nameOfPlace(info.statement.content, place);
  // headings are rarely voted on: they are there to be read, and speak up when somebody touches them
  const quiet = point?.kind === 'heading' && groups.length === 0;
  const id = `sted-${place}`;
  return (
    <article class="point-result" aria-labelledby={id} data-kind={point?.kind}>
      <h3 class="ds-heading" data-size="2xs" id={id}>
        {name}
      </h3>
      {point !== undefined && <p class="document">{point.text}</p>}
      {point !== undefined && !quiet && <SideBars name={name} sides={point.inTime} late={point.late} />}
      {groups.length > 0 && (
        <details class="fold" open={groups.length <= 3}>
          <summary>{t.amendmentsOf(groups.length)}</summary>
          <ul class="groups">
            {groups.map((group) => (
              <li key={group.change}>
                <Group {...props} group={group} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

/** Branches for and against, and the votes behind them, each as a pair of bars. */
function SideBars({ name, sides, late }: { name: string; sides: Sides; late: Sides }): JSX.Element {
  const t = hearingReport();
  const counted = sides.for.branches + sides.against.branches;
  // what is no point has no ballot of its own
  const votes = sides.for.votes + sides.against.votes + sides.blank;
  const lateCounted = late.for.branches + late.against.branches;
  return (
    <>
      {counted === 0 ? (
        <p class="muted">{t.notVoted}</p>
      ) : (
        <div class="side-bars">
          <div>
            <p class="muted small">{t.branches}</p>
            <OptionBars
              title={t.branchesOn(name)}
              rows={[
                { id: 'for', label: t.for, votes: sides.for.branches },
                { id: 'against', label: t.against, votes: sides.against.branches },
              ]}
            />
          </div>
          {votes > 0 && (
            <div>
              <p class="muted small">{t.votes}</p>
              <OptionBars
                title={t.votesOn(name)}
                rows={[
                  { id: 'for', label: t.for, votes: sides.for.votes },
                  { id: 'against', label: t.against, votes: sides.against.votes },
                  ...(sides.blank > 0 ? [{ id: 'blank', label: t.blank, votes: sides.blank }] : []),
                ]}
              />
            </div>
          )}
        </div>
      )}
      {(sides.changed > 0 || lateCounted > 0) && (
        <p class="muted small">
          {sides.changed > 0 && t.changed(sides.changed)}{' '}
          {lateCounted > 0 && t.lateSides(late.for.branches, late.against.branches)}
        </p>
      )}
    </>
  );
}

function Group({ live, info, owns, reloadReport, group }: ReportProps & { group: AmendmentGroup }): JSX.Element {
  const problem = useSignal<Problem | null>(null);
  const t = hearingReport();
  const { content } = info.statement;
  const takeOut = async (change: string): Promise<void> => {
    const answer = await call('ungroupChange', { slug: live.slug, hearing: info.hearing }, { change });
    problem.value = answer.ok ? null : answer.problem;
    await reloadReport();
  };
  return (
    <>
      <ChangeView change={group.wording} original={content}>
        <p class="group-sum">{t.groupSum(group.adopted, group.rejected, group.late)}</p>
      </ChangeView>
      {group.alike.map(({ change, wording }) => (
        <div class="alike" key={change}>
          <p class="muted small">{t.alike}</p>
          <ChangeView change={wording} original={content} />
          {owns && info.state !== 'closed' && (
            <Button variant="tertiary" color="neutral" data-size="sm" onClick={() => void takeOut(change)}>
              {t.takeOut}
            </Button>
          )}
        </div>
      ))}
      <ProblemBox problem={problem.value} />
      <details class="fold">
        <summary>{t.backersOf(group.backers.length)}</summary>
        <ul class="backers">
          {group.backers.map(({ branch, name, resolution, adopted, votes, late }) => (
            <li key={`${branch}-${resolution}`}>
              <a class="ds-link" href={`/lag/${live.slug}/mottatt/${resolution}`}>
                {name}
              </a>{' '}
              {adopted ? t.adoptedIt : t.rejectedIt}
              {votes !== null && ` (${t.tally(votes.for, votes.against)})`}
              {late && <span class="late-mark">{t.late}</span>}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
