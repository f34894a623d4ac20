import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import * as v from 'valibot';
import type { Endpoint } from '../api/endpoint.ts';
import { type BodyOf, type EndpointName, endpoints, pathOf, type ResponseOf } from '../api/endpoints.ts';
import { siteOf } from '../rules/passkey.ts';
import type { PersonStatement, Signed } from '../rules/statements.ts';
import { SoftwareAuthenticator } from './authenticator.ts';

const ProblemBody = v.object({ code: v.string(), status: v.number(), detail: v.string() });

/** The server refused a call. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;

  constructor(name: string, { code, status, detail }: v.InferOutput<typeof ProblemBody>) {
    super(`${name}: ${code} (${status}): ${detail}`);
    this.code = code;
    this.status = status;
  }
}

/** A person with a phone: a software authenticator, cookies of their own, and the public API. */
export class Person {
  readonly phone: SoftwareAuthenticator;
  /** The server's origin. */
  readonly server: string;
  /** The member id, once enrolled or set up. */
  member = '';
  readonly #cookies = new Map<string, string>();

  constructor(server: string, phone = new SoftwareAuthenticator()) {
    this.server = server;
    this.phone = phone;
  }

  /** Sends a request with this person's cookies and keeps those that it sets. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#cookies.size > 0)
      headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(this.server + path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /**
   * Calls an endpoint.
   * @throws Refused with the problem that the server gave.
   */
  async call<N extends EndpointName>(
    name: N,
    parameters: Record<string, string> = {},
    body?: BodyOf<N>,
  ): Promise<ResponseOf<N>> {
    const { method, response: schema }: Endpoint = endpoints[name];
    const init: RequestInit = { method };
    if (body !== undefined) {
      init.headers = { 'content-type': 'application/json' };
      init.body = JSON.stringify(body);
    }
    const response = await this.fetch(pathOf(name, parameters), init);
    const json: unknown = await response.json();
    if (!response.ok) throw new Refused(name, v.parse(ProblemBody, json));
    return v.parse(schema, json) as ResponseOf<N>;
  }

  /** Makes a passkey on the phone and remembers whose it is. */
  register(options: ResponseOf<'enrolmentOptions'>['options']): BodyOf<'enrol'>['registration'] {
    const creation = options as unknown as PublicKeyCredentialCreationOptionsJSON;
    this.member = Buffer.from(creation.user.id, 'base64url').toString('utf8');
    return this.phone.register(creation, this.server);
  }

  /** Signs a statement as this person, on the server's site. */
  sign<S extends PersonStatement>(statement: S, as: { flags?: number; origin?: string } = {}): Signed<S> {
    const { rpId, origin } = siteOf(this.server);
    return this.phone.sign(statement, { signer: this.member, rpId, origin, ...as });
  }

  /** Uses an invitation up: makes a passkey and is signed in. */
  async enrol(slug: string, token: string): Promise<void> {
    const { options } = await this.call('enrolmentOptions', { slug }, { token });
    await this.call('enrol', { slug }, { token, registration: this.register(options) });
  }

  /** Signs in with the passkey. */
  async signIn(slug: string): Promise<void> {
    const { nonce, at } = await this.call('nonce', { slug });
    const branch = `${this.server}/lag/${slug}`;
    await this.call('login', { slug }, this.sign({ typ: 'vedtak/login/1', branch, nonce, at }));
  }
}
