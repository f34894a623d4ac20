import * as v from 'valibot';
import { signJws } from '../../../server/keys.ts';
import { boxType, buildBox } from '../../../server/rules/box-file.ts';
import { hashOf } from '../../../server/rules/canonical.ts';
import { verifyComplaint } from '../../../server/rules/complaint.ts';
import { Evidence } from '../../../server/rules/evidence.ts';
import { checkpointType, verifyCheckpoint } from '../../../server/rules/journal-proof.ts';
import { emptyRoot } from '../../../server/rules/merkle.ts';
import { Complaint } from '../../../server/rules/secret-statements.ts';
import { isBoxFile, verifyBox } from '../../../server/rules/verify-box.ts';
import { verifyEvidence } from '../../../server/rules/verify-evidence.ts';
import { chainOf } from '../../support/branches.ts';
import { complainOf, makeSecretMeeting } from '../../support/secret-meeting.ts';
import { holds, type Target } from '../target.ts';
import { asRead, onValues } from './making.ts';
import { type Judged, onSigned } from './signed.ts';
import { now, world } from './world.ts';

const secretEvidence: Target = {
  name: 'secret-evidence',
  reads: 'rules/verify-evidence.ts verifyEvidence: the evidence of a secret ballot, with its papers and issues',
  async open() {
    const { evidence, file } = await makeSecretMeeting({ delegates: 5, without: 2, dropped: 4 });
    const original = asRead(evidence);
    return onValues([original], async (input) => {
      const report = await verifyEvidence(file.payload, file.hash, input);
      if (!report.ok) return false;
      holds(hashOf(v.parse(Evidence, input)) === hashOf(original), 'evidence that holds was not changed');
      return true;
    });
  },
};

const complaint: Target = {
  name: 'complaint',
  reads: 'rules/complaint.ts verifyComplaint, rules/promise.ts readPromise: complaints about a box',
  async open() {
    const meeting = await makeSecretMeeting({ delegates: 5 });
    const [missing, ...papers] = meeting.papers;
    if (missing === undefined) throw new Error('a box without papers');
    const original = asRead(await complainOf(meeting, missing));
    const box = { definition: meeting.definition.statement, papers };
    return onValues([original], async (input) => {
      const report = await verifyComplaint(input, [box], [meeting.branch.key.publicJwk]);
      if (!report.ok) return false;
      const { paper, promise } = v.parse(Complaint, input);
      holds(hashOf(paper) === hashOf(missing), 'a complaint that holds is about a paper that was signed');
      const attributed = promise !== null && report.unknownKey === undefined;
      holds(attributed === (report.proves === 'promised'), 'what it proves follows from its promise');
      return true;
    });
  },
};

const checkpoint: Target<Judged> = {
  name: 'checkpoint',
  reads:
    'rules/journal-proof.ts readCheckpoint, verifyCheckpoint: checkpoints that a branch signed, from a file or its server',
  async open() {
    const { branch } = await world();
    const sizes = [0, 12, 57];
    const files = await Promise.all(
      sizes.map((size) =>
        signJws(branch.key, checkpointType, {
          typ: 'vedtak/checkpoint/1',
          branch: branch.id,
          size,
          root: size === 0 ? emptyRoot : hashOf(size),
          at: now,
        }),
      ),
    );
    return onSigned(
      files,
      branch.key,
      branch.key.publicJwk,
      async ({ jws, trusted }) => {
        const verified = await verifyCheckpoint(jws, { branch: branch.id, keys: [trusted] });
        return verified.ok ? hashOf(verified.value) : undefined;
      },
      true,
    );
  },
};

const boxFile: Target<Judged> = {
  name: 'box',
  reads: 'rules/verify-box.ts isBoxFile, verifyBox: boxes of secret ballots that a branch signed',
  async open() {
    const { branch, county, definition, evidence, papers } = await makeSecretMeeting({ delegates: 5, without: 2 });
    const close = evidence.ballots[0]?.close.statement;
    if (close === undefined) throw new Error('the evidence has no ballot');
    const counts = evidence.ballots[0]?.counts ?? [];
    const box = buildBox({ branch: branch.id, definition: definition.statement, close, papers, counts, keys: [] });
    const file = await signJws(branch.key, boxType, box, { trust_chain: await chainOf(branch) });
    return onSigned(
      [file],
      branch.key,
      county.key.publicJwk,
      async ({ jws, trusted }) => {
        isBoxFile(jws);
        const report = await verifyBox(jws.trim(), { anchors: [trusted] });
        if (!report.ok || report.payload === undefined) return undefined;
        const { papers: held, definition: asked } = report.payload;
        holds(hashOf([held, asked]) === hashOf([papers, definition.statement]), 'a box that holds was not changed');
        return hashOf(report.payload);
      },
      true,
    );
  },
};

export const secretTargets: readonly Target[] = [secretEvidence, complaint, boxFile, checkpoint];
