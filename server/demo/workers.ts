import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Served } from '../serve.ts';

const config = fileURLToPath(new URL('../../wrangler.toml', import.meta.url));

/** What a server on workerd is given. */
export interface WorkersOptions {
  /** The folder of its storage. */
  data: string;
  /** At least 32 characters; what the branches' keys are sealed under. */
  secret: string;
  setupToken: string;
  /** Where it listens; a free port where it is not said. */
  port?: number;
  /** The public origin, where it is not http://localhost at that port. */
  url?: string;
  /** Whether it asks servers in private networks. */
  allowPrivate?: boolean;
  /** A module in the place of `server/worker.ts` that exports the same classes, to test or to measure them. */
  entrypoint?: string;
}

/**
 * Starts Vedtak on the real workerd, as `wrangler.toml` describes it, offline and with its storage in a folder.
 * @throws Error when the port is taken or the Worker cannot be bundled.
 */
export async function serveOnWorkers({
  data,
  secret,
  setupToken,
  port,
  url,
  allowPrivate = false,
  entrypoint,
}: WorkersOptions): Promise<Served> {
  // wrangler would ask its maker for a place and send what it was used for
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
  process.env.WRANGLER_SEND_METRICS = 'false';
  const { unstable_startWorker: startWorker } = await import('wrangler');
  const chosen = port ?? (await freePort());
  const origin = url ?? `http://localhost:${chosen}`;
  const text = (value: string) => ({ type: 'plain_text' as const, value });
  const worker = await startWorker({
    config,
    ...(entrypoint === undefined ? {} : { entrypoint }),
    bindings: {
      VEDTAK_URL: text(origin),
      VEDTAK_SECRET: text(secret),
      VEDTAK_SETUP_TOKEN: text(setupToken),
      VEDTAK_ALLOW_PRIVATE: text(allowPrivate ? '1' : '0'),
    },
    dev: {
      watch: false,
      remote: false,
      inspector: false,
      persist: data,
      logLevel: 'error',
      server: { hostname: 'localhost', port: chosen },
    },
  });
  await worker.ready;
  return { url: origin, port: chosen, setupLink: `${origin}/oppsett#${setupToken}`, stop: () => worker.dispose() };
}

/** A port that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port is free')),
      );
    });
  });
}
