import { expect, test } from 'vitest';
import { cancel } from '../../server/demo/meeting.ts';
import { Person, Refused } from '../../server/demo/person.ts';
import {
  type Blinded,
  blind,
  closeSecret,
  drop,
  type SecretBallot,
  signIssue,
  unblind,
} from '../../server/demo/secret.ts';
import { seededRandom } from '../../server/demo/votes.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import { makeClock } from '../support/clock.ts';
import { gatherHall, type Hall, markAll, seen } from '../support/hall.ts';
import { closeDrawing, lookAfter, openSecretOn } from '../support/secret.ts';
import { SecretSpace, type Step } from '../support/secret-exploring.ts';
import { honest, malicious, type Paper, type Request, realRules } from '../support/secret-model.ts';
import { engine } from '../support/server.ts';

// Random ways through the model of the secret ballot, gone on the real server: it answers and keeps what the model says.

const clock = makeClock();
const random = seededRandom(20_261_129);
/** Halls, and ways in each of them: a hall with many ballots behind it grows slow. On workerd every window is waited for. */
const [halls, ways] = engine === 'workers' ? [1, 4] : [4, 15];
const space = new SecretSpace(realRules, [honest(2), honest(1), malicious()]);
const counts = { closed: 0, cancelled: 0, granted: 0, refused: 0, restarts: 0 };

let hall: Hall;
let nobody: Person;

/** What the delegates of one way have on their phones. */
class Hands {
  readonly secret: SecretBallot;
  readonly #blinded = new Map<string, Blinded>();
  readonly #issues = new Map<string, ReturnType<typeof signIssue>>();
  readonly #signatures = new Map<string, string>();
  readonly #boxed = new Map<string, BoxedPaper>();

  constructor(secret: SecretBallot) {
    this.secret = secret;
  }

  async blinded(who: number, paper: Paper): Promise<Blinded> {
    const key = `${who} ${paper}`;
    const made = this.#blinded.get(key) ?? (await blind(this.secret, markAll(3, random() < 0.5 ? 'for' : 'against')));
    this.#blinded.set(key, made);
    return made;
  }

  /** The hash of an issue, once it was sent. */
  issueHash(who: number, paper: Paper): string {
    return hashOf(this.#issues.get(`${who} ${paper}`)?.statement);
  }

  async paperHash(who: number, paper: Paper): Promise<string> {
    return hashOf((await this.blinded(who, paper)).paper);
  }

  /** Sends a request of the model; gives why it was refused, undefined where it was not. */
  async send(who: number, { kind, paper }: Request): Promise<string | undefined> {
    try {
      if (kind === 'issue') await this.#draw(who, paper);
      else await this.#drop(who, paper);
      return undefined;
    } catch (error) {
      if (error instanceof Refused) return error.code;
      throw error;
    }
  }

  async #draw(who: number, paper: Paper): Promise<void> {
    const key = `${who} ${paper}`;
    const person = hall.people[who] as Person;
    const issue = this.#issues.get(key) ?? signIssue(person, await this.blinded(who, paper));
    this.#issues.set(key, issue);
    const { blindSignature } = await person.call('drawPaper', { slug: hall.slug, ballot: this.secret.ballot }, issue);
    const before = this.#signatures.get(key);
    if (before !== undefined) expect(blindSignature).toBe(before);
    this.#signatures.set(key, blindSignature);
  }

  async #drop(who: number, paper: Paper): Promise<void> {
    const { statement } = await drop(nobody, hall.slug, await this.#boxedOf(who, paper));
    expect(statement).toBe(await this.paperHash(who, paper));
  }

  /** A paper with its signature; with one that does not hold while there is none. */
  async #boxedOf(who: number, paper: Paper): Promise<BoxedPaper> {
    const key = `${who} ${paper}`;
    const made = this.#boxed.get(key);
    if (made !== undefined) return made;
    const blinded = await this.blinded(who, paper);
    const signature = this.#signatures.get(key);
    if (signature === undefined) return { paper: blinded.paper, prefix: blinded.prefix, signature: blinded.blinded };
    const boxed = await unblind(this.secret.issuer, blinded, signature);
    this.#boxed.set(key, boxed);
    return boxed;
  }
}

