import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { pathOf } from '../../../server/api/endpoints.ts';
import { gatherHall, type Hall, openOn, propose, resolveText } from '../../support/hall.ts';
import { harmlessBodies } from '../../support/harmless.ts';
import { holds, type Target } from '../target.ts';
import { type Asked, type Known, requestFor } from './requests.ts';
import { world } from './world.ts';

/** What one hall answers, and what it knows. */
interface Open extends Known {
  hall: Hall;
  /** The leader's session, as a Cookie header has it. */
  cookie: string;
}

async function openHall(): Promise<Open> {
  const hall = await gatherHall({ delegates: 3 });
  await resolveText(hall);
  const { proposal } = await propose(hall);
  const ballot = await openOn(hall);
  const branch = `${hall.pair.server}/lag/${hall.slug}`;
  const { messages, meeting, custody, receipt } = await world();
  return {
    hall,
    slug: hall.slug,
    letters: [...Object.values(messages), meeting.file.jws, receipt, custody],
    cookie: await sessionOf(hall, branch),
    real: { slug: hall.slug, meeting: hall.meeting, proposal, ballot, number: '1' },
    bodies: new Map(Object.entries(harmlessBodies(branch))),
  };
}

/** Signs the leader in. @throws Error when the server does not take it. */
async function sessionOf({ administrator, server, slug }: Hall, branch: string): Promise<string> {
  const { nonce } = await administrator.call('nonce', { slug });
  const body = JSON.stringify(
    administrator.sign({ typ: 'vedtak/login/1', branch, nonce, at: new Date().toISOString() }),
  );
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(server.address + pathOf('login', { slug }), { method: 'POST', headers, body });
  const [cookie] = answer.headers.getSetCookie();
  if (cookie === undefined) throw new Error(`signing in answers ${answer.status}`);
  return cookie.split(';')[0] ?? '';
}

function send(
  { hall, cookie }: Open,
  { method, path, headers, body, latin, signedIn }: Asked,
): Promise<{ status: number; text: string }> {
  const sent = {
    ...(body === null ? {} : { 'content-type': 'application/json' }),
    ...(signedIn ? { cookie } : {}),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage): void => {
      let text = '';
      const done = (): void => resolve({ status: response.statusCode ?? 0, text });
      if (response.headers['content-type']?.startsWith('text/event-stream') === true) {
        outgoing.destroy();
        done();
        return;
      }
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (text.length < 4000) text += chunk;
      });
      response.on('end', done);
      response.on('error', done);
    };
    const outgoing = request(
      `${hall.server.address}`,
      { method, path, headers: sent, agent: false, timeout: 120_000 },
      answered,
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in two minutes')));
    outgoing.on('continue', () => undefined);
    // a server may answer and shut before it has read a body
    outgoing.on('error', (error: NodeJS.ErrnoException) =>
      ['ECONNRESET', 'EPIPE'].includes(error.code ?? '') ? resolve({ status: 400, text: '' }) : reject(error),
    );
    outgoing.end(body === null ? undefined : Buffer.from(body, latin ? 'latin1' : 'utf8'));
  });
}

/** Writes anything to a connection, and waits until the server has shut it or said something. */
function write({ hall }: Open, raw: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(hall.server.address).port), 'localhost');
    let text = '';
    const done = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/u.exec(text)?.[1] ?? 400), text });
    };
    const timer = setTimeout(done, 300);
    socket.on('error', done);
    socket.on('close', done);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      done();
    });
    socket.write(Buffer.from(raw, 'latin1'));
  });
}

/** Every so many requests the hall is gathered anew: what was taken may have ended its meeting. */
const renewed = 1500;

const http: Target<Asked> = {
  name: 'http',
  reads:
    'server/app.ts, branch-app.ts, mount.ts, limits.ts, session.ts, client-address.ts, routes/*: methods, addresses, queries, cursors, Last-Event-ID, cookies, headers and bodies of requests',
  async open() {
    let open = await openHall();
    let asked = 0;
    const answer = (input: Asked): Promise<{ status: number; text: string }> =>
      input.raw === undefined ? send(open, input) : write(open, input.raw);
    return {
      make: (random) => requestFor(random, open),
      async attempt(input) {
        asked += 1;
        if (asked % renewed === 0) {
          await open.hall.server.end();
          open = await openHall();
        }
        const before = await open.hall.server.stored();
        const { status, text } = await answer(input);
        holds(status < 500, `answers ${status}: ${text.slice(0, 300)}`);
        if (status < 400 && input.method !== 'GET') return true;
        if ((await open.hall.server.stored()) === before) return status < 400;
        // what was taken before may have had work left to do: the same again, when that is done
        await new Promise((later) => setTimeout(later, 500));
        const quiet = await open.hall.server.stored();
        const again = await answer(input);
        holds(
          again.status < 400 || (await open.hall.server.stored()) === quiet,
          `a request that is refused with ${status} stores nothing`,
        );
        return again.status < 400;
      },
      patience: 5000,
      close: () => open.hall.server.end(),
    };
  },
};

export const httpTargets: readonly Target[] = [http];
