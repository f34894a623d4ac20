/**
 * Lets so many works run at the same time; the others wait their turn. Three hundred phones that come at once then stand in
 * a line of their own, and whoever asks for something else does not wait behind all of them.
 */
export function gateFor(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((turn) => waiting.push(turn));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
