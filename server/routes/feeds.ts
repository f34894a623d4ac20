import type { Context } from 'hono';
import { etag } from 'hono/etag';
import { findBallot } from '../../db/ballots.ts';
import { findBranch } from '../../db/branch.ts';
import type { Reader } from '../../db/engine.ts';
import { newestPublished, newestReceived } from '../../db/feeds.ts';
import { findHearing } from '../../db/hearings.ts';
import { findReceived } from '../../db/received.ts';
import type { Branch } from '../branch.ts';
import type { Routes } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { aknMedia, akomaNtoso } from '../rules/akoma-ntoso.ts';
import { atomFeed, atomMedia } from '../rules/atom.ts';
import { type Organization, type PopoloSource, popoloOf } from '../rules/popolo.ts';
import { fromMarkdown, toMarkdown } from '../rules/proposal.ts';
import { adoptedBlocks, type PublishedResolution } from '../rules/published.ts';
import { readResolution } from '../rules/verify-resolution.ts';
import { mustFind } from './resolutions.ts';

/** Entries of a feed. */
const newest = 50;
/** Resolutions in one Popolo document. */
const mostMotions = 1000;

/** What other programs read of a branch: feeds, votes and texts in formats that are not ours. All of it is public. */
export function feedRoutes({ app, branch }: Routes): void {
  const { engine, id } = branch;
  /** Answers an address with what is committed; who has it already is told that it is the same (RFC 9110, section 13.1.2). */
  const document = (
    path: string,
    media: string,
    write: (reader: Reader, context: Context) => Promise<string>,
  ): void => {
    app.get(`/lag/:slug/${path}`, etag(), async (context) => {
      const text = await engine.read((reader) => write(reader, context));
      return context.body(text, 200, { 'content-type': media, 'cache-control': 'no-cache' });
    });
  };
  const json = (path: string, write: (reader: Reader, context: Context) => Promise<object>): void =>
    document(path, 'application/json', async (...all) => JSON.stringify(await write(...all)));

  document('atom.xml', atomMedia, async (reader) =>
    atomFeed({
      self: `${id}/atom.xml`,
      title: `${branch.name}: vedtak`,
      branch,
      since: await beginning(reader),
      entries: (await newestPublished(reader, newest)).map(({ signedAt, ...row }) => ownOf(branch, row, signedAt)),
    }),
  );

  document('collection/atom.xml', atomMedia, async (reader) =>
    atomFeed({
      self: `${id}/collection/atom.xml`,
      title: `${branch.name}: mottatte vedtak`,
      branch,
      since: await beginning(reader),
      entries: (await newestReceived(reader, newest)).map((row) => receivedOf(branch, row)),
    }),
  );

  json('popolo/organization.json', async () => organizationOf(branch));

  json('popolo/resolutions.json', async (reader) => {
    const rows = await newestPublished(reader, mostMotions);
    const all = await Promise.all(rows.map(async (row) => popoloOf(await sourceOf(reader, branch, row))));
    return {
      organizations: [organizationOf(branch)],
      motions: all.flatMap(({ motions }) => motions),
      vote_events: all.flatMap((one) => one.vote_events),
    };
  });

  json('popolo/resolutions/:file{[0-9]+\\.json}', async (reader, context) => {
    const row = await mustBeSigned(reader, fileName(context));
    return { organizations: [organizationOf(branch)], ...popoloOf(await sourceOf(reader, branch, row)) };
  });

  document('akn/resolutions/:file{[0-9]+\\.xml}', aknMedia, async (reader, context) => {
    const row = await mustBeSigned(reader, fileName(context));
    return resolutionText(ownOf(branch, row, ''));
  });

  document('akn/collection/:file{[A-Za-z0-9_-]+\\.xml}', aknMedia, async (reader, context) => {
    const row = await findReceived(reader, fileName(context));
    if (row === undefined) throw new Problem('not_found', 'no such resolution was received');
    return resolutionText(receivedOf(branch, { ...row, receivedAt: row.received_at }));
  });

  document('akn/hearings/:file{[A-Za-z0-9_-]+\\.xml}', aknMedia, async (reader, context) => {
    const row = await findHearing(reader, fileName(context));
    if (row === undefined) throw new Problem('not_found', 'there is no such hearing here');
    const { hash, issuer, issuer_name, statement } = row;
    return akomaNtoso({
      kind: 'hearing',
      branch: { id: issuer, name: issuer_name },
      title: statement.content.title,
      blocks: fromMarkdown(toMarkdown(statement.content.blocks)),
      number: hash,
      at: statement.at,
      page: `${id}/horing/${hash}`,
      file: `${id}/hearings/${hash}.jws`,
      hash,
    });
  });
}

/** The name in the last part of an address, without its ending. */
function fileName(context: Context): string {
  return (context.req.param('file') ?? '').replace(/\.[a-z]+$/u, '');
}

async function beginning(reader: Reader): Promise<string> {
  const row = await findBranch(reader);
  if (row === undefined) throw new Error('a branch without its row');
  return row.created_at;
}

function organizationOf({ id, name, level, parent }: Branch): Organization {
  const links = [
    { url: id, note: 'The branch' },
    { url: `${id}/atom.xml`, note: 'Its resolutions (Atom)' },
  ];
  return { id, name, classification: level, parent_id: parent, links };
}

async function mustBeSigned(
  reader: Reader,
  number: string,
): Promise<{ number: number; hash: string; jws: string; ballot: string }> {
  const row = await mustFind(reader, number);
  if (row.jws === null) throw new Problem('not_found', 'this resolution is not signed yet');
  return { ...row, jws: row.jws };
}

function ownOf(
  branch: Branch,
  { number, hash, jws }: { number: number; hash: string; jws: string },
  at: string,
): PublishedResolution {
  const page = `${branch.id}/vedtak/${number}`;
  const file = `${branch.id}/resolutions/${number}.jws`;
  return { id: page, hash, payload: must(readResolution(jws)).payload, branch, at, page, file };
}

function receivedOf(
  { id }: Branch,
  {
    hash,
    name,
    payload,
    receivedAt,
  }: Pick<PublishedResolution, 'hash' | 'payload'> & { name: string; receivedAt: string },
): PublishedResolution {
  return {
    id: `${payload.branch}/vedtak/${payload.number}`,
    hash,
    payload,
    branch: { id: payload.branch, name },
    at: receivedAt,
    page: `${id}/mottatt/${hash}`,
    file: `${id}/collection/${hash}.jws`,
  };
}

function resolutionText({ hash, payload, branch, page, file }: PublishedResolution): string {
  return akomaNtoso({
    kind: 'resolution',
    branch,
    title: payload.title,
    blocks: adoptedBlocks(payload),
    number: String(payload.number),
    at: payload.decidedAt,
    page,
    file,
    hash,
  });
}

async function sourceOf(
  reader: Reader,
  branch: Branch,
  row: { number: number; hash: string; jws: string; ballot: string },
): Promise<PopoloSource> {
  const { id, file, payload } = ownOf(branch, row, '');
  const decided = await findBallot(reader, row.ballot);
  return { id, file, payload, definitions: decided === undefined ? [] : [decided.definition.statement] };
}
