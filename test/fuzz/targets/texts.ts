import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { slugOf } from '../../../client/slug.ts';
import { isPublic, mustBeOpen } from '../../../server/egress.ts';
import { Problem } from '../../../server/problem.ts';
import { checkChange } from '../../../server/rules/amend.ts';
import { readAmendments } from '../../../server/rules/amendments-import.ts';
import { canonicalBytes } from '../../../server/rules/canonical.ts';
import { mediaOfFile } from '../../../server/rules/courier.ts';
import { rowsOf } from '../../../server/rules/csv.ts';
import { readMembers } from '../../../server/rules/members-import.ts';
import { fromMarkdown, oneLine, ProposalContent, toMarkdown } from '../../../server/rules/proposal.ts';
import { parseProposal } from '../../../server/rules/text.ts';
import { readAnchor } from '../../../server/rules/verify.ts';
import { exampleContent } from '../../support/meeting.ts';
import { mutateText } from '../mutate.ts';
import { holds, type Target } from '../target.ts';
import { onText } from './making.ts';

/** Real texts: those of the demo and of the tests. */
const texts = ['server/demo/kvoteflyktninger.txt', 'test/support/texts/migrasjonsutvalget.txt'].map((path) =>
  readFileSync(path, 'utf8'),
);
const marks = [
  '\n- ',
  '\n• ',
  '\n1. ',
  '\n2. ',
  '\na) ',
  '\nb) ',
  '\n## ',
  '\n\n',
  ':\n',
  '.\n',
  '\n  - ',
  '\n5. mai ',
  '\\',
  '\\\\.',
  '1\\. ',
  ' –\n',
  '\no\t',
  '\n3) ',
  '\n\uf0b7 ',
  '* ',
];

const csvs = [
  'medlemsnr;navn;e-post\n0012;Kari Moe;k@x.no\n13;"Lie; Ola";\n14;"Per ""P"" Dahl"\n',
  'Fornavn,Etternavn,Medlemsnummer\nÅse,Øvrebø,17\nNils,Dal,18\n',
  '\ufeffsep=;\nnr;namn\n="001";Eva Berg\n',
  '1\tKari\n2\tOla\n3\tPer\n',
  'A-12 Kari Moe\n',
];
const separators = [
  ';',
  ',',
  '\t',
  '"',
  '""',
  '="',
  '"\n',
  'sep=;\n',
  '\r\n',
  '\r',
  '\n',
  'navn',
  'medlemsnr',
  'fornavn',
  'etternavn',
  '12',
  '0012',
];

const csv: Target<string> = {
  name: 'csv',
  reads: 'rules/csv.ts rowsOf with papaparse: pasted or uploaded lists',
  open: () =>
    onText(csvs, separators, (text) => {
      const rows = rowsOf(text, (cell) => cell === 'navn' || cell === 'medlemsnr');
      let line = 0;
      const lines = text.split(/\r\n?|\n/u).length;
      for (const row of rows) {
        holds(row.line > line && row.line <= lines, 'rows come in their order, on lines that the text has');
        line = row.line;
      }
      return rows.length > 1;
    }),
};

const members: Target<string> = {
  name: 'members',
  reads: 'rules/members-import.ts readMembers: lists of members',
  open: () =>
    onText(csvs, separators, (text) => {
      const rows = readMembers(text, [{ number: '17', name: 'Åse Øvrebø' }]);
      for (const { name, number, effect, mistakes } of rows) {
        holds((effect === 'mistake') === mistakes.length > 0, 'a row with a mistake does nothing');
        if (effect === 'mistake') continue;
        holds(
          name !== '' && name.length <= 200 && number !== '' && number.length <= 40,
          'what is taken has a name and a number',
        );
        canonicalBytes([name, number]);
      }
      return rows.some(({ effect }) => effect !== 'mistake');
    }),
};

const forms = [
  'linjenummer;type;forslag;forslagsstiller;lag;begrunnelse\n3;Endring;Avganger hvert kvarter.;Kari;Bergen;Fordi\n',
  'Punkt,Type,Tekst,Navn\npunkt 2,Tillegg (punkt),Nytt krav,Ola\nnytt punkt,tillegg,Mer,Ola\ntil slutt,tillegg,Sist,Ola\npkt. 1,Strykning,Avganger,Per\n',
  '2;stryk;;Eva;Åsane\n2-3;endring;x;Eva;Åsane\n',
];
const formWords = [
  ...separators,
  'punkt 1',
  'pkt. 2',
  'avsnitt 1',
  'overskrift 1',
  'linje 3-4',
  'nytt punkt',
  'til slutt',
  'tillegg',
  'endring',
  'stryk',
  '(punkt)',
  '999999',
  "'=",
  '- ',
];

