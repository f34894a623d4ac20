import { beforeAll, expect, test } from 'vitest';
import { atomFeed } from '../../server/rules/atom.ts';
import type { PublishedResolution } from '../../server/rules/published.ts';
import { publishedOf } from '../support/published.ts';
import { branch, at as since } from '../support/statements.ts';
import { find, judge } from '../support/xml.ts';

const content = {
  title: 'Buss & <bane>',
  blocks: [
    { kind: 'heading', text: 'Buss & <bane>' },
    { kind: 'paragraph', text: 'Fordi "1 < 2" & \u0001 ]]> slutt' },
    { kind: 'point', text: 'Avganger <b>hvert</b> kvarter' },
    { kind: 'point', text: 'Gratis overgang' },
    { kind: 'heading', text: 'Så' },
    { kind: 'point', text: 'Egen felt' },
  ],
} as const;
const tally = {
  1: { for: 6, against: 3, blank: 1 },
  2: { for: 3, against: 6, blank: 1 },
  3: { for: 6, against: 3, blank: 1 },
};

let faults: (xml: string) => string[];

beforeAll(async () => {
  faults = await judge('atom.xsd');
});

function feed(entries: readonly PublishedResolution[]): string {
  const name = 'Bergen & omegn <lag>';
  return atomFeed({
    self: `${branch}/atom.xml`,
    title: `${name}: vedtak`,
    branch: { id: branch, name },
    since,
    entries,
  });
}

test('a feed is valid, with and without entries, and says when the newest was signed', () => {
  const { published } = publishedOf({ ...content, blocks: [...content.blocks] }, 'points', tally);
  const older = { ...published, id: `${branch}/vedtak/1`, at: '2026-03-12T18:59:59.999Z' };
  const xml = feed([published, older]);
  expect(faults(xml)).toEqual([]);
  expect(faults(feed([]))).toEqual([]);
  expect(find(feed([]), '/a:feed/a:updated')).toEqual([since]);
  expect(find(xml, '/a:feed/a:updated')).toEqual([published.at]);
  expect(find(xml, '//a:entry/a:id')).toEqual([published.id, older.id]);
  expect(find(xml, '//a:link[@rel="self"]/@href')).toEqual([`${branch}/atom.xml`]);
  expect(find(xml, '//a:entry[1]/a:link/@href')).toEqual([published.page, published.file]);
  expect(find(xml, '//a:entry[1]/a:author/a:name')).toEqual(['Bergen & omegn <lag>']);
});

test('what was adopted stands in an entry as HTML, its signs escaped twice, its points under their own numbers', () => {
  const { published } = publishedOf({ ...content, blocks: [...content.blocks] }, 'points', tally);
  const [html] = find(feed([published]), '//a:entry/a:content');
  expect(html).toBe(
    '<p>Fordi &quot;1 &lt; 2&quot; &amp; \ufffd ]]&gt; slutt</p>' +
      '<ol><li value="1">Avganger &lt;b&gt;hvert&lt;/b&gt; kvarter</li></ol>' +
      '<h2>Så</h2><ol><li value="3">Egen felt</li></ol>',
  );
});

test('a feed that lacks something, or has an entry twice, is not valid by what it is judged with', () => {
  const { published } = publishedOf({ ...content, blocks: [...content.blocks] }, 'points', tally);
  const xml = feed([published]);
  for (const part of ['id', 'title', 'updated', 'author'])
    expect(faults(xml.replace(new RegExp(`<${part}>.*?</${part}>`, 'u'), '')), part).not.toEqual([]);
  expect(faults(xml.replaceAll('.000Z', ''))).not.toEqual([]);
  expect(faults(feed([published, published]))).not.toEqual([]);
});
