import { useEffect } from 'preact/hooks';

/** Keeps the screen on while `wanted`, where the browser can: a phone that sleeps drops its paper late. */
export function useAwake(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !('wakeLock' in navigator)) return undefined;
    let ended = false;
    let lock: WakeLockSentinel | undefined;
    const ask = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      try {
        const given = await navigator.wakeLock.request('screen');
        if (ended) await given.release();
        else lock = given;
      } catch {
        // little power left, or not allowed: the page says to keep it open
      }
    };
    // the browser takes the lock back whenever the page is hidden
    const shown = (): void => void ask();
    document.addEventListener('visibilitychange', shown);
    void ask();
    return () => {
      ended = true;
      document.removeEventListener('visibilitychange', shown);
      void lock?.release();
    };
  }, [wanted]);
}
