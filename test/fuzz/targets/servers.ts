import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openNodeEngine } from '../../../db/node.ts';
import { verifyAbove } from '../../../server/above.ts';
import type { Branch } from '../../../server/branch.ts';
import { invitationPage } from '../../../server/children.ts';
import { verifyJournalAt } from '../../../server/cli/journal-server.ts';
import { Unreachable } from '../../../server/cli/operator.ts';
import { textWithin } from '../../../server/egress.ts';
import { signJws } from '../../../server/keys.ts';
import { lookUpParent } from '../../../server/look-up.ts';
import { answerIn, longestAnswer } from '../../../server/outbox.ts';
import { Problem } from '../../../server/problem.ts';
import { hashOf } from '../../../server/rules/canonical.ts';
import { wordsOf } from '../../../server/rules/fingerprint.ts';
import { checkpointType } from '../../../server/rules/journal-proof.ts';
import type { PublicJwk } from '../../../server/rules/jws.ts';
import { consistencyProof, merkleRoot } from '../../../server/rules/merkle.ts';
import { chainOf, configurationOf, makeBranch, vouch } from '../../support/branches.ts';
import { mutateJws, pumpedJws, signedPart } from '../jws.ts';
import { mutateText, mutateValue } from '../mutate.ts';
import type { Random } from '../random.ts';
import { holds, type Target } from '../target.ts';
import { standIn } from './stand-in.ts';
import { now, world } from './world.ts';

