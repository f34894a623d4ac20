import { hashOf } from '../../server/rules/canonical.ts';

/** For every parameter of an address below a branch, also behind its `?`, a value that its schema takes and that names nothing. */
export const nothingNamed = {
  meeting: 'nowhere',
  item: 'nothing',
  proposal: 'nothing',
  ballot: hashOf('no ballot'),
  number: '999',
  speaker: 'nobody',
  amendment: 'nothing',
  committee: 'nothing',
  hearing: hashOf('nothing'),
  draft: 'nothing',
  input: 'nothing',
  invitation: 'nothing',
  request: 'nothing',
  webhook: 'nothing',
  delivery: 'nothing',
  token: 'nothing',
  hash: hashOf('nothing'),
  demand: hashOf('nothing'),
  from: '0',
  to: '0',
};
