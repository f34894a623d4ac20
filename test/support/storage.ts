import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';

const ending = '.sqlite';

/** Where an engine keeps the branches' databases below a data folder, by slug. */
export interface Storage {
  files(data: string): Map<string, string>;
}

/** On Node a file bears its branch's slug. */
export const nodeStorage: Storage = {
  files(data) {
    const folder = join(data, 'branches');
    const names = existsSync(folder) ? readdirSync(folder) : [];
    const own = names.filter((name) => name.endsWith(ending));
    return new Map(own.map((name) => [name.slice(0, -ending.length), join(folder, name)]));
  },
};

/** In workerd a file bears its object's id, so that the branch says in it which one it is. */
export const workersStorage: Storage = {
  files(data) {
    const folder = join(data, 'v3', 'do', 'vedtak-BranchObject');
    const names = existsSync(folder) ? readdirSync(folder) : [];
    const found = new Map<string, string>();
    for (const name of names) {
      if (!name.endsWith(ending) || name === `metadata${ending}`) continue;
      const slug = slugIn(join(folder, name));
      if (slug !== undefined) found.set(slug, join(folder, name));
    }
    return found;
  },
};

function slugIn(file: string): string | undefined {
  const database = new SQLite(file, { readonly: true });
  try {
    const tables = database.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'branch'").pluck().get();
    return tables === 1 ? (database.prepare('SELECT slug FROM branch').pluck().get() as string | undefined) : undefined;
  } finally {
    database.close();
  }
}
