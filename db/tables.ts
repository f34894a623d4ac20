/** The statements that make the first tables. */
export const branchTables = [
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

/** The statements that give a meeting its agenda, amendments, plan, methods, speakers, screens and minutes. */
export const meetingTables = [
  "ALTER TABLE meeting ADD COLUMN state TEXT NOT NULL DEFAULT 'open'",
  'ALTER TABLE meeting ADD COLUMN item TEXT',
  "ALTER TABLE meeting ADD COLUMN settings TEXT NOT NULL DEFAULT '{}'",
  'ALTER TABLE meeting ADD COLUMN intake_closed_at TEXT',
  'ALTER TABLE meeting ADD COLUMN list_closed INTEGER NOT NULL DEFAULT 0',
  "ALTER TABLE meeting ADD COLUMN door_secret TEXT NOT NULL DEFAULT ''",
  'UPDATE meeting SET door_secret = lower(hex(randomblob(32)))',
  "CREATE INDEX journal_entry_door ON journal_entry (idx) WHERE type = 'door.code'",
  `CREATE TABLE agenda_item (
    id TEXT PRIMARY KEY, meeting TEXT NOT NULL REFERENCES meeting (id), position INTEGER NOT NULL, kind TEXT NOT NULL,
    title TEXT NOT NULL, minutes INTEGER, state TEXT NOT NULL CHECK (state IN ('waiting', 'current', 'done')),
    note TEXT NOT NULL) STRICT`,
  'CREATE INDEX agenda_item_meeting ON agenda_item (meeting, position)',
  `CREATE TABLE standing (
    meeting TEXT NOT NULL REFERENCES meeting (id), member TEXT NOT NULL REFERENCES member, kind TEXT NOT NULL,
    place_of TEXT REFERENCES member, PRIMARY KEY (meeting, member)) STRICT, WITHOUT ROWID`,
  "ALTER TABLE attendance ADD COLUMN state TEXT NOT NULL DEFAULT 'present'",
  "ALTER TABLE attendance ADD COLUMN how TEXT NOT NULL DEFAULT 'door'",
  `CREATE TABLE attendance_change (
    ordinal INTEGER PRIMARY KEY, meeting TEXT NOT NULL REFERENCES meeting (id), member TEXT NOT NULL REFERENCES member,
    change TEXT NOT NULL CHECK (change IN ('in', 'leave', 'return', 'out')), how TEXT NOT NULL, at TEXT NOT NULL) STRICT`,
  'CREATE INDEX attendance_change_meeting ON attendance_change (meeting)',
  "ALTER TABLE proposal ADD COLUMN kind TEXT NOT NULL DEFAULT 'text'",
  'ALTER TABLE proposal ADD COLUMN item TEXT REFERENCES agenda_item',
  "ALTER TABLE proposal ADD COLUMN state TEXT NOT NULL DEFAULT 'submitted'",
  'ALTER TABLE proposal ADD COLUMN proposer TEXT REFERENCES member',
  "ALTER TABLE proposal ADD COLUMN proposer_name TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE proposal ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
  'ALTER TABLE proposal ADD COLUMN effect TEXT',
  'ALTER TABLE proposal ADD COLUMN recommendation TEXT',
  "ALTER TABLE proposal ADD COLUMN created_at TEXT NOT NULL DEFAULT ''",
  `CREATE TABLE amendment (
    id TEXT PRIMARY KEY, proposal TEXT NOT NULL REFERENCES proposal, number INTEGER NOT NULL, change TEXT NOT NULL,
    reason TEXT NOT NULL, proposer TEXT REFERENCES member, proposer_name TEXT NOT NULL, branch_name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('submitted', 'upheld', 'withdrawn', 'joined')),
    joined_into TEXT, recommendation TEXT, created_at TEXT NOT NULL,
    UNIQUE (proposal, number)) STRICT`,
  `CREATE TABLE second (
    amendment TEXT NOT NULL REFERENCES amendment, member TEXT NOT NULL REFERENCES member,
    PRIMARY KEY (amendment, member)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE plan (
    hash TEXT PRIMARY KEY, proposal TEXT NOT NULL REFERENCES proposal, version INTEGER NOT NULL, signed TEXT NOT NULL,
    accepted_at TEXT, UNIQUE (proposal, version)) STRICT`,
  "ALTER TABLE ballot ADD COLUMN subject TEXT NOT NULL DEFAULT ''",
  `UPDATE ballot SET subject = (SELECT json_object('kind', 'text', 'content',
    json_object('title', title, 'blocks', json(blocks))) FROM proposal WHERE proposal.id = ballot.proposal)`,
  "ALTER TABLE ballot ADD COLUMN method TEXT NOT NULL DEFAULT 'phones'",
  'ALTER TABLE ballot ADD COLUMN trial INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE ballot ADD COLUMN retakes TEXT',
  'ALTER TABLE ballot ADD COLUMN plan TEXT REFERENCES plan',
  'ALTER TABLE ballot ADD COLUMN cancelled_at TEXT',
  'ALTER TABLE ballot ADD COLUMN cancel_reason TEXT',
  `CREATE TABLE hand_count (
    ballot TEXT NOT NULL REFERENCES ballot, teller TEXT NOT NULL REFERENCES member, signed TEXT NOT NULL,
    PRIMARY KEY (ballot, teller)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE demand (
    ballot TEXT NOT NULL REFERENCES ballot, member TEXT NOT NULL REFERENCES member, at TEXT NOT NULL,
    PRIMARY KEY (ballot, member)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE speaker (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, meeting TEXT NOT NULL REFERENCES meeting (id),
    item TEXT REFERENCES agenda_item, member TEXT NOT NULL REFERENCES member,
    kind TEXT NOT NULL CHECK (kind IN ('speech', 'reply', 'order')), list TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'speaking', 'done', 'withdrawn')), asked_at TEXT NOT NULL,
    started_at TEXT, ended_at TEXT) STRICT`,
  'CREATE INDEX speaker_meeting ON speaker (meeting)',
  `CREATE TABLE screen (
    token_hash TEXT PRIMARY KEY, code TEXT, paired_at TEXT, show TEXT, expires_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE remark (
    id TEXT PRIMARY KEY, meeting TEXT NOT NULL REFERENCES meeting (id), member TEXT NOT NULL REFERENCES member,
    ballot TEXT REFERENCES ballot, text TEXT NOT NULL, at TEXT NOT NULL) STRICT`,
  `CREATE TABLE minutes (
    meeting TEXT PRIMARY KEY REFERENCES meeting (id), hash TEXT NOT NULL UNIQUE, statement TEXT NOT NULL, jws TEXT,
    created_at TEXT NOT NULL, signed_at TEXT) STRICT`,
  `CREATE TABLE minutes_attestation (
    minutes TEXT NOT NULL REFERENCES minutes (hash), member TEXT NOT NULL, role TEXT NOT NULL, signed TEXT NOT NULL,
    public_key TEXT NOT NULL, PRIMARY KEY (minutes, member)) STRICT, WITHOUT ROWID`,
];
