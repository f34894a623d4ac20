import * as v from 'valibot';
import { afterEach, expect, test, vi } from 'vitest';
import { fragmentOf } from '../../client/fragment.ts';
import { addFiles } from '../../client/pages/verify/files.ts';
import { readDocx } from '../../client/text-file/docx.ts';
import { ExportRequest } from '../../server/api/operator.ts';
import { configFrom } from '../../server/config.ts';
import { makeBranchKey, signJws } from '../../server/keys.ts';
import { readExport } from '../../server/moving/format.ts';
import { Problem } from '../../server/problem.ts';
import { readAmendments } from '../../server/rules/amendments-import.ts';
import { publicKeyOfCose } from '../../server/rules/cose.ts';
import { rowsOf } from '../../server/rules/csv.ts';
import { parseValue } from '../../server/rules/jws.ts';
import { readMessage } from '../../server/rules/message.ts';
import { messageType } from '../../server/rules/party-statements.ts';
import { fromMarkdown, toMarkdown } from '../../server/rules/proposal.ts';
import { parseProposal } from '../../server/rules/text.ts';
import { verifyEvidence } from '../../server/rules/verify-evidence.ts';
import { makeDocx, paragraph, run } from '../support/docx.ts';
import { makeMeeting } from '../support/meeting.ts';
import { expectFall, expectRefusal } from '../support/refused.ts';

// Inputs that npm run fuzz found, as it found them.

afterEach(() => vi.unstubAllGlobals());

test('rows are counted from the first line of a list that begins with several byte order marks', () => {
  expect(rowsOf('\ufeff\ufeff;\n4', () => false)).toEqual([
    { line: 1, cells: [';'], broken: false },
    { line: 2, cells: ['4'], broken: false },
  ]);
  expect(rowsOf('sep=;\n\ufeffa;b\nc;d', () => false).map(({ line }) => line)).toEqual([2, 3]);
});

test('where a branch moves to is refused where it is no address at all', async () => {
  expect(v.safeParse(ExportRequest, { to: '' }).success).toBe(false);
  expect(v.safeParse(ExportRequest, { to: 'https://b.example.no' }).success).toBe(true);
  async function* file(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('eyIiOiIiLCIiOlsiIl0sIiI6eyIiOjAsIiI6IiJ9LCJ0byI6IiIsIiI6IiJ9', 'base64');
  }
  const refused = await readExport(file())
    .next()
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect((refused as Problem).refusal.code).toBe('export.wrong');
});

test('the environment names the variable that holds no address', () => {
  expect(() => configFrom({ VEDTAK_URL: 'vedtak' })).toThrow(/^VEDTAK_URL: /u);
});

test('evidence that holds a roll twice is refused', async () => {
  const { evidence, file } = await makeMeeting({ delegates: 4 });
  const [roll] = evidence.rolls;
  const doubled = { ...evidence, rolls: [roll, roll] };
  const report = await verifyEvidence(file.payload, file.hash, JSON.parse(JSON.stringify(doubled)));
  expectFall(report, 'rolls', 'evidence.roll', 'twice');
});

test('a message with half a pair of Unicode in it is refused, and no fault', async () => {
  const at = '2026-03-13T10:00:00.000Z';
  const [branch, parent] = ['https://vedtak.example/lag/bergen', 'https://vedtak.example/lag/fylket'];
  const join = { typ: 'vedtak/join/1', branch, parent, configuration: '\ud800', last: null, at };
  const jws = await signJws(await makeBranchKey(), messageType('join'), {});
  const [header, , signature] = jws.split('.');
  const payload = Buffer.from(JSON.stringify(join)).toString('base64url');
  expectRefusal(readMessage('join', [header, payload, signature].join('.')), 'file.fields', 'configuration');
});

test('a Word document whose comments never end is refused before it is parsed', async () => {
  const begun = performance.now();
  expect(await readDocx(makeDocx('<!--'.repeat(500_000)))).toEqual({ ok: false, why: 'broken' });
  // milliseconds; the parser's own quadratic work on it would take hours
  expect(performance.now() - begun).toBeLessThan(20_000);
  expect((await readDocx(makeDocx(`<!-- a -->${paragraph(run('Tekst'))}`))).ok).toBe(true);
});

test('an address whose fragment is encoded wrongly still has one', () => {
  expect(fragmentOf('#abc%20d')).toBe('abc d');
  expect(fragmentOf('#100%')).toBe('100%');
  expect(fragmentOf('')).toBe('');
});

test('a file whose typ is no text is nothing of ours', async () => {
  const file = new File(['{"typ":{"toString":1},"kty":"EC"}'], 'a.json');
  expect(await addFiles({}, [file])).toMatchObject({ added: ['anchor'], strangers: [] });
  const { strangers } = await addFiles({}, [new File(['{"typ":{"toString":1}}'], 'b.json')]);
  expect(strangers).toEqual(['b.json']);
});

test('a file that was carried here and whose typ is no text is told of as one of no kind', async () => {
  // the catalogue of problems says its language to the page
  vi.stubGlobal('document', { documentElement: {} });
  const { takeIn } = await import('../../client/pages/outbox/intake.ts');
  const said = [{ alg: 'ES256', typ: { toString: 1 } }, { branch: 'https://vedtak.example/lag/bergen' }];
  const file = `${said.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.AAAA`;
  vi.stubGlobal('fetch', async () => new Response('a receipt', { status: 201 }));
  expect(await takeIn('bergen', file)).toMatchObject({ ok: true, value: { items: [{ kind: null, title: '' }] } });
});

test('a paragraph that begins with ten digits and a stop is no point when it is read back', () => {
  const { blocks } = parseProposal('2547409935. m');
  expect(fromMarkdown(toMarkdown(blocks))).toEqual(blocks);
});

test('a type of an amendment with brackets that never close takes no longer for being long', () => {
  const time = (length: number): number => {
    const begun = performance.now();
    readAmendments(`punkt 1,tillegg ${'(puns'.repeat(length)}`, { title: 'x', blocks: [] });
    return performance.now() - begun;
  };
  time(2000);
  // milliseconds; a million characters, of which the square would take minutes
  expect(time(200_000)).toBeLessThan(20_000);
});

test('a passkey whose algorithm is lists in lists is refused as any other', () => {
  // how deep the decoder and the text of a list can go depends on the machine's stack
  for (let depth = 500; depth <= 6000; depth += 250) {
    const deep = new Uint8Array([0xa2, 0x01, 0x02, 0x03, ...new Uint8Array(depth).fill(0x81), 0x00]);
    expect(() => publicKeyOfCose(deep), String(depth)).toThrow(TypeError);
  }
});

test('a field whose name is long is named by its beginning', () => {
  const name = 'b-0'.repeat(1000);
  const schema = v.record(v.string(), v.number());
  const read = parseValue({ [name]: 'no number' }, schema, 'file.fields', 'the file');
  expect(read.ok ? '' : read.refusal.detail).toMatch(/^the file, (?:b-0){66}b-…: /u);
});
