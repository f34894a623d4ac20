import * as v from 'valibot';
import { Presence } from '../rules/attendance.ts';
import { Base64url, Id, Time } from '../rules/formats.ts';
import { StandingKind } from '../rules/meeting.ts';
import { LoginStatement, signed } from '../rules/statements.ts';
import { endpoint } from './endpoint.ts';

export const Role = v.picklist([
  'leader',
  'chair',
  'secretary',
  'teller',
  'signer',
  'delegate',
  'participant',
  'observer',
]);
export type Role = v.InferOutput<typeof Role>;

/** Who is signed in to a branch. */
export const Me = v.object({
  member: Id,
  name: v.string(),
  number: v.string(),
  roles: v.array(Role),
  /** Ids of the passkeys that this member may sign with. */
  credentials: v.array(Base64url),
  checkedIn: v.boolean(),
  attendance: Presence,
  /** What the member is in the current meeting; null while there is none. */
  standing: v.nullable(StandingKind),
  /** The name of the delegate whose place this substitute has taken. */
  placeOf: v.nullable(v.string()),
  /** In the meeting with a vote. */
  entitled: v.boolean(),
});
export type Me = v.InferOutput<typeof Me>;

/** WebAuthn JSON (Web Authentication Level 3, section 5.1.9): passed on as it is, checked by SimpleWebAuthn. */
export const CreationOptions = v.looseObject({ challenge: v.string() });
export const RegistrationResponse = v.object({
  id: Base64url,
  rawId: Base64url,
  type: v.literal('public-key'),
  response: v.object({
    clientDataJSON: Base64url,
    attestationObject: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/u), v.maxLength(32_768)),
  }),
  clientExtensionResults: v.object({}),
});

/** The token in the link of an invitation, or a code from the door as it was typed. */
const Token = v.object({ token: v.pipe(v.string(), v.minLength(10), v.maxLength(100)) });

export const sessionEndpoints = {
  nonce: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/login/nonce',
    summary: 'Ask for the nonce of a sign-in; it is used once and lives for five minutes',
    access: 'anyone',
    response: v.object({ nonce: Base64url, at: Time }),
    refusals: [],
  }),
  login: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/login',
    summary: 'Sign in with a signed vedtak/login/1; the signer is the user handle of the passkey',
    access: 'anyone',
    body: signed(LoginStatement),
    response: Me,
    refusals: [
      'login.expired',
      'passkey.unknown',
      'statement.branch',
      'signature.altered',
      'signature.origin',
      'signature.user',
      'signature.wrong',
    ],
  }),
  logout: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/logout',
    summary: 'Sign out',
    access: 'anyone',
    response: v.object({}),
    refusals: [],
  }),
  enrolmentOptions: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/enrolment/options',
    summary: 'Open an invitation: who it is for, and the options for making a passkey',
    access: 'anyone',
    body: Token,
    response: v.object({ name: v.string(), options: CreationOptions }),
    refusals: ['invitation.unknown', 'invitation.used', 'invitation.expired'],
  }),
  enrol: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/enrolment',
    summary: 'Use an invitation up: register the passkey and sign in',
    access: 'anyone',
    body: v.object({ ...Token.entries, registration: RegistrationResponse }),
    response: Me,
    refusals: ['invitation.unknown', 'invitation.used', 'invitation.expired', 'passkey.registration', 'passkey.known'],
  }),
};
