/** Where a command writes: `line` and `bytes` to standard output, `fault` to standard error. */
export interface Terminal {
  line(text: string): void;
  fault(text: string): void;
  /** Resolves when there is room for more. */
  bytes(chunk: Uint8Array): Promise<void>;
  /** Whether standard output is a person's screen. */
  isShown: boolean;
}

/** One command of `vedtak`. */
export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** The whole help text. */
  help: string;
  /**
   * Runs it. @returns the exit code: 0 when all holds, 1 when something does not.
   * @throws UsageError for wrong arguments and unreadable files: exit code 2.
   */
  run(args: string[], terminal: Terminal): Promise<number>;
}

/** The command was called wrongly, or a file cannot be read. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Text out of a file, made harmless for a terminal: control characters and those that turn the direction of writing
 * are shown as one sign.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\u{FFFD}');
}
