import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Served } from '../serve.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const wrangler = fileURLToPath(new URL('../../node_modules/wrangler/bin/wrangler.js', import.meta.url));

/**
 * Starts Vedtak on workerd, as `wrangler.toml` describes it, offline and with its storage in a folder.
 * @throws Error when it ends before it answers, with what it wrote.
 */
export async function serveOnWorkers(data: string, secret: string, setupToken: string, port?: number): Promise<Served> {
  const chosen = port ?? (await freePort());
  const url = `http://localhost:${chosen}`;
  const variables = { VEDTAK_URL: url, VEDTAK_SECRET: secret, VEDTAK_SETUP_TOKEN: setupToken };
  const child = spawn(
    process.execPath,
    [
      wrangler,
      'dev',
      ...['--port', String(chosen), '--ip', 'localhost', '--inspector-port', '0', '--persist-to', data],
      ...['--show-interactive-dev-session', 'false', '--log-level', 'log'],
      ...Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' },
    },
  );
  // Whatever ends this process must not leave a server behind.
  process.once('exit', () => child.kill('SIGTERM'));
  await answering(child, url);
  return { url, port: chosen, setupLink: `${url}/oppsett#${setupToken}`, stop: () => ended(child) };
}

/** Waits for the line in which wrangler says that the server is ready. */
function answering(child: ChildProcess, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let written = '';
    const read = (chunk: Buffer): void => {
      written += chunk.toString();
      if (written.includes('Ready on')) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`workerd at ${url} ended with ${code}:\n${written}`)));
  });
}

/** Ends wrangler, which ends the workerd below it. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** A port that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
