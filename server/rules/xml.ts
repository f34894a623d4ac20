/** An element of an XML document with its attributes and children, in their order. Those that are undefined are left out. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string | undefined>>;
  children: readonly (Element | string)[];
}

/** An element; texts among its children are escaped when it is written. */
export function element(
  name: string,
  attributes: Element['attributes'] = {},
  ...children: readonly (Element | string)[]
): Element {
  return { name, attributes, children };
}

/** A document (XML 1.0) in UTF-8. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root)}\n`;
}

/** An element as text, as it also stands in HTML where it is no void one. */
export function written({ name, attributes, children }: Element): string {
  const listed = Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('');
  const inner = children.map((child) => (typeof child === 'string' ? escaped(child) : written(child))).join('');
  return `<${name}${listed}>${inner}</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** A text without markup; the characters that no XML document can hold (XML 1.0, section 2.2) become U+FFFD. */
function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu, '\ufffd')
      .replace(/[&<>"\r]/gu, (sign) => entities[sign] ?? sign)
  );
}
