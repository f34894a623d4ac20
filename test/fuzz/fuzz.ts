import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { attack, type Find, type Outcome } from './runner.ts';
import { targets } from './targets.ts';
import { Watch } from './watch.ts';

/*
 * npm run fuzz -- [--only NAME[,NAME]] [--minutes N] [--seed S] [--from I] [--inputs N] [--out FOLDER] [--list]
 *
 * Attacks each parser of bytes from outside, one after another, each for N minutes (one, where nothing is said) of this process's
 * CPU, so that it may run beside others. What is found is written to the folder, with the seed and the number of the input that
 * make it again: --only NAME --seed S --from I --inputs 1.
 */

/** An input as a file holds it. */
function shown(input: unknown): string {
  if (input instanceof Uint8Array) return JSON.stringify({ base64: Buffer.from(input).toString('base64') });
  return JSON.stringify(input) ?? String(input);
}

function report({ target, inputs, taken, pumped, cpu, slowest, finds }: Outcome): string {
  const minutes = (cpu / 60_000).toFixed(2);
  const share = inputs === 0 ? 0 : Math.round((100 * taken) / inputs);
  return `${target}: ${minutes} min of CPU, ${inputs} inputs (${share} % taken), ${pumped} pumped, slowest ${Math.round(slowest)} ms, ${finds.length} finds`;
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { only: text, minutes: text, seed: text, from: text, inputs: text, out: text, list: { type: 'boolean' } },
  });
  if (values.list === true) {
    for (const { name, reads } of targets) console.log(`${name.padEnd(18)} ${reads}`);
    return 0;
  }
  const only = values.only?.split(',');
  const unknown = only?.find((name) => !targets.some((target) => target.name === name));
  if (unknown !== undefined) {
    console.error(`There is no target ${unknown}: ${targets.map(({ name }) => name).join(', ')}`);
    return 2;
  }
  const out = values.out ?? join('/tmp', 'vedtak-fuzz');
  mkdirSync(out, { recursive: true });
  const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
  const watch = new Watch();
  let found = 0;
  for (const target of targets.filter(({ name }) => only?.includes(name) !== false)) {
    const outcome = await attack(target, {
      seed,
      from: Number(values.from ?? 0),
      cpu: Number(values.minutes ?? 1) * 60_000,
      ...(values.inputs === undefined ? {} : { inputs: Number(values.inputs) }),
      heed: (number) => watch.heed(target.name, seed, number),
    });
    const line = `${new Date().toISOString()} seed ${seed} ${report(outcome)}`;
    console.log(line);
    appendFileSync(join(out, 'log'), `${line}\n`);
    for (const find of outcome.finds) keep(out, find);
    found += outcome.finds.length;
  }
  await watch.end();
  return found === 0 ? 0 : 1;
}

function keep(out: string, { target, key, detail, seed, number, input }: Find): void {
  const name = join(out, `${target}-${seed}-${number}.json`);
  console.log(`  ${key}\n    ${name}\n    ${detail.split('\n').slice(0, 6).join('\n    ')}`);
  writeFileSync(name, `${JSON.stringify({ target, key, detail, seed, number })}\n${shown(input)}\n`);
}

process.exitCode = await main();
