import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBranch } from '../../db/branch.ts';
import type { Engine } from '../../db/engine.ts';
import { openNodeEngine } from '../../db/node.ts';
import { insertPaper } from '../../db/secret.ts';
import { type Branch, machine } from '../../server/branch.ts';
import { Person } from '../../server/demo/person.ts';
import {
  type Blinded,
  blind,
  closeSecret,
  draw,
  drop,
  type SecretBallot,
  signIssue,
  unblind,
} from '../../server/demo/secret.ts';
import { reopen } from '../../server/founding.ts';
import { depart } from '../../server/moving/departure.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import { type Hall, markAll, seen } from '../support/hall.ts';
import { JournalFile } from '../support/journal-file.ts';
import {
  type Departure,
  expectNoArrival,
  exportFrom,
  exportOf,
  gatherDeparture,
  importTo,
  type Parts,
  partsOf,
  rowsOf,
  sharedSecret,
} from '../support/moving.ts';
import { onNode } from '../support/on-node.ts';
import { closeDrawing, lookAfter, openSecretOn, settleSecret } from '../support/secret.ts';
import { startServer, type TestServer } from '../support/server.ts';

type Row = Parts['rows'][number]['row'];

// A branch leaves when one secret ballot is closed and papers are drawn in another; and again while papers are dropped.
let departure: Departure;
let further: TestServer | undefined;
let running: SecretBallot;
let first: BoxedPaper;
let lost: Blinded;

async function meet(hall: Hall): Promise<void> {
  const [one, two, three] = (['for', 'against', 'blank'] as const).map((option) => markAll(3, option));
  await settleSecret(hall, await openSecretOn(hall), [one ?? {}, two ?? {}, three ?? {}]);
  running = await openSecretOn(hall);
  first = await draw(hall.people[0] as Person, hall.slug, running, markAll(3, 'for'));
  lost = await blind(running, markAll(3, 'against'));
  const person = hall.people[1] as Person;
  await person.call('drawPaper', { slug: hall.slug, ballot: running.ballot }, signIssue(person, lost));
}

beforeAll(async () => {
  departure = await gatherDeparture(meet);
});

afterAll(async () => {
  await further?.end();
  await departure.end();
});

const of = (parts: Parts, table: string, wanted: 'closed' | 'open'): Row[] => {
  const ballot = rowsOf(parts, 'ballot').find(({ state }) => state === wanted)?.id;
  return rowsOf(parts, table).filter((row) => row.ballot === ballot);
};
const taken = (parts: Parts, table: string, row: Row | undefined): void => {
  const at = parts.rows.findIndex((one) => one.table === table && one.row === row);
  if (at < 0) throw new Error(`no such row of ${table}`);
  parts.rows.splice(at, 1);
};
const [one, two] = [0, 1] as const;

const forgeries: [what: string, detail: string, change: (parts: Parts) => void][] = [
  [
    'a blind signature',
    'a blind signature of ballot 2',
    (parts) => {
      const issues = of(parts, 'issue', 'open');
      Object.assign(issues[one] ?? {}, { blind_signature: issues[two]?.blind_signature });
    },
  ],
  [
    'an issue in the name of another',
    'a row of issue',
    (parts) => {
      const issues = of(parts, 'issue', 'open');
      Object.assign(issues[one] ?? {}, { signed: issues[two]?.signed });
    },
  ],
  ['an issue left out', 'ballot 2', (parts) => taken(parts, 'issue', of(parts, 'issue', 'open')[one])],
  [
    'an issue left out and not counted',
    'the issues of ballot 2',
    (parts) => {
      taken(parts, 'issue', of(parts, 'issue', 'open')[one]);
      const ballot = rowsOf(parts, 'ballot').find(({ state }) => state === 'open');
      Object.assign(ballot ?? {}, { voted: 1 });
    },
  ],
  ['a paper left out', 'the votes of ballot 1', (parts) => taken(parts, 'box', of(parts, 'box', 'closed')[one])],
  [
    'the marks of a paper',
    'a paper in the box of ballot 1',
    (parts) => {
      const row = of(parts, 'box', 'closed')[one];
      const boxed = JSON.parse(String(row?.paper)) as BoxedPaper;
      boxed.paper.marks = markAll(3, boxed.paper.marks['1'] === 'for' ? 'against' : 'for');
      Object.assign(row ?? {}, { paper: JSON.stringify(boxed), paper_hash: hashOf(boxed.paper) });
    },
  ],
  [
    'a paper under another hash',
    'a row of box',
    (parts) => Object.assign(of(parts, 'box', 'closed')[one] ?? {}, { paper_hash: 'A'.repeat(43) }),
  ],
  [
    'a paper in a box that is not open yet',
    'more papers',
    (parts) => {
      const ballot = running.ballot;
      parts.rows.push({ table: 'box', row: { ballot, paper_hash: hashOf(first.paper), paper: JSON.stringify(first) } });
    },
  ],
  [
    'the root with which the drawing closed',
    'the issues of ballot 1',
    (parts) => Object.assign(of(parts, 'secret_ballot', 'closed')[one] ?? {}, { issues_root: 'A'.repeat(43) }),
  ],
  [
    'what says how far a secret ballot is',
    'nothing says how far',
    (parts) => taken(parts, 'secret_ballot', of(parts, 'secret_ballot', 'open')[one]),
  ],
  [
    'the key that papers are drawn with',
    'is gone, and papers are still drawn',
    (parts) => Object.assign(of(parts, 'issuer', 'open')[one] ?? {}, { secret_key: null }),
  ],
  [
    'the public half of a key',
    'a row of issuer',
    (parts) =>
      Object.assign(of(parts, 'issuer', 'open')[one] ?? {}, {
        public_key: of(parts, 'issuer', 'closed')[one]?.public_key,
      }),
  ],
];
test.for(forgeries)('%s is refused', async ([, detail, change]) => {
  const parts = await partsOf(departure.bytes);
  change(parts);
  await expectNoArrival(departure, exportOf(parts), 'export.wrong', detail);
});

