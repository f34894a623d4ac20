import type { Translation } from '../language.ts';
import type { programs as source } from '../nb/programs.ts';

export const programs: Translation<typeof source> = {
  title: 'For programs',
  lede: 'Whatever the pages do, a program can do. Here are the addresses, what they take and what they answer.',
  document: 'The whole description as OpenAPI 3.1',
  toProblems: 'To the reasons for refusal',
  addresses: 'Addresses',
  group: {
    setup: 'The server and the set-up',
    session: 'Sign-in and invitations',
    snapshot: 'What the page shows',
    secretary: 'Members, meeting, roll and proposals',
    ballots: 'Ballots and resolutions',
    county: 'The resolutions, own and received',
    files: 'Signed files, events and the inbox',
    operator: 'Whoever runs the server',
  },
  words: 'Words in the descriptions',
  word: {
    hash: 'SHA-256 as base64url without padding: 43 characters',
    time: 'RFC 3339 in UTC with milliseconds',
    base64url: 'RFC 4648, section 5, without padding',
    text: 'a string without broken characters',
    line: 'a text on one line, without white space at its ends',
    slug: 'small letters, digits and hyphens',
  },
  access: 'Who',
  who: { anyone: 'anybody', screen: 'a big screen', member: 'signed in', operator: 'whoever runs the server' },
  body: 'Sends',
  answer: (status) => `Answer ${status}`,
  refusals: 'May refuse with',
  problems: 'Reasons for refusal',
  problemsLede: 'A refusal is a problem by RFC 9457. Its field code is one of these.',
  status: 'Status',
};
