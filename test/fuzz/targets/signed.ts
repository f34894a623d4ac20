import * as v from 'valibot';
import type { BranchKey } from '../../../server/keys.ts';
import { canonicalBytes, hashOf, toBase64url } from '../../../server/rules/canonical.ts';
import { isCustody, readCustody, verifyCustody } from '../../../server/rules/custody.ts';
import { isSignedBy, openJws, type PublicJwk } from '../../../server/rules/jws.ts';
import { readMessage, verifyMessage } from '../../../server/rules/message.ts';
import type { MessageName } from '../../../server/rules/party-statements.ts';
import { readReceipt, verifyReceipt } from '../../../server/rules/receipt.ts';
import { inForceFrom, verifyTrustChain } from '../../../server/rules/trust.ts';
import { verifyMinutes } from '../../../server/rules/verify-minutes.ts';
import { readResolution, verifyResolution } from '../../../server/rules/verify-resolution.ts';
import { mutateJws, partsOf, pumpedJws, type Signed, signedPart } from '../jws.ts';
import { mutateText, mutateValue } from '../mutate.ts';
import type { Random } from '../random.ts';
import { type Attack, holds, type Target } from '../target.ts';
import { now, receiptFor, world } from './world.ts';

/** A JWS and the key under which it is judged, so that what is found can be tried again. */
export interface Judged extends Signed {
  trusted: PublicJwk;
}

/**
 * An attack on files that a branch signs. `hash` says whether a file holds, by the hash of what it states; undefined where it
 * does not. What holds says what it said before, unless it was signed anew; it is canonical in any case.
 */
export function onSigned(
  files: readonly string[],
  key: BranchKey,
  trusted: PublicJwk,
  hash: (file: Judged) => Promise<string | undefined>,
  sayAnything = false,
): Attack<Judged> {
  const signed = new Set(files.map(signedPart));
  const said = new Set(files.map((jws) => statedIn(partsOf(jws).payload)));
  return {
    async make(random) {
      return { ...(await mutateJws(random, random.pick(files), files, key)), trusted };
    },
    async attempt(file) {
      const found = await hash(file);
      if (found === undefined) return false;
      const { payload } = partsOf(file.jws.trim());
      holds(file.jws.trim().split('.')[1] === toBase64url(canonicalBytes(payload)), 'what holds is canonical');
      if (!file.anew) holds(signed.has(signedPart(file.jws.trim())), 'what holds was signed');
      if (!sayAnything) holds(said.has(statedIn(payload)), 'what holds states what people signed');
      return true;
    },
    pumped: (random, length) => ({ ...pumpedJws(random, length, random.pick(files)), trusted }),
    longest: 256_000,
  };
}

/** The hash of what people signed: the branch itself says whose passkeys those are. */
function statedIn(payload: unknown): string {
  const { attestations: _, ...statement } = payload as { attestations?: unknown };
  return hashOf(statement);
}

const jws: Target<Judged> = {
  name: 'jws',
  reads: 'rules/jws.ts openJws, isSignedBy with jose: every file that a branch signs',
  async open() {
    const { meeting, receipt, minutes, promise, branch, county, chain } = await world();
    const files = [meeting.file.jws, receipt, minutes, promise, ...chain];
    const header = v.object({ alg: v.literal('ES256'), typ: v.string(), kid: v.string() });
    const attack = onSigned(files, branch.key, branch.key.publicJwk, async () => undefined);
    return {
      ...attack,
      async attempt({ jws: file, anew }) {
        const opened = openJws(file, header, 'file.format');
        if (!opened.ok) return false;
        const signed = (await isSignedBy(file, branch.key.publicJwk)) || (await isSignedBy(file, county.key.publicJwk));
        if (signed && !anew) holds(files.map(signedPart).includes(signedPart(file)), 'what is signed was not changed');
        return signed;
      },
    };
  },
};

const resolution: Target<Judged> = {
  name: 'resolution',
  reads: 'rules/verify-resolution.ts readResolution, verifyResolution: resolution files',
  async open() {
    const { meeting, branch, county } = await world();
    return onSigned([meeting.file.jws], branch.key, county.key.publicJwk, async ({ jws: file, trusted }) => {
      readResolution(file);
      const report = await verifyResolution(file, { anchors: [trusted] });
      return report.ok ? report.hash : undefined;
    });
  },
};

const minutes: Target<Judged> = {
  name: 'minutes',
  reads: 'rules/verify-minutes.ts verifyMinutes: signed minutes',
  async open() {
    const { minutes: file, branch, county } = await world();
    return onSigned([file], branch.key, county.key.publicJwk, async ({ jws: text, trusted }) => {
      const report = await verifyMinutes(text, { anchors: [trusted], at: now });
      return report.ok ? report.hash : undefined;
    });
  },
};

