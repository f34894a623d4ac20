import { lookup as resolveName } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, fetch as request } from 'undici';
import { isPublic, mustBeOpen, type Ways } from './egress.ts';
import { Problem } from './problem.ts';

/** Milliseconds for a connection, for the first line of an answer, and between two pieces of it. */
const patience = 20_000;
/** Bytes of an answer, whatever its reader takes. */
const longestAnswer = 8 * 1024 * 1024;

/**
 * The way out of a Node server: a name is resolved once, each address that it leads to must be public, and the connection
 * is made to one of just these, so that the name cannot lead elsewhere between the check and the request (DNS rebinding).
 * Redirects are not followed, and a proxy that the environment names is not used.
 * @param resolve asks for the addresses of a name, as `dns.lookup` does.
 */
export function nodeEgress(
  ways: Ways,
  resolve: typeof resolveName = resolveName,
): (url: string, init?: RequestInit) => Promise<Response> {
  const limits = { headersTimeout: patience, bodyTimeout: patience, maxResponseSize: longestAnswer };
  const anywhere = new Agent({ ...limits, connect: { timeout: patience } });
  const internet = new Agent({ ...limits, connect: { timeout: patience, lookup: publicOnly(resolve) } });
  return async (url, init) => {
    const dispatcher = mustBeOpen(url, ways) ? anywhere : internet;
    try {
      const answer = await request(url, { ...(init as object), redirect: 'manual', dispatcher });
      return answer as unknown as Response;
    } catch (error) {
      throw error instanceof Error && error.cause instanceof Problem ? error.cause : error;
    }
  };
}

function publicOnly(resolve: typeof resolveName): LookupFunction {
  return (name, options, found) => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return found(error, '');
      const [first] = addresses;
      const inside = addresses.find(({ address }) => !isPublic(address));
      if (first === undefined || inside !== undefined)
        return found(new Problem('address.private', `${name} leads to ${inside?.address ?? 'nothing'}`), '');
      if (options.all === true) return found(null, addresses);
      found(null, first.address, first.family);
    });
  };
}
