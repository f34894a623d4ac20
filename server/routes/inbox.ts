import { takeInCourier } from '../courier.ts';
import { fileResponse } from '../file-response.ts';
import { takeInLetter } from '../mail.ts';
import type { Routes } from '../mount.ts';
import { courierMedia, joseMedia, receiptsMedia } from '../rules/courier.ts';

/** Whether an address takes deliveries. */
export function isInbox(path: string): boolean {
  return /^\/lag\/[^/]+\/inbox$/u.test(path);
}

/** The address at which other branches deliver, and at which a page hands in what was carried as a file. */
export function inboxRoutes({ app, branch }: Routes): void {
  app.post('/lag/:slug/inbox', async (context) => {
    const media = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    const body = await context.req.text();
    if (media === courierMedia) {
      const receipts = await takeInCourier(branch, body);
      return fileResponse(JSON.stringify(receipts), receiptsMedia, { name: `${branch.slug}-kvitteringer.json` });
    }
    const { receipt, known } = await takeInLetter(branch, { media, body });
    return fileResponse(receipt, joseMedia, { status: known ? 200 : 201 });
  });
}
