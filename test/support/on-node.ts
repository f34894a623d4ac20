import { test } from 'vitest';
import { engine } from './server.ts';

/** Why a test runs on Node alone: the README says it of each. */
type Reason =
  /** A test cannot pass time in workerd. */
  | 'clock'
  /** It is about files, the environment or the output of the Node server's process. */
  | 'process'
  /** Cloudflare's network does it around a Worker, workerd alone does not. */
  | 'network'
  /** What wrangler puts before workerd breaks a connection off whose body is answered before it is read. */
  | 'proxy'
  /** It looks into parts that run inside the test, on the Node engine. */
  | 'inside';

/** A test that is left out where the suite runs against workerd, and why. */
export function onNode(_reason: Reason, name: string, run: () => Promise<void>): void {
  test.runIf(engine === 'node')(name, run);
}