test('papers go on being drawn where the branch arrived, and being dropped where it went from there', async () => {
  const { hall, fresh, front, bytes } = departure;
  const { slug, people, administrator } = hall;
  const at = { slug, ballot: running.ballot };
  const [, second, third] = people as [Person, Person, Person];
  const nobody = new Person(front.url);
  const arriveAt = async (server: TestServer, file: Uint8Array<ArrayBuffer>): Promise<void> => {
    const answer = await importTo(server, slug, file);
    expect(answer.status, await answer.text()).toBe(200);
    front.home.set(slug, server.address);
    for (const person of [administrator, ...people]) await person.signIn(slug);
  };
  await arriveAt(fresh, bytes);
  const { blindSignature } = await second.call('drawPaper', at, signIssue(second, lost));
  const papers = [
    first,
    await unblind(running.issuer, lost, blindSignature),
    await draw(third, slug, running, markAll(3, 'for')),
  ];
  await closeDrawing(hall, running.ballot);
  await drop(nobody, slug, first);

  further = await startServer({ url: front.url, secret: sharedSecret });
  const moved = await exportFrom(fresh, slug, further.address);
  for (const boxed of papers) await expect(drop(nobody, slug, boxed)).rejects.toThrow('branch.moved');
  await arriveAt(further, moved);
  for (const boxed of papers) await drop(nobody, slug, boxed);
  expect(await lookAfter(hall, running.ballot)).toBe(3);
  await closeSecret(hall.pair, running.ballot);
  const { result } = await seen(administrator, slug, running.ballot);
  expect(result?.tally['1']).toEqual({ for: 2, against: 1, blank: 0 });
});

/** A branch whose box lacks its first paper, on an engine of the test, and that paper being dropped. */
async function withoutPaper(
  act: (branch: Branch, engine: Engine, dropFirst: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const { old, hall } = departure;
  const folder = await mkdtemp(join(tmpdir(), 'vedtak-departure-'));
  const path = join(folder, `${hall.slug}.sqlite`);
  const file = await JournalFile.copy(join(old.data, 'branches', `${hall.slug}.sqlite`), path);
  const [paper] = rowsOf(await partsOf(departure.bytes), 'box');
  const hash = String(paper?.paper_hash);
  file.run(['DELETE FROM box WHERE paper_hash = ?', hash]);
  const engine = await openNodeEngine(path, () => undefined);
  try {
    const row = await engine.read(findBranch);
    if (row === undefined) throw new Error('the copy holds no branch');
    const branch = await reopen(engine, row, sharedSecret, { ...machine, fetch });
    const boxed = JSON.parse(String(paper?.paper)) as BoxedPaper;
    await act(branch, engine, () => branch.engine.transact((writer) => insertPaper(writer, hash, boxed)));
  } finally {
    await engine.close();
    await rm(folder, { recursive: true });
  }
}

/** Reads an export to its end, `then` being done once the rows of a table have come. */
async function readThrough(
  stream: ReadableStream<Uint8Array>,
  table: string,
  then: () => Promise<void>,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
    if (Buffer.from(chunk).toString().startsWith(`{"table":"${table}"`)) await then();
  }
  return new Uint8Array(Buffer.concat(chunks));
}

onNode('inside', 'a copy breaks off when a paper is dropped behind those that were read', () =>
  withoutPaper(async (branch, engine, dropFirst) => {
    const copy = await depart(branch, engine, null);
    await expect(readThrough(copy, 'box', dropFirst)).rejects.toThrow('export.wrong');
  }),
);

onNode('inside', 'a copy takes a paper along that is dropped before the box is read', () =>
  withoutPaper(async (branch, engine, dropFirst) => {
    const bytes = await readThrough(await depart(branch, engine, null), 'member', dropFirst);
    expect(rowsOf(await partsOf(bytes), 'box')).toHaveLength(3);
  }),
);

onNode('inside', 'no paper is dropped while a branch is read that moves', () =>
  withoutPaper(async (branch, engine, dropFirst) => {
    const leaving = await depart(branch, engine, 'https://b.example.no');
    const refused = () => expect(dropFirst()).rejects.toThrow('branch.moved');
    const bytes = await readThrough(leaving, 'box', refused);
    expect(rowsOf(await partsOf(bytes), 'box')).toHaveLength(2);
  }),
);
