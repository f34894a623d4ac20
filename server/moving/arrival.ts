import type { Engine, Reader } from '../../db/engine.ts';
import { checkpoint, journalFault } from '../../db/journal.ts';
import { schemaNames } from '../../db/migrations.ts';
import { allResolutions } from '../../db/resolutions.ts';
import { type AnyRow, detailsFrom, insertRows, isConstraint } from '../../db/transfer.ts';
import type { RowOf, TravellingTable } from '../../db/transfer-tables.ts';
import type { Listed } from '../directory.ts';
import { chainAbove } from '../federation.ts';
import { issuerKidIn } from '../issuer.ts';
import { openKey, SealError, safeOf } from '../keys.ts';
import { Problem } from '../problem.ts';
import { hashOf } from '../rules/canonical.ts';
import { commitmentOf } from '../rules/journal.ts';
import { checkBallots } from './ballots.ts';
import { type Header, type Row, readExport, wrongExport } from './format.ts';
import { mustHold, type Traveller } from './rows.ts';
import { agree } from './stored.ts';

/** Rows of one table that are written in one transaction. */
const rowsAtOnce = 1000;

/** What an export arrives at. */
export interface Destination {
  slug: string;
  /** The server's public origin. */
  url: string;
  secret: string;
}

/**
 * Takes an export in: writes its rows into the empty tables of a database, and verifies them. No transaction is open
 * while bytes are waited for, so what was written stays when this throws: the caller takes the database away then.
 * @throws Problem export.wrong or export.secret.
 */
export async function arrive(engine: Engine, chunks: AsyncIterable<Uint8Array>, to: Destination): Promise<Listed> {
  let header: Header | undefined;
  let traveller: Traveller | undefined;
  let waiting: { table: TravellingTable; rows: AnyRow[] } = { table: 'branch', rows: [] };
  for await (const line of readExport(chunks)) {
    if (!('table' in line)) {
      header = checkHeader(line, to);
      continue;
    }
    if (header === undefined) throw wrongExport('a row comes before the header');
    traveller ??= await travellerOf(line, header, to);
    await mustHold(line.table, line.row as RowOf<typeof line.table>, traveller);
    if (line.table !== waiting.table || waiting.rows.length === rowsAtOnce) {
      await write(engine, waiting);
      waiting = { table: line.table, rows: [] };
    }
    waiting.rows.push(line.row);
  }
  await write(engine, waiting);
  if (header === undefined || traveller === undefined) throw wrongExport('the file holds no branch');
  await engine.read((reader) => mustBeWhole(reader, header));
  const { slug, name, level, parent } = header;
  return { slug, name, level, parent };
}

function checkHeader(header: Header, { slug, url }: Destination): Header {
  const newer = header.schema.filter((name) => !schemaNames.includes(name));
  if (newer.length > 0) throw wrongExport(`it comes from a newer Vedtak: ${newer.join(', ')}`);
  if (header.slug !== slug) throw wrongExport(`it is of ${header.slug}, not of ${slug}`);
  if (header.id !== `${url}/lag/${slug}`)
    throw wrongExport(`the branch is ${header.id}, but this server is ${url}: a branch keeps its public address`);
  return header;
}

/** The branch's own row, the first one: the one that the header names, its key opening under the server's secret. */
async function travellerOf({ table, row }: Row, header: Header, { secret }: Destination): Promise<Traveller> {
  if (table !== 'branch') throw wrongExport('the first row is not the branch itself');
  const { id, slug, name, level, parent, kid, public_key, secret_key } = row as RowOf<'branch'>;
  if (!agree(header, { id, slug, name, level, parent })) throw wrongExport('the header is of another branch');
  try {
    const key = await openKey(secret_key, secret, id);
    if (key.kid !== kid || JSON.stringify(key.publicJwk) !== public_key)
      throw wrongExport('the key of the branch is not the one in its row');
    const safe = safeOf(secret, id);
    return {
      id,
      keys: [key.publicJwk],
      kidIn: async (sealed) => (await openKey(sealed, secret, id)).kid,
      issuerKidIn: (sealed) => issuerKidIn(safe, sealed),
    };
  } catch (error) {
    if (error instanceof SealError) throw new Problem('export.secret', error.message);
    throw error;
  }
}

async function write(engine: Engine, { table, rows }: { table: TravellingTable; rows: AnyRow[] }): Promise<void> {
  try {
    await engine.transact((writer) => insertRows(writer, table, rows));
  } catch (error) {
    if (isConstraint(error)) throw wrongExport(`a row of ${table} fits neither its table nor what it names`);
    throw error;
  }
}

/** What holds between rows: the journal and its tree, the commitments, the ballots, the chain of numbers. */
async function mustBeWhole(reader: Reader, header: Header): Promise<void> {
  const fault = await journalFault(reader);
  if (fault !== null) throw wrongExport(`the journal does not hold together at entry ${fault}`);
  if (hashOf(await checkpoint(reader)) !== hashOf(header.journal))
    throw wrongExport('the journal is not the one in the header');
  await checkAbove(reader, header);
  await checkDetails(reader);
  await checkBallots(reader, header.id);
  await checkNumbers(reader);
}

/** The branch can show who vouches for it, as it must whenever it signs. */
async function checkAbove(reader: Reader, header: Header): Promise<void> {
  try {
    await chainAbove(reader, header);
  } catch (error) {
    throw wrongExport(`what those above say does not hold together: ${error instanceof Error ? error.message : ''}`);
  }
}

/** Every erasable detail is the one that its journal entry commits to. */
async function checkDetails(reader: Reader): Promise<void> {
  for (let from = 0; ; ) {
    const details = await detailsFrom(reader, from, rowsAtOnce);
    const last = details.at(-1);
    if (last === undefined) return;
    for (const { idx, entry, salt, detail } of details) {
      const { commitment } = JSON.parse(entry) as { commitment?: string };
      if (commitment !== commitmentOf(salt, JSON.parse(detail)))
        throw wrongExport(`the detail of journal entry ${idx} is not the one that it commits to`);
    }
    from = last.idx + 1;
  }
}

/** The branch's resolutions are numbered without a gap, each naming the one before it. */
async function checkNumbers(reader: Reader): Promise<void> {
  let previous: string | null = null;
  let expected = 1;
  for (const { number, hash, statement } of await allResolutions(reader)) {
    if (number !== expected || statement.previous !== previous)
      throw wrongExport(`resolution ${number} does not follow the one before it`);
    previous = hash;
    expected += 1;
  }
}
