import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBallot } from '../../server/demo/meeting.ts';
import { contentHash, pointsOf } from '../../server/rules/proposal.ts';
import { gatherHall, type Hall, propose, realText } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 2 });
});

afterAll(() => hall.server.end());

test('a pasted text becomes a proposal with its points, and everybody sees it', async () => {
  const { proposal, content } = await propose(hall, await realText());
  expect(pointsOf(content.blocks)).toHaveLength(8);
  const { proposals } = (await hall.people[0]?.call('snapshot', { slug: hall.slug })) ?? { proposals: [] };
  expect(proposals.at(-1)).toEqual({
    id: proposal,
    number: 1,
    kind: 'text',
    item: null,
    state: 'submitted',
    proposer: null,
    mine: false,
    reason: '',
    effect: null,
    recommendation: null,
    hearing: null,
    content,
    hash: contentHash(content),
    text: content,
    textHash: contentHash(content),
    blocks: content.blocks.map((block, i) => ({ block, place: i + 1, added: false, amendment: null })),
    locked: false,
    secrecy: { demands: 0, mine: false },
    disposition: { kind: 'open' },
    amendments: [],
    steps: [{ kind: 'text', of: ['text'], reason: 'only-text', lapses: [] }],
    plan: null,
  });
});

test('a title that is given goes before the one in the text', async () => {
  const { administrator, slug, meeting } = hall;
  const body = { title: '  Min tittel ', text: 'Overskrift\n\n- Krav' };
  const { content } = await administrator.call('addProposal', { slug, meeting }, body);
  expect(content.title).toBe('Min tittel');
  const { content: other } = await administrator.call('addProposal', { slug, meeting }, { ...body, title: '  ' });
  expect(other.title).toBe('Overskrift');
});

test('a text without words makes no proposal', async () => {
  const { server, administrator, slug, meeting } = hall;
  for (const text of [' ', '\n\n\t', '\u00a0']) {
    await expectRefused(server, 'proposal.empty', administrator, 'addProposal', { slug, meeting }, { text });
  }
  const body = { title: 'Tittel', blocks: [] };
  await expectRefused(server, 'request.invalid', administrator, 'addProposal', { slug, meeting }, body);
});

test('a text that no ballot could hold makes no proposal, however it is handed in', async () => {
  const { server, administrator, slug, meeting } = hall;
  const refuses = (text: string): Promise<void> =>
    expectRefused(server, 'request.invalid', administrator, 'addProposal', { slug, meeting }, { text });
  await refuses(`Tittel\n\n${'- Krav\n'.repeat(201)}`);
  await refuses(`Tittel\n\n- ${'x'.repeat(20_001)}`);
  await refuses('x'.repeat(200_001));
  const long = 'x'.repeat(301);
  await expectRefused(
    server,
    'request.invalid',
    administrator,
    'addProposal',
    { slug, meeting },
    {
      title: long,
      text: 'Krav',
    },
  );
});

test('a proposal can be edited until it is put to the vote, by whoever saw the newest text', async () => {
  const { server, administrator, slug, pair } = hall;
  const { proposal, content } = await propose(hall, 'Tittel\n\n- Ett\n- To');
  const base = contentHash(content);
  const first = { ...content, title: 'Endret' };
  const { content: hash } = await administrator.call('editProposal', { slug, proposal }, { base, content: first });
  expect(hash).toBe(contentHash(first));
  const at = { slug, proposal };
  await expectRefused(server, 'statement.wrong', administrator, 'editProposal', at, { base, content: first });
  await expectRefused(
    server,
    'not_found',
    administrator,
    'editProposal',
    { slug, proposal: 'none' },
    { base, content },
  );
  await openBallot(pair, proposal);
  await expectRefused(server, 'proposal.locked', administrator, 'editProposal', at, { base: hash, content });
  const { proposals } = await administrator.call('snapshot', { slug });
  expect(proposals.find(({ id }) => id === proposal)).toMatchObject({ content: first, locked: true });
});
