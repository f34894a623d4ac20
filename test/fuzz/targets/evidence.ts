import * as v from 'valibot';
import { judge } from '../../../client/judge.ts';
import { addFiles } from '../../../client/pages/verify/files.ts';
import { SoftwareAuthenticator } from '../../../server/demo/authenticator.ts';
import { canonicalBytes, fromBase64url, hashOf, toBase64url } from '../../../server/rules/canonical.ts';
import { Evidence } from '../../../server/rules/evidence.ts';
import { PublicKey } from '../../../server/rules/formats.ts';
import type { PublicJwk } from '../../../server/rules/jws.ts';
import { siteOf, verifyAssertion } from '../../../server/rules/passkey.ts';
import type { PersonStatement, Signed } from '../../../server/rules/statements.ts';
import { verifyEvidence } from '../../../server/rules/verify-evidence.ts';
import { mutateJws } from '../jws.ts';
import { mutateBytes, mutateText, mutateValue } from '../mutate.ts';
import { holds, type Target } from '../target.ts';
import { asRead, onValues } from './making.ts';
import { world } from './world.ts';

const same = (a: unknown, b: unknown): boolean => toBase64url(canonicalBytes(a)) === toBase64url(canonicalBytes(b));

const evidence: Target = {
  name: 'evidence',
  reads: 'rules/verify-evidence.ts verifyEvidence with rules/evidence-*.ts: evidence files',
  async open() {
    const { meeting } = await world();
    const { payload, hash } = meeting.file;
    const original = asRead(meeting.evidence);
    return onValues(
      [original],
      async (input) => {
        const report = await verifyEvidence(payload, hash, input);
        if (!report.ok) return false;
        holds(same(v.parse(Evidence, input), original), 'evidence that holds was not changed');
        return true;
      },
      256_000,
    );
  },
};

interface Asserted {
  signed: Signed;
  key: PublicKey;
}

const assertion: Target<Asserted> = {
  name: 'assertion',
  reads: 'rules/passkey.ts verifyAssertion: client data, authenticator data and signatures of passkeys',
  open() {
    const branch = 'https://vedtak.example/lag/bergen';
    const site = siteOf(branch);
    const corpus = (['ES256', 'EdDSA', 'RS256'] as const).map((algorithm, i): Asserted => {
      const device = new SoftwareAuthenticator(algorithm);
      const user = { id: toBase64url(new TextEncoder().encode('kari')), name: 'Kari', displayName: 'Kari' };
      const pubKeyCredParams = [{ type: 'public-key' as const, alg: [-7, -8, -257][i] ?? -7 }];
      device.register({ rp: { id: site.rpId, name: 'Laget' }, user, challenge: 'AAAA', pubKeyCredParams }, site.origin);
      const statement: PersonStatement = {
        typ: 'vedtak/login/1',
        branch,
        nonce: hashOf(i),
        at: '2026-03-12T18:30:00.000Z',
      };
      return { signed: device.sign(statement, { signer: 'kari', ...site }), key: device.credential('kari').publicKey };
    });
    const originals = corpus.map(({ signed }) => [signed.statement, signed.clientDataJSON, signed.authenticatorData]);
    const parts = ['clientDataJSON', 'authenticatorData', 'signature'] as const;
    return {
      make(random) {
        const { signed, key } = random.pick(corpus);
        const part = random.pick(parts);
        const bytes = new Uint8Array(fromBase64url(signed[part]));
        const others = corpus.map((other) => new Uint8Array(fromBase64url(other.signed[part])));
        switch (random.below(8)) {
          case 0:
            return { signed: { ...signed, statement: mutateValue(random, signed.statement, []) as never }, key };
          case 1:
            return {
              signed,
              key: mutateValue(
                random,
                key,
                corpus.map((other) => other.key),
              ) as never,
            };
          case 2:
            return { signed: { ...signed, [part]: mutateText(random, signed[part], []) }, key };
          case 3: {
            const text = mutateText(
              random,
              new TextDecoder().decode(fromBase64url(signed.clientDataJSON)),
              [],
              ['"crossOrigin":true', '"type":"webauthn.get"', '{', '\\u0061'],
            );
            return { signed: { ...signed, clientDataJSON: toBase64url(new TextEncoder().encode(text)) }, key };
          }
          default:
            return { signed: { ...signed, [part]: toBase64url(mutateBytes(random, bytes, others)) }, key };
        }
      },
      async attempt({ signed, key }) {
        // the schemas stand before it: what they refuse does not come here
        if (
          typeof signed.statement !== 'object' ||
          signed.statement === null ||
          !isHashable(signed.statement) ||
          !v.is(PublicKey, key)
        )
          return false;
        const verified = await verifyAssertion(signed, key, site);
        if (!verified.ok) return false;
        const said = [signed.statement, signed.clientDataJSON, signed.authenticatorData];
        holds(
          originals.some((original) => same(original, said)),
          'what holds was not changed',
        );
        return true;
      },
    };
  },
};

function isHashable(value: unknown): boolean {
  try {
    canonicalBytes(value);
    return true;
  } catch {
    return false;
  }
}

interface Dropped {
  files: string[];
  trusted: PublicJwk;
  anew: boolean;
}

const files: Target<Dropped> = {
  name: 'files',
  reads:
    'client/pages/verify/files.ts addFiles, client/judge.ts judge: files that somebody opens on the page that verifies',
  async open() {
    const { meeting, receipt, county, minutes, custody, branch } = await world();
    const anchor = county.key.publicJwk;
    const texts = [meeting.file.jws, JSON.stringify(anchor), receipt, JSON.stringify(meeting.evidence)];
    const others = [...texts, minutes, custody];
    return {
      async make(random) {
        const at = random.below(texts.length);
        const whole = texts[at] ?? '';
        const isJws = !whole.startsWith('{');
        const changed =
          isJws && random.chance(0.7)
            ? (await mutateJws(random, whole, [whole], random.chance(0.5) ? branch.key : county.key)).jws
            : random.chance(0.5)
              ? mutateText(random, whole, others)
              : isJws
                ? whole
                : (JSON.stringify(mutateValue(random, JSON.parse(whole), [])) ?? 'null');
        const chosen = random.chance(0.2) ? texts.filter((_, i) => i === at || random.chance(0.7)) : texts;
        return {
          files: chosen.map((text) => (text === whole ? changed : text)),
          trusted: anchor,
          anew: changed !== whole,
        };
      },
      async attempt({ files: some }) {
        const { held } = await addFiles(
          {},
          some.map((text, i) => new File([text], `fil-${i}`)),
        );
        const { resolution, anchor: key, evidence: proof, receipt: word } = held;
        if (resolution === undefined) return false;
        const judged = await judge(
          { resolution: resolution.text, anchor: key?.text, evidence: proof?.text, receipt: word?.text },
          () => undefined,
        );
        if (judged.verification.ok)
          holds(
            judged.verification.resolution.hash === meeting.file.hash || !judged.anchored,
            'what holds is the resolution',
          );
        return judged.verification.ok;
      },
      patience: 4000,
    };
  },
};

export const evidenceTargets: readonly Target[] = [evidence, assertion, files];
