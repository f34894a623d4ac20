import type { NumberedBlock } from './proposal.ts';
import { type Element, element, xmlDocument } from './xml.ts';

/** The media type of a text, and the namespace of its elements (Akoma Ntoso 1.0, OASIS LegalDocumentML). */
export const aknMedia = 'application/akn+xml; charset=utf-8';
const namespace = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';

/** A text to be marked up. */
export interface AknText {
  /** A resolution is a statement of its branch; a hearing's draft is a document that decides nothing. */
  kind: 'resolution' | 'hearing';
  branch: { id: string; name: string };
  title: string;
  blocks: readonly NumberedBlock[];
  /** What names it among the branch's own: the number of a resolution, the hash of a hearing. */
  number: string;
  /** When it was decided, or sent. */
  at: string;
  /** Its page, and the signed file that it was made from. */
  page: string;
  file: string;
  /** Hash of the signed statement. */
  hash: string;
}

/** A text in Akoma Ntoso: valid by its schema, its identifiers by the Naming Convention 1.0. */
export function akomaNtoso(text: AknText): string {
  const { kind, title, blocks } = text;
  // what stands before the first heading or point opens the text, unless there is nothing else
  const begins = blocks.findIndex((block) => block.kind !== 'paragraph');
  const opening = begins > 0 ? blocks.slice(0, begins) : [];
  return xmlDocument(
    element(
      'akomaNtoso',
      { xmlns: namespace },
      element(
        kind === 'resolution' ? 'statement' : 'doc',
        { name: kind },
        metaOf(text),
        element(
          'preface',
          {},
          element('p', { eId: 'preface__p_1' }, element('docTitle', { eId: 'preface__p_1__docTitle_1' }, title)),
        ),
        ...(opening.length === 0
          ? []
          : [
              element(
                'preamble',
                {},
                ...opening.map((block, i) => element('p', { eId: `preamble__p_${i + 1}` }, block.text)),
              ),
            ]),
        element(
          'mainBody',
          {},
          ...(blocks.length === 0
            ? bodyOf([{ kind: 'paragraph', text: title }])
            : bodyOf(blocks.slice(opening.length))),
        ),
      ),
    ),
  );
}

/** Headings begin sections; what follows one stands in it. */
function bodyOf(blocks: readonly NumberedBlock[]): Element[] {
  const elements: Element[] = [];
  let sections = 0;
  let within: { eId: string; heading: Element; children: Element[] } | undefined;
  let paragraphs = 0;
  const close = (): void => {
    if (within !== undefined)
      elements.push(element('section', { eId: within.eId }, within.heading, ...within.children));
  };
  for (const block of blocks) {
    if (block.kind === 'heading') {
      close();
      sections += 1;
      paragraphs = 0;
      const eId = `sec_${sections}`;
      within = { eId, heading: element('heading', { eId: `${eId}__heading` }, block.text), children: [] };
      continue;
    }
    if (block.kind === 'paragraph') paragraphs += 1;
    const above = within === undefined ? '' : `${within.eId}__`;
    (within?.children ?? elements).push(unitOf(block, above, paragraphs));
  }
  close();
  return elements;
}

/** A point, by its number, or a paragraph without one, counted in what it stands in. */
function unitOf(block: Exclude<NumberedBlock, { kind: 'heading' }>, above: string, ordinal: number): Element;
function unitOf(block: NumberedBlock, above: string, ordinal: number): Element {
  const isPoint = block.kind === 'point';
  const eId = isPoint ? `${above}point_${block.number}` : `${above}para_${ordinal}`;
  const content = element(
    'content',
    { eId: `${eId}__content` },
    element('p', { eId: `${eId}__content__p_1` }, block.text),
  );
  return isPoint
    ? element('point', { eId }, element('num', { eId: `${eId}__num_1` }, `${block.number}.`), content)
    : element('paragraph', { eId }, content);
}

/** Who, when and where, as a work, in its language, and as this file (FRBR). */
function metaOf({ kind, branch, number, at, page, file, hash }: AknText): Element {
  const { hostname, port, pathname } = new URL(branch.id);
  const slug = pathname.split('/').at(-1) ?? '';
  const owner = [hostname, ...(port === '' ? [] : [port]), slug].join('.');
  const type = kind === 'resolution' ? 'statement/resolution' : 'doc/hearing';
  const day = at.slice(0, 10);
  const work = `/akn/no/${type}/${owner}/${day}/${number}`;
  const expression = `${work}/nor@`;
  const core = (base: string, main: string, date: string): Element[] => [
    element('FRBRthis', { value: main }),
    element('FRBRuri', { value: base }),
    ...(base === work ? [element('FRBRalias', { value: page, name: 'page' })] : []),
    element('FRBRdate', { date: day, name: date }),
    element('FRBRauthor', { href: '#branch', as: '#author' }),
  ];
  const decided = kind === 'resolution' ? 'decision' : 'publication';
  return element(
    'meta',
    {},
    element(
      'identification',
      { source: '#branch' },
      element(
        'FRBRWork',
        {},
        ...core(work, `${work}/!main`, decided),
        element('FRBRcountry', { value: 'no' }),
        element('FRBRsubtype', { value: kind }),
        element('FRBRnumber', { value: number }),
        element('FRBRprescriptive', { value: 'false' }),
        element('FRBRauthoritative', { value: 'false' }),
      ),
      element(
        'FRBRExpression',
        {},
        ...core(expression, `${expression}/!main`, decided),
        element('FRBRlanguage', { language: 'nor' }),
      ),
      element('FRBRManifestation', {}, ...core(`${expression}.akn`, `${expression}/!main.xml`, 'markup')),
    ),
    element(
      'references',
      { source: '#branch' },
      element('original', { eId: 'signed', href: file, showAs: `SHA-256 ${hash}` }),
      element('TLCOrganization', { eId: 'branch', href: branch.id, showAs: branch.name }),
      element('TLCRole', { eId: 'author', href: '/akn/ontology/roles/akn/author', showAs: 'Author' }),
    ),
  );
}
