import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { hostApp } from './app.ts';
import { type Machine, machine, type Surroundings } from './branch.ts';
import { addressOnNode } from './client-address.ts';
import type { Config } from './config.ts';
import { loadAssets } from './node-assets.ts';
import { openDirectory } from './node-directory.ts';
import { nodeEgress } from './node-egress.ts';
import { hashOfText } from './rules/canonical.ts';

/** Milliseconds that an idle connection is kept: longer than proxies in front keep theirs, so that they close it first. */
const keepAlive = 75_000;

type Listener = ReturnType<typeof getRequestListener>;

/** A server that answers. */
export interface Served {
  /** Its public origin. */
  url: string;
  port: number;
  /** The one-time link of the set-up page; undefined once there are branches. */
  setupLink: string | undefined;
  /** Ends connections, finishes commands and closes the databases. */
  stop(): Promise<void>;
}

/**
 * Starts Vedtak on Node. Requests that come before the branches are open wait for that.
 * @param client the folder of the built client.
 * @param surroundings the server makes its own way out where none is handed in.
 * @throws Error when the port is taken, a database does not open, or the client is not built.
 */
export async function serve(
  config: Config,
  client: string,
  surroundings: Machine & Partial<Surroundings> = machine,
): Promise<Served> {
  const assets = await loadAssets(client);
  await mkdir(config.data, { recursive: true, mode: 0o700 });
  const secret = config.secret ?? (await secretIn(config.data));
  const opened = Promise.withResolvers<Listener>();
  const server = createServer((request, response) => {
    void opened.promise.then((answer) => answer(request, response));
  });
  server.keepAliveTimeout = keepAlive;
  await listen(server, config);
  try {
    const { port } = server.address() as AddressInfo;
    const url = config.url ?? `http://localhost:${port}`;
    const fetch = surroundings.fetch ?? nodeEgress({ own: url, allowPrivate: config.allowPrivate });
    const directory = await openDirectory(config.data, url, secret, { ...surroundings, fetch });
    const token = surroundings.random(24);
    const app = hostApp({
      directory,
      url,
      setupHash: hashOfText(token),
      secret,
      machine: surroundings,
      addressOf: addressOnNode,
      asset: async (path, acceptsGzip) => assets(path, acceptsGzip),
    });
    opened.resolve(getRequestListener(app.fetch));
    return {
      url,
      port,
      setupLink: (await directory.list()).length > 0 ? undefined : `${url}/oppsett#${token}`,
      async stop() {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        server.closeAllConnections();
        await closed;
        await directory.close();
      },
    };
  } catch (error) {
    server.close();
    server.closeAllConnections();
    throw error;
  }
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/**
 * The server's secret in its data folder, made on the first start; only the owner can read it.
 * @throws Error when there is none but there are branches, which another one opens.
 */
export async function secretIn(data: string): Promise<string> {
  const file = join(data, 'secret');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const branches = await readdir(join(data, 'branches')).catch(() => []);
  if (branches.length > 0) {
    throw new Error(
      'the branches are sealed under a secret that is not here: set VEDTAK_SECRET, or bring data/secret back',
    );
  }
  const secret = machine.random(32);
  await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(file, 0o600);
  return secret;
}
