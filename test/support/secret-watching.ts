import { pathOf } from '../../server/api/endpoints.ts';
import type { Person } from '../../server/demo/person.ts';
import { type Blinded, blind, closeSecret, type SecretBallot, signIssue, unblind } from '../../server/demo/secret.ts';
import { dropTime, paperToSend } from '../../server/rules/box.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Marks } from '../../server/rules/formats.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import type { BallotStatement } from '../../server/rules/statements.ts';
import type { TestClock } from './clock.ts';
import { type Hall, seen } from './hall.ts';
import type { Observed } from './linking.ts';
import { closeDrawing, lookAfter, openSecretOn } from './secret.ts';
import { changed, dump, filesOf, placesIn, placesOf, rowsWith, said, valuesIn } from './secret-traces.ts';

/** What came of one request. */
interface Answer {
  text: string;
  headers: string[];
}

/** A secret ballot that was held, with everything that could be seen of it. `truth` is in the names of the arrays: one i, one delegate. */
export interface Watched {
  observed: Observed;
  papers: BoxedPaper[];
  /** All that is stored of each delegate and of each paper, sent to them or by them. */
  ofDelegates: Uint8Array[][];
  ofPapers: Uint8Array[][];
  drawAnswers: Answer[];
  dropAnswers: Answer[];
  /** The tables in which the drops changed anything. */
  changedByDrops: string[];
  /** What different people saw of the ballot between two drops, without the time at which they looked. */
  sights: Set<string>;
  requests: { draws: number[]; drops: number[] };
}

/** How papers are dropped: as the phones do, or in the order in which they were drawn. */
export type Manner = 'as phones do' | 'in the order of drawing';

type Features = Map<string, (number | string)[]>;

function note(features: Features, i: number, entries: Iterable<[string, number | string]>): void {
  for (const [name, value] of entries) {
    const values = features.get(name) ?? [];
    values[i] = value;
    features.set(name, values);
  }
}

/** Features that are known of all. */
function whole(features: Features, n: number): Features {
  return new Map([...features].filter(([, values]) => values.length === n && !values.includes(undefined as never)));
}

/** Holds a secret ballot in a hall and watches it. */
export async function watchBallot(
  hall: Hall,
  { clock, random, manner }: { clock: TestClock | undefined; random: () => number; manner: Manner },
): Promise<Watched> {
  const { server, slug, people, pair } = hall;
  const secret = await openSecretOn(hall);
  const { ballot } = secret;
  const { definition } = await seen(hall.administrator, slug, ballot);
  const delegates: Features = new Map();
  const papers: Features = new Map();
  const n = people.length;
  const boxed: BoxedPaper[] = [];
  const drawAnswers: Answer[] = [];
  const requests = { draws: [] as number[], drops: [] as number[] };
  const drawOrder = shuffled(n, random);
  for (const [place, i] of drawOrder.entries()) {
    const drawn = await drawWatched(hall, people[i] as Person, secret, someMarks(definition, random));
    boxed[i] = drawn.boxed;
    drawAnswers[i] = drawn.answer;
    requests.draws.push(drawn.sent);
    note(delegates, i, [['order of drawing', place], ...drawn.features]);
    note(papers, i, ofPaper(drawn.boxed));
    clock?.pass(Math.floor(random() * 4000));
  }
  await closeDrawing(hall, ballot);
  const tables = dump(server, slug);
  const before = placesIn(filesOf(server, slug), ballot);
  for (const [i, person] of people.entries()) {
    const hash = hashOf(drawnIssue(tables, ballot, person.member));
    note(delegates, i, said(tables, [person.member]));
    note(delegates, i, journalled(tables, hash));
    note(delegates, i, placesOf(before, 'issue before the drops', person.member));
  }
  const dropAnswers: Answer[] = [];
  const sights = new Set<string>();
  for (const [place, [i, at]] of (await dropOrder(hall, ballot, drawOrder, random, manner)).entries()) {
    clock?.pass(Math.max(0, at - clock.now()));
    sights.add(await sightOf(hall, ballot, place));
    const dropped = await dropWatched(hall, definition, boxed[i] as BoxedPaper);
    dropAnswers[i] = dropped.answer;
    requests.drops.push(dropped.sent);
    note(papers, i, [
      ['order of dropping', place],
      ['time of dropping', at],
      ['length of the answer', dropped.answer.text.length],
      ['promise', JSON.parse(dropped.answer.text).promise],
    ]);
  }
  sights.add(await sightOf(hall, ballot, n));
  const after = dump(server, slug);
  notePlaces('after the drops');
  clock?.pass(60_000);
  await lookAfter(hall, ballot);
  await closeSecret(pair, ballot);
  notePlaces('after the closing');
  const closed = dump(server, slug);
  const { papers: box } = await hall.administrator.call('box', { slug, ballot });
  for (const [i, { paper }] of boxed.entries()) {
    note(papers, i, said(new Map([['box', closed.get('box') ?? []]]), [hashOf(paper)]));
    note(papers, i, [['place in the published box', box.findIndex((one) => one.paper.nonce === paper.nonce)]]);
  }
  return {
    observed: { delegates: whole(delegates, n), papers: whole(papers, n) },
    papers: boxed,
    ofDelegates: people.map(({ member }, i) => {
      const others = people.map((one) => one.member).filter((one) => one !== member);
      const rows = rowsWith(closed, ballot, [member, hashOf(drawnIssue(tables, ballot, member))], others);
      return [...rows, drawAnswers[i]?.text ?? ''].flatMap(valuesIn);
    }),
    ofPapers: boxed.map((one, i) => {
      const rows = rowsWith(closed, ballot, [
        one.paper.nonce,
        hashOf(one.paper),
        hashOf(one),
        one.prefix,
        one.signature,
      ]);
      return [...rows, hashOf(one), hashOf(one.paper.nonce), hashOf(one.prefix), dropAnswers[i]?.text ?? ''].flatMap(
        valuesIn,
      );
    }),
    drawAnswers,
    dropAnswers,
    changedByDrops: changed(tables, after),
    sights,
    requests,
  };

  function notePlaces(when: string): void {
    const places = placesIn(filesOf(server, slug), ballot);
    for (const [i, { paper }] of boxed.entries()) note(papers, i, placesOf(places, `paper ${when}`, hashOf(paper)));
    for (const [i, { member }] of people.entries()) note(delegates, i, placesOf(places, `issue ${when}`, member));
  }
}

