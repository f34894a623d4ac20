import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Change } from '../../../server/rules/amendment.ts';
import { diffWords } from '../../../server/rules/diff.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { changeName, Segments } from '../../components/change.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { hearingReport } from '../../i18n/hearing-report.ts';
import type { Problem } from '../../problem.ts';
import type { ReportProps } from './report.tsx';

/** Amendments that look alike, for a person to say whether they are the same. Nothing is put together before that. */
export function Suggestions({ live, info, report, reloadReport }: ReportProps): JSX.Element | null {
  const passed = useSignal<ReadonlySet<string>>(new Set());
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = hearingReport();
  const key = (one: { change: string; sameAs: string }): string => `${one.change} ${one.sameAs}`;
  const open = report.suggestions.filter((one) => !passed.value.has(key(one)));
  const [first] = open;
  if (first === undefined) return null;
  const group = (hash: string) => report.amendments.find((one) => one.change === hash);
  const [one, other] = [group(first.change), group(first.sameAs)];
  if (one === undefined || other === undefined) return null;
  const pass = (): void => {
    passed.value = new Set([...passed.value, key(first)]);
  };
  const agree = async (): Promise<void> => {
    busy.value = true;
    const { change, sameAs } = first;
    const answer = await call('groupChanges', { slug: live.slug, hearing: info.hearing }, { change, sameAs });
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) announce(t.grouped);
    await reloadReport();
    busy.value = false;
  };
  return (
    <section class="card no-print" aria-labelledby="suggestion">
      <h2 class="ds-heading" data-size="xs" id="suggestion">
        {t.suggestion}
      </h2>
      <p class="muted">{t.suggestionAbout(open.length)}</p>
      <p class="change-name">{changeName(other.wording, info.statement.content)}</p>
      <dl class="two-wordings">
        <dt>{t.wordingOf(other.backers.map(({ name }) => name))}</dt>
        <dd class="document">{textOf(other.wording)}</dd>
        <dt>{t.wordingOf(one.backers.map(({ name }) => name))}</dt>
        <dd class="document changed">
          <Segments segments={diffWords(textOf(other.wording), textOf(one.wording))} />
        </dd>
      </dl>
      <ProblemBox problem={problem.value} />
      <div class="actions">
        <Button variant="secondary" busy={busy.value} onClick={() => void agree()}>
          {t.areSame}
        </Button>
        <Button variant="secondary" color="neutral" onClick={pass}>
          {t.areNot}
        </Button>
      </div>
    </section>
  );
}

function textOf(change: Change): string {
  if (change.type === 'add') return change.block.text;
  return change.type === 'replace' ? change.text : '';
}
