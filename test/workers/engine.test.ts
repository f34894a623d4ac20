import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { behaviours } from '../support/engine-behaviour.ts';
import { type Engines, nodeEngines, workersEngines } from '../support/engines.ts';

describe.each([
  ['on Node', nodeEngines],
  ['on workerd', workersEngines],
])('%s', (_, open) => {
  let engines: Engines;

  beforeAll(async () => {
    engines = await open();
  });
  afterAll(() => engines.end());

  test.each(Object.entries(behaviours).map(([name, { expected }], i) => ({ name, expected, database: `d${i}` })))(
    '$name',
    async ({ name, expected, database }) => {
      expect(await engines.run(database, name)).toEqual(expected);
    },
  );

  test('what was acknowledged is there after a restart', async () => {
    await engines.run('kept', 'write');
    await engines.reopen();
    expect(await engines.run('kept', 'read')).toEqual(['a']);
  });
});