/** What another server answers. */
interface Answered {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const statuses = [200, 200, 200, 200, 201, 202, 400, 403, 404, 409, 429, 500, 503];

function response({ status, headers, body }: Answered): Response {
  return new Response(body, { status, headers });
}

interface LookedUp {
  link: string;
  answer: Answered;
  anew: boolean;
}

const parent: Target<LookedUp> = {
  name: 'parent',
  reads: 'server/look-up.ts lookUpParent: links of invitations, and what answers where they lead',
  async open() {
    const { branch, county } = await world();
    const whole = await configurationOf(county);
    const link = `${county.id}${invitationPage}#${'x'.repeat(32)}`;
    let next: Answered = { status: 200, headers: {}, body: whole };
    const surroundings = { now: () => Date.parse(now), fetch: async () => response(next) };
    const asking = { id: branch.id, surroundings } as unknown as Branch;
    return {
      async make(random) {
        const { jws, anew } = await mutateJws(random, whole, [whole], county.key);
        const body = random.chance(0.2) ? mutateText(random, whole, [whole]) : jws;
        return {
          link: random.chance(0.3) ? mutateText(random, link, [], ['#', '/', '%ff', '?', '@', ':']) : link,
          answer: { status: random.pick(statuses), headers: {}, body },
          anew: anew && body === jws,
        };
      },
      async attempt({ link: followed, answer, anew }) {
        next = answer;
        try {
          const found = await lookUpParent(asking, followed);
          holds(followed.startsWith(`${found.id}/`), 'who is found is who invites');
          if (!anew) holds(signedPart(answer.body.trim()) === signedPart(whole), 'what holds was signed');
          return true;
        } catch (error) {
          if (error instanceof Problem) return false;
          throw error;
        }
      },
      pumped: (random, length) => ({
        link,
        answer: { status: 200, headers: {}, body: pumpedJws(random, length, whole).jws },
        anew: false,
      }),
    };
  },
};

interface HandedDown {
  jwss: string[];
  own: string;
  anchors: PublicJwk[];
}

const above: Target<HandedDown> = {
  name: 'above',
  reads: 'server/above.ts verifyAbove: what those above hand down, or answer when it is fetched anew',
  async open() {
    const nation = await makeBranch('norge', 'landsforbund');
    const county = await makeBranch('vestland', 'fylkeslag', nation);
    const local = await makeBranch('bergen', 'lokallag', county);
    const whole = [...(await chainOf(local)).slice(1), await configurationOf(county)];
    // an empty database: there is nobody below the branch
    const folder = await mkdtemp(join(tmpdir(), 'vedtak-above-'));
    const engine = await openNodeEngine(join(folder, 'branch.sqlite'), () => undefined);
    const surroundings = { now: () => Date.parse(now) };
    const branch = { id: local.id, surroundings } as unknown as Branch;
    const stranger = await makeBranch('fremmed', 'fylkeslag', nation);
    const strange = [await vouch(nation, stranger), await configurationOf(stranger)];
    const signers = [nation.key, county.key, local.key];
    return {
      async make(random) {
        const at = random.below(whole.length);
        const { jws } = await mutateJws(random, whole[at] ?? '', [...whole, ...strange], random.pick(signers));
        const replaced = whole.with(at, jws);
        const jwss = random.chance(0.1) ? [...replaced, ...replaced] : random.chance(0.1) ? strange : replaced;
        const own = random.chance(0.05) ? county.id : local.id;
        return { jwss: random.chance(0.1) ? jwss.toReversed() : jwss, own, anchors: [nation.key.publicJwk] };
      },
      async attempt({ jwss, own: id, anchors }) {
        const own = { ...local, id, parent: county.id };
        const checked = await engine.transact((writer) => verifyAbove(writer, branch, { own, jwss, anchors, at: now }));
        if (!checked.ok) return false;
        const { parent: said, trusted } = checked.value;
        holds(said.iss === county.id && id === local.id, 'what holds is by the parent, about the branch');
        holds(trusted.anchorId === nation.id, 'and leads to the anchor');
        return true;
      },
      pumped: (random, length) => ({
        jwss: whole.with(0, pumpedJws(random, length, whole[0] ?? '').jws),
        own: local.id,
        anchors: [nation.key.publicJwk],
      }),
      async close() {
        await engine.close();
        await rm(folder, { recursive: true });
      },
    };
  },
};

interface Delivered {
  answer: Answered;
  statement: string;
  keys: PublicJwk[];
  anew: boolean;
}

const delivered: Target<Delivered> = {
  name: 'delivered',
  reads: 'server/outbox.ts answerIn: what receivers answer to what is delivered to them',
  async open() {
    const { receipt, meeting, county } = await world();
    const statement = meeting.file.hash;
    const keys = [county.key.publicJwk];
    const problem = { type: '/api#hearing_closed', title: 'x', status: 409, detail: 'x', code: 'hearing.closed' };
    const waits = ['120', '0', '-1', '999999', '1e3', 'Wed, 21 Oct 2026 07:28:00 GMT', ' 7 ', '12,13'];
    return {
      async make(random) {
        const { jws, anew } = await mutateJws(random, receipt, [receipt], county.key);
        const refused = JSON.stringify(random.chance(0.5) ? mutateValue(random, problem, []) : problem) ?? '';
        const status = random.pick(statuses);
        const body = random.chance(0.9) === status < 300 ? jws : mutateText(random, refused, [receipt], ['"code":']);
        const headers: Record<string, string> = random.chance(0.3) ? { 'retry-after': random.pick(waits) } : {};
        return { answer: { status, headers, body }, statement, keys, anew };
      },
      async attempt({ answer, statement: sent, keys: known, anew }) {
        const read = await answerIn(response(answer), await textWithin(response(answer), longestAnswer), {
          statement: sent,
          receiver: county.id,
          keys: known,
        });
        if (read.kind === 'accepted') {
          if (!anew) holds(signedPart(read.receipt) === signedPart(receipt), 'a receipt that holds was not changed');
          holds(read.statement.resolution === sent, 'a receipt is for what was sent');
          return true;
        }
        holds(/^[a-z._0-9]{1,64}$/u.test(read.code), 'a failure has a code');
        if (read.kind === 'turned_away' && read.retryAfter !== undefined)
          holds(Number.isSafeInteger(read.retryAfter) && read.retryAfter >= 0, 'nobody waits backwards');
        return false;
      },
      pumped: (random, length) => ({
        answer: { status: 200, headers: {}, body: pumpedJws(random, length, receipt).jws },
        statement,
        keys,
        anew: false,
      }),
    };
  },
};

/** What a branch's server answers, by what an address ends in. */
type Site = Record<'jwks.json' | 'keys' | 'checkpoint' | 'consistency', Answered>;

interface Asked {
  address: string;
  site: Site;
}

const journal: Target<Asked> = {
  name: 'journal-server',
  reads: 'server/cli/journal-server.ts verifyJournalAt: addresses of branches, and what answers about a journal there',
  async open() {
    const { branch } = await world();
    const leaves = Array.from({ length: 57 }, (_, at) => hashOf(at));
    const signedAt = (size: number): Promise<string> =>
      signJws(branch.key, checkpointType, {
        typ: 'vedtak/checkpoint/1',
        branch: branch.id,
        size,
        root: merkleRoot(leaves.slice(0, size)),
        at: now,
      });
    const [early, late] = [await signedAt(12), await signedAt(57)];
    const past = await signJws(branch.key, 'jwk-set+jwt', { iss: branch.id, iat: 0, keys: [] });
    const held = { seen: [{ size: 12, words: wordsOf(merkleRoot(leaves.slice(0, 12))) }], signed: [early] };
    const well = (body: string): Answered => ({ status: 200, headers: {}, body });
    const whole: Site = {
      'jwks.json': well(JSON.stringify({ keys: [branch.key.publicJwk] })),
      keys: well(past),
      checkpoint: well(JSON.stringify({ checkpoint: late })),
      consistency: well(JSON.stringify({ from: 12, to: 57, path: consistencyProof(leaves, 12) })),
    };
    let site = whole;
    const close = standIn('fetch', async (url: string) => {
      const { pathname, search } = new URL(url);
      if (search.includes('size=12')) return response(well(JSON.stringify({ checkpoint: early })));
      return response(site[(pathname.split('/').at(-1) ?? '') as keyof Site] ?? { ...whole.keys, status: 404 });
    });
    const changed = async (random: Random, name: keyof Site): Promise<string> => {
      const { body } = whole[name];
      if (random.chance(0.2)) return mutateText(random, body, [late, past]);
      if (name === 'keys') return (await mutateJws(random, past, [late], branch.key)).jws;
      if (name === 'checkpoint' && random.chance(0.7))
        return JSON.stringify({ checkpoint: (await mutateJws(random, late, [early, past], branch.key)).jws });
      return JSON.stringify(mutateValue(random, JSON.parse(body), [])) ?? '';
    };
    return {
      async make(random) {
        const name = random.pick(Object.keys(whole) as (keyof Site)[]);
        const status = random.chance(0.1) ? random.pick(statuses) : 200;
        const address = random.chance(0.1)
          ? `https://vedtak.example/lag/${random.pick(['%ff', '', 'a%2fb', '..', 'x?y', '#'])}`
          : branch.id;
        return { address, site: { ...whole, [name]: { status, headers: {}, body: await changed(random, name) } } };
      },
      async attempt({ address, site: answers }) {
        site = answers;
        try {
          return (await verifyJournalAt(address, held)).ok;
        } catch (error) {
          if (error instanceof Unreachable || error instanceof Problem) return false;
          throw error;
        }
      },
      close: async () => close(),
    };
  },
};

export const serverTargets: readonly Target[] = [parent, above, delivered, journal];
