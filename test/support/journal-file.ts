import SQLite from 'better-sqlite3';
import { entryLeaf, type JournalEntry } from '../../server/rules/journal.ts';
import { append } from '../../server/rules/merkle.ts';

/** A branch's database file as somebody changes it who has the machine. Every change is its own transaction. */
export class JournalFile {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** A copy of a file that a server may have open. */
  static async copy(from: string, to: string): Promise<JournalFile> {
    const database = new SQLite(from, { readonly: true });
    try {
      await database.backup(to);
    } finally {
      database.close();
    }
    return new JournalFile(to);
  }

  /** Runs statements with parameters. */
  run(...statements: readonly (readonly [sql: string, ...values: unknown[]])[]): void {
    const database = new SQLite(this.#file);
    try {
      database.pragma('foreign_keys = OFF');
      database.transaction(() => {
        for (const [sql, ...values] of statements) database.prepare(sql).run(...values);
      })();
    } finally {
      database.close();
    }
  }

  entries(): JournalEntry[] {
    const database = new SQLite(this.#file, { readonly: true });
    try {
      const rows = database.prepare('SELECT entry FROM journal_entry ORDER BY idx').pluck().all() as string[];
      return rows.map((text) => JSON.parse(text) as JournalEntry);
    } finally {
      database.close();
    }
  }

  /** Puts other entries in the place of all, with the tree that belongs to them: nothing in the journal itself tells. */
  async rewrite(entries: readonly JournalEntry[]): Promise<void> {
    const made: (readonly [string, ...unknown[]])[] = [['DELETE FROM journal_entry'], ['DELETE FROM journal_node']];
    const nodes = new Map<string, string>();
    for (const [index, entry] of entries.entries()) {
      const text = JSON.stringify(entry);
      made.push(['INSERT INTO journal_entry (idx, type, entry) VALUES (?, ?, ?)', index, entry.type, text]);
      for (const node of await append(
        index,
        entryLeaf(entry),
        async (at) => nodes.get(`${at.level}/${at.index}`) ?? '',
      )) {
        nodes.set(`${node.level}/${node.index}`, node.hash);
        made.push(['INSERT INTO journal_node (level, idx, hash) VALUES (?, ?, ?)', node.level, node.index, node.hash]);
      }
    }
    this.run(...made);
  }
}
