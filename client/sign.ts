import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser';
import type { BodyOf, ResponseOf } from '../server/api/endpoints.ts';
import type { Me } from '../server/api/session.ts';
import { fromBase64url, hashOf } from '../server/rules/canonical.ts';
import type { LoginStatement, PersonStatement, Signed } from '../server/rules/statements.ts';
import { call } from './api.ts';
import { type Failed, type LocalCode, localProblem, type Result } from './problem.ts';

/** How long the device may ask for face, fingerprint or screen lock, in milliseconds. */
const patience = 120_000;

/** A problem by the name of the DOMException that WebAuthn throws (Web Authentication Level 3, sections 5.1.3 and 5.1.4). */
const deviceProblems: Record<string, LocalCode> = {
  NotAllowedError: 'device.cancelled',
  TimeoutError: 'device.cancelled',
  AbortError: 'device.interrupted',
  InvalidStateError: 'device.known',
  SecurityError: 'device.address',
  NotSupportedError: 'device.unsupported',
  ConstraintError: 'device.lock',
};

function deviceProblem(error: unknown): Failed {
  const cause = error instanceof WebAuthnError ? error.cause : error;
  const name = cause instanceof Error ? cause.name : '';
  return localProblem(deviceProblems[name] ?? 'device.failed', String(error));
}

async function assert<S extends PersonStatement>(
  statement: S,
  credentials: readonly string[],
  signer: (userHandle: string | undefined) => string | undefined,
): Promise<Result<Signed<S>>> {
  if (!browserSupportsWebAuthn()) return localProblem('device.unsupported', 'the browser has no PublicKeyCredential');
  try {
    const { id, response } = await startAuthentication({
      optionsJSON: {
        challenge: hashOf(statement),
        allowCredentials: credentials.map((credential) => ({ id: credential, type: 'public-key' })),
        userVerification: 'required',
        timeout: patience,
      },
    });
    const member = signer(response.userHandle);
    if (member === undefined) return localProblem('device.failed', 'the passkey gave no user handle');
    const { authenticatorData, clientDataJSON, signature } = response;
    return {
      ok: true,
      value: { statement, signer: member, credential: id, authenticatorData, clientDataJSON, signature },
    };
  } catch (error) {
    return deviceProblem(error);
  }
}

/**
 * Signs a statement with the member's passkey. The challenge is the statement's hash, made here: the page
 * builds the statement from what it shows and never signs bytes that it was handed.
 */
export function signStatement<S extends PersonStatement>(
  statement: S,
  me: Pick<Me, 'member' | 'credentials'>,
): Promise<Result<Signed<S>>> {
  return assert(statement, me.credentials, () => me.member);
}

/** Signs in to a branch with whichever passkey of the branch the device offers. `branch` is the branch's id. */
export async function signIn(slug: string, branch: string): Promise<Result<Me>> {
  const asked = await call('nonce', { slug });
  if (!asked.ok) return asked;
  const statement: LoginStatement = { typ: 'vedtak/login/1', branch, nonce: asked.value.nonce, at: asked.value.at };
  const signed = await assert(statement, [], (handle) =>
    handle === undefined ? undefined : new TextDecoder().decode(fromBase64url(handle)),
  );
  return signed.ok ? call('login', { slug }, signed.value) : signed;
}

/** Makes a passkey by the server's options. The answer is what `enrol` and `setup` take as `registration`. */
export async function register(
  options: ResponseOf<'enrolmentOptions'>['options'],
): Promise<Result<BodyOf<'enrol'>['registration']>> {
  if (!browserSupportsWebAuthn()) return localProblem('device.unsupported', 'the browser has no PublicKeyCredential');
  try {
    const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
    return { ok: true, value: { ...(await startRegistration({ optionsJSON })) } };
  } catch (error) {
    return deviceProblem(error);
  }
}
