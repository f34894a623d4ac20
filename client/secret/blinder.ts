import type { IssuerKey, PaperStatement } from '../../server/rules/secret-statements.ts';

interface Message {
  issuer: IssuerKey;
  paper: PaperStatement;
  prefix: string;
}

/** What the page asks of the worker: RFC 9474 section 4.2, or section 4.4. */
export type Job = Message & ({ kind: 'blind' } | { kind: 'unblind'; inverse: string; blindSignature: string });

/** A blinded paper, and what takes the blinding off. Base64url. */
interface Blinded {
  blinded: string;
  inverse: string;
}

/** What the worker says of a job; `fault` is what it could not do, in English. */
export type Reply = Blinded | { signature: string } | { fault: string };

/** The worker's own word that a job cannot be done: the signature that came is not one over the paper. */
export class BlindingFault extends Error {}

/** A worker that no job has taken yet. */
let ready: Worker | undefined;

function startWorker(): Worker {
  return new Worker(new URL('./blinder-worker.ts', import.meta.url), { type: 'module' });
}

/** Loads the worker of the next job, which then asks for nothing: the phone may have lost its network by then. */
export function prepareBlinder(): void {
  if (ready !== undefined) return;
  const worker = startWorker();
  ready = worker;
  worker.addEventListener('error', () => {
    if (ready === worker) ready = undefined;
  });
}

/** Does a job in a worker of its own, which ends with it. @throws Error where the worker's code cannot be had. */
async function inWorker(job: Job): Promise<Exclude<Reply, { fault: string }>> {
  const worker = ready ?? startWorker();
  ready = undefined;
  try {
    const reply = await new Promise<Reply>((answer, fail) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => answer(data));
      worker.addEventListener('error', (event) => fail(new Error(event.message || 'the worker could not be loaded')));
      worker.postMessage(job);
    });
    if ('fault' in reply) throw new BlindingFault(reply.fault);
    return reply;
  } finally {
    worker.terminate();
  }
}

/** Blinds a paper for the key of its ballot. @throws Error where the worker's code cannot be had. */
export async function blind(message: Message): Promise<Blinded> {
  const reply = await inWorker({ ...message, kind: 'blind' });
  if ('signature' in reply) throw new BlindingFault('the worker answered another question');
  return reply;
}

/**
 * The signature of the ballot's key over the paper, base64url, out of the blind signature; it has been seen to hold.
 * @throws BlindingFault when it does not, Error where the worker's code cannot be had.
 */
export async function unblind(message: Message & { inverse: string; blindSignature: string }): Promise<string> {
  const reply = await inWorker({ ...message, kind: 'unblind' });
  if (!('signature' in reply)) throw new BlindingFault('the worker answered another question');
  return reply.signature;
}
