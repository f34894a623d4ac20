import { beforeAll, describe, expect, test } from 'vitest';
import { siteOf } from '../../server/rules/passkey.ts';
import type { ResolutionPayload } from '../../server/rules/statements.ts';
import { verifyResolution } from '../../server/rules/verify-resolution.ts';
import { type Meeting, makeFile, makeMeeting, makePerson, officersOf, signFile } from '../support/meeting.ts';
import { expectFall } from '../support/refused.ts';
import { respelled } from '../support/spelling.ts';

let meeting: Meeting;
beforeAll(async () => {
  meeting = await makeMeeting();
});

const verify = (jws: string, at?: string) =>
  verifyResolution(jws, { anchors: [meeting.county.key.publicJwk], ...(at === undefined ? {} : { at }) });

/** The file with another payload, signed anew by the branch alone. */
const withPayload = async (change: Partial<ResolutionPayload>) =>
  (await signFile(meeting.branch, { ...meeting.file.payload, ...change })).jws;

describe('the signatures of people on a resolution', () => {
  const signedBy = async (...places: number[]) => {
    const signers = places.map(
      (place) => officersOf(meeting.people)[place] ?? makePerson('x', siteOf(meeting.branch.id)),
    );
    return verify((await makeFile(meeting, meeting.statement, signers)).jws);
  };

  test('are those of three different people', async () => {
    expect((await signedBy(1, 2, 3)).ok).toBe(true);
    expectFall(await signedBy(0, 2, 2), 'attestations', 'attestation.people', 'one person signed twice');
    expectFall(await signedBy(0, 0, 2), 'attestations', 'attestation.people', 'one person signed twice');
  });

  test('are not made with one phone under two names', async () => {
    const [chair, , first, second] = officersOf(meeting.people);
    const twin = { ...second, delegate: 'tvilling', device: first.device, credential: first.credential };
    const { payload } = await makeFile(meeting, meeting.statement, [chair, first, second]);
    const copied = payload.attestations[1];
    if (copied === undefined) throw new Error('an attestation is missing');
    const attestations = [
      payload.attestations[0],
      copied,
      { ...copied, signer: twin.delegate },
    ] as typeof payload.attestations;
    expectFall(await verify(await withPayload({ attestations })), 'attestations', 'attestation.people', 'one passkey');
    const renamed = [payload.attestations[0], copied, { ...copied, signer: 'tvilling', credential: 'AAAA' }];
    const file = await signFile(meeting.branch, { ...payload, attestations: renamed as typeof attestations });
    expectFall(await verify(file.jws), 'attestations', 'attestation.people', 'one passkey');
  });

  test('are not made with one phone whose key is spelled in another way', async () => {
    const [chair, , first, second] = officersOf(meeting.people);
    const { payload } = await makeFile(meeting, meeting.statement, [chair, first, second]);
    const [one, copied] = payload.attestations;
    if (one === undefined || copied?.publicKey.kty !== 'EC') throw new Error('an attestation is missing');
    const publicKey = { ...copied.publicKey, x: respelled(copied.publicKey.x) };
    const attestations = [one, copied, { ...copied, signer: 'tvilling', credential: 'AAAA', publicKey }];
    const { jws } = await signFile(meeting.branch, { ...payload, attestations });
    expectFall(await verify(jws), 'fields', 'file.fields', 'attestations.2.publicKey');
  });

  test('include the chair, first, and two signers', async () => {
    const [chair, first, second] = meeting.file.payload.attestations;
    if (chair === undefined || first === undefined || second === undefined)
      throw new Error('an attestation is missing');
    const noChair = await withPayload({ attestations: [{ ...chair, role: 'signer' }, first, second] });
    expectFall(await verify(noChair), 'attestations', 'attestation.people', 'signer, signer, signer');
    const twoChairs = await withPayload({ attestations: [chair, { ...first, role: 'chair' }, second] });
    expectFall(await verify(twoChairs), 'attestations', 'attestation.people', 'chair, chair, signer');
    expectFall(
      await verify(await withPayload({ attestations: [first, chair, second] })),
      'attestations',
      'attestation.people',
    );
    expectFall(
      await verify(await withPayload({ attestations: [chair, first] })),
      'fields',
      'file.fields',
      'attestations',
    );
  });

  test('are over this resolution and no other', async () => {
    const title = 'Noe helt annet';
    expectFall(await verify(await withPayload({ title })), 'attestations', 'attestation.wrong', 'chair', 'hash');
  });

  test('are made on the site of the branch', async () => {
    const site = { origin: 'https://evil.example', rpId: 'evil.example' };
    const [chair, first, second] = officersOf(meeting.people).filter((_, i) => i !== 1);
    const attestations = [chair, first, second].map((person, i) => {
      if (person === undefined) throw new Error('a person is missing');
      const { statement: _, ...assertion } = person.device.sign(meeting.statement, {
        signer: person.delegate,
        ...site,
      });
      return {
        role: i === 0 ? ('chair' as const) : ('signer' as const),
        ...assertion,
        publicKey: person.credential.publicKey,
      };
    });
    const report = await verify(await withPayload({ attestations: attestations as ResolutionPayload['attestations'] }));
    expectFall(report, 'attestations', 'attestation.wrong', 'https://evil.example');
    expect(report.refusal?.data).toEqual({ reason: 'signature.origin' });
  });

  test('belong to the passkey that stands beside them', async () => {
    const [chair, first, second] = meeting.file.payload.attestations;
    if (chair === undefined || first === undefined || second === undefined)
      throw new Error('an attestation is missing');
    const { publicKey } = makePerson('x', siteOf(meeting.branch.id)).credential;
    const report = await verify(await withPayload({ attestations: [chair, first, { ...second, publicKey }] }));
    expectFall(report, 'attestations', 'attestation.wrong', `signer ${second.signer}`);
  });
});
