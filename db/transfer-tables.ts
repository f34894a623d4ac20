import type { Selectable } from 'kysely';
import { travellingParty } from './party-transfer.ts';
import type { Tables } from './schema.ts';
import type { ShapeOf } from './transfer-shape.ts';

/** What stays with the server: sessions, nonces and screens are short-lived, the mark of a move is about this server. */
type Local = 'session' | 'nonce' | 'screen' | 'moved';

/** A table that travels with its branch. */
export type TravellingTable = Exclude<keyof Tables, Local>;

/** A row as it is stored. */
export type RowOf<T extends TravellingTable> = Selectable<Tables[T]>;

const { branch_key, ...party } = travellingParty;

/** Every table that travels, what it references before it: its columns and its primary key. */
export const travelling: { readonly [T in TravellingTable]: ShapeOf<Tables[T]> } = {
  branch: {
    columns: {
      id: 'text',
      slug: 'text',
      name: 'text',
      level: 'text',
      parent: 'text?',
      kid: 'text',
      public_key: 'text',
      secret_key: 'text',
      created_at: 'text',
      closed_at: 'text?',
    },
    key: ['id'],
  },
  // what the rows after it are signed with
  branch_key,
  entity_statement: {
    columns: { issuer: 'text', subject: 'text', jws: 'text', issued_at: 'text' },
    key: ['issuer', 'subject'],
  },
  journal_entry: { columns: { idx: 'integer', type: 'text', entry: 'text' }, key: ['idx'] },
  journal_node: { columns: { level: 'integer', idx: 'integer', hash: 'text' }, key: ['level', 'idx'] },
  journal_detail: { columns: { idx: 'integer', salt: 'text', detail: 'text' }, key: ['idx'] },
  member: {
    columns: { id: 'text', name: 'text', number: 'text', leader: 'integer', created_at: 'text' },
    key: ['id'],
  },
  credential: {
    columns: { id: 'text', member: 'text', public_key: 'text', counter: 'integer', created_at: 'text' },
    key: ['id'],
  },
  invitation: {
    columns: {
      token_hash: 'text',
      member: 'text',
      challenge: 'text?',
      expires_at: 'text',
      used_at: 'text?',
      replaced: 'integer',
    },
    key: ['token_hash'],
  },
  meeting: {
    columns: {
      ordinal: 'integer',
      id: 'text',
      title: 'text',
      place: 'text',
      starts_at: 'text',
      quorum_num: 'integer',
      quorum_den: 'integer',
      created_at: 'text',
      state: 'text',
      item: 'text?',
      settings: 'text',
      intake_closed_at: 'text?',
      list_closed: 'integer',
      door_secret: 'text',
    },
    key: ['ordinal'],
  },
  agenda_item: {
    columns: {
      id: 'text',
      meeting: 'text',
      position: 'integer',
      kind: 'text',
      title: 'text',
      minutes: 'integer?',
      state: 'text',
      note: 'text',
    },
    key: ['id'],
  },
  standing: {
    columns: { meeting: 'text', member: 'text', kind: 'text', place_of: 'text?' },
    key: ['meeting', 'member'],
  },
  role: { columns: { meeting: 'text', member: 'text', role: 'text' }, key: ['meeting', 'member', 'role'] },
  attendance: {
    columns: { meeting: 'text', member: 'text', checked_in_at: 'text', state: 'text', how: 'text' },
    key: ['meeting', 'member'],
  },
  attendance_change: {
    columns: { ordinal: 'integer', meeting: 'text', member: 'text', change: 'text', how: 'text', at: 'text' },
    key: ['ordinal'],
  },
  roll: { columns: { hash: 'text', meeting: 'text', version: 'integer', signed: 'text' }, key: ['hash'] },
  proposal: {
    columns: {
      id: 'text',
      meeting: 'text',
      number: 'integer',
      title: 'text',
      blocks: 'text',
      hash: 'text',
      kind: 'text',
      item: 'text?',
      state: 'text',
      proposer: 'text?',
      proposer_name: 'text',
      reason: 'text',
      effect: 'text?',
      recommendation: 'text?',
      created_at: 'text',
      source: 'text?',
      hearing: 'text?',
    },
    key: ['id'],
  },
  amendment: {
    columns: {
      id: 'text',
      proposal: 'text',
      number: 'integer',
      change: 'text',
      reason: 'text',
      proposer: 'text?',
      proposer_name: 'text',
      branch_name: 'text',
      state: 'text',
      joined_into: 'text?',
      recommendation: 'text?',
      created_at: 'text',
    },
    key: ['id'],
  },
  second: { columns: { amendment: 'text', member: 'text' }, key: ['amendment', 'member'] },
  plan: {
    columns: { hash: 'text', proposal: 'text', version: 'integer', signed: 'text', accepted_at: 'text?' },
    key: ['hash'],
  },
  ballot: {
    columns: {
      id: 'text',
      meeting: 'text',
      proposal: 'text',
      number: 'integer',
      roll: 'text',
      entitled: 'integer',
      voted: 'integer',
      signed: 'text',
      state: 'text',
      stopped_at: 'text?',
      checkpoint: 'text?',
      close_hash: 'text?',
      close_signed: 'text?',
      tally: 'text?',
      outcome: 'text?',
      subject: 'text',
      method: 'text',
      trial: 'integer',
      retakes: 'text?',
      plan: 'text?',
      cancelled_at: 'text?',
      cancel_reason: 'text?',
      opened_size: 'integer?',
    },
    key: ['id'],
  },
  hand_count: { columns: { ballot: 'text', teller: 'text', signed: 'text' }, key: ['ballot', 'teller'] },
  demand: { columns: { ballot: 'text', member: 'text', at: 'text' }, key: ['ballot', 'member'] },
  issuer: {
    columns: { kid: 'text', meeting: 'text', public_key: 'text', secret_key: 'text?', ballot: 'text?' },
    key: ['kid'],
  },
  secret_ballot: {
    columns: {
      ballot: 'text',
      issues_root: 'text?',
      opens_at: 'text?',
      closes_at: 'text?',
      looked_papers: 'integer?',
      looked_at: 'text?',
    },
    key: ['ballot'],
  },
  issue: {
    columns: {
      ballot: 'text',
      delegate: 'text',
      statement_hash: 'text',
      signed: 'text',
      blind_signature: 'text',
      taken_at: 'text',
    },
    key: ['ballot', 'delegate'],
  },
  box: { columns: { ballot: 'text', paper_hash: 'text', paper: 'text' }, key: ['ballot', 'paper_hash'] },
  secrecy_demand: { columns: { proposal: 'text', member: 'text' }, key: ['proposal', 'member'] },
  speaker: {
    columns: {
      ordinal: 'integer',
      id: 'text',
      meeting: 'text',
      item: 'text?',
      member: 'text',
      kind: 'text',
      list: 'text',
      state: 'text',
      asked_at: 'text',
      started_at: 'text?',
      ended_at: 'text?',
    },
    key: ['ordinal'],
  },
  remark: {
    columns: { id: 'text', meeting: 'text', member: 'text', ballot: 'text?', text: 'text', at: 'text' },
    key: ['id'],
  },
  minutes: {
    columns: {
      meeting: 'text',
      hash: 'text',
      statement: 'text',
      jws: 'text?',
      created_at: 'text',
      signed_at: 'text?',
    },
    key: ['meeting'],
  },
  minutes_attestation: {
    columns: { minutes: 'text', member: 'text', role: 'text', signed: 'text', public_key: 'text' },
    key: ['minutes', 'member'],
  },
  vote: {
    columns: {
      ballot: 'text',
      delegate: 'text',
      revision: 'integer',
      statement_hash: 'text',
      signed: 'text',
      taken_at: 'text',
    },
    key: ['ballot', 'delegate', 'revision'],
  },
  resolution: {
    columns: {
      number: 'integer',
      hash: 'text',
      ballot: 'text',
      statement: 'text',
      jws: 'text?',
      created_at: 'text',
      signed_at: 'text?',
    },
    key: ['number'],
  },
  attestation: {
    columns: { resolution: 'text', member: 'text', role: 'text', signed: 'text', public_key: 'text' },
    key: ['resolution', 'member'],
  },
  received: {
    columns: {
      hash: 'text',
      branch: 'text',
      name: 'text',
      number: 'integer',
      jws: 'text',
      payload: 'text',
      idx: 'integer',
      received_at: 'text',
      receipt: 'text',
      via: 'text?',
      level: 'text',
      path: 'text',
      hearing: 'text?',
      search: 'text',
      title: 'text',
      decided_at: 'text',
      state: 'text',
    },
    key: ['hash'],
  },
  ...party,
};
