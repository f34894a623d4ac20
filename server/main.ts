import { fileURLToPath } from 'node:url';
import { configFrom } from './config.ts';
import { serve } from './serve.ts';

const client = fileURLToPath(new URL('../dist', import.meta.url));

try {
  const { url, setupLink, stop } = await serve(configFrom(process.env), client);
  console.log(`Vedtak ${url}`);
  if (setupLink !== undefined) console.log(`Set-up, once: ${setupLink}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  console.error(`Vedtak does not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
