/**
 * Writes one line of JSON to standard error. Data must hold no names, addresses, tokens or votes; of an error only
 * its kind and the places in the code go in, not its message.
 */
export function log(level: 'info' | 'error', message: string, data: { method?: string; error?: unknown } = {}): void {
  const { error, ...rest } = data;
  const what =
    error instanceof Error
      ? {
          error: error.name,
          stack: error.stack
            ?.split('\n')
            .slice(1, 6)
            .map((line) => line.trim()),
        }
      : error === undefined
        ? {}
        : { error: typeof error };
  console.error(JSON.stringify({ at: new Date().toISOString(), level, message, ...rest, ...what }));
}
