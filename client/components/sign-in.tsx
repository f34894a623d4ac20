import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { call } from '../api.ts';
import { common } from '../i18n/common.ts';
import type { Live } from '../live.ts';
import { deliver } from '../outbox.ts';
import type { Problem } from '../problem.ts';
import { signIn } from '../sign.ts';
import { Button } from './button.tsx';
import { ProblemBox } from './problem-box.tsx';

/** The way in: one sentence, one button, and what went wrong. Afterwards the page is the member's. */
export function SignIn({ live, branch }: { live: Live; branch: string }): JSX.Element {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = common();
  const start = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const answer = await signIn(live.slug, branch);
    if (answer.ok) {
      await live.refresh();
      await deliver();
    } else {
      problem.value = answer.problem;
    }
    busy.value = false;
  };
  return (
    <section class="card" aria-label={t.signIn}>
      <p>{t.signInWith}</p>
      <Button wide busy={busy.value} onClick={() => void start()}>
        {t.signIn}
      </Button>
      <ProblemBox problem={problem.value} />
      <p class="muted small">{t.signInFirst}</p>
    </section>
  );
}

/** Who is signed in, and the way out. */
export function SignedInAs({ live, name }: { live: Live; name: string }): JSX.Element {
  const busy = useSignal(false);
  const t = common();
  const leave = async (): Promise<void> => {
    busy.value = true;
    await call('logout', { slug: live.slug });
    await live.refresh();
    busy.value = false;
  };
  return (
    <p class="signed-in">
      <span>{t.signedInAs(name)}</span>
      <Button variant="tertiary" color="neutral" data-size="sm" busy={busy.value} onClick={() => void leave()}>
        {t.signOut}
      </Button>
    </p>
  );
}
