import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { InputInfo } from '../../../server/api/hearings.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { useFetched } from '../../fetched.ts';
import { hearingReport } from '../../i18n/hearing-report.ts';
import { date } from '../../i18n/numbers.ts';
import type { Problem } from '../../problem.ts';
import { Comments } from './comments.tsx';
import type { ReportProps } from './report.tsx';

/** Written input, that of branches and that from outside apart; no votes stand behind either. */
export function Inputs(props: ReportProps): JSX.Element | null {
  const { live, info } = props;
  const { slug } = live;
  const { value, problem, reload } = useFetched(live, `inputs ${slug} ${info.hearing}`, () =>
    call('hearingInputs', { slug, hearing: info.hearing }),
  );
  const t = hearingReport();
  const inputs = value.value?.inputs ?? [];
  const branches = inputs.filter(({ branch }) => branch !== null);
  const outside = inputs.filter(({ branch }) => branch === null);
  return (
    <>
      <ProblemBox problem={problem.value} />
      {branches.length > 0 && (
        <Part
          {...props}
          id="branch-inputs"
          title={t.inputsOfBranches(branches.length)}
          inputs={branches}
          onHidden={reload}
        />
      )}
      {outside.length > 0 && (
        <Part
          {...props}
          id="outside-inputs"
          title={t.inputsFromOutside(outside.length)}
          inputs={outside}
          onHidden={reload}
        />
      )}
    </>
  );
}

function Part({
  id,
  title,
  inputs,
  onHidden,
  ...props
}: ReportProps & {
  id: string;
  title: string;
  inputs: readonly InputInfo[];
  onHidden: () => Promise<void>;
}): JSX.Element {
  const t = hearingReport();
  return (
    <section class="part" aria-labelledby={id}>
      <h2 class="ds-heading" data-size="sm" id={id}>
        {title}
      </h2>
      <p class="muted">{t.inputsAbout}</p>
      <ul class="list">
        {inputs.map((input) => (
          <Input key={input.input} {...props} input={input} onHidden={onHidden} />
        ))}
      </ul>
    </section>
  );
}

function Input({
  live,
  info,
  owns,
  input: { input, name, organisation, comments, receivedAt, late, hidden },
  onHidden,
}: ReportProps & { input: InputInfo; onHidden: () => Promise<void> }): JSX.Element {
  const problem = useSignal<Problem | null>(null);
  const t = hearingReport();
  const hide = async (): Promise<void> => {
    const answer = await call('hideInput', { slug: live.slug, input }, { hidden: !hidden });
    problem.value = answer.ok ? null : answer.problem;
    await onHidden();
  };
  const who = [...new Set([name, organisation])].filter((part) => part !== '').join(', ');
  return (
    <li class="card" data-hidden={hidden ? '' : undefined}>
      <p>
        <strong>{who === '' ? t.privatePerson : who}</strong>{' '}
        <span class="muted small">
          {date(receivedAt)} {late && <span class="late-mark">{t.late}</span>}
          {hidden && <span class="late-mark">{t.hidden}</span>}
        </span>
      </p>
      <Comments content={info.statement.content} comments={comments} />
      <ProblemBox problem={problem.value} />
      {owns && info.state !== 'closed' && (
        <Button variant="tertiary" color="neutral" data-size="sm" onClick={() => void hide()}>
          {hidden ? t.show : t.hide}
        </Button>
      )}
    </li>
  );
}
