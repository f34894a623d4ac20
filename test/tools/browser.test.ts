import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ensureBrowser } from '../../server/tools/browser.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedtak-browser-'));
  vi.stubEnv('CHROMIUM_PATH', '');
  vi.stubEnv('PATH', ['/nowhere', folder].join(delimiter));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('a browser on the path is taken, Chromium first', () => {
  writeFileSync(join(folder, 'google-chrome'), '');
  expect(ensureBrowser()).toBe(join(folder, 'google-chrome'));
  writeFileSync(join(folder, 'chromium'), '');
  expect(ensureBrowser()).toBe(join(folder, 'chromium'));
});

test('the browser that CHROMIUM_PATH names goes before one on the path, and must be there', () => {
  writeFileSync(join(folder, 'chromium'), '');
  writeFileSync(join(folder, 'own'), '');
  vi.stubEnv('CHROMIUM_PATH', join(folder, 'own'));
  expect(ensureBrowser()).toBe(join(folder, 'own'));
  vi.stubEnv('CHROMIUM_PATH', join(folder, 'lost'));
  expect(ensureBrowser).toThrow('lost');
});

test('where none can be had, it says what to install', () => {
  expect(ensureBrowser).toThrow('Install Chromium');
});
