import * as v from 'valibot';
import { Hash, Text } from './formats.ts';

/** Media types of what is delivered: a JWS, a resolution with its custody, several of them in one file, and the answer to it. */
export const joseMedia = 'application/jose';
export const custodyMedia = 'application/vnd.vedtak.custody+json';
export const courierMedia = 'application/vnd.vedtak.courier+json';
export const receiptsMedia = 'application/vnd.vedtak.receipts+json';

/** Bytes of a custody and of a hearing; of other deliveries; and of a file with several deliveries. */
export const largestDelivery = 2 * 1024 * 1024;
export const largestStatement = largestDelivery / 2;
export const largestCourier = 2 * largestDelivery;

/** Several deliveries to one branch, in the order in which they are to be taken in, carried where there is no network. */
export const Courier = v.strictObject({
  typ: v.literal('vedtak/courier/1'),
  items: v.pipe(
    v.array(v.strictObject({ media: v.picklist([joseMedia, custodyMedia]), body: v.string() })),
    v.minLength(1),
    v.maxLength(500),
  ),
});
export type Courier = v.InferOutput<typeof Courier>;

/** What became of each item, in their order: a receipt (JWS), or the code of the refusal. */
export const CourierReceipts = v.strictObject({
  typ: v.literal('vedtak/receipts/1'),
  receipts: v.pipe(
    v.array(
      v.strictObject({
        /** Hash of what is signed in the item; null where it could not be read. */
        statement: v.nullable(Hash),
        receipt: v.nullable(v.pipe(v.string(), v.maxLength(64 * 1024))),
        code: v.nullable(v.pipe(Text, v.regex(/^[a-z._]{1,64}$/u))),
      }),
    ),
    v.maxLength(500),
  ),
});
export type CourierReceipts = v.InferOutput<typeof CourierReceipts>;

const Typed = v.object({ typ: v.string() });

/** The media type of a file that was carried: what stands in it says so. */
export function mediaOfFile(text: string): string {
  switch (typOf(text)) {
    case 'vedtak/courier/1':
      return courierMedia;
    case 'vedtak/receipts/1':
      return receiptsMedia;
    case 'vedtak/custody/1':
      return custodyMedia;
    default:
      return joseMedia;
  }
}

function typOf(text: string): string | undefined {
  try {
    const parsed = v.safeParse(Typed, JSON.parse(text));
    return parsed.success ? parsed.output.typ : undefined;
  } catch {
    return undefined;
  }
}
