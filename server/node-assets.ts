import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { getMimeType } from 'hono/utils/mime';
import { cachingOf, isPage } from './assets.ts';

const page = 'index.html';

interface Asset {
  bytes: Uint8Array<ArrayBuffer>;
  zipped: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}

/**
 * The built client, read once. Files under /assets have their hash in their name and are kept by browsers; every
 * address without a dot in its last part is a page of the client.
 * @throws Error when the client has not been built.
 */
export async function loadAssets(
  folder: string,
): Promise<(path: string, acceptsGzip: boolean) => Response | undefined> {
  const assets = new Map<string, Asset>();
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const full = join(file.parentPath, file.name);
    const path = full.slice(folder.length).replaceAll('\\', '/').replace(/^\/?/u, '/');
    const bytes = new Uint8Array(await readFile(full));
    assets.set(path, {
      bytes,
      zipped: new Uint8Array(await promisify(gzip)(bytes)),
      headers: {
        'content-type': getMimeType(path) ?? 'application/octet-stream',
        'cache-control': cachingOf(path),
        vary: 'accept-encoding',
      },
    });
  }
  if (!assets.has(`/${page}`)) throw new Error(`${folder} holds no ${page}: build the client first (npm run build)`);
  return (path, acceptsGzip) => {
    const asset = assets.get(isPage(path) ? `/${page}` : path);
    if (asset === undefined) return undefined;
    const encoding = acceptsGzip ? { 'content-encoding': 'gzip' } : {};
    return new Response(acceptsGzip ? asset.zipped : asset.bytes, { headers: { ...asset.headers, ...encoding } });
  };
}
