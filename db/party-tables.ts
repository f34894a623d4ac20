/** The statements that give a branch its place in the party: children, deliveries, treatments, committees, hearings, and programs. */
export const partyTables = [
  'ALTER TABLE branch ADD COLUMN closed_at TEXT',
  `CREATE TABLE branch_key (
    kid TEXT PRIMARY KEY, public_key TEXT NOT NULL, secret_key TEXT, state TEXT NOT NULL CHECK (state IN ('pending', 'past')),
    created_at TEXT NOT NULL, ended_at TEXT, reason TEXT) STRICT`,
  `CREATE TABLE parent_link (
    ordinal INTEGER PRIMARY KEY, parent TEXT NOT NULL, name TEXT NOT NULL, level TEXT NOT NULL,
    keys TEXT NOT NULL, configuration TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asking', 'current', 'declined', 'past')), request TEXT, asked_at TEXT NOT NULL,
    confirmed_at TEXT, ended_at TEXT) STRICT`,
  `CREATE TABLE child (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'revoked', 'left', 'closed')), kid TEXT NOT NULL, public_key TEXT NOT NULL,
    since_number INTEGER NOT NULL, since_hash TEXT, joined_at TEXT NOT NULL, ended_at TEXT, reason TEXT) STRICT`,
  `CREATE TABLE child_key (
    child TEXT NOT NULL REFERENCES child, kid TEXT NOT NULL, public_key TEXT NOT NULL, from_at TEXT NOT NULL, until_at TEXT,
    revoked_reason TEXT, PRIMARY KEY (child, kid)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE branch_invitation (
    token_hash TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT NOT NULL,
    used_at TEXT, child TEXT) STRICT`,
  `CREATE TABLE join_request (
    hash TEXT PRIMARY KEY, child TEXT NOT NULL, invitation TEXT, jws TEXT NOT NULL, statement TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'declined', 'replaced')), received_at TEXT NOT NULL,
    decided_at TEXT) STRICT`,
  `CREATE TABLE delivery (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, statement TEXT NOT NULL, receiver TEXT NOT NULL,
    media TEXT NOT NULL, body TEXT NOT NULL, title TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused')), attempts INTEGER NOT NULL, next_at INTEGER NOT NULL,
    reason TEXT, receipt TEXT, received_at TEXT, created_at TEXT NOT NULL, UNIQUE (statement, receiver)) STRICT`,
  "CREATE INDEX delivery_waiting ON delivery (receiver, ordinal) WHERE state = 'waiting'",
  `CREATE TABLE message (
    hash TEXT PRIMARY KEY, kind TEXT NOT NULL, sender TEXT NOT NULL, idx INTEGER NOT NULL UNIQUE, received_at TEXT NOT NULL,
    receipt TEXT NOT NULL) STRICT`,
  'ALTER TABLE received ADD COLUMN via TEXT',
  "ALTER TABLE received ADD COLUMN level TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE received ADD COLUMN path TEXT NOT NULL DEFAULT '[]'",
  'ALTER TABLE received ADD COLUMN hearing TEXT',
  "ALTER TABLE received ADD COLUMN search TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE received ADD COLUMN title TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE received ADD COLUMN decided_at TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE received ADD COLUMN state TEXT NOT NULL DEFAULT 'untreated'",
  'CREATE INDEX received_hearing ON received (hearing) WHERE hearing IS NOT NULL',
  // all that a search and the filters look at, so that they read none of the files
  'CREATE INDEX received_search ON received (idx, branch, via, hearing, state, decided_at, search)',
  'CREATE INDEX received_sender ON received (branch, idx)',
  `CREATE TABLE received_point (
    resolution TEXT NOT NULL REFERENCES received (hash), branch TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL,
    outcome TEXT NOT NULL, demand TEXT NOT NULL, root TEXT NOT NULL, search TEXT NOT NULL,
    votes_for INTEGER NOT NULL, votes_against INTEGER NOT NULL, votes_blank INTEGER NOT NULL,
    PRIMARY KEY (resolution, number)) STRICT, WITHOUT ROWID`,
  'CREATE INDEX received_point_demand ON received_point (demand)',
  // a sum over all points reads this alone, in its order
  `CREATE INDEX received_point_root ON received_point (
    root, branch, outcome, votes_for, votes_against, votes_blank)`,
  'CREATE TABLE demand_link (demand TEXT PRIMARY KEY, same_as TEXT NOT NULL, confirmed_at TEXT NOT NULL) STRICT, WITHOUT ROWID',
  `CREATE TABLE custody_receipt (
    resolution TEXT NOT NULL, receiver TEXT NOT NULL, jws TEXT NOT NULL, received_at TEXT NOT NULL,
    PRIMARY KEY (resolution, receiver)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE treatment (
    ordinal INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, resolution TEXT NOT NULL, branch TEXT NOT NULL, name TEXT NOT NULL,
    jws TEXT NOT NULL, statement TEXT NOT NULL, at TEXT NOT NULL) STRICT`,
  'CREATE INDEX treatment_resolution ON treatment (resolution, ordinal)',
  'ALTER TABLE proposal ADD COLUMN source TEXT',
  'ALTER TABLE proposal ADD COLUMN hearing TEXT',
  `CREATE TABLE committee (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, mandate TEXT NOT NULL, deadline TEXT,
    state TEXT NOT NULL CHECK (state IN ('working', 'handed', 'closed')), title TEXT NOT NULL, blocks TEXT NOT NULL,
    recommendation TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, handed_at TEXT) STRICT`,
  `CREATE TABLE committee_member (
    committee TEXT NOT NULL REFERENCES committee, position INTEGER NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('leader', 'member')), member TEXT REFERENCES member,
    PRIMARY KEY (committee, position)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE hearing_draft (
    id TEXT PRIMARY KEY, committee TEXT REFERENCES committee, draft TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE hearing (
    ordinal INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, issuer TEXT NOT NULL, issuer_name TEXT NOT NULL, jws TEXT NOT NULL,
    statement TEXT NOT NULL, deadline TEXT NOT NULL, received_at TEXT NOT NULL, proposal TEXT REFERENCES proposal,
    reminded TEXT NOT NULL, closed_at TEXT, report TEXT) STRICT`,
  `CREATE TABLE hearing_asked (
    hearing TEXT NOT NULL REFERENCES hearing (hash), branch TEXT NOT NULL, name TEXT NOT NULL, level TEXT NOT NULL,
    under TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (hearing, branch)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE hearing_answer (
    hearing TEXT NOT NULL REFERENCES hearing (hash), resolution TEXT NOT NULL REFERENCES received (hash), branch TEXT NOT NULL,
    jws TEXT, statement TEXT, received_at TEXT NOT NULL, late INTEGER NOT NULL,
    PRIMARY KEY (hearing, resolution)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE hearing_input (
    hash TEXT PRIMARY KEY, hearing TEXT NOT NULL REFERENCES hearing (hash), branch TEXT, name TEXT NOT NULL,
    organisation TEXT NOT NULL, jws TEXT, statement TEXT NOT NULL, received_at TEXT NOT NULL, late INTEGER NOT NULL,
    hidden INTEGER NOT NULL) STRICT`,
  'CREATE INDEX hearing_input_hearing ON hearing_input (hearing, received_at)',
  `CREATE TABLE hearing_group (
    hearing TEXT NOT NULL REFERENCES hearing (hash), change TEXT NOT NULL, same_as TEXT NOT NULL, confirmed_at TEXT NOT NULL,
    PRIMARY KEY (hearing, change)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE webhook (
    id TEXT PRIMARY KEY, url TEXT NOT NULL, secret TEXT NOT NULL, events TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('on', 'off', 'failing')), next_entry INTEGER NOT NULL,
    created_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE webhook_delivery (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, webhook TEXT NOT NULL REFERENCES webhook, event TEXT NOT NULL, body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'given_up')), attempts INTEGER NOT NULL, next_at INTEGER NOT NULL,
    status TEXT, tried_at TEXT, created_at TEXT NOT NULL) STRICT`,
  'CREATE INDEX webhook_delivery_webhook ON webhook_delivery (webhook, state)',
  `CREATE TABLE read_token (
    token_hash TEXT PRIMARY KEY, name TEXT NOT NULL, scopes TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT,
    revoked_at TEXT, used_on TEXT) STRICT`,
];
