import { readFile } from 'node:fs/promises';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

/** Judges documents by a schema of `test/support/schemas`: gives what is wrong with one, nothing for a valid one. */
export async function judge(name: string): Promise<(xml: string) => string[]> {
  const schema = await readFile(new URL(`schemas/${name}`, import.meta.url), 'utf8');
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(schema));
  return (xml) => {
    try {
      const document = XmlDocument.fromString(xml);
      validator.validate(document);
      document.dispose();
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  };
}

/** The texts of the nodes that an XPath finds; `a:` is the namespace of the root. */
export function find(xml: string, path: string): string[] {
  const document = XmlDocument.fromString(xml);
  const namespaces = { a: document.root.namespaceUri };
  const found = document.find(path, namespaces).map((node) => node.content);
  document.dispose();
  return found;
}
