import type { Hall } from './hall.ts';

/** Calls every endpoint of the collection, of demands and of treatments once with success, on the resolution with a number. */
export async function treatInCounty(
  { administrator: leader, pair, slug: writer, server }: Hall,
  number: number,
): Promise<void> {
  const slug = pair.county;
  const { received } = await leader.call('collection', { slug, year: String(new Date().getFullYear()) });
  const hash = received.find((one) => one.number === number)?.resolution ?? '';
  const at = { slug, hash };
  await leader.call('senders', { slug });
  const [one, other] = (await leader.call('demands', { slug })).demands.map(({ demand }) => demand);
  await leader.call('linkDemands', { slug, demand: one ?? '' }, { other: other ?? '' });
  await leader.call('demand', { slug, demand: other ?? '' });
  await leader.call('unlinkDemand', { slug, demand: other ?? '' });
  const meeting = { title: 'Fylkesstyret', place: '', startsAt: new Date().toISOString(), quorum: { num: 0, den: 1 } };
  await leader.call('createMeeting', { slug }, meeting);
  await leader.call('putToVote', at, { item: null, points: [1] });
  await leader.call('treatmentSuggestion', at);
  const points = [{ number: 1, recommendation: 'adopt' as const, outcome: null, reason: 'God.' }];
  await leader.call('treat', at, { previous: null, points });
  await leader.call('collectionItem', at);
  await leader.call('custody', { slug: writer, number: String(number) });
  for (const path of [`${slug}/collection/${hash}`, `${writer}/resolutions/${number}`])
    await fetch(`${server.address}/lag/${path}/custody.json`);
}
