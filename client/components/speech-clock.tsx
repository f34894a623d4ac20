import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { clockAt } from '../../server/rules/speakers.ts';
import { minutes } from '../i18n/numbers.ts';
import { speakers } from '../i18n/speakers.ts';

/** Seconds before the end from which the clock warns. */
const warning = 30;

/**
 * The clock of whoever has the floor: what remains of the limit, or the time spoken where there is none. It counts in
 * the browser; `ahead` is by how many milliseconds the server's clock is ahead of the browser's. `onOver` is called once
 * when the time is over.
 */
export function SpeechClock({
  startedAt,
  limit,
  ahead,
  onOver,
}: {
  startedAt: string;
  limit: number | null;
  ahead: number;
  onOver?: () => void;
}): JSX.Element {
  const t = speakers();
  const read = (): number => clockAt(startedAt, limit, new Date(Date.now() + ahead).toISOString());
  const shown = useSignal(read());
  useEffect(() => {
    let over = read() < 0;
    const tick = (): void => {
      shown.value = read();
      if (limit !== null && shown.value < 0 && !over) {
        over = true;
        onOver?.();
      }
    };
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [startedAt, limit, ahead]);
  const seconds = shown.value;
  const state = limit === null ? 'free' : seconds < 0 ? 'over' : seconds <= warning ? 'soon' : 'running';
  return (
    <p class="speech-clock" data-state={state} role="timer">
      <span class="speech-time">{minutes(Math.abs(seconds))}</span>{' '}
      <span class="speech-what">{limit === null ? t.spoken : seconds < 0 ? t.over : t.left}</span>
    </p>
  );
}