function shuffled(n: number, random: () => number): number[] {
  const keyed = Array.from({ length: n }, (_, i) => ({ i, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ i }) => i);
}

function someMarks({ questions }: BallotStatement, random: () => number): Marks {
  const marked = questions.map(({ id, options }) => [id, options[Math.floor(random() * options.length)]]);
  return Object.fromEntries(marked) as Marks;
}

async function answerOf(response: Response): Promise<Answer> {
  const headers = [...response.headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return { text, headers: headers.sort() };
}

interface Drawn {
  boxed: BoxedPaper;
  answer: Answer;
  sent: number;
  features: [string, number | string][];
}

async function drawWatched({ slug }: Hall, person: Person, secret: SecretBallot, marks: Marks): Promise<Drawn> {
  const blinded: Blinded = await blind(secret, marks);
  const body = JSON.stringify(signIssue(person, blinded));
  const answer = await answerOf(await person.fetch(pathOf('drawPaper', { slug, ballot: secret.ballot }), post(body)));
  const { blindSignature, promise } = JSON.parse(answer.text) as { blindSignature: string; promise: string };
  return {
    boxed: await unblind(secret.issuer, blinded, blindSignature),
    answer,
    sent: body.length,
    features: [
      ['blinded', blinded.blinded],
      ['blind signature', blindSignature],
      ['promise', promise],
      ['length of the issue', body.length],
      ['length of the answer', answer.text.length],
    ],
  };
}

function post(body: string): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body };
}

/** Sends a paper as a phone does, on no session. */
async function dropWatched(
  { slug, pair }: Hall,
  definition: BallotStatement,
  boxed: BoxedPaper,
): Promise<{ answer: Answer; sent: number }> {
  const body = paperToSend(definition, boxed);
  const path = pathOf('dropPaper', { slug, ballot: boxed.paper.ballot });
  return { answer: await answerOf(await fetch(pair.server + path, post(body))), sent: Buffer.byteLength(body) };
}

function ofPaper({ paper, prefix, signature }: BoxedPaper): [string, number | string][] {
  const marks = JSON.stringify(paper.marks);
  return [
    ['nonce', paper.nonce],
    ['prefix', prefix],
    ['signature', signature],
    ['marks', marks],
    ['length of the marks', marks.length],
  ];
}

/** The issue that is stored of a delegate. */
function drawnIssue(tables: ReturnType<typeof dump>, ballot: string, member: string): unknown {
  const row = tables.get('issue')?.find((one) => one.ballot === ballot && one.delegate === member);
  return (JSON.parse(String(row?.signed)) as { statement: unknown }).statement;
}

/** What the journal says of an issue: its entry, by way of the erasable part, which names it. */
function journalled(tables: ReturnType<typeof dump>, hash: string): [string, number | string][] {
  const detail = tables.get('journal_detail')?.find((row) => String(row.detail).includes(hash));
  const entry = tables.get('journal_entry')?.find(({ idx }) => idx === detail?.idx);
  if (detail === undefined || entry === undefined) throw new Error('the journal does not have the issue');
  const { at, commitment } = JSON.parse(String(entry.entry)) as { at: string; commitment: string };
  return [
    ['journal index', Number(entry.idx)],
    ['journal time', at],
    ['journal commitment', commitment],
    ['length of the journal entry', String(entry.entry).length],
    ['journal salt', String(detail.salt)],
  ];
}

/** Which paper is dropped next, and when: milliseconds since 1970. */
async function dropOrder(
  { administrator, slug }: Hall,
  ballot: string,
  drawOrder: readonly number[],
  random: () => number,
  manner: Manner,
): Promise<[i: number, at: number][]> {
  const { secret } = await seen(administrator, slug, ballot);
  const { at } = await administrator.call('snapshot', { slug });
  const window = secret?.window;
  if (!window) throw new Error('the drawing is not closed');
  if (manner === 'in the order of drawing') return drawOrder.map((i, place) => [i, Date.parse(at) + place]);
  const moments = drawOrder.map((i): [number, number] => [i, Date.parse(dropTime(window, at, random()))]);
  return moments.sort(([, a], [, b]) => a - b);
}

/** What the chair and a delegate see of the ballot. */
async function sightOf({ administrator, people, slug }: Hall, ballot: string, place: number): Promise<string> {
  const looks = [administrator, people[place % people.length] as Person].map(async (person) => {
    const { secret, ...info } = await seen(person, slug, ballot);
    return { ...info, secret: { ...secret, mine: null } };
  });
  return JSON.stringify(await Promise.all(looks));
}
