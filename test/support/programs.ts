import type { Hall } from './hall.ts';
import { openReceiver } from './receiver.ts';

/** Calls every command about programs, and reads what they read of a hall that has signed a resolution. */
export async function servePrograms({ administrator, pair, slug, meeting }: Hall): Promise<void> {
  const receiver = await openReceiver();
  try {
    const { webhook } = await administrator.call(
      'addWebhook',
      { slug },
      { url: receiver.url, events: ['resolution.signed'] },
    );
    const { delivery } = await administrator.call('testWebhook', { slug, webhook });
    await administrator.call('resendWebhook', { slug, webhook, delivery });
    await administrator.call('webhooks', { slug });
    await administrator.call('switchWebhook', { slug, webhook }, { on: false });
    await administrator.call('removeWebhook', { slug, webhook });
  } finally {
    await receiver.close();
  }
  const wanted = { name: 'Arkiv', scopes: ['minutes' as const], expires: null };
  const { bearer, token } = await administrator.call('createToken', { slug }, wanted);
  await administrator.call('tokens', { slug });
  const headers = { authorization: `Bearer ${bearer}` };
  for (const path of [`api/meetings/${meeting}/minutes`, 'api/deliveries', 'api/tokens'])
    await fetch(`${pair.server}/lag/${slug}/${path}`, { headers });
  await administrator.call('revokeToken', { slug, token });
  await fetch(`${pair.server}/lag/${slug}/api/meetings/${meeting}/minutes`, { headers });
  for (const path of ['atom.xml', 'popolo/organization.json', 'popolo/resolutions.json', 'popolo/resolutions/1.json'])
    await fetch(`${pair.server}/lag/${slug}/${path}`);
  for (const path of ['akn/resolutions/1.xml', 'akn/resolutions/77.xml'])
    await fetch(`${pair.server}/lag/${slug}/${path}`);
  await fetch(`${pair.server}/lag/${pair.county}/collection/atom.xml`);
}
