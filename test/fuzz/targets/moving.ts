import { type Header, type Row, readExport } from '../../../server/moving/format.ts';
import { Problem } from '../../../server/problem.ts';
import { type Hall, openOn, resolveText } from '../../support/hall.ts';
import { exportOf, gatherDeparture, importTo, type Parts, partsOf, sharedSecret } from '../../support/moving.ts';
import { startServer } from '../../support/server.ts';
import { mutateBytes, mutateText, mutateValue } from '../mutate.ts';
import type { Random } from '../random.ts';
import { holds, type Target } from '../target.ts';

/** What the branch does before it leaves. */
async function meet(hall: Hall): Promise<void> {
  await resolveText(hall);
  await openOn(hall);
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 777) yield bytes.subarray(at, at + 777);
}

/** A row with something changed in one of its columns: its text, or the JSON in it. */
function changedRow(random: Random, row: Parts['rows'][number]): Parts['rows'][number] {
  const columns = Object.keys(row.row);
  if (columns.length === 0) return row;
  const column = random.pick(columns);
  const value = row.row[column] ?? null;
  let changed: unknown = value;
  if (typeof value === 'string' && value.startsWith('{') && random.chance(0.7))
    changed = JSON.stringify(mutateValue(random, JSON.parse(value), []));
  else if (typeof value === 'string' && random.chance(0.7)) changed = mutateText(random, value, []);
  else changed = mutateValue(random, value, []);
  return { table: row.table, row: { ...row.row, [column]: changed as string } };
}

/** An export with some of its rows changed, left out, doubled or moved, its last line right. */
function forged(random: Random, { header, rows }: Parts): Uint8Array<ArrayBuffer> {
  const at = random.below(rows.length);
  const row = rows[at] as Parts['rows'][number];
  const to = random.below(rows.length);
  switch (random.below(8)) {
    case 0:
      return exportOf({ header: mutateValue(random, header, []) as Header, rows });
    case 1:
      return exportOf({ header, rows: rows.toSpliced(at, 1) });
    case 2:
      return exportOf({ header, rows: rows.toSpliced(to, 0, row) });
    case 3:
      return exportOf({ header, rows: rows.with(at, rows[to] ?? row).with(to, row) });
    default:
      return exportOf({ header, rows: rows.with(at, changedRow(random, row)) });
  }
}

const lines: Target<Uint8Array> = {
  name: 'export',
  reads:
    'server/moving/format.ts readExport: the file in which a branch moves, line by line; vedtak import reads it too',
  async open() {
    const departure = await gatherDeparture(meet);
    const { bytes } = departure;
    await departure.end();
    const parts = await partsOf(bytes);
    const short = exportOf({ header: parts.header, rows: parts.rows.slice(0, 12) });
    return {
      make: (random) =>
        random.chance(0.5)
          ? mutateBytes(random, short, [short, bytes])
          : forged(random, { ...parts, rows: parts.rows.slice(0, 40) }),
      async attempt(file) {
        const read: (Header | Row)[] = [];
        try {
          for await (const line of readExport(pieces(file))) read.push(line);
        } catch (error) {
          if (error instanceof Problem && error.refusal.code === 'export.wrong') return false;
          throw error;
        }
        const [header, ...rows] = read;
        holds(header !== undefined && !('table' in header), 'the header comes first');
        const again = exportOf({ header, rows: rows as Parts['rows'] });
        holds(JSON.stringify((await partsOf(again)).rows) === JSON.stringify(rows), 'what is read is written the same');
        return true;
      },
    };
  },
};

const arrival: Target<Uint8Array<ArrayBuffer>> = {
  name: 'arrival',
  reads: 'server/moving/app.ts, arrival.ts, rows.ts, ballots.ts: a branch that arrives, row by row',
  async open() {
    const departure = await gatherDeparture(meet);
    const { bytes, front, hall } = departure;
    const parts = await partsOf(bytes);
    const options = { url: front.url, secret: sharedSecret };
    let fresh = departure.fresh;
    return {
      make: (random) => (random.chance(0.1) ? new Uint8Array(mutateBytes(random, bytes, [])) : forged(random, parts)),
      async attempt(file) {
        const before = await fresh.stored();
        const answer = await importTo(fresh, hall.slug, file);
        const text = await answer.text();
        holds(answer.status < 500, `answers ${answer.status}: ${text.slice(0, 300)}`);
        if (!answer.ok) {
          holds((await fresh.stored()) === before, 'what is refused leaves nothing');
          return false;
        }
        const page = await fetch(`${fresh.address}/lag/${hall.slug}/api/snapshot`);
        const shown = await page.text();
        holds(page.ok, `a branch that arrived shows its meeting: ${page.status} ${shown.slice(0, 200)}`);
        await fresh.end();
        fresh = await startServer(options);
        return true;
      },
      patience: 10_000,
      async close() {
        if (fresh !== departure.fresh) await fresh.end();
        await departure.end();
      },
    };
  },
};

export const movingTargets: readonly Target[] = [lines, arrival];
