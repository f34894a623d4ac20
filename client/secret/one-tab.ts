/** How long a tab waits for its turn, in milliseconds: longer than another needs that is awake. */
const patience = 35_000;

/**
 * Does something in one tab of the browser at a time; at once where the browser cannot tell, as on a page that came by plain HTTP.
 * A tab that the device put to sleep in the middle holds the others up for a while, and no longer.
 */
export async function inOneTab<T>(name: string, act: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return act();
  let begun = false;
  const begin = (): Promise<T> => {
    begun = true;
    return act();
  };
  try {
    return await navigator.locks.request(name, { signal: AbortSignal.timeout(patience) }, begin);
  } catch (error) {
    if (begun) throw error;
    return act();
  }
}
