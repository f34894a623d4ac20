import { fileURLToPath } from 'node:url';
import { configFrom } from './config.ts';
import { serve } from './serve.ts';

const client = fileURLToPath(new URL('../dist', import.meta.url));

try {
  const { url, setupLink, stop } = await serve(configFrom(process.env), client);
  const setup = setupLink === undefined ? [] : [`Set-up, once: ${setupLink}`];
  console.log([`Vedtak ${url}`, ...setup].join('\n'));
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // npm passes on the Ctrl-C that the terminal has sent already: the second one must not cut the stop short
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  console.error(`Vedtak does not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
