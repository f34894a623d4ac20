import { decodeJwt } from 'jose';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import * as v from 'valibot';
import { SubordinateStatement } from '../server/rules/trust.ts';
import { insertChild } from './children.ts';
import { partyTables } from './party-tables.ts';
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
  '0004_party': {
    async up(db) {
      for (const statement of partyTables) await sql.raw(statement).execute(db);
      await rememberChildren(db);
    },
  },
};

/** The children that a branch vouched for before it had a table of them, out of its statements about them. */
async function rememberChildren(db: Kysely<Tables>): Promise<void> {
  const branch = await db.selectFrom('branch').select('id').executeTakeFirst();
  if (branch === undefined) return;
  const statements = await db
    .selectFrom('entity_statement')
    .selectAll()
    .where('issuer', '=', branch.id)
    .where('subject', '!=', branch.id)
    .execute();
  for (const { subject, jws, issued_at } of statements) {
    const { jwks, metadata } = v.parse(SubordinateStatement, decodeJwt(jws));
    const [key] = jwks.keys;
    if (key === undefined) continue;
    await insertChild(db, {
      id: subject,
      name: metadata.vedtak_branch.name,
      level: metadata.vedtak_branch.level,
      state: 'active',
      kid: key.kid,
      public_key: JSON.stringify(key),
      since_number: 0,
      since_hash: null,
      joined_at: issued_at,
      ended_at: null,
      reason: null,
    });
  }
}

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
