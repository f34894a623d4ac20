import { beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../server/rules/canonical.ts';
import { siteOf } from '../../server/rules/passkey.ts';
import type { RollStatement, Signed } from '../../server/rules/statements.ts';
import { verifyEvidence } from '../../server/rules/verify-evidence.ts';
import { verifyResolution } from '../../server/rules/verify-resolution.ts';
import { forge, signAt, verifyWritten, withBallot } from '../support/forgery.ts';
import { type Meeting, makeFile, makeMeeting, makePerson, officersOf, type Person } from '../support/meeting.ts';
import { expectFall } from '../support/refused.ts';
import { respelled } from '../support/spelling.ts';

let meeting: Meeting;
let chair: Person;
let secretary: Person;
let first: Person;
beforeAll(async () => {
  meeting = await makeMeeting();
  [chair, secretary, first] = officersOf(meeting.people);
});

const verify = (evidence: unknown) => verifyWritten(evidence, meeting.file);

/** A roll of the meeting with other entries, signed anew by the secretary. */
const rollWith = (change: (entries: RollStatement['entries']) => RollStatement['entries']) =>
  signAt(meeting, secretary, { ...meeting.roll.statement, entries: change(meeting.roll.statement.entries) });

describe('a roll in the evidence is refused', () => {
  test('when it is missing', async () => {
    const report = await verify({ ...meeting.evidence, rolls: [] });
    expectFall(report, 'rolls', 'evidence.roll', hashOf(meeting.roll.statement), 'not there');
  });

  test('when it is there twice', async () => {
    const report = await verify({ ...meeting.evidence, rolls: [meeting.roll, meeting.roll] });
    expectFall(report, 'rolls', 'evidence.roll', hashOf(meeting.roll.statement), 'is there twice');
  });

  test('when it was changed', async () => {
    const shorter = rollWith((entries) => entries.slice(0, -1));
    expectFall(await verify({ ...meeting.evidence, rolls: [shorter] }), 'rolls', 'evidence.roll', 'not there');
  });

  test('when it was changed without being signed anew', async () => {
    const entries = meeting.roll.statement.entries.slice(0, -1);
    const rolls = [meeting.roll, { ...meeting.roll, statement: { ...meeting.roll.statement, version: 2, entries } }];
    expectFall(await verify({ ...meeting.evidence, rolls }), 'signatures', 'evidence.person', 'roll', 'hash');
  });

  const forged = async (roll: Signed<RollStatement>, ...texts: string[]) => {
    const { file, evidence } = await forge(meeting, { roll });
    expectFall(await verifyWritten(evidence, file), 'rolls', 'evidence.roll', ...texts);
  };

  test('when it is out of order', () =>
    forged(
      rollWith((entries) => entries.toReversed()),
      'stands after',
    ));

  test('when a delegate stands on it twice', () =>
    forged(
      rollWith((entries) => entries.flatMap((entry, i) => (i === 2 ? [entry, entry] : [entry]))),
      'd0002 stands on it twice',
    ));

  test('when one phone stands on it for two delegates', () =>
    forged(
      rollWith((entries) => [...entries, { delegate: 'z', weight: 1, credentials: entries[3]?.credentials ?? [] }]),
      'a passkey of z stands on it twice',
    ));

  test('when one key stands on it under two ids', () =>
    forged(
      rollWith((entries) => {
        const credentials = entries[3]?.credentials.map((credential) => ({ ...credential, id: 'AAAA' })) ?? [];
        return [...entries, { delegate: 'z', weight: 1, credentials }];
      }),
      'a passkey of z stands on it twice',
    ));

  test('when one key, or one id, stands on it in two spellings', async () => {
    const [credential] = meeting.roll.statement.entries[3]?.credentials ?? [];
    if (credential?.publicKey.kty !== 'EC') throw new Error('the key is missing');
    const { id, publicKey } = credential;
    for (const twin of [
      { id: 'AAAA', publicKey: { ...publicKey, x: respelled(publicKey.x) } },
      { id: 'AAAA', publicKey: { ...publicKey, y: respelled(publicKey.y) } },
      { id: respelled(id), publicKey: makePerson('z', siteOf(meeting.branch.id)).credential.publicKey },
    ]) {
      const roll = rollWith((entries) => [...entries, { delegate: 'z', weight: 1, credentials: [twin] }]);
      const { file, evidence } = await forge(meeting, { roll, resolution: { present: 8 } });
      expectFall(await verifyWritten(evidence, file), 'format', 'evidence.format', 'entries.7.credentials.0');
    }
  });

  test('when whoever signed it does not stand on it', async () => {
    const stranger = makePerson('fremmed', siteOf(meeting.branch.id));
    await forged(signAt(meeting, stranger, meeting.roll.statement), 'fremmed');
    await forged(
      { ...signAt(meeting, stranger, meeting.roll.statement), signer: secretary.delegate },
      secretary.delegate,
    );
  });

  test('when it is one of another meeting', () =>
    forged(signAt(meeting, secretary, { ...meeting.roll.statement, meeting: 'm0' }), 'm0', 'm1'));

  test('when it has more people than the resolution says were present', async () => {
    const { file, evidence } = await forge(meeting, { resolution: { present: 8 } });
    expectFall(await verifyWritten(evidence, file), 'rolls', 'evidence.roll', '7 people', 'present were 8');
  });
});

describe('a signature in the evidence is refused', () => {
  test('when the definition or the closing is signed with a passkey that is not on the roll', async () => {
    const stranger = makePerson('fremmed', siteOf(meeting.branch.id));
    const opened = withBallot(meeting, { definition: signAt(meeting, stranger, meeting.definition.statement) });
    expectFall(await verify(opened), 'officers', 'evidence.person', 'definition', 'fremmed');
    const impostor = makePerson(chair.delegate, siteOf(meeting.branch.id));
    const closed = withBallot(meeting, { close: signAt(meeting, impostor, meeting.close.statement) });
    expectFall(await verify(closed), 'officers', 'evidence.person', 'closing', 'not on the roll');
  });

  test('when a signer of the resolution is not on the roll', async () => {
    const impostor = makePerson(first.delegate, siteOf(meeting.branch.id));
    const [, , , second] = officersOf(meeting.people);
    const file = await makeFile(meeting, meeting.statement, [chair, impostor, second]);
    expect((await verifyResolution(file.jws, { anchors: [meeting.county.key.publicJwk] })).ok).toBe(true);
    expectFall(await verifyWritten(meeting.evidence, file), 'officers', 'evidence.person', `signer ${first.delegate}`);
  });

  test('when a signer of the resolution stands on the roll with another key', async () => {
    const other = makePerson('x', siteOf(meeting.branch.id)).credential.publicKey;
    const [one, two, three] = meeting.file.payload.attestations;
    if (one === undefined || two === undefined || three === undefined) throw new Error('an attestation is missing');
    const payload = { ...meeting.file.payload, attestations: [one, two, { ...three, publicKey: other }] };
    const report = await verifyEvidence(payload, meeting.file.hash, meeting.evidence);
    expectFall(report, 'officers', 'evidence.person', three.signer);
  });

  test('when it is not the one over the definition or the closing', async () => {
    const definition = { ...meeting.definition, signature: meeting.close.signature };
    expectFall(await verify(withBallot(meeting, { definition })), 'signatures', 'evidence.person', 'definition');
    const close = { ...meeting.close, signature: meeting.definition.signature };
    expectFall(await verify(withBallot(meeting, { close })), 'signatures', 'evidence.person', 'closing');
  });
});
