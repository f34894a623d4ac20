import type { Hono } from 'hono';
import * as v from 'valibot';
import { Slug } from '../api/setup.ts';
import type { Directory } from '../directory.ts';
import { isOperator } from '../operator.ts';
import { Problem } from '../problem.ts';

/** Bytes of an import, compressed or not. */
export const largestImport = 1024 * 1024 * 1024;

/** Whether an address takes a whole branch in. */
export function isImport(path: string): boolean {
  return /^\/api\/operator\/branches\/[^/]+\/import$/u.test(path);
}

/** Addresses that only whoever has the server's secret may use; the branch's own place answers them. */
export function operatorRoutes(app: Hono, { directory, secret }: { directory: Directory; secret: string }): void {
  app.post('/api/operator/branches/:slug/:act{export|stay|import|remove}', async (context) => {
    if (!(await isOperator(context.req.header('authorization'), secret)))
      throw new Problem('operator.token', 'Authorization must be Bearer with the token of the operator of this server');
    const slug = context.req.param('slug');
    if (!v.is(Slug, slug)) throw new Problem('not_found', 'no branch can be at this address');
    const { status, headers, body } = await directory.operate(slug, context.req.raw);
    return new Response(body, { status, headers });
  });
}
