import type { Generated } from 'kysely';

/** The tables of a branch's place in the party: what goes up, comes down, and is read by programs. */
export interface PartyTables {
  /** A key of the branch beside its current one: `pending` until the parent vouches for it, `past` when another took its place. */
  branch_key: {
    kid: string;
    public_key: string;
    secret_key: string | null;
    state: 'pending' | 'past';
    created_at: string;
    ended_at: string | null;
    reason: string | null;
  };
  /** The branch's parents, the current one and others: asked, declined, left. `keys` is JSON of the public JWKs that a person compared by their words, `configuration` the parent's (JWS), `request` the hash of the join statement that waits. */
  parent_link: {
    ordinal: Generated<number>;
    parent: string;
    name: string;
    level: string;
    keys: string;
    configuration: string;
    state: 'asking' | 'current' | 'declined' | 'past';
    request: string | null;
    asked_at: string;
    confirmed_at: string | null;
    ended_at: string | null;
  };
  /** A branch below this one, whose key it vouches for or did. `since_number` and `since_hash` are the last resolution it had before it joined. */
  child: {
    id: string;
    name: string;
    level: string;
    state: 'active' | 'revoked' | 'left' | 'closed';
    kid: string;
    public_key: string;
    since_number: number;
    since_hash: string | null;
    joined_at: string;
    ended_at: string | null;
    reason: string | null;
  };
  /** Every key that a child has had here, and until when. One with a reason was revoked. */
  child_key: {
    child: string;
    kid: string;
    public_key: string;
    from_at: string;
    until_at: string | null;
    revoked_reason: string | null;
  };
  /** An invitation to a branch to join below this one. `child` is the id of the one that used it, or for which it is meant. */
  branch_invitation: {
    token_hash: string;
    name: string;
    level: string;
    created_at: string;
    expires_at: string;
    used_at: string | null;
    child: string | null;
  };
  /** What a branch asked to be vouched for: JWS and JSON of `JoinStatement`. */
  join_request: {
    hash: string;
    child: string;
    invitation: string | null;
    jws: string;
    statement: string;
    state: 'waiting' | 'confirmed' | 'declined' | 'replaced';
    received_at: string;
    decided_at: string | null;
  };
  /** What is on its way to another branch, or has arrived: a body, exactly as it is posted. `statement` is the hash of what is signed in it, `title` what people call it. */
  delivery: {
    ordinal: Generated<number>;
    id: string;
    kind: string;
    statement: string;
    receiver: string;
    media: string;
    body: string;
    title: string;
    state: 'waiting' | 'accepted' | 'refused';
    attempts: number;
    next_at: number;
    reason: string | null;
    receipt: string | null;
    received_at: string | null;
    created_at: string;
  };
  /** What has come in beside resolutions, by the hash of the statement, with the receipt that was given. */
  message: {
    hash: string;
    kind: string;
    sender: string;
    idx: number;
    received_at: string;
    receipt: string;
  };
  /** The points of received resolutions with their votes; `demand` is what the same demand has in common, `root` that of the one it was put together with, else its own, `search` its folded words, see `demand.ts`. */
  received_point: {
    resolution: string;
    branch: string;
    number: number;
    text: string;
    outcome: string;
    demand: string;
    root: string;
    search: string;
    votes_for: number;
    votes_against: number;
    votes_blank: number;
  };
  /** Demands that a person has confirmed to be the same. */
  demand_link: {
    demand: string;
    same_as: string;
    confirmed_at: string;
  };
  /** Receipts that others gave for resolutions, the own ones and those that came with their custody. */
  custody_receipt: {
    resolution: string;
    receiver: string;
    jws: string;
    received_at: string;
  };
  /** Treatment statements, own and others: JWS and JSON of `TreatmentStatement`. */
  treatment: {
    ordinal: Generated<number>;
    hash: string;
    resolution: string;
    branch: string;
    name: string;
    jws: string;
    statement: string;
    at: string;
  };
  /** A committee with its draft. `blocks` is JSON of the text, `recommendation` of `CommitteeRecommendation`. */
  committee: {
    id: string;
    name: string;
    mandate: string;
    deadline: string | null;
    state: 'working' | 'handed' | 'closed';
    title: string;
    blocks: string;
    recommendation: string;
    created_at: string;
    updated_at: string;
    handed_at: string | null;
  };
  /** `member` is a member of this branch, who may write in the draft. */
  committee_member: {
    committee: string;
    position: number;
    name: string;
    place: string;
    role: 'leader' | 'member';
    member: string | null;
  };
  /** A hearing before it is sent: `draft` is JSON of `HearingDraft` (`server/api/hearings.ts`). */
  hearing_draft: {
    id: string;
    committee: string | null;
    draft: string;
    updated_at: string;
  };
  /** A hearing, the branch's own or one that came from above. `proposal` is the one by which it was taken up; `reminded` is JSON of the reminders that were shown or sent; `report` the closing report (JWS). */
  hearing: {
    ordinal: Generated<number>;
    hash: string;
    issuer: string;
    issuer_name: string;
    jws: string;
    statement: string;
    deadline: string;
    received_at: string;
    proposal: string | null;
    reminded: string;
    closed_at: string | null;
    report: string | null;
  };
  /** Who was asked, as the branch above them said; `under` is that branch. */
  hearing_asked: {
    hearing: string;
    branch: string;
    name: string;
    level: string;
    under: string;
    at: string;
  };
  /** A received resolution that answers a hearing, with the branch's `AnswerStatement` where there is one. */
  hearing_answer: {
    hearing: string;
    resolution: string;
    branch: string;
    jws: string | null;
    statement: string | null;
    received_at: string;
    late: number;
  };
  /** Written input to a hearing: JSON of `InputStatement`; with a JWS and a branch, or from outside without. */
  hearing_input: {
    hash: string;
    hearing: string;
    branch: string | null;
    name: string;
    organisation: string;
    jws: string | null;
    statement: string;
    received_at: string;
    late: number;
    hidden: number;
  };
  /** Amendments to a hearing that a person has confirmed to be the same; `change` and `same_as` are hashes of changes. */
  hearing_group: {
    hearing: string;
    change: string;
    same_as: string;
    confirmed_at: string;
  };
  /** An address that is told of events. `secret` is sealed like the key of the branch; `events` is JSON; `next_entry` is the first journal entry that it was not told of. */
  webhook: {
    id: string;
    url: string;
    secret: string;
    events: string;
    state: 'on' | 'off' | 'failing';
    next_entry: number;
    created_at: string;
  };
  /** An event on its way to a webhook. `status` says how the last try ended: the status that was answered, or a word. */
  webhook_delivery: {
    ordinal: Generated<number>;
    id: string;
    webhook: string;
    event: string;
    body: string;
    state: 'waiting' | 'done' | 'given_up';
    attempts: number;
    next_at: number;
    status: string | null;
    tried_at: string | null;
    created_at: string;
  };
  /** A token with which a program may read; `scopes` is JSON, `used_on` the day of its last use. */
  read_token: {
    token_hash: string;
    name: string;
    scopes: string;
    created_at: string;
    expires_at: string | null;
    revoked_at: string | null;
    used_on: string | null;
  };
}
