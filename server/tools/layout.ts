import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';

/** What a part of the project may import beside itself: parts, and packages where only some are allowed. */
interface Part {
  folder: string;
  parts: readonly string[];
  packages?: readonly string[];
}

/** The parts, inner ones before those that they lie in. `''` is the top level: the tools' config files. */
const layout: readonly Part[] = [
  {
    folder: 'server/rules',
    parts: [],
    packages: ['@noble/hashes', '@simplewebauthn/server', 'canonicalize', 'diff', 'jose', 'papaparse', 'valibot'],
  },
  { folder: 'server/api', parts: ['server/rules'], packages: ['valibot'] },
  { folder: 'client', parts: ['server/api', 'server/rules'] },
  { folder: 'db', parts: ['server/rules'] },
  { folder: 'server', parts: ['db', 'server/api', 'server/rules'] },
  { folder: 'test', parts: ['', 'client', 'db', 'server', 'server/api', 'server/rules'] },
  { folder: '', parts: ['server'] },
];

/** Packages that speak SQL, and where they may: tests look into a database from outside. */
const sql = { packages: ['better-sqlite3', 'kysely'], folders: ['db', 'test'] };

/** What would make a rule depend on more than its arguments. A call of `new Date()` without arguments counts too. */
const impure = new Set([
  'Date.now',
  'Math.random',
  'console',
  'crypto.getRandomValues',
  'crypto.randomUUID',
  'fetch',
  'performance',
  'process',
  'setInterval',
  'setTimeout',
]);

/** Lines of a file: beyond `soft` it is worth a look, beyond `hard` it is refused. */
export const lengths = { soft: 300, hard: 400 };

/** The project's own sources, path to text. */
export function readSources(): Map<string, string> {
  const paths = globSync(['*.ts', '{client,db,server,test}/**/*.{ts,tsx,mjs}']);
  return new Map(paths.sort().map((path) => [path, readFileSync(path, 'utf8')]));
}

/** The files longer than `lengths.soft`, with their lines, longest first. */
export function longFiles(sources: ReadonlyMap<string, string>): [path: string, lines: number][] {
  return [...sources]
    .map(([path, text]): [string, number] => [path, text.trimEnd().split('\n').length])
    .filter(([, lines]) => lines > lengths.soft)
    .sort(([, a], [, b]) => b - a);
}

/** What breaks the layout: one sentence a violation, with the file. None when all is well. */
export function violations(sources: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const [path, text] of sources) {
    const part = partOf(path);
    const { imports, names } = read(path, text);
    for (const target of imports) {
      const reason = refusal(path, part, target);
      if (reason !== undefined) found.push(`${path}: ${reason}`);
    }
    if (part.folder !== 'server/rules') continue;
    for (const name of names) if (impure.has(name)) found.push(`${path}: a rule may not use ${name}`);
  }
  for (const [path, lines] of longFiles(sources)) {
    if (lines > lengths.hard) found.push(`${path}: ${lines} lines, more than ${lengths.hard}`);
  }
  return found;
}

function isIn(path: string, folder: string): boolean {
  return folder === '' ? !path.includes('/') : path.startsWith(`${folder}/`);
}

function partOf(path: string): Part {
  const part = layout.find(({ folder }) => isIn(path, folder));
  if (part === undefined) throw new Error(`${path} lies in no part of the layout`);
  return part;
}

function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Why `path` may not import `target`; undefined when it may. */
function refusal(path: string, part: Part, target: string | undefined): string | undefined {
  if (target === undefined) return 'an import must name its target';
  if (target.startsWith('.')) {
    const to = partOf(posix.join(posix.dirname(path), target));
    if (to === part || part.parts.includes(to.folder)) return undefined;
    return `${part.folder || 'the top level'} may not import ${to.folder || 'the top level'} (${target})`;
  }
  const name = packageOf(target);
  if (sql.packages.includes(name) && !sql.folders.includes(part.folder)) return `SQL belongs in db/ (${target})`;
  if (part.packages !== undefined && !part.packages.includes(name)) return `${part.folder} may not import ${target}`;
  return undefined;
}

/** What a source imports, types too (undefined for a target that is computed), and the globals and members that it names. */
function read(path: string, text: string): { imports: (string | undefined)[]; names: string[] } {
  const { program, errors } = parseSync(path, text);
  if (errors[0] !== undefined) throw new Error(`${path}: ${errors[0].message}`);
  const imports: (string | undefined)[] = [];
  const names: string[] = [];
  const take = (source: ESTree.Expression | ESTree.StringLiteral | null): void => {
    if (source === null) return;
    imports.push(source.type === 'Literal' && typeof source.value === 'string' ? source.value : undefined);
  };
  new Visitor({
    ImportDeclaration: ({ source }) => take(source),
    ExportNamedDeclaration: ({ source }) => take(source),
    ExportAllDeclaration: ({ source }) => take(source),
    ImportExpression: ({ source }) => take(source),
    TSImportType: ({ source }) => take(source),
    NewExpression: ({ callee, arguments: given }) => {
      if (callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0) names.push('Date.now');
    },
    MemberExpression: ({ object, property }) => {
      if (object.type === 'Identifier' && property.type === 'Identifier')
        names.push(object.name, `${object.name}.${property.name}`);
    },
    CallExpression: ({ callee }) => {
      if (callee.type === 'Identifier') names.push(callee.name);
    },
  }).visit(program);
  return { imports, names };
}
