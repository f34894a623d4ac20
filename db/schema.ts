import type { Generated } from 'kysely';
import type { PartyTables } from './party-schema.ts';
import type { SecretTables } from './secret-schema.ts';

/** JSON and statements are stored as text; times as RFC 3339 UTC with milliseconds; flags as 0 and 1. */
export interface Tables extends PartyTables, SecretTables {
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
    /** When the branch closed down. */
    closed_at: string | null;
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
    state: Generated<'planned' | 'called' | 'open' | 'adjourned' | 'closed' | 'signed'>;
    /** The agenda item that the meeting is at; null before the first and after the last. */
    item: string | null;
    /** JSON of `MeetingSettings`. */
    settings: Generated<string>;
    /** When strek was set for proposals and amendments; null while they are taken in. */
    intake_closed_at: string | null;
    list_closed: Generated<number>;
    /** What the code on the big screen is made from, base64url. */
    door_secret: Generated<string>;
  };
  agenda_item: {
    id: string;
    meeting: string;
    position: number;
    kind: string;
    title: string;
    /** Minutes that are set aside for it. */
    minutes: number | null;
    state: 'waiting' | 'current' | 'done';
    note: string;
  };
  /** What somebody is in a meeting, where that is not a delegate. `place_of` is the delegate whose place a substitute has taken. */
  standing: { meeting: string; member: string; kind: string; place_of: string | null };
  role: { meeting: string; member: string; role: string };
  /** Who is there, or on leave; who has gone has no row. */
  attendance: {
    meeting: string;
    member: string;
    checked_in_at: string;
    state: Generated<'present' | 'leave'>;
    /** How they came in: at the door, or by the code on the screen. */
    how: Generated<'door' | 'code'>;
  };
  attendance_change: {
    ordinal: Generated<number>;
    meeting: string;
    member: string;
    change: 'in' | 'leave' | 'return' | 'out';
    how: 'door' | 'code';
    at: string;
  };
  roll: { hash: string; meeting: string; version: number; signed: string };
  proposal: {
    id: string;
    meeting: string;
    number: number;
    title: string;
    blocks: string;
    hash: string;
    kind: Generated<string>;
    /** The agenda item that it belongs to. */
    item: string | null;
    state: Generated<'submitted' | 'upheld' | 'withdrawn'>;
    proposer: string | null;
    proposer_name: Generated<string>;
    reason: Generated<string>;
    /** JSON of what its adoption does beside standing in the minutes; see `motion.ts`. */
    effect: string | null;
    /** JSON of the drafting committee's `Recommendation`. */
    recommendation: string | null;
    created_at: Generated<string>;
    /** Hash of the received resolution that it puts to the vote. */
    source: Generated<string | null>;
    /** Hash of the hearing whose text it is. */
    hearing: Generated<string | null>;
  };
  amendment: {
    id: string;
    proposal: string;
    number: number;
    /** JSON of `Change`. */
    change: string;
    reason: string;
    proposer: string | null;
    proposer_name: string;
    /** The branch that sent it, where it came on the form. */
    branch_name: string;
    state: 'submitted' | 'upheld' | 'withdrawn' | 'joined';
    joined_into: string | null;
    recommendation: string | null;
    created_at: string;
  };
  /** Who supports an amendment, where the rules ask for seconders. */
  second: { amendment: string; member: string };
  /** A voting plan that the chair announced; `hash` is that of the signed statement. */
  plan: { hash: string; proposal: string; version: number; signed: string; accepted_at: string | null };
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
    /** JSON of the `Subject` that was put to the vote. */
    subject: string;
    method: Generated<string>;
    trial: Generated<number>;
    retakes: string | null;
    plan: string | null;
    /** A cancelled ballot is closed without a closing. */
    cancelled_at: string | null;
    cancel_reason: string | null;
    /** The journal's size when it was opened, that entry among them; null for ballots of before that was kept. */
    opened_size: number | null;
  };
  /** A teller's signed count. */
  hand_count: { ballot: string; teller: string; signed: string };
  /** Who asked for a ballot where the chair proposed unanimity or acclamation. */
  demand: { ballot: string; member: string; at: string };
  speaker: {
    ordinal: Generated<number>;
    id: string;
    meeting: string;
    item: string | null;
    member: string;
    kind: 'speech' | 'reply' | 'order';
    /** Which of the two lists where speakers are balanced; empty elsewhere. */
    list: string;
    state: 'waiting' | 'speaking' | 'done' | 'withdrawn';
    asked_at: string;
    started_at: string | null;
    ended_at: string | null;
  };
  /** A big screen: unpaired while it shows its code. */
  screen: {
    token_hash: string;
    code: string | null;
    paired_at: string | null;
    /** What it is told to show; null for what the meeting is at. */
    show: string | null;
    expires_at: string;
  };
  /** A remark to the minutes (protokolltilførsel). */
  remark: { id: string; meeting: string; member: string; ballot: string | null; text: string; at: string };
  minutes: {
    meeting: string;
    hash: string;
    statement: string;
    jws: string | null;
    created_at: string;
    signed_at: string | null;
  };
  minutes_attestation: {
    minutes: string;
    member: string;
    role: 'chair' | 'signer';
    signed: string;
    public_key: string;
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
    /** The branch below that forwarded it; null where it came from the branch that made it. */
    via: string | null;
    level: string;
    /** JSON of {id, name} of each branch from the one that made it up to the one below this, as its chain says. */
    path: string;
    /** Hash of the hearing that it answers. */
    hearing: string | null;
    /** What a search looks through: its folded words, see `demand.ts`. */
    search: string;
    title: string;
    decided_at: string;
    /** What the treatments come to: `TreatmentState`. */
    state: string;
  };
}
