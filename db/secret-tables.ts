/**
 * The statements that make the tables of secret ballots. The box has no rowid, and no column of it says when a paper came
 * or from whom: it lies by the paper's hash alone.
 */
export const secretTables = [
  `CREATE TABLE issuer (
    kid TEXT PRIMARY KEY, meeting TEXT NOT NULL REFERENCES meeting (id), public_key TEXT NOT NULL,
    secret_key TEXT, ballot TEXT UNIQUE REFERENCES ballot) STRICT, WITHOUT ROWID`,
  `CREATE TABLE secret_ballot (
    ballot TEXT PRIMARY KEY REFERENCES ballot, issues_root TEXT, opens_at TEXT, closes_at TEXT, looked_papers INTEGER,
    looked_at TEXT) STRICT, WITHOUT ROWID`,
  `CREATE TABLE issue (
    ballot TEXT NOT NULL REFERENCES ballot, delegate TEXT NOT NULL, statement_hash TEXT NOT NULL, signed TEXT NOT NULL,
    blind_signature TEXT NOT NULL, taken_at TEXT NOT NULL, PRIMARY KEY (ballot, delegate)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE box (
    ballot TEXT NOT NULL REFERENCES ballot, paper_hash TEXT NOT NULL, paper TEXT NOT NULL,
    PRIMARY KEY (ballot, paper_hash)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE secrecy_demand (
    proposal TEXT NOT NULL REFERENCES proposal, member TEXT NOT NULL REFERENCES member,
    PRIMARY KEY (proposal, member)) STRICT, WITHOUT ROWID`,
  'ALTER TABLE ballot ADD COLUMN opened_size INTEGER',
];
