import { type Context, Hono } from 'hono';
import { checkpoint } from '../../db/journal.ts';
import type { Arrived } from '../api/operator.ts';
import { ExportRequest } from '../api/operator.ts';
import type { Surroundings } from '../branch.ts';
import { refusing } from '../branch-app.ts';
import { parseBodyBy } from '../mount.ts';
import { Problem } from '../problem.ts';
import { arrive } from './arrival.ts';
import { depart, stay } from './departure.ts';
import { exportMedia, wrongExport } from './format.ts';
import { mustBeGone, type Place, type Standing } from './place.ts';

const base = '/api/operator/branches';

/** Whether a request is one of the operator's about a branch. */
export function isOperators(request: Request): boolean {
  return new URL(request.url).pathname.startsWith(`${base}/`);
}

/** Answers the operator's requests about branches. Who asks, and how large a body is, the host has seen to. */
export function movingApp(
  placeAt: (slug: string) => Place,
  { url, secret, surroundings }: { url: string; secret: string; surroundings: Surroundings },
): Hono {
  const app = new Hono();
  refusing(app, () => Number.POSITIVE_INFINITY);

  app.post(`${base}/:slug/export`, async (context) => {
    const { to } = await parseBodyBy(context, ExportRequest);
    const { branch, engine } = await mustStand(placeAt(context.req.param('slug')));
    return new Response(await depart(branch, engine, to), {
      headers: { 'content-type': exportMedia, 'cache-control': 'no-store' },
    });
  });

  app.post(`${base}/:slug/stay`, async (context) => {
    const { engine } = await mustStand(placeAt(context.req.param('slug')));
    await stay(engine, surroundings.now());
    return context.json({});
  });

  app.post(`${base}/:slug/remove`, async (context) => {
    const place = placeAt(context.req.param('slug'));
    const { engine } = await mustStand(place);
    await engine.read(mustBeGone);
    await place.clear();
    return context.json({});
  });

  app.post(`${base}/:slug/import`, async (context) => {
    const slug = context.req.param('slug');
    const place = placeAt(slug);
    const body = bodyOf(context);
    try {
      await place.settle((engine) => arrive(engine, body.chunks, { slug, url, secret }));
    } catch (error) {
      // whoever is still sending reads no answer
      await body.drain();
      throw error;
    }
    const { branch, engine } = await mustStand(place);
    const journal = await engine.read(checkpoint);
    return context.json({ id: branch.id, kid: branch.key.kid, journal } satisfies Arrived);
  });
  return app;
}

async function mustStand(place: Place): Promise<Standing> {
  const standing = await place.standing();
  if (standing === undefined) throw new Problem('not_found', 'there is no branch at this address');
  return standing;
}

/** The bytes of an import, which may come compressed, and the way to read them to their end. */
interface Body {
  chunks: AsyncIterable<Uint8Array>;
  drain(): Promise<void>;
}

/** @throws Problem request.media_type. */
function bodyOf({ req: { raw } }: Context): Body {
  const type = raw.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const coding = raw.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (type !== exportMedia || raw.body === null)
    throw new Problem('request.media_type', `the body must be ${exportMedia}`);
  if (coding !== 'identity' && coding !== 'gzip')
    throw new Problem('request.media_type', 'a body is compressed with gzip or not at all');
  const bytes: ReadableStream<Uint8Array> = coding === 'gzip' ? raw.body.pipeThrough(gunzip()) : raw.body;
  const reader = bytes.getReader();
  return {
    chunks: (async function* chunks() {
      for (;;) {
        const { done, value } = await reader.read().catch(() => {
          throw wrongExport('the body broke off, or is not compressed as its header says');
        });
        if (done) return;
        yield value;
      }
    })(),
    async drain() {
      try {
        while (!(await reader.read()).done);
      } catch {
        // nothing more comes
      }
    },
  };
}

function gunzip(): ReadableWritablePair<Uint8Array, Uint8Array> {
  return new DecompressionStream('gzip') as unknown as ReadableWritablePair<Uint8Array, Uint8Array>;
}
