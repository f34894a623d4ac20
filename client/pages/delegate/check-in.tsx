import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { hall } from '../../i18n/delegate-hall.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';

/** Checking oneself in, or back from leave, with the code on the big screen. */
export default function CheckIn({
  live,
  meeting,
  leave,
}: {
  live: Live;
  meeting: string;
  leave: boolean;
}): JSX.Element {
  const code = useSignal('');
  const mistake = useSignal<string | undefined>(undefined);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = hall();
  const send = async (): Promise<void> => {
    const typed = code.value.replace(/[\s-]/gu, '');
    mistake.value = typed.length === 6 ? undefined : t.codeLength;
    if (mistake.value !== undefined) return;
    busy.value = true;
    problem.value = null;
    const answer = await call('checkInByCode', { slug: live.slug, meeting }, { code: typed });
    if (answer.ok) {
      announce(t.checkedIn);
      await live.refresh();
    } else {
      problem.value = answer.problem;
    }
    busy.value = false;
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        label={t.code}
        description={t.codeAbout}
        mistake={mistake.value}
        value={code.value}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        onValue={(text) => {
          code.value = text;
          mistake.value = undefined;
        }}
      />
      <Button type="submit" busy={busy.value}>
        {leave ? t.comeBack : t.checkIn}
      </Button>
      <ProblemBox problem={problem.value} />
    </form>
  );
}
