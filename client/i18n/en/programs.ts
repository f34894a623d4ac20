import type { Translation } from '../language.ts';
import type { programs as source } from '../nb/programs.ts';

export const programs: Translation<typeof source> = {
  title: 'For programs',
  lede: 'Whatever the pages do, a program can do. Here are the addresses, what they take and what they answer.',
  document: 'The whole description as OpenAPI 3.1',
  addresses: 'Addresses',
  access: 'Who',
  anyone: 'anybody',
  member: 'signed in',
  operator: 'whoever runs the server',
  body: 'Sends',
  response: 'Answer',
  problems: 'Reasons for refusal',
  problemsLede: 'A refusal is a problem by RFC 9457. Its field code is one of these.',
  status: 'Status',
};
