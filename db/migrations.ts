import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Tables } from './schema.ts';
import { branchTables, meetingTables } from './tables.ts';

const migrations: Record<string, Migration> = {
  '0001_branch': {
    async up(db) {
      for (const statement of branchTables) await sql.raw(statement).execute(db);
    },
  },
  '0002_moved': {
    async up(db) {
      await sql
        .raw(
          'CREATE TABLE moved (id INTEGER PRIMARY KEY CHECK (id = 1), destination TEXT NOT NULL, at TEXT NOT NULL) STRICT',
        )
        .execute(db);
    },
  },
  '0003_meeting': {
    async up(db) {
      for (const statement of meetingTables) await sql.raw(statement).execute(db);
    },
  },
};

/** The names of all migrations: the schema that a migrated database has. */
export const schemaNames: readonly string[] = Object.keys(migrations);

/**
 * Brings a branch's database to the newest schema; run inside one transaction.
 * @throws Error when a migration fails, or when the database was written by a newer Vedtak.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
