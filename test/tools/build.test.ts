import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const tool = join(import.meta.dirname, '../../server/tools/build.ts');

describe('a small client', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vedtak-build-'));
  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  const built = (): string =>
    globSync('dist/**/*.js', { cwd: folder })
      .map((path) => readFileSync(join(folder, path), 'utf8'))
      .join('');

  function build(): { status: number | null; at: number } {
    const { status } = spawnSync(process.execPath, [tool], {
      cwd: folder,
    });
    const page = join(folder, 'dist/index.html');
    return { status, at: existsSync(page) ? statSync(page).mtimeMs : 0 };
  }

  beforeAll(() => {
    for (const path of ['client', 'node_modules', 'server/api', 'server/rules'])
      mkdirSync(join(folder, path), { recursive: true });
    write('vite.config.ts', "export default { root: 'client', build: { outDir: '../dist', emptyOutDir: true } };");
    write('client/index.html', '<script type="module" src="/main.ts"></script>');
    write('client/main.ts', "import { word } from '../server/rules/word.ts'; document.title = word;");
    write('server/rules/word.ts', "export const word = 'vedtatt';");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is built once, and again only when what it is made of has changed', () => {
    const first = build();
    expect(first.status).toBe(0);
    expect(built()).toContain('vedtatt');
    expect(build()).toEqual(first);

    write('server/main.ts', '');
    expect(build()).toEqual(first);

    write('server/rules/word.ts', "export const word = 'forkastet';");
    expect(build().status).toBe(0);
    expect(built()).toContain('forkastet');
  });

  test('is built again when the last build failed or its output is gone', () => {
    write('client/main.ts', 'import { lost } from');
    expect(build().status).toBe(1);
    write('client/main.ts', "document.title = 'utsatt';");
    expect(build().status).toBe(0);
    expect(built()).toContain('utsatt');
    rmSync(join(folder, 'dist'), { recursive: true });
    expect(build().status).toBe(0);
    expect(built()).toContain('utsatt');
  });
});

describe('the client', () => {
  beforeAll(() => expect(spawnSync(process.execPath, [tool]).status).toBe(0));
  const files = (pattern: string): string[] => globSync(`dist/${pattern}`).map((path) => readFileSync(path, 'utf8'));

  test('has no inline script or style, and loads from this server only', () => {
    const page = readFileSync('dist/index.html', 'utf8');
    const scripts = [...page.matchAll(/<script(?<attributes>[^>]*)>(?<text>[^<]*)/gu)].map(({ groups }) => groups);
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) {
      expect(script?.attributes).toMatch(/ src="\/assets\//u);
      expect(script?.text).toBe('');
    }
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=/u);
    const links = [...page.matchAll(/(?:href|src)="(?<target>[^"]*)"/gu)].map(({ groups }) => groups?.target);
    expect(links.filter((target) => !/^\/[^/]/u.test(target ?? ''))).toEqual([]);
    const styles = files('**/*.css').join('\n');
    expect(styles).not.toMatch(/@import|url\(["']?(?:https?:)?\/\//u);
  });

  test("has nothing of Node's in it", () => {
    const scripts = files('**/*.js').join('\n');
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts).not.toMatch(/__vite-browser-external|(?:from|import\()\s*["'`]node:/u);
  });

  test('carries the licences of what is built into it', () => {
    expect(readFileSync('dist/assets/licenses.txt', 'utf8')).toContain('## preact ');
  });
});
