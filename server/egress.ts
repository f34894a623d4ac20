import ipaddr from 'ipaddr.js';
import { Problem } from './problem.ts';

/** Where requests to other servers may go. */
export interface Ways {
  /** The server's own origin, at which its branches reach each other. */
  own: string;
  /** Whether http and addresses in private networks are allowed, as where all servers of a party stand in one network. */
  allowPrivate: boolean;
}

/** The block that all public IPv6 addresses are taken from (RFC 4291, section 2.4, and IANA's registry). */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an IP address, as text, is one that anybody on the internet reaches: no loopback, private, link-local,
 * carrier's, multicast or reserved one, and no IPv6 address that holds an IPv4 address.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast);
}

/**
 * Judges an address before it is asked; names are judged by where they lead to, when the connection is made.
 * @returns whether it is trusted, so that it may lead anywhere.
 * @throws Problem address.unreachable for what is no https, or holds credentials; address.private.
 */
export function mustBeOpen(address: string, { own, allowPrivate }: Ways): boolean {
  if (!URL.canParse(address)) throw new Problem('address.unreachable', 'this is no address');
  const { origin, protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '')
    throw new Problem('address.unreachable', 'an address with a name or a password in it is not asked');
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new Problem('address.unreachable', `${protocol} is not a way to another server`);
  if (origin === own || allowPrivate) return true;
  if (protocol !== 'https:') throw new Problem('address.unreachable', `${origin} is not asked without https`);
  const host = hostname.replace(/^\[|\]$/gu, '').replace(/\.$/u, '');
  const isPrivate = ipaddr.isValid(host) ? !isPublic(host) : /(?:^|\.)(?:localhost|local|internal)$/u.test(host);
  if (isPrivate) throw new Problem('address.private', `${host} is not an address on the internet`);
  return false;
}

/** A way out that asks only what is open, and follows nothing: for a platform that itself reaches the internet alone. */
export function guarded(request: typeof fetch, ways: Ways): (url: string, init?: RequestInit) => Promise<Response> {
  return async (url, init) => {
    mustBeOpen(url, ways);
    return request(url, { ...init, redirect: 'manual' });
  };
}

/**
 * The text of an answer, read no further than it may be long, in bytes; undefined where it is longer.
 * @throws TypeError or DOMException when the connection ends before it does.
 */
export async function textWithin(answer: Response, longest: number): Promise<string | undefined> {
  if (answer.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > longest) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
