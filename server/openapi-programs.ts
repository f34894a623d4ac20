import * as v from 'valibot';
import type { Access, Scope } from './api/endpoint.ts';
import { file, inPath, schemaOf, slug } from './openapi-parts.ts';
import { aknMedia } from './rules/akoma-ntoso.ts';
import { atomMedia } from './rules/atom.ts';
import { Organization, PopoloResolutions } from './rules/popolo.ts';
import { testEvent, WebhookBody, WebhookEvent } from './rules/webhook-event.ts';

/** How somebody says who they are: a person by a cookie, a program by a token that a leader has made. */
export const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-vedtak-{slug}',
    description: 'The session of a person, for one branch; without `__Host-` on a server without HTTPS',
  },
  token: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token for reading that a leader has made (RFC 6750); the scope that it must name stands beside it. It writes nothing. What is public takes none',
  },
};

/** The security requirement of an endpoint; none for what anybody may ask. */
export function securityOf(access: Access, scope: Scope | undefined): { security?: object[] } {
  const token = scope === undefined ? [] : [{ token: [scope] }];
  if (access === 'anyone') return scope === undefined ? {} : { security: [{}, ...token] };
  return access === 'screen' ? {} : { security: [{ session: [] }, ...token] };
}

const media = (type: string): string => type.split(';')[0] ?? type;
const motions = v.object({ organizations: v.array(Organization), ...PopoloResolutions.entries });
const popolo = (summary: string, parameters: object[], schema: v.GenericSchema) =>
  file(summary, 'application/json', parameters, schemaOf(schema, 'output'));

/** What other programs read in formats that are not ours. */
export const documentPaths: Record<string, object> = {
  '/lag/{slug}/atom.xml': file(
    "The branch's newest resolutions as a feed (RFC 4287); answers If-None-Match",
    media(atomMedia),
    [slug],
  ),
  '/lag/{slug}/collection/atom.xml': file(
    'The resolutions that the branch has received last, as a feed',
    media(atomMedia),
    [slug],
  ),
  '/lag/{slug}/popolo/organization.json': popolo('The branch as a Popolo organization', [slug], Organization),
  '/lag/{slug}/popolo/resolutions.json': popolo(
    "The branch's resolutions as Popolo motions and vote events: sums, never who voted how",
    [slug],
    motions,
  ),
  '/lag/{slug}/popolo/resolutions/{number}.json': popolo(
    'One resolution as Popolo motions and vote events',
    [slug, inPath('number')],
    motions,
  ),
  '/lag/{slug}/akn/resolutions/{number}.xml': file(
    'The text of a resolution in Akoma Ntoso 1.0 (OASIS LegalDocML)',
    media(aknMedia),
    [slug, inPath('number')],
  ),
  '/lag/{slug}/akn/collection/{hash}.xml': file('The text of a received resolution in Akoma Ntoso', media(aknMedia), [
    slug,
    inPath('hash'),
  ]),
  '/lag/{slug}/akn/hearings/{hash}.xml': file('The text of a hearing in Akoma Ntoso', media(aknMedia), [
    slug,
    inPath('hash'),
  ]),
};

const whatHappened: Record<v.InferOutput<typeof WebhookEvent> | typeof testEvent, string> = {
  'resolution.signed': 'The branch has signed a resolution',
  'resolution.received': 'A resolution has come in and was verified',
  'resolution.treated': 'A level has said what becomes of a resolution, one of the branch’s own or one from below',
  'hearing.published': 'The branch has sent a hearing',
  'hearing.received': 'A hearing has come from above',
  'hearing.answered': 'A branch has answered a hearing',
  'hearing.reminded': 'Those who have not answered a hearing are reminded',
  'hearing.closed': 'A hearing is closed',
  'minutes.signed': 'The minutes of a meeting are signed',
  'delivery.refused': 'What the branch sent was refused',
  'webhook.test': 'The leader tries the address',
};

function headerOf(name: string, description: string): object {
  return { name, in: 'header', required: true, description, schema: { type: 'string' } };
}

/** The events that are sent to the addresses that a leader has named. */
export const webhooks: Record<string, object> = Object.fromEntries(
  [...WebhookEvent.options, testEvent].map((event) => [
    event,
    {
      post: {
        summary: whatHappened[event as keyof typeof whatHappened],
        parameters: [
          headerOf('webhook-id', 'The same for every try of one event'),
          headerOf('webhook-timestamp', 'When it is sent, in seconds since 1970'),
          headerOf('webhook-signature', '`v1,` and the HMAC-SHA256 of id.timestamp.body under the secret, in base64'),
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                allOf: [{ $ref: '#/components/schemas/WebhookBody' }, { properties: { type: { const: event } } }],
              },
            },
          },
        },
        responses: {
          '2XX': { description: 'It has arrived' },
          410: { description: 'Nothing more is sent until the leader switches the address on again' },
          default: { description: 'It is sent again, ten times in three days' },
        },
      },
    },
  ]),
);

/** The body of every webhook. */
export const webhookBody = schemaOf(WebhookBody, 'output');
