import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { build } from 'vite';

/** Holds the hash of what `dist/` was built from. Goes with node_modules, since other packages may build it otherwise. */
const stamp = 'node_modules/.vedtak-client';

/** What goes into the client. */
const inputs = ['client/**', 'server/{api,rules}/**', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];

/** A hash over the names and the contents of the inputs. */
function hashOfInputs(): string {
  const hash = createHash('sha256');
  const files = globSync(inputs).filter((path) => statSync(path).isFile());
  for (const path of files.sort()) {
    const content = readFileSync(path);
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

// Builds the client into `dist/` when what it is made of has changed since the last time.
const hash = hashOfInputs();
if (!existsSync('dist/index.html') || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) {
  rmSync(stamp, { force: true });
  process.env.NODE_ENV = 'production';
  await build({ logLevel: 'warn' });
  writeFileSync(stamp, hash);
}
