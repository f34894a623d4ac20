import type { Kysely } from 'kysely';
import { wholeQuestion } from '../server/rules/ballot.ts';
import { demandOf, fold } from '../server/rules/demand.ts';
import type { ResolutionPayload } from '../server/rules/statements.ts';
import type { Tables } from './schema.ts';

/** Makes what was received before resolutions were searched and their points summed up like what is received since. */
export async function describeReceived(db: Kysely<Tables>): Promise<void> {
  const hashes = await db.selectFrom('received').select('hash').execute();
  for (const { hash } of hashes) {
    const row = await db.selectFrom('received').selectAll().where('hash', '=', hash).executeTakeFirstOrThrow();
    const { title, text, points, ballots, decidedAt, number } = JSON.parse(row.payload) as ResolutionPayload;
    const fallen = points.filter(({ outcome }) => outcome === 'rejected').map((point) => point.text);
    await db
      .updateTable('received')
      .set({
        title,
        decided_at: decidedAt,
        path: JSON.stringify([{ id: row.branch, name: row.name }]),
        search: fold([String(number), row.name, title, text, ...fallen].join('\n')),
      })
      .where('hash', '=', hash)
      .execute();
    const tally = ballots.at(-1)?.tally ?? {};
    for (const point of points) {
      const votes = tally[String(point.number)] ?? tally[wholeQuestion];
      const demand = demandOf(point.text);
      await db
        .insertInto('received_point')
        .values({
          ...{ resolution: hash, branch: row.branch, ...point, demand, root: demand, search: fold(point.text) },
          ...{ votes_for: votes?.for ?? 0, votes_against: votes?.against ?? 0, votes_blank: votes?.blank ?? 0 },
        })
        .execute();
    }
  }
}
