import { always, inPath, problemsOf, schemaOf, slug } from './openapi-parts.ts';
import { Courier, CourierReceipts, courierMedia, custodyMedia, joseMedia, receiptsMedia } from './rules/courier.ts';
import { Custody } from './rules/party-statements.ts';

const jws = { [joseMedia]: { schema: { type: 'string' } } };
const officers = { 'x-access': ['leader', 'secretary'], security: [{ session: [] }] };
const missing = ['session.missing', 'role.missing', 'delivery.unknown', ...always] as const;

/** Addresses at which branches deliver to each other, and from which files are carried. */
export const inboxPaths: Record<string, object> = {
  '/lag/{slug}/inbox': {
    post: {
      summary:
        'Deliver a signed resolution, one with its custody, a message, or several of them in one file; the answer is a signed receipt, the same one each time',
      'x-access': 'anyone',
      parameters: [slug],
      requestBody: {
        required: true,
        content: {
          ...jws,
          [custodyMedia]: { schema: schemaOf(Custody, 'input') },
          [courierMedia]: { schema: schemaOf(Courier, 'input') },
        },
      },
      responses: {
        200: {
          description: 'It was held already; or what became of each item of a file',
          content: { ...jws, [receiptsMedia]: { schema: schemaOf(CourierReceipts, 'output') } },
        },
        201: { description: 'It is verified and stored', content: jws },
        ...problemsOf([
          'branch.moved',
          'branch.closed',
          'rate.limited',
          'request.media_type',
          'request.too_large',
          'message.unknown',
          'message.addressee',
          'message.sender',
          'parent.unknown',
          'child.revoked',
          'file.format',
          'file.fields',
          'file.signature',
          'file.sums',
          'trust.missing',
          'trust.chain',
          'trust.anchor',
          'trust.time',
          'trust.child',
          'attestation.people',
          'attestation.wrong',
          'sequence.gap',
          'sequence.fork',
          'time.future',
        ]),
      },
    },
  },
  '/lag/{slug}/api/deliveries/{delivery}/file': {
    get: {
      summary: 'A delivery as it is posted, to be carried where there is no network',
      ...officers,
      parameters: [slug, inPath('delivery')],
      responses: {
        200: { description: 'The file', content: { ...jws, [custodyMedia]: { schema: schemaOf(Custody, 'output') } } },
        ...problemsOf(missing),
      },
    },
  },
  '/lag/{slug}/api/courier': {
    get: {
      summary: 'What has not arrived at a branch, in one file, as much of it as fits into 2 MiB',
      ...officers,
      parameters: [slug, { name: 'receiver', in: 'query', required: true, schema: { type: 'string' } }],
      responses: {
        200: { description: 'The file', content: { [courierMedia]: { schema: schemaOf(Courier, 'output') } } },
        ...problemsOf(missing),
      },
    },
  },
};
