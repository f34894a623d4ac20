import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { machine } from '../branch.ts';
import { configFrom } from '../config.ts';
import { serveOnWorkers } from '../demo/workers.ts';
import { secretIn } from '../serve.ts';

// Serves Vedtak on workerd with its storage below the data folder, under the same secret as on Node.
const { port, data, secret, allowPrivate } = configFrom({ PORT: '8787', ...process.env });
const storage = join(data, 'workers');
await mkdir(storage, { recursive: true, mode: 0o700 });
const served = await serveOnWorkers({
  data: storage,
  secret: secret ?? (await secretIn(data)),
  setupToken: machine.random(24),
  port,
  allowPrivate,
});
console.log(`Vedtak on workerd ${served.url}`);
const answer = await fetch(`${served.url}/api/server`);
const { ready } = (await answer.json()) as { ready: boolean };
if (!ready) console.log(`Set-up, once: ${served.setupLink}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void served.stop().then(() => process.exit(0));
  });
}
