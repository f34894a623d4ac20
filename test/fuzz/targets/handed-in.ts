import { joseMedia } from '../../../server/rules/courier.ts';
import { mutateJws } from '../jws.ts';
import { mutateText, mutateValue } from '../mutate.ts';
import type { Random } from '../random.ts';
import { holds, type Target } from '../target.ts';
import { standIn } from './stand-in.ts';
import { world } from './world.ts';

/** A file, and what the server answers when it is handed in. */
interface HandedIn {
  file: string;
  status: number;
  answer: string;
}

const intake: Target<HandedIn> = {
  name: 'intake',
  reads: 'client/pages/outbox/intake.ts takeIn: files that were carried here, and what the inbox answers to them',
  async open() {
    const { meeting, receipt, custody, minutes, messages, branch } = await world();
    const { hash, jws } = meeting.file;
    const signed = [jws, receipt, minutes, ...Object.values(messages)];
    const receipts = { typ: 'vedtak/receipts/1', receipts: [{ statement: hash, receipt, code: null }] };
    const results = [{ delivery: null, statement: hash, title: 'x', code: null }];
    const answers = [receipt, JSON.stringify(receipts), JSON.stringify({ results }), '{"code":"x","status":404}'];
    const closeDocument = standIn('document', { documentElement: {} });
    const { takeIn } = await import('../../../client/pages/outbox/intake.ts');
    let next = new Response('');
    const close = standIn('fetch', async () => next);
    const written = (random: Random, value: unknown): string =>
      JSON.stringify(random.chance(0.5) ? mutateValue(random, value, [receipts]) : value) ?? 'null';
    const signedAnew = async (random: Random): Promise<string> => {
      const whole = random.pick(signed);
      return random.chance(0.3) ? whole : (await mutateJws(random, whole, signed, branch.key)).jws;
    };
    const wrapped = async (random: Random): Promise<string> => {
      const [resolution, body] = [await signedAnew(random), await signedAnew(random)];
      const said = { ...(JSON.parse(custody) as object), resolution };
      const items = [
        { media: 'application/vnd.vedtak.custody+json', body: written(random, said) },
        { media: joseMedia, body },
      ];
      return written(random, random.pick([said, receipts, { typ: 'vedtak/courier/1', items }]));
    };
    return {
      async make(random) {
        const file = random.chance(0.4) ? await signedAnew(random) : await wrapped(random);
        const answer = random.pick(answers);
        return {
          file: random.chance(0.1) ? mutateText(random, file, signed) : file,
          status: random.pick([200, 200, 200, 201, 422, 500]),
          answer: random.chance(0.3) ? mutateText(random, answer, answers) : answer,
        };
      },
      async attempt({ file, status, answer }) {
        next = new Response(answer, { status });
        const taken = await takeIn('bergen', file);
        if (!taken.ok) {
          holds(typeof taken.problem.code === 'string', 'what is not taken in has a problem');
          return false;
        }
        for (const item of taken.value.items) {
          holds(typeof item.title === 'string', 'a part has a title');
          holds(item.code === null || typeof item.code === 'string', 'why a part was not taken in is a code');
          if ('kind' in item) {
            holds(item.kind === null || typeof item.kind === 'string', 'a part is of a kind');
            holds(typeof item.from === 'string', 'a part is from somebody');
          }
        }
        return true;
      },
      close: async () => {
        close();
        closeDocument();
      },
    };
  },
};

export const handedInTargets: readonly Target[] = [intake];
