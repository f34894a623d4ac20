import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Tables } from './schema.ts';

const branchTables = [
  `CREATE TABLE branch (
    id TEXT PRIMARY KEY, slug TEXT NOT NULL, name TEXT NOT NULL, level TEXT NOT NULL, parent TEXT,
    kid TEXT NOT NULL, public_key TEXT NOT NULL, secret_key TEXT NOT NULL, created_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE entity_statement (
    issuer TEXT NOT NULL, subject TEXT NOT NULL, jws TEXT NOT NULL, issued_at TEXT NOT NULL,
    PRIMARY KEY (issuer, subject)) STRICT, WITHOUT ROWID`,
  'CREATE TABLE journal_entry (idx INTEGER PRIMARY KEY, type TEXT NOT NULL, entry TEXT NOT NULL) STRICT',
  `CREATE TABLE journal_node (
    level INTEGER NOT NULL, idx INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (level, idx)) STRICT, WITHOUT ROWID`,
  'CREATE TABLE journal_detail (idx INTEGER PRIMARY KEY, salt TEXT NOT NULL, detail TEXT NOT NULL) STRICT',
  `CREATE TABLE member (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, number TEXT NOT NULL UNIQUE, leader INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE credential (
    id TEXT PRIMARY KEY, member TEXT NOT NULL REFERENCES member, public_key TEXT NOT NULL, counter INTEGER NOT NULL,
    created_at TEXT NOT NULL) STRICT`,
  'CREATE INDEX credential_member ON credential (member)',
  `CREATE TABLE invitation (
    token_hash TEXT PRIMARY KEY, member TEXT NOT NULL REFERENCES member, challenge TEXT, expires_at TEXT NOT NULL,
    used_at TEXT, replaced INTEGER NOT NULL DEFAULT 0) STRICT`,
  'CREATE INDEX invitation_member ON invitation (member)',
  `CREATE TABLE session (
    token_hash TEXT PRIMARY KEY, member TEXT NOT NULL REFERENCES member, expires_at TEXT NOT NULL) STRICT`,
  'CREATE TABLE nonce (nonce TEXT PRIMARY KEY, expires_at TEXT NOT NULL) STRICT',
  `CREATE TABLE meeting (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, place TEXT NOT NULL,
    starts_at TEXT NOT NULL, quorum_num INTEGER NOT NULL, quorum_den INTEGER NOT NULL, created_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE role (
    meeting TEXT NOT NULL REFERENCES meeting (id), member TEXT NOT NULL REFERENCES member, role TEXT NOT NULL,
    PRIMARY KEY (meeting, member, role)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE attendance (
    meeting TEXT NOT NULL REFERENCES meeting (id), member TEXT NOT NULL REFERENCES member, checked_in_at TEXT NOT NULL,
    PRIMARY KEY (meeting, member)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE roll (
    hash TEXT PRIMARY KEY, meeting TEXT NOT NULL REFERENCES meeting (id), version INTEGER NOT NULL, signed TEXT NOT NULL,
    UNIQUE (meeting, version)) STRICT`,
  `CREATE TABLE proposal (
    id TEXT PRIMARY KEY, meeting TEXT NOT NULL REFERENCES meeting (id), number INTEGER NOT NULL, title TEXT NOT NULL,
    blocks TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (meeting, number)) STRICT`,
  `CREATE TABLE ballot (
    id TEXT PRIMARY KEY, meeting TEXT NOT NULL REFERENCES meeting (id), proposal TEXT NOT NULL REFERENCES proposal,
    number INTEGER NOT NULL, roll TEXT NOT NULL REFERENCES roll, entitled INTEGER NOT NULL, voted INTEGER NOT NULL,
    signed TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'stopped', 'closed')), stopped_at TEXT,
    checkpoint TEXT, close_hash TEXT, close_signed TEXT, tally TEXT, outcome TEXT, UNIQUE (meeting, number)) STRICT`,
  "CREATE UNIQUE INDEX ballot_running ON ballot (meeting) WHERE state <> 'closed'",
  `CREATE TABLE vote (
    ballot TEXT NOT NULL REFERENCES ballot, delegate TEXT NOT NULL, revision INTEGER NOT NULL,
    statement_hash TEXT NOT NULL, signed TEXT NOT NULL, taken_at TEXT NOT NULL,
    PRIMARY KEY (ballot, delegate, revision)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE resolution (
    number INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, ballot TEXT NOT NULL UNIQUE REFERENCES ballot,
    statement TEXT NOT NULL, jws TEXT, created_at TEXT NOT NULL, signed_at TEXT) STRICT`,
  `CREATE TABLE attestation (
    resolution TEXT NOT NULL REFERENCES resolution (hash), member TEXT NOT NULL, role TEXT NOT NULL,
    signed TEXT NOT NULL, public_key TEXT NOT NULL, PRIMARY KEY (resolution, member)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE outbox (
    resolution TEXT NOT NULL REFERENCES resolution (hash), receiver TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused')), attempts INTEGER NOT NULL,
    next_at INTEGER NOT NULL, reason TEXT, receipt TEXT, received_at TEXT,
    PRIMARY KEY (resolution, receiver)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE received (
    hash TEXT PRIMARY KEY, branch TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, jws TEXT NOT NULL,
    payload TEXT NOT NULL, idx INTEGER NOT NULL UNIQUE, received_at TEXT NOT NULL, receipt TEXT NOT NULL,
    UNIQUE (branch, number)) STRICT`,
];

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
