import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { sending } from '../i18n/delegate-sending.ts';
import type { Live } from '../live.ts';
import type { Problem, Result } from '../problem.ts';
import { announce } from './announcer.tsx';
import { Button } from './button.tsx';
import { ProblemBox } from './problem-box.tsx';

/** A button that does one thing at once. `name` says it in full to those who do not see what it stands beside. */
export function Command({
  live,
  label,
  name,
  act,
}: {
  live: Live;
  label: string;
  name: string;
  act: () => Promise<Result<unknown>>;
}): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const press = async (): Promise<void> => {
    busy.value = true;
    const answer = await act();
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    busy.value = false;
    if (answer.ok) announce(sending().done(name));
  };
  return (
    <>
      <Button
        variant="secondary"
        color="neutral"
        data-size="sm"
        aria-label={name}
        busy={busy.value}
        onClick={() => void press()}
      >
        {label}
      </Button>
      <ProblemBox problem={problem.value} />
    </>
  );
}
