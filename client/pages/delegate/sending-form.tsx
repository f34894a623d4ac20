import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import type { Me } from '../../../server/api/session.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { sending } from '../../i18n/delegate-sending.ts';
import type { Live } from '../../live.ts';
import type { Problem, Result } from '../../problem.ts';

/** What each of the forms of `SendIn` is given. */
export interface FormProps {
  live: Live;
  snapshot: Snapshot;
  me: Me;
  meeting: MeetingInfo;
  onDone: () => void;
}

/** A form whose content is kept on the device until it is sent, or thrown away. */
export function SendingForm({
  live,
  title,
  about,
  obstacle,
  sent,
  send,
  onClear,
  onDone,
  children,
}: {
  live: Live;
  title: string;
  about: string;
  /** What is missing; undefined where it can be sent. */
  obstacle: string | undefined;
  /** What is said once it is sent. */
  sent: string;
  send: () => Promise<Result<unknown>>;
  onClear: () => void;
  onDone: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const busy = useSignal(false);
  const done = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = sending();
  const press = async (): Promise<void> => {
    busy.value = true;
    const answer = await send();
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) {
      announce(sent);
      onClear();
      done.value = true;
      await live.refresh();
    }
    busy.value = false;
  };
  return (
    <section class="form sending" aria-label={title}>
      <p class="muted">{about}</p>
      {done.value && <Notice tone="success" title={sent} />}
      {children}
      <ProblemBox problem={problem.value} />
      <Button wide busy={busy.value} reason={obstacle} onClick={() => void press()}>
        {t.send}
      </Button>
      <p class="muted small">{t.keptHere}</p>
      <Button
        variant="tertiary"
        color="neutral"
        onClick={() => {
          onClear();
          onDone();
        }}
      >
        {t.discard}
      </Button>
    </section>
  );
}
