import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** What knows by how many milliseconds the server's clock is ahead of the browser's. */
interface Ahead {
  ahead(): number;
}

/** Milliseconds until a moment (RFC 3339) by the server's clock; negative after it. */
function until(clock: Ahead, moment: string): number {
  return Date.parse(moment) - Date.now() - clock.ahead();
}

/** Whether a moment (RFC 3339) is over by the server's clock; what uses it is drawn again when it is. Null never is. */
export function usePassed(clock: Ahead, moment: string | null): boolean {
  const rung = useSignal(0);
  const left = moment === null ? Number.POSITIVE_INFINITY : until(clock, moment);
  const passed = left <= 0;
  useEffect(() => {
    if (moment === null || passed) return;
    const timer = setTimeout(
      () => {
        rung.value += 1;
      },
      until(clock, moment),
    );
    return () => clearTimeout(timer);
  }, [clock, moment, passed, rung.value]);
  return passed;
}

/** Whole seconds until a moment (RFC 3339) by the server's clock, counted down to 0 in the browser. */
export function useSecondsUntil(clock: Ahead, moment: string): number {
  const read = (): number => Math.max(0, Math.ceil(until(clock, moment) / 1000));
  const seconds = useSignal(read());
  useEffect(() => {
    const tick = (): void => {
      seconds.value = read();
    };
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [clock, moment]);
  return seconds.value;
}
