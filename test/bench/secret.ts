import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { refreshWait } from '../../client/pace.ts';
import type { PaperDrawn } from '../../server/api/secret.ts';
import {
  type Blinded,
  blind,
  closeSecret,
  openSecret,
  type SecretBallot,
  signIssue,
  unblind,
} from '../../server/demo/secret.ts';
import { rawPrivate } from '../../server/issuer.ts';
import { dropTime, dropWindow } from '../../server/rules/box.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import { delegates, gather, type Hall, leave, line, quantile, text } from './hall.ts';
import { each, type Phone, seconds } from './phones.ts';

/** Seconds in which the phones of a whole ballot draw, drop their papers, and look into the published box. */
const drawing = 10;
const window = 20;
const looking = 3;
/** Milliseconds between two requests of the chair's page. */
const pause = 100;

/** Raw RSA private operations of 2048 bits a second, with the check of each: one process, one thread. */
function rawOperations(): number {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const block = randomBytes(256);
  block[0] = 0;
  const begun = performance.now();
  let done = 0;
  for (; performance.now() - begun < 1000; done += 1) rawPrivate(privateKey, block);
  return done / ((performance.now() - begun) / 1000);
}

async function open({ pair, meeting }: Hall): Promise<SecretBallot> {
  const { administrator, branch: slug } = pair;
  const { proposal, content } = await administrator.call('addProposal', { slug, meeting }, { text });
  return openSecret(pair, proposal, { kind: 'text', content }, { mode: 'points', trial: true });
}

/** What each phone has ready before it draws: on real phones their own processors blind. */
interface Ready {
  phone: Phone;
  blinded: Blinded;
  issue: string;
}

async function fillIn({ phones }: Hall, ballot: SecretBallot): Promise<Ready[]> {
  const options = ['for', 'against', 'blank'] as const;
  const ready: Ready[] = [];
  for (const [i, phone] of phones.entries()) {
    const marks = Object.fromEntries(
      Array.from({ length: 8 }, (_, q) => [String(q + 1), options[(i + q) % 3] ?? 'for']),
    );
    const blinded = await blind(ballot, marks);
    ready.push({ phone, blinded, issue: JSON.stringify(signIssue(phone, blinded)) });
  }
  return ready;
}

function addressOf({ server, pair }: Hall, { ballot }: SecretBallot, what: string): string {
  return `${server.address}/lag/${pair.branch}/api/ballots/${ballot}/${what}`;
}

/** Every phone draws, each at a random moment within so many seconds; gives the answers in the phones' order. */
async function drawAll(
  hall: Hall,
  ballot: SecretBallot,
  ready: readonly Ready[],
  within: number,
): Promise<PaperDrawn[]> {
  const url = addressOf(hall, ballot, 'issues');
  const answers: PaperDrawn[] = [];
  await each(ready, ready.length, async ({ phone, issue }, i) => {
    if (within > 0) await sleep(Math.random() * within * 1000);
    answers[i] = JSON.parse(await phone.send('POST', url, issue)) as PaperDrawn;
  });
  return answers;
}

/** Takes the blinding off what was drawn, which real phones do on their own processors. */
async function uncover({ issuer }: SecretBallot, ready: readonly Ready[], drawn: readonly PaperDrawn[]) {
  const papers: BoxedPaper[] = [];
  for (const [i, { blinded }] of ready.entries())
    papers.push(await unblind(issuer, blinded, drawn[i]?.blindSignature ?? ''));
  return papers;
}

async function closeDrawing({ pair }: Hall, { ballot }: SecretBallot, length: number): Promise<string> {
  const { administrator, branch: slug } = pair;
  return (await administrator.call('closeDrawing', { slug, ballot }, { seconds: length })).window.opensAt;
}

/** Papers that are dropped a second when all come at once. */
async function dropAll(hall: Hall, ballot: SecretBallot, papers: readonly BoxedPaper[]): Promise<number> {
  const url = addressOf(hall, ballot, 'papers');
  const taken = await seconds(() =>
    each(
      hall.phones,
      hall.phones.length,
      async (phone, i) => void (await phone.send('POST', url, JSON.stringify(papers[i]))),
    ),
  );
  return papers.length / taken;
}

async function untilOver({ pair }: Hall, opensAt: string, length: number): Promise<void> {
  const { at } = await pair.administrator.call('snapshot', { slug: pair.branch });
  await sleep(Date.parse(dropWindow(opensAt, length).closesAt) - Date.parse(at) + 50);
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}

/** Asks for the chair's page again and again until it is stopped; gives how long each answer took, in milliseconds. */
function chairsPage({ server, pair }: Hall): { stop: () => Promise<number[]> } {
  const times: number[] = [];
  let going = true;
  const asking = (async () => {
    while (going) {
      const begun = performance.now();
      await (
        await pair.administrator.fetch(`${new URL(server.address).pathname}lag/${pair.branch}/api/snapshot`)
      ).text();
      times.push(performance.now() - begun);
      await sleep(pause);
    }
  })();
  return {
    stop: async () => {
      going = false;
      await asking;
      return times;
    },
  };
}