/** The chair, in the words of the model. */
async function chairs(does: string, ballot: string): Promise<void> {
  const { administrator, slug, pair } = hall;
  if (does === 'the chair closes the drawing') await closeDrawing(hall, ballot);
  else if (does === 'the chair closes') await closeSecret(pair, ballot);
  else if (does === 'the chair cancels') await cancel(pair, ballot, 'Feil');
  else {
    clock.pass(6000);
    await lookAfter(hall, ballot);
    await administrator.call('stopBallot', { slug, ballot });
  }
}

/** A step to go next: seldom one of the chair's, more often one that reaches the server than not. */
function pick(steps: readonly Step[]): Step | undefined {
  const byChair = steps.filter(({ delegate }) => delegate === undefined);
  const reaching = steps.filter(({ request }) => request !== undefined);
  const drawn = random();
  const among =
    drawn < 0.08
      ? byChair.slice(0, drawn < 0.07 ? 1 : 2)
      : drawn < 0.5
        ? reaching
        : steps.filter(({ delegate }) => delegate !== undefined);
  return among[Math.floor(random() * among.length)] ?? steps[Math.floor(random() * steps.length)];
}

/** That the server holds what the model does, and nothing else. */
async function expectSame(place: SecretSpace['start'], hands: Hands): Promise<void> {
  const issues: string[] = [];
  const papers: string[] = [];
  for (const who of place.delegates.keys()) {
    const { held, box } = space.delegate(place, who);
    if (held !== null) issues.push(hands.issueHash(who, held));
    for (const paper of box) papers.push(await hands.paperHash(who, paper));
  }
  const { ballot } = hands.secret;
  const stored = hall.server.select<{ hash: string }>(
    hall.slug,
    `SELECT statement_hash AS hash FROM issue WHERE ballot = '${ballot}'
      UNION ALL SELECT paper_hash FROM box WHERE ballot = '${ballot}'`,
  );
  expect(stored.map(({ hash }) => hash).sort()).toEqual([...issues, ...papers].sort());
  if (space.ballot(place).state !== 'closed') return;
  const { papers: box } = await hall.administrator.call('box', { slug: hall.slug, ballot });
  expect(box.map(({ paper }) => hashOf(paper))).toEqual(papers.sort());
  const { result } = await seen(hall.administrator, hall.slug, ballot);
  expect(Object.values(result?.tally['1'] ?? {}).reduce<number>((sum, n) => sum + Number(n), 0)).toBe(papers.length);
}

function reaches({ delegate, request }: Step): boolean {
  return request !== undefined || delegate === undefined;
}

/** Does on the server what a step says, where it reaches it, and expects the model's answer. */
async function does({ does, delegate, request }: Step, hands: Hands): Promise<void> {
  if (delegate === undefined) return chairs(does, hands.secret.ballot);
  if (request === undefined) return;
  expect({ does, code: await hands.send(delegate, request) }).toEqual({ does, code: request.code });
  counts[request.code === undefined ? 'granted' : 'refused'] += 1;
  if (request.answered || engine === 'workers' || random() >= 0.05) return;
  await hall.server.stop();
  await hall.server.start();
  counts.restarts += 1;
}

/** Goes one way through the model and on the server. */
async function go(length: number): Promise<void> {
  const hands = new Hands(await openSecretOn(hall));
  const { ballot } = hands.secret;
  let place = space.start;
  for (let steps = 0; steps < length; steps += 1) {
    const step = pick([...space.steps(place)]);
    if (step === undefined) break;
    await does(step, hands);
    place = step.to;
    if (reaches(step)) await expectSame(place, hands);
  }
  const { state } = space.ballot(place);
  if (state === 'closed' || state === 'cancelled') counts[state] += 1;
  else await cancel(hall.pair, ballot, 'Ferdig');
}

test('the server answers and keeps what the model of the secret ballot says, on any way through it', {
  timeout: 600_000,
}, async () => {
  for (let i = 0; i < halls; i += 1) {
    hall = await gatherHall({ delegates: 3, surroundings: clock });
    try {
      nobody = new Person(hall.pair.server);
      for (let way = 0; way < ways; way += 1) await go(50);
    } finally {
      await hall.server.end();
    }
  }
  // the ways went far enough to say something
  expect(counts.granted + counts.refused).toBeGreaterThan(halls * ways * 10);
  if (engine === 'node') for (const count of Object.values(counts)) expect(count).toBeGreaterThan(5);
});
