import { afterAll, beforeAll, expect, test } from 'vitest';
import { setUp } from '../../server/demo/meeting.ts';
import { audit, close, gatherBranches, type MeetingBranch, voteAtOnce } from '../support/load.ts';
import { startServer, type TestServer } from '../support/server.ts';

const branches = 6;
const phones = 5;

let server: TestServer;
let meeting: MeetingBranch[];

beforeAll(async () => {
  server = await startServer();
  meeting = await gatherBranches(await setUp(server.setupLink ?? ''), branches, phones);
});

afterAll(() => server?.end());

test('branches that meet at once on one server lose no vote that was acknowledged', async () => {
  for (let revision = 1; revision <= 2; revision += 1) {
    expect(await voteAtOnce(meeting)).toEqual({ acknowledged: branches * phones, failed: 0 });
  }
  for (const branch of meeting) {
    const { counted, owed } = await close(branch);
    expect(counted).toEqual(owed);
    expect(await audit(branch)).toEqual({ refusal: undefined, lacking: 0 });
  }
});