/** A secret ballot of 300 phones from the chair's press to the last phone that has found its paper, while the chair's page asks. */
async function wholeBallot(hall: Hall): Promise<{ spent: Record<string, number>; chair: number[]; phones: number[] }> {
  const { pair, phones, server } = hall;
  const base = `${server.address}/lag/${pair.branch}/api`;
  const own: number[] = [];
  const timed = async (work: Promise<unknown>): Promise<void> => {
    const begun = performance.now();
    await work;
    own.push(performance.now() - begun);
  };
  /** Follows the feed with every phone; `all` resolves when each has heard of an entry and done something about it. */
  const follow = async (kind: string, then: (phone: Phone) => Promise<void>): Promise<{ all: Promise<unknown> }> => {
    const reactions: Promise<void>[] = [];
    await each(phones, 32, async (phone) => {
      let heard = (): void => undefined;
      reactions.push(new Promise<void>((resolve) => (heard = resolve)).then(() => then(phone)));
      const stop = await phone.follow(`${base}/events`, (_, data) => {
        if (!data.includes(`"${kind}"`)) return;
        heard();
        stop();
      });
    });
    return { all: Promise.all(reactions) };
  };
  const ballot = await open(hall);
  const ready = await fillIn(hall, ballot);
  const during = chairsPage(hall);
  const spent: Record<string, number> = {};
  let drawn: PaperDrawn[] = [];
  spent.drawing = await seconds(async () => {
    drawn = await drawAll(hall, ballot, ready, drawing);
  });
  const asked = await during.stop();
  const papers = await uncover(ballot, ready, drawn);
  const afterwards = chairsPage(hall);
  const shown = await phones[0]?.call('snapshot', { slug: pair.branch });
  const refreshed = await follow('drawing.closed', async (phone) => {
    await sleep(refreshWait(shown ?? null, Math.random()));
    await timed(phone.send('GET', `${base}/snapshot`));
  });
  const opensAt = await closeDrawing(hall, ballot, window);
  spent.dropping = await seconds(async () => {
    await refreshed.all;
    const url = addressOf(hall, ballot, 'papers');
    await each(phones, phones.length, async (phone, i) => {
      const now = new Date().toISOString();
      await sleep(Date.parse(dropTime(dropWindow(opensAt, window), now, Math.random())) - Date.parse(now));
      await timed(phone.send('POST', url, JSON.stringify(papers[i])));
    });
    await untilOver(hall, opensAt, window);
  });
  spent.closing = await seconds(() => closeSecret(pair, ballot.ballot));
  spent.checking = await seconds(() =>
    each(phones, phones.length, async (phone) => {
      await sleep(Math.random() * looking * 1000);
      await timed(phone.send('GET', addressOf(hall, ballot, 'box')));
    }),
  );
  return { spent, chair: [...asked, ...(await afterwards.stop())], phones: own };
}

/** Issue and drop beside the raw RSA operation, and a whole secret ballot of 300 phones. */
export async function measureSecret(): Promise<void> {
  const raw = rawOperations();
  const hall = await gather();
  try {
    const ballot = await open(hall);
    const ready = await fillIn(hall, ballot);
    const page = chairsPage(hall);
    let drawn: PaperDrawn[] = [];
    const issues = ready.length / (await seconds(async () => (drawn = await drawAll(hall, ballot, ready, 0))));
    const atOnce = await page.stop();
    const papers = await uncover(ballot, ready, drawn);
    const opensAt = await closeDrawing(hall, ballot, 5);
    const drops = await dropAll(hall, ballot, papers);
    await untilOver(hall, opensAt, 5);
    await closeSecret(hall.pair, ballot.ballot);
    const { spent, chair, phones } = await wholeBallot(hall);
    line(`${delegates} phones in a secret ballot on 8 points`, 'a second', 'to raw RSA');
    line('RSA private operations of 2048 bits, checked, one thread', raw.toFixed(0), '1.00');
    line('papers drawn through HTTP, signed, durable and promised', issues.toFixed(0), (issues / raw).toFixed(2));
    line('papers dropped through HTTP, verified, durable and promised', drops.toFixed(0), (drops / raw).toFixed(2));
    line('', 'seconds');
    for (const [what, taken] of Object.entries(spent)) line(`  ${what}`, taken.toFixed(1));
    line('', 'half by', 'last by');
    const ms = (times: readonly number[], share: number): string => `${quantile(times, share).toFixed(0)} ms`;
    line("the chair's page is answered meanwhile", ms(chair, 0.5), ms(chair, 1));
    line('the same while all draw at the same moment', ms(atOnce, 0.5), ms(atOnce, 1));
    line('a phone is answered: page, drop, box', ms(phones, 0.5), ms(phones, 1));
  } finally {
    await leave(hall);
  }
}
