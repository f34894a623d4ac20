import { decodeJwt } from 'jose';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import * as v from 'valibot';
import { hashOf } from '../server/rules/canonical.ts';
import { joseMedia } from '../server/rules/courier.ts';
import { EntityConfiguration, SubordinateStatement } from '../server/rules/entity-statement.ts';
import { findEntityStatement } from './branch.ts';
import { insertChild } from './children.ts';
import { insertParent } from './parents.ts';
import { partyTables } from './party-tables.ts';
import { describeReceived } from './received-before.ts';
import type { Tables } from './schema.ts';
import { secretTables } from './secret-tables.ts';
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
      await describeReceived(db);
      await rememberParent(db);
      await moveDeliveries(db);
    },
  },
  '0005_secret': {
    async up(db) {
      for (const statement of secretTables) await sql.raw(statement).execute(db);
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

/** The parent that a branch had before it kept whose keys were compared, out of what it holds of it. */
async function rememberParent(db: Kysely<Tables>): Promise<void> {
  const branch = await db.selectFrom('branch').select('parent').executeTakeFirst();
  const parent = branch?.parent ?? null;
  if (parent === null) return;
  const held = await findEntityStatement(db, parent, parent);
  if (held === undefined) return;
  const { jwks, metadata } = v.parse(EntityConfiguration, decodeJwt(held));
  const { name, level } = metadata.vedtak_branch;
  const { created_at: at } = await db.selectFrom('branch').select('created_at').executeTakeFirstOrThrow();
  await insertParent(db, {
    parent,
    name,
    level,
    keys: JSON.stringify(jwks.keys),
    configuration: held,
    state: 'current',
    request: null,
    asked_at: at,
    confirmed_at: at,
    ended_at: null,
  });
}

/** What was on its way to the parent, or had arrived, when an outbox held resolutions alone. */
async function moveDeliveries(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<OutboxRow>`
    SELECT outbox.*, jws, signed_at, json_extract(statement, '$.title') AS title
    FROM outbox JOIN resolution ON hash = resolution WHERE jws IS NOT NULL ORDER BY number`.execute(db);
  for (const { resolution: statement, receiver, jws, signed_at, ...row } of rows) {
    const id = hashOf({ statement, receiver });
    await db
      .insertInto('delivery')
      .values({
        ...row,
        id,
        kind: 'resolution',
        statement,
        receiver,
        media: joseMedia,
        body: jws,
        created_at: signed_at,
      })
      .execute();
  }
  await sql`DROP TABLE outbox`.execute(db);
}

/** A row of the table that deliveries were kept in, with the resolution. */
interface OutboxRow {
  resolution: string;
  receiver: string;
  state: 'waiting' | 'accepted' | 'refused';
  attempts: number;
  next_at: number;
  reason: string | null;
  receipt: string | null;
  received_at: string | null;
  jws: string;
  signed_at: string;
  title: string;
}

/** The names of all migrations: the schema that a migrated database has. */
export const schemaNames: readonly string[] = Object.keys(migrations);

/**
 * Whether a branch's database has the schema that is read here, without bringing it there.
 * @throws Error when it is not migrated, or was written by a newer Vedtak.
 */
export async function mustHaveSchema(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(db);
  const found = new Set(rows.map(({ name }) => name));
  if (found.size === schemaNames.length && schemaNames.every((name) => found.has(name))) return;
  throw new Error('the database was written by another version of Vedtak');
}

/**
 * Brings a branch's database to the newest schema; run inside one transaction.
 * @throws Error when a migration fails, or when the database was written by a newer Vedtak.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