const message: Target<Judged> = {
  name: 'message',
  reads: 'rules/message.ts readMessage, verifyMessage with rules/party-statements.ts: what branches send each other',
  async open() {
    const { messages, branch, county } = await world();
    const names = Object.keys(messages) as MessageName[];
    return onSigned(
      Object.values(messages),
      branch.key,
      county.key.publicJwk,
      async ({ jws: text, trusted }) => {
        for (const name of names) {
          if (!readMessage(name, text).ok) continue;
          const verified = await verifyMessage(name, text, { anchors: [trusted], at: now });
          if (verified.ok) return verified.value.hash;
        }
        return undefined;
      },
      true,
    );
  },
};

const receipt: Target<Judged> = {
  name: 'receipt',
  reads: 'rules/receipt.ts readReceipt, verifyReceipt: receipts of other branches',
  async open() {
    const { receipt: first, county, meeting } = await world();
    const { hash } = meeting.file;
    const files = [first, await receiptFor(county, hash)];
    return onSigned(
      files,
      county.key,
      county.key.publicJwk,
      async ({ jws: text, trusted }) => {
        readReceipt(text);
        const verified = await verifyReceipt(text, { resolution: hash, receiver: county.id, keys: [trusted] });
        return verified.ok ? hashOf(verified.value) : undefined;
      },
      true,
    );
  },
};

interface Chained {
  chain: string[];
  trusted: PublicJwk;
  anew: boolean;
}

const chain: Target<Chained> = {
  name: 'chain',
  reads:
    'rules/trust.ts verifyTrustChain, inForceFrom with rules/entity-statement.ts: trust chains, and what other servers say of themselves',
  async open() {
    const { chain: whole, branch, county } = await world();
    const trusted = county.key.publicJwk;
    return {
      async make(random) {
        const at = random.below(whole.length);
        const key = random.chance(0.5) ? branch.key : county.key;
        const { jws: changed, anew } = await mutateJws(random, whole[at] ?? '', whole, key);
        const replaced = whole.with(at, changed);
        const moved = random.chance(0.1)
          ? [...replaced].reverse()
          : random.chance(0.1)
            ? [...replaced, ...replaced]
            : replaced;
        return { chain: moved, trusted, anew };
      },
      async attempt({ chain: some, trusted: anchor, anew }) {
        inForceFrom(some, now);
        const verified = await verifyTrustChain(some, [anchor], now);
        if (!verified.ok) return false;
        if (!anew)
          holds(some.map(signedPart).join() === whole.map(signedPart).join(), 'a chain that holds was not changed');
        return true;
      },
      pumped: (random, length) => ({
        chain: whole.with(0, pumpedJws(random, length, whole[0] ?? '').jws),
        trusted,
        anew: false,
      }),
    };
  },
};

interface Carried {
  text: string;
  trusted: PublicJwk;
  anew: boolean;
}

const custody: Target<Carried> = {
  name: 'custody',
  reads: 'rules/custody.ts readCustody, verifyCustody with rules/treatment.ts: resolutions on their way up',
  async open() {
    const { custody: whole, county, branch } = await world();
    const original = JSON.parse(whole) as { resolution: string; receipts: string[]; treatments: string[] };
    const files = [original.resolution, ...original.receipts, ...original.treatments];
    const signed = new Set(files.map(signedPart));
    const trusted = county.key.publicJwk;
    const changedInside = async (random: Random): Promise<Carried> => {
      const at = random.below(files.length);
      const { jws: file, anew } = await mutateJws(
        random,
        files[at] ?? '',
        files,
        random.chance(0.5) ? county.key : branch.key,
      );
      const [one = '', two = '', ...others] = files.with(at, file);
      return {
        text: JSON.stringify({ ...original, resolution: one, receipts: [two], treatments: others }),
        trusted,
        anew,
      };
    };
    return {
      make: async (random) => {
        if (random.chance(0.6)) return changedInside(random);
        const text = random.chance(0.5)
          ? mutateText(random, whole, [])
          : (JSON.stringify(mutateValue(random, original, files)) ?? '');
        return { text, trusted, anew: false };
      },
      async attempt({ text, trusted: anchor, anew }) {
        isCustody(text);
        const read = readCustody(text);
        const report = await verifyCustody(text, { anchors: [anchor], now });
        if (!report.ok) return false;
        holds(read.ok, 'what is verified was read');
        const { resolution: file, receipts, treatments } = read.value;
        const all = [file.trim(), ...receipts, ...treatments];
        if (!anew)
          holds(
            all.every((one) => signed.has(signedPart(one))),
            'all in it was signed',
          );
        return true;
      },
    };
  },
};

export const signedTargets: readonly Target[] = [jws, resolution, minutes, message, receipt, chain, custody];