const amendments: Target<string> = {
  name: 'amendments',
  reads: 'rules/amendments-import.ts readAmendments: forms with amendments',
  open: () =>
    onText(forms, formWords, (text) => {
      const rows = readAmendments(text, exampleContent);
      for (const { change, mistakes } of rows) {
        holds((change === null) === mistakes.length > 0, 'a row without mistakes is a change');
        if (change === null) continue;
        holds(checkChange(exampleContent, change).ok, 'a change fits the text');
        canonicalBytes(change);
      }
      return rows.some(({ change }) => change !== null);
    }),
};

const pasted: Target<string> = {
  name: 'text',
  reads: 'rules/text.ts parseProposal, text-lines.ts readLines, proposal.ts: pasted proposals',
  open: () =>
    onText(
      texts,
      marks,
      (text) => {
        const content = parseProposal(text);
        if (text.isWellFormed()) {
          const bare = (words: string): string => words.replace(/[^\p{L}\p{N}]/gu, '');
          const kept = bare(content.blocks.map((block) => block.text).join(''));
          holds(bare(text).length >= kept.length, 'nothing is there that was not');
        }
        if (!v.is(ProposalContent, content)) return false;
        canonicalBytes(content);
        const markdown = toMarkdown(content.blocks);
        const read = fromMarkdown(markdown).map(({ kind, text: words }) => ({ kind, text: words }));
        holds(JSON.stringify(read) === JSON.stringify(content.blocks), 'Markdown reads back as the blocks');
        return true;
      },
      200_000,
    ),
};

const blocks: Target<string> = {
  name: 'markdown',
  reads: 'rules/proposal.ts fromMarkdown, oneLine: the text of a resolution that came in',
  open: () =>
    onText(
      [toMarkdown(exampleContent.blocks), ...texts],
      ['## ', '1. ', '\\', '\n', '\n\n', '99999999999999999999. '],
      (text) => {
        const read = fromMarkdown(text);
        const line = oneLine(text);
        holds(oneLine(line) === line, 'one line stays one line');
        return read.length > 0;
      },
      200_000,
    ),
};

const addresses = [
  'https://vedtak.example.no/hook?x=1',
  'https://[2001:db8::1]:8443/',
  'http://localhost:8080',
  'https://10.0.0.1/',
  'https://user:pass@x.no',
  'https://0x7f.1/',
  'https://2130706433/',
  'https://[::ffff:127.0.0.1]/',
  'https://xn--brsen-wua.no',
  'https://x.internal.',
];
const privateNets = /^(?:10|127|192\.168|169\.254|0)(?:\.\d+)+$/u;

const address: Target<string> = {
  name: 'address',
  reads: 'server/egress.ts mustBeOpen, isPublic: addresses of webhooks and of other servers',
  open: () =>
    onText(
      addresses,
      [
        '127.0.0.1',
        '[::1]',
        '@',
        ':',
        '//',
        '0x7f000001',
        '017700000001',
        '%31',
        '。',
        '．',
        'localhost',
        '.local',
        '169.254.169.254',
        '\\',
        'fe80::1%25eth0',
        '::ffff:0a00:1',
      ],
      (text) => {
        isPublic(text);
        try {
          mustBeOpen(text, { own: 'https://own.example', allowPrivate: false });
        } catch (error) {
          if (error instanceof Problem && error.refusal.code.startsWith('address.')) return false;
          throw error;
        }
        const { hostname, protocol, origin } = new URL(text);
        if (origin === 'https://own.example') return true;
        holds(
          protocol === 'https:' && !privateNets.test(hostname) && !/(?:^|\.)localhost\.?$/u.test(hostname),
          `${hostname} is on the internet`,
        );
        return true;
      },
      8000,
    ),
};

const anchorText = JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: `${'B'.repeat(42)}A`, kid: 'x' });
const anchor: Target<string> = {
  name: 'anchor',
  reads: 'rules/verify.ts readAnchor, rules/courier.ts mediaOfFile: key files, carried files',
  open: () =>
    onText(
      [anchorText, `{"keys":[${anchorText}]}`, '{"typ":"vedtak/courier/1","items":[]}'],
      ['{"keys":[', ']}', '"d":"x"', 'null', '[[[['],
      async (text) => {
        mediaOfFile(text);
        const read = await readAnchor(text);
        if (!read.ok) {
          holds(read.refusal.code === 'trust.anchor', 'what is no anchor is refused as that');
          return false;
        }
        holds(!('d' in read.value), 'a private key is no anchor');
        return true;
      },
    ),
};

const name: Target<string> = {
  name: 'slug',
  reads: 'client/slug.ts slugOf: the name of a branch',
  open: () => {
    const corpus = ['Arbeiderpartiet i Bergen', 'Åsane & Øygarden', '---'];
    return {
      ...onText(corpus, ['-', ' ', 'æ', 'ø', 'İ'], (text) => {
        const slug = slugOf(text);
        holds(slug === '' || /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(slug), 'a slug is one');
        return slug !== '';
      }),
      make: (random) => mutateText(random, random.pick(corpus), corpus, ['-']),
    };
  },
};

export const textTargets: readonly Target[] = [csv, members, amendments, pasted, blocks, address, anchor, name];
