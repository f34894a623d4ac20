import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';

/**
 * The address that a request to a Node server comes from. What comes from this machine comes from the proxy in front,
 * which says for whom at the end of `X-Forwarded-For`; undefined where it does not.
 */
export function addressOnNode(context: Context): string | undefined {
  const { incoming } = context.env as { incoming?: IncomingMessage };
  return notOwn(incoming?.socket.remoteAddress) ?? notOwn(context.req.header('x-forwarded-for')?.split(',').at(-1));
}

/** The address that Cloudflare says a request comes from. */
export function addressOnWorkers(context: Context): string | undefined {
  return notOwn(context.req.header('cf-connecting-ip'));
}

/** An address in its one spelling; undefined for what is none, and for those of the machine itself. */
function notOwn(text = ''): string | undefined {
  const trimmed = text.trim();
  if (!ipaddr.isValid(trimmed)) return undefined;
  const address = ipaddr.process(trimmed);
  return address.range() === 'loopback' ? undefined : address.toNormalizedString();
}
