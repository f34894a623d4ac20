import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBallot, openBallot, openSubject, resolve, vote } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import type { PlanStep } from '../../server/rules/plan.ts';
import { pointsOf } from '../../server/rules/proposal.ts';
import { verifyFiles } from '../../server/rules/verify.ts';
import { add, inShort, replace, strike } from '../support/amendments.ts';
import { anchorOf, fileOf } from '../support/files.ts';
import { agree, amend, matter, settle, subjectOf } from '../support/floor.ts';
import { gatherHall, type Hall, propose, realText } from '../support/hall.ts';

let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 3 });
});

afterAll(() => hall.server.end());

test('the real text with six amendments, two of them against each other, becomes the text that was decided, and its resolution verifies with evidence', async () => {
  const { slug, pair, people } = hall;

  const real = (await realText()).replaceAll('\r\n', '\n');
  const { proposal } = await propose(hall, real);
  const info = () => matter(hall.administrator, hall, proposal);
  const remaining = async (): Promise<string[]> => inShort(((await info()).plan?.steps ?? []) as PlanStep[]);
  const before = (await info()).content;
  const points = pointsOf(before.blocks).map(({ text }) => text);
  const place = (number: number): number => before.blocks.findIndex(({ text }) => text === points[number - 1]) + 1;
  const changes = [
    replace(place(1), 'At Norge de neste fem årene skal ta imot 5000 kvoteflyktninger årlig.'),
    replace(place(1), 'At Norge skal ta imot 8000 kvoteflyktninger årlig.'),
    strike(place(2)),
    replace(place(5), 'Styrke frivillig sektor som jobber med integrering.'),
    add(place(8), 'Sikre alle barn i mottak plass i barnehage.'),
    replace(2, 'Over 65 millioner mennesker er på flukt i verden.'),
  ];
  for (const [i, change] of changes.entries()) await amend(people[i % 2] as Person, hall, proposal, change);
  expect((await info()).amendments.map(({ collidesWith }) => collidesWith)).toEqual([[2], [1], [], [], [], []]);
  const plan = await agree(hall, proposal);
  expect(await remaining()).toEqual([
    '6: excludes-nothing',
    'against each other 1 2: alternatives',
    '3: excludes-nothing',
    '4: excludes-nothing',
    '5: addition',
    'text: then-text',
  ]);
  const marks = { '6': 'for', '1 2': 'a1', '1': 'for', '3': 'against', '4': 'for', '5': 'for' } as Record<
    string,
    string
  >;
  const voted: string[] = [];
  for (;;) {
    const seen = await info();
    const step = seen.plan?.steps[0] as PlanStep | undefined;
    if (step === undefined || step.kind === 'text') break;
    voted.push(step.of.join(' '));
    const mark = marks[step.of.join(' ')] ?? '';
    await settle(hall, await openSubject(pair, proposal, subjectOf(seen, step), { plan }), mark);
  }
  expect(voted).toEqual(['6', '1 2', '1', '3', '4', '5']);
  const decided = await info();
  expect(decided.amendments.map(({ disposition }) => disposition.kind)).toEqual([
    'adopted',
    'lapsed',
    'rejected',
    'adopted',
    'adopted',
    'adopted',
  ]);
  expect(decided.amendments[1]?.disposition).toEqual({ kind: 'lapsed', because: 1 });
  const expected = before.blocks.map((block) => {
    if (block.text === points[0])
      return { ...block, text: 'At Norge de neste fem årene skal ta imot 5000 kvoteflyktninger årlig.' };
    if (block.text === points[4]) return { ...block, text: 'Styrke frivillig sektor som jobber med integrering.' };
    return block === before.blocks[1] ? { ...block, text: 'Over 65 millioner mennesker er på flukt i verden.' } : block;
  });
  expected.push({ kind: 'point', text: 'Sikre alle barn i mottak plass i barnehage.' });
  expect(decided.text).toEqual({ title: before.title, blocks: expected });

  const ballot = await openBallot(pair, proposal, 'points', undefined, { plan });
  const count = pointsOf(decided.text.blocks).length;
  const all = Object.fromEntries(Array.from({ length: count }, (_, i) => [String(i + 1), 'for']));
  for (const person of people) await vote(person, slug, ballot, all);
  await closeBallot(pair, ballot);
  expect(await info()).toMatchObject({ disposition: { kind: 'adopted', ballot }, steps: [] });
  const statement = await resolve(pair, ballot, people.slice(0, 2));
  expect(statement.points.map(({ text }) => text)).toEqual(pointsOf(decided.text.blocks).map(({ text }) => text));
  const number = String(statement.number);
  const files = {
    resolution: await fileOf(hall, statement.number),
    anchor: await anchorOf(hall),
    evidence: JSON.stringify(await hall.administrator.call('evidence', { slug, number })),
  };
  const { ok, refusal } = await verifyFiles(files);
  expect(refusal).toBeUndefined();
  expect(ok).toBe(true);
});
