import type { Generated } from 'kysely';

/** JSON and statements are stored as text; times as RFC 3339 UTC with milliseconds; flags as 0 and 1. */
export interface Tables {
  /** One row: the branch itself. `secret_key` is a JWE of the private JWK. */
  branch: {
    id: string;
    slug: string;
    name: string;
    level: string;
    parent: string | null;
    kid: string;
    public_key: string;
    secret_key: string;
    created_at: string;
  };
  /** One row once the branch lives on another server, at the origin `destination`; none while it is here. */
  moved: { id: number; destination: string; at: string };
  /** What the parent says of this branch, and what this branch says of its children: entity statements as JWS. */
  entity_statement: { issuer: string; subject: string; jws: string; issued_at: string };
  journal_entry: { idx: number; type: string; entry: string };
  journal_node: { level: number; idx: number; hash: string };
  /** The erasable half of an entry's commitment. */
  journal_detail: { idx: number; salt: string; detail: string };
  member: { id: string; name: string; number: string; leader: number; created_at: string };
  credential: { id: string; member: string; public_key: string; counter: number; created_at: string };
  invitation: {
    token_hash: string;
    member: string;
    challenge: string | null;
    expires_at: string;
    used_at: string | null;
    replaced: number;
  };
  session: { token_hash: string; member: string; expires_at: string };
  nonce: { nonce: string; expires_at: string };
  meeting: {
    id: string;
    ordinal: Generated<number>;
    title: string;
    place: string;
    starts_at: string;
    quorum_num: number;
    quorum_den: number;
    created_at: string;
  };
  role: { meeting: string; member: string; role: string };
  attendance: { meeting: string; member: string; checked_in_at: string };
  roll: { hash: string; meeting: string; version: number; signed: string };
  proposal: { id: string; meeting: string; number: number; title: string; blocks: string; hash: string };
  ballot: {
    id: string;
    meeting: string;
    proposal: string;
    number: number;
    roll: string;
    entitled: number;
    voted: number;
    signed: string;
    state: 'open' | 'stopped' | 'closed';
    stopped_at: string | null;
    checkpoint: string | null;
    close_hash: string | null;
    close_signed: string | null;
    tally: string | null;
    outcome: string | null;
  };
  vote: {
    ballot: string;
    delegate: string;
    revision: number;
    statement_hash: string;
    signed: string;
    taken_at: string;
  };
  resolution: {
    number: number;
    hash: string;
    ballot: string;
    statement: string;
    jws: string | null;
    created_at: string;
    signed_at: string | null;
  };
  attestation: { resolution: string; member: string; role: 'chair' | 'signer'; signed: string; public_key: string };
  outbox: {
    resolution: string;
    receiver: string;
    state: 'waiting' | 'accepted' | 'refused';
    attempts: number;
    next_at: number;
    reason: string | null;
    receipt: string | null;
    received_at: string | null;
  };
  received: {
    hash: string;
    branch: string;
    name: string;
    number: number;
    jws: string;
    payload: string;
    idx: number;
    received_at: string;
    receipt: string;
  };
}
