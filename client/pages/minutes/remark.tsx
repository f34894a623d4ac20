import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { MinutesInfo } from '../../../server/api/minutes.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import type { BranchView } from '../../components/branch-page.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField, TextArea } from '../../components/field.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { minutes } from '../../i18n/minutes.ts';
import type { Problem } from '../../problem.ts';

/** The form for a remark to the minutes, while they take any. */
export function Remark({ live, info }: BranchView & { info: MinutesInfo }): JSX.Element | null {
  const text = useSignal('');
  const ballot = useSignal('');
  const busy = useSignal(false);
  const mistake = useSignal<string | undefined>(undefined);
  const problem = useSignal<Problem | null>(null);
  const t = minutes();
  const { meeting, state, draft, ballots } = info;
  if (!['open', 'adjourned', 'closed'].includes(state)) return null;
  const closed = draft !== null && draft.attestations.length > 0;

  const send = async (): Promise<void> => {
    mistake.value = text.value.trim() === '' ? t.remarkEmpty : undefined;
    if (mistake.value !== undefined) return;
    busy.value = true;
    const body = { text: text.value, ballot: ballot.value === '' ? null : ballot.value };
    const answer = await call('addRemark', { slug: live.slug, meeting }, body);
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) {
      text.value = '';
      ballot.value = '';
      announce(t.didRemark);
    }
    await live.refresh();
    busy.value = false;
  };

  return (
    <section class="card no-print" aria-labelledby="remark">
      <h2 class="ds-heading" data-size="xs" id="remark">
        {t.remark}
      </h2>
      {closed ? (
        <p>{t.remarkClosed}</p>
      ) : (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <p>{t.remarkAbout}</p>
          <TextArea
            label={t.remarkText}
            rows={4}
            value={text.value}
            mistake={mistake.value}
            onValue={(value) => {
              text.value = value;
            }}
          />
          {ballots.length > 0 && (
            <SelectField
              label={t.remarkBallot}
              value={ballot.value}
              choices={[
                { value: '', label: t.remarkMeeting },
                ...ballots.map(({ id, number, title }) => ({ value: id, label: t.remarkOf(number, title) })),
              ]}
              onValue={(value) => {
                ballot.value = value;
              }}
            />
          )}
          <ProblemBox problem={problem.value} />
          <div class="actions">
            <Button type="submit" variant="secondary" busy={busy.value}>
              {t.remarkSend}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
