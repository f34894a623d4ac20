import { federationPaths } from './openapi-federation.ts';
import { inboxPaths } from './openapi-inbox.ts';
import { file, inPath, memberFile, slug } from './openapi-parts.ts';

/** Addresses that speak signed files and streams instead of JSON. */
export const filePaths: Record<string, object> = {
  '/lag/{slug}/api/events': file(
    'Journal entries as server-sent events; the id is the entry’s index. `Last-Event-ID` or `?after=` says where to go on',
    'text/event-stream',
    [
      slug,
      { name: 'after', in: 'query', schema: { type: 'integer' } },
      {
        name: 'screen',
        in: 'query',
        description: 'As a big screen, by its cookie: index and type of each entry',
        allowEmptyValue: true,
        schema: { type: 'string' },
      },
    ],
  ),
  '/lag/{slug}/resolutions/{number}.jws': file('A signed resolution', 'application/jose', [slug, inPath('number')]),
  '/lag/{slug}/resolutions/{number}/receipt.jws': file("The parent's receipt for a resolution", 'application/jose', [
    slug,
    inPath('number'),
  ]),
  '/lag/{slug}/moter/{meeting}/protokoll.md': memberFile(
    'The drafted or signed minutes of a meeting',
    'text/markdown',
    'minutes',
  ),
  '/lag/{slug}/moter/{meeting}/protokoll.jws': memberFile(
    'The signed minutes of a meeting',
    'application/jose',
    'minutes',
  ),
  '/lag/{slug}/ballots/{ballot}/box.jws': file(
    'The published box of a closed secret ballot, signed by the branch; for its members',
    'application/jose',
    [slug, inPath('ballot')],
  ),
  '/lag/{slug}/collection/{hash}.jws': file('A received resolution, unchanged', 'application/jose', [
    slug,
    inPath('hash'),
  ]),
  '/lag/{slug}/collection/{hash}/custody.json': custodyFile(
    'A received resolution with the receipts and treatments of every level',
    'hash',
  ),
  '/lag/{slug}/resolutions/{number}/custody.json': custodyFile(
    'A resolution of the branch’s own with the receipts and treatments that came back',
    'number',
  ),
  '/lag/{slug}/hearings/{hearing}.jws': file('A hearing as its sender signed it', 'application/jose', [
    slug,
    inPath('hearing'),
  ]),
  '/lag/{slug}/hearings/{hearing}.ics': file("A hearing's dates as a calendar (RFC 5545)", 'text/calendar', [
    slug,
    inPath('hearing'),
  ]),
  '/lag/{slug}/hearings/{hearing}/report.json': file(
    'The report and the matrix of a hearing, as `hearingReport` and `hearingMatrix` give them',
    'application/json',
    [slug, inPath('hearing')],
    { type: 'object', required: ['report', 'matrix'] },
  ),
  '/lag/{slug}/hearings/{hearing}/report.jws': file('The signed closing report of a hearing', 'application/jose', [
    slug,
    inPath('hearing'),
  ]),
  '/lag/{slug}/hearings/{hearing}/answers.csv': file('The answers to a hearing, block by block', 'text/csv', [
    slug,
    inPath('hearing'),
  ]),
  '/lag/{slug}/hearings/{hearing}/amendments.csv': file(
    'The adopted amendments to a hearing on the form in use (linjenummer; type; forslag; forslagsstiller; lag)',
    'text/csv',
    [slug, inPath('hearing')],
  ),
  '/lag/{slug}/jwks.json': file("The branch's public key (RFC 7517, section 5)", 'application/jwk-set+json', [slug], {
    type: 'object',
    required: ['keys'],
    properties: { keys: { type: 'array', items: { type: 'object' } } },
  }),
  ...federationPaths,
  ...inboxPaths,
};

function custodyFile(summary: string, parameter: string): object {
  const schema = { type: 'object', required: ['typ', 'resolution', 'receipts', 'treatments'] };
  return file(summary, 'application/vnd.vedtak.custody+json', [slug, inPath(parameter)], schema);
}
