import { afterAll, beforeAll, describe, test } from 'vitest';
import { BallotsOnFile, byHand, secret } from '../support/journal-ballots.ts';

let files: BallotsOnFile;

beforeAll(async () => {
  files = await BallotsOnFile.hold();
});

afterAll(() => files.end());

describe('vedtak journal verify, of what was voted', () => {
  test('finds a vote, a count, a paper or a drawn paper that is gone, other or too many', async () => {
    const [open, box] = [files.kept(byHand).id, files.kept(secret).id];
    const votes = `ballot ${byHand}: what is kept of its votes is not what was fixed at its stop`;
    const other = `json_set(signed, '$.statement.marks."1"', 'against')`;
    for (const change of [
      'DELETE FROM vote WHERE ballot = ? AND delegate = (SELECT max(delegate) FROM vote)',
      `UPDATE vote SET signed = ${other} WHERE ballot = ?`,
      'DELETE FROM hand_count WHERE ballot = ? AND teller = (SELECT max(teller) FROM hand_count)',
      `UPDATE hand_count SET signed = json_set(signed, '$.statement.counts."1".for', 1) WHERE ballot = ?`,
    ])
      await files.expectFound(files.early, (file) => file.run([change, open]), 'votes', votes);
    const papers = `ballot ${secret}: what is kept of its votes is not what was fixed at its stop`;
    for (const change of [
      'DELETE FROM box WHERE ballot = ? AND paper_hash = (SELECT max(paper_hash) FROM box)',
      `UPDATE box SET paper = json_set(paper, '$.paper.marks."1"', 'blank') WHERE ballot = ?`,
      `INSERT INTO box (ballot, paper_hash, paper) SELECT ballot, 'x', paper FROM box WHERE ballot = ? LIMIT 1`,
    ])
      await files.expectFound(files.late, (file) => file.run([change, box]), 'votes', papers);
    const drawn = `ballot ${secret}: the papers drawn are not those at the close of its drawing`;
    const gone = 'DELETE FROM issue WHERE ballot = ? AND delegate = (SELECT max(delegate) FROM issue)';
    await files.expectFound(files.late, (file) => file.run([gone, box]), 'votes', drawn);
  });

  test('finds sums that are not what the votes come to', async () => {
    for (const [from, number] of [
      [files.early, byHand],
      [files.late, secret],
    ] as const) {
      const change = `UPDATE ballot SET tally = json_set(tally, '$."1".for', 9) WHERE number = ?`;
      const said = `ballot ${number}: its sums or its outcome are not what its votes come to`;
      await files.expectFound(from, (file) => file.run([change, number]), 'votes', said);
    }
  });
});
