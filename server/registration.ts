import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import type * as v from 'valibot';
import type { CreationOptions, RegistrationResponse } from './api/session.ts';
import { Problem } from './problem.ts';
import { fromBase64url } from './rules/canonical.ts';
import { passkeyAlgorithms, publicKeyOfCose } from './rules/cose.ts';
import type { Credential } from './rules/formats.ts';

/** Whose passkey is made, and where. `site` comes from the branch's id. */
export interface Registrant {
  member: string;
  name: string;
  branchName: string;
  site: { origin: string; rpId: string };
}

/**
 * The options for making a passkey that signs for a member: it can be found without a name (resident), and the
 * device verifies who holds it. The user handle is the member's id in UTF-8.
 * @param known ids of passkeys that the member has already.
 */
export async function registrationOptions(
  { member, name, branchName, site }: Registrant,
  challenge: string,
  known: readonly string[],
): Promise<v.InferOutput<typeof CreationOptions>> {
  const options = await generateRegistrationOptions({
    rpName: branchName,
    rpID: site.rpId,
    userID: new TextEncoder().encode(member),
    userName: name,
    userDisplayName: name,
    challenge: fromBase64url(challenge),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    excludeCredentials: known.map((id) => ({ id })),
    supportedAlgorithmIDs: passkeyAlgorithms,
    timeout: 5 * 60 * 1000,
  });
  return { ...options };
}

/**
 * The passkey in a registration (Web Authentication Level 3, section 7.1).
 * @throws Problem passkey.registration when anything in it does not hold.
 */
export async function registeredCredential(
  registration: v.InferOutput<typeof RegistrationResponse>,
  challenge: string,
  site: { origin: string; rpId: string },
): Promise<Credential & { counter: number }> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: registration,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: passkeyAlgorithms,
    });
    if (!verified) throw new Error('it does not verify');
    const { id, publicKey, counter } = registrationInfo.credential;
    return { id, publicKey: publicKeyOfCose(publicKey), counter };
  } catch (error) {
    throw new Problem('passkey.registration', error instanceof Error ? error.message : 'it does not verify');
  }
}
