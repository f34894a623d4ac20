import type { NumberedBlock } from './proposal.ts';
import { adoptedBlocks, type PublishedResolution } from './published.ts';
import { type Element, element, written, xmlDocument } from './xml.ts';

/** What a feed is about. */
export interface Feed {
  /** Its own address, which is its id. */
  self: string;
  title: string;
  branch: { id: string; name: string };
  /** When the feed began, for one without entries. */
  since: string;
  /** Newest first. */
  entries: readonly PublishedResolution[];
}

/** The media type of a feed (RFC 4287, section 7). */
export const atomMedia = 'application/atom+xml; charset=utf-8';

/** An Atom feed of resolutions (RFC 4287), each with its whole text. */
export function atomFeed({ self, title, branch, since, entries }: Feed): string {
  const newest = [since, ...entries.map(({ at }) => at)].sort().at(-1) ?? since;
  return xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'no' },
      element('id', {}, self),
      element('title', {}, title),
      element('updated', {}, newest),
      author(branch),
      link('self', self, 'application/atom+xml'),
      link('alternate', branch.id, 'text/html'),
      element('generator', {}, 'Vedtak'),
      ...entries.map(entryOf),
    ),
  );
}

function entryOf({ id, payload, branch, at, page, file }: PublishedResolution): Element {
  return element(
    'entry',
    {},
    element('id', {}, id),
    element('title', {}, payload.title),
    element('published', {}, payload.decidedAt),
    element('updated', {}, at),
    author(branch),
    link('alternate', page, 'text/html'),
    link('related', file, 'application/jose'),
    element('content', { type: 'html' }, htmlOf(adoptedBlocks(payload))),
  );
}

function author({ id, name }: { id: string; name: string }): Element {
  return element('author', {}, element('name', {}, name), element('uri', {}, id));
}

function link(rel: string, href: string, type: string): Element {
  return element('link', { rel, type, href });
}

/** A text as HTML: points are lists that go on where they were broken off. */
function htmlOf(blocks: readonly NumberedBlock[]): string {
  let html = '';
  let list: Element[] = [];
  const close = (): void => {
    if (list.length > 0) html += written(element('ol', {}, ...list));
    list = [];
  };
  for (const block of blocks) {
    if (block.kind === 'point') {
      list.push(element('li', { value: String(block.number) }, block.text));
      continue;
    }
    close();
    html += written(element(block.kind === 'heading' ? 'h2' : 'p', {}, block.text));
  }
  close();
  return html;
}
