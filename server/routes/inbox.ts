import { fileResponse } from '../file-response.ts';
import { takeInLetter } from '../mail.ts';
import type { Routes } from '../mount.ts';
import { joseMedia } from '../post.ts';

/** The address at which other branches deliver. */
export function inboxRoutes({ app, branch }: Routes): void {
  app.post('/lag/:slug/inbox', async (context) => {
    const media = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    const { receipt, known } = await takeInLetter(branch, { media, body: await context.req.text() });
    return fileResponse(receipt, joseMedia, { status: known ? 200 : 201 });
  });
}
