import * as v from 'valibot';
import { Presence } from '../rules/attendance.ts';
import { Base64url, Credential, Hash, Id, Time, Whole } from '../rules/formats.ts';
import { ImportRow } from '../rules/import-rows.ts';
import { StandingKind } from '../rules/meeting.ts';
import { RollStatement, signed } from '../rules/statements.ts';
import { endpoint } from './endpoint.ts';
import { Role } from './session.ts';

const Csv = v.object({ csv: v.pipe(v.string(), v.maxLength(1_000_000)) });

/** A member as the secretary sees them. */
export const Member = v.object({
  member: Id,
  name: v.string(),
  /** The member number, as the party writes it. */
  number: v.string(),
  credentials: v.array(Credential),
  invitation: v.picklist(['none', 'open', 'used', 'expired']),
  roles: v.array(Role),
  checkedIn: v.boolean(),
  attendance: Presence,
  standing: StandingKind,
  /** The delegate whose place this substitute has taken. */
  placeOf: v.nullable(Id),
  /** In the meeting with a vote: the next roll lists exactly these. */
  entitled: v.boolean(),
  /** Ids of the passkeys with which the newest signed roll of the meeting lists them; null when it does not. */
  rolled: v.nullable(v.array(Base64url)),
});
export type Member = v.InferOutput<typeof Member>;

/** A one-time invitation, shown once. The link is `{branch}/inn#{token}`. */
export const Invitation = v.object({ member: Id, name: v.string(), token: v.string(), expiresAt: Time });
export type Invitation = v.InferOutput<typeof Invitation>;

export const secretaryEndpoints = {
  members: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/members',
    summary: 'The members with their passkeys, invitations, roles and attendance',
    access: ['leader', 'chair', 'secretary'],
    response: v.object({ members: v.array(Member) }),
    refusals: [],
  }),
  importPreview: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/members/preview',
    summary: 'Read a CSV of members (name and number) and say what an import would do, row by row',
    access: ['leader', 'secretary'],
    body: Csv,
    response: v.object({ rows: v.array(ImportRow), added: Whole, updated: Whole, same: Whole, mistakes: Whole }),
    refusals: [],
  }),
  importMembers: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/members/import',
    summary: 'Import a CSV of members: all rows, or none when one has a mistake',
    access: ['leader', 'secretary'],
    body: Csv,
    response: v.object({ added: Whole, updated: Whole }),
    refusals: ['import.mistakes'],
  }),
  invite: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/invitations',
    summary: 'Make invitations for members; an earlier unused one of the same member ends',
    access: ['leader', 'secretary'],
    body: v.object({ members: v.pipe(v.array(Id), v.minLength(1), v.maxLength(5000)) }),
    response: v.object({ invitations: v.array(Invitation) }),
    refusals: ['not_found'],
  }),
  signRoll: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/roll',
    summary: 'Hand in the signed roll: everybody checked in, the next version; the secretary must be on it',
    access: ['secretary'],
    body: signed(RollStatement),
    response: v.object({ roll: Hash }),
    refusals: [
      'meeting.missing',
      'roll.version',
      'roll.empty',
      'roll.officer',
      'statement.wrong',
      'statement.branch',
      'signature.signer',
      'signature.altered',
      'signature.origin',
      'signature.user',
      'signature.wrong',
      'passkey.unknown',
    ],
  }),
};
