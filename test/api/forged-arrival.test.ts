import { afterAll, beforeAll, describe, test } from 'vitest';
import { hashOf } from '../../server/rules/canonical.ts';
import {
  type Departure,
  expectNoArrival,
  exportOf,
  gatherDeparture,
  type Parts,
  partsOf,
  rowsOf,
} from '../support/moving.ts';

let departure: Departure;

beforeAll(async () => {
  departure = await gatherDeparture();
});

afterAll(() => departure.end());

/** An export in which something is changed by somebody who makes the last line right again. */
async function forged(change: (parts: Parts) => void): Promise<Uint8Array<ArrayBuffer>> {
  const parts = await partsOf(departure.bytes);
  change(parts);
  return exportOf(parts);
}

type Row = Record<string, string | number | null>;

function change(parts: Parts, table: string, to: (row: Row) => Row): void {
  const [row] = rowsOf(parts, table);
  if (row !== undefined) Object.assign(row, to(row));
}

describe('what was changed by somebody who makes the hash right again is refused:', () => {
  const json = (text: unknown, to: (value: never) => void): string => {
    const value = JSON.parse(String(text)) as never;
    to(value);
    return JSON.stringify(value);
  };
  const forgeries: [string, string, (parts: Parts) => void][] = [
    [
      'a vote',
      'a row of vote',
      (parts) =>
        change(parts, 'vote', ({ signed }) => ({
          signed: json(signed, (value: { statement: { marks: Record<string, string> } }) => {
            value.statement.marks['1'] = 'against';
          }),
        })),
    ],
    ...(['open', 'closed'] as const).map((state): [string, string, (parts: Parts) => void] => [
      `a vote of the ${state} ballot with its hash`,
      'the votes of ballot',
      (parts) => {
        const ballot = rowsOf(parts, 'ballot').find((row) => row.state === state)?.id;
        const row = rowsOf(parts, 'vote').find((vote) => vote.ballot === ballot);
        if (row === undefined) throw new Error('the ballot has no vote');
        row.signed = json(row.signed, (value: { statement: { marks: Record<string, string> } }) => {
          value.statement.marks['1'] = 'against';
        });
        row.statement_hash = hashOf(JSON.parse(row.signed).statement);
      },
    ]),
    [
      'a signature on a vote of the open ballot',
      'ballot 2',
      (parts) => {
        const ballot = rowsOf(parts, 'ballot').find((row) => row.state === 'open')?.id;
        const row = rowsOf(parts, 'vote').find((vote) => vote.ballot === ballot);
        const another = rowsOf(parts, 'vote').find((vote) => vote.ballot !== ballot);
        if (row === undefined || another === undefined) throw new Error('a ballot has no vote');
        const { signature } = JSON.parse(String(another.signed));
        row.signed = json(row.signed, (value: { signature: string }) => {
          value.signature = signature;
        });
      },
    ],
    [
      'a closing made anew',
      'ballot 1',
      (parts) => {
        const row = rowsOf(parts, 'ballot').find(({ state }) => state === 'closed');
        if (row === undefined) throw new Error('no ballot is closed');
        row.close_signed = json(row.close_signed, (value: { statement: { closedAt: string } }) => {
          value.statement.closedAt = '2020-01-01T00:00:00.000Z';
        });
        row.close_hash = hashOf(JSON.parse(row.close_signed).statement);
      },
    ],
    [
      'a vote left out',
      'ballot',
      (parts) => {
        parts.rows.splice(
          parts.rows.findIndex(({ table }) => table === 'vote'),
          1,
        );
      },
    ],
    [
      'a roll',
      'a row of roll',
      (parts) =>
        change(parts, 'roll', ({ signed }) => ({
          signed: json(signed, (value: { statement: { entries: unknown[] } }) => value.statement.entries.pop()),
        })),
    ],
    [
      'a ballot',
      'a row of ballot',
      (parts) =>
        change(parts, 'ballot', ({ signed }) => ({
          signed: json(signed, (value: { statement: { openedAt: string } }) => {
            value.statement.openedAt = '2020-01-01T00:00:00.000Z';
          }),
        })),
    ],
    [
      'a tally',
      'ballot',
      (parts) => {
        for (const row of rowsOf(parts, 'ballot').filter(({ tally }) => tally !== null))
          row.tally = json(row.tally, (value: Record<string, { for: number }>) => {
            if (value['1'] !== undefined) value['1'].for += 1;
          });
      },
    ],
    ['a proposal', 'a row of proposal', (parts) => change(parts, 'proposal', () => ({ title: 'Noe annet' }))],
    [
      'a journal entry',
      'the journal',
      (parts) =>
        change(parts, 'journal_entry', ({ entry }) => ({
          entry: json(entry, (value: { at: string }) => {
            value.at = '2020-01-01T00:00:00.000Z';
          }),
        })),
    ],
    ['a journal node', 'the journal', (parts) => change(parts, 'journal_node', () => ({ hash: 'A'.repeat(43) }))],
    [
      'a journal entry left out at the end',
      'the journal',
      (parts) => {
        parts.rows.splice(
          parts.rows.findLastIndex(({ table }) => table === 'journal_entry'),
          1,
        );
        parts.rows = parts.rows.filter(({ table }) => table !== 'journal_detail');
      },
    ],
    [
      'the root in the header',
      'the journal',
      ({ header }) => {
        header.journal.root = 'A'.repeat(43);
      },
    ],
    [
      'a detail that the journal commits to',
      'the detail',
      (parts) => change(parts, 'journal_detail', () => ({ detail: '{"members":[]}' })),
    ],
    [
      'a detail that is no JSON',
      'a row of journal_detail',
      (parts) => change(parts, 'journal_detail', () => ({ detail: '{"members":[' })),
    ],
    [
      'a name that is half a pair of Unicode',
      'line 1, name',
      (parts) => {
        parts.header.name = '\ud800';
      },
    ],
    [
      'what the county says of the branch, left out',
      'those above',
      (parts) => {
        const vouching = ({ table, row }: Parts['rows'][number]): boolean =>
          table === 'entity_statement' && row.issuer !== row.subject;
        parts.rows = parts.rows.filter((row) => !vouching(row));
      },
    ],
    [
      'a county that names the branch as standing above it',
      'those above',
      (parts) => {
        for (const row of rowsOf(parts, 'entity_statement')) {
          if (row.issuer !== row.subject) continue;
          const [header, payload = '', signature] = String(row.jws).split('.');
          const said = JSON.parse(Buffer.from(payload, 'base64url').toString());
          const circular = JSON.stringify({ ...said, authority_hints: [parts.header.id] });
          row.jws = [header, Buffer.from(circular).toString('base64url'), signature].join('.');
        }
      },
    ],
    [
      'a resolution file',
      'a row of resolution',
      (parts) => change(parts, 'resolution', ({ jws }) => ({ jws: `${String(jws).slice(0, -4)}AAAA` })),
    ],
    [
      'a resolution left out',
      'fits neither',
      (parts) => {
        parts.rows = parts.rows.filter(({ table }) => table !== 'resolution');
      },
    ],
    [
      'a member without whom nothing fits',
      'fits neither',
      (parts) => {
        parts.rows = parts.rows.filter(({ table }) => table !== 'member');
      },
    ],
    ['a receipt', 'a row of delivery', (parts) => change(parts, 'delivery', () => ({ receipt: 'a.b.c' }))],
    [
      'the public key',
      'the key',
      (parts) => change(parts, 'branch', ({ public_key }) => ({ public_key: `${public_key} ` })),
    ],
    [
      'the name in the header',
      'another branch',
      ({ header }) => {
        header.name = 'Et annet lag';
      },
    ],
    [
      'the branch of another server',
      'public address',
      ({ header }) => {
        header.id = 'https://example.org/lag/bergen';
      },
    ],
    [
      'a newer schema',
      'newer Vedtak',
      ({ header }) => {
        header.schema.push('9999_later');
      },
    ],
    [
      'a table that is not there',
      'no table',
      (parts) => {
        parts.rows.push({ table: 'session', row: { token_hash: 'a', member: 'b', expires_at: 'c' } });
      },
    ],
    ['a column that is not there', 'line 2', (parts) => change(parts, 'branch', () => ({ more: 1 }))],
    [
      'a column that is missing',
      'member',
      (parts) => {
        delete rowsOf(parts, 'member')[0]?.leader;
      },
    ],
    [
      'the branch twice',
      'fits neither',
      (parts) => {
        const [branch] = parts.rows;
        if (branch !== undefined) parts.rows.push(branch);
      },
    ],
    [
      'no branch',
      'the first row',
      (parts) => {
        parts.rows.shift();
      },
    ],
  ];
  test.for(forgeries)('%s', async ([, detail, alter]) => {
    await expectNoArrival(departure, await forged(alter), 'export.wrong', detail);
  });

  test('the private key of another branch', async () => {
    const key = rowsOf(await partsOf(departure.county), 'branch')[0]?.secret_key ?? null;
    await expectNoArrival(
      departure,
      await forged((parts) => change(parts, 'branch', () => ({ secret_key: key }))),
      'export.secret',
    );
  });
});
