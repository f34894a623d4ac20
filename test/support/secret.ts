import { Person, Refused } from '../../server/demo/person.ts';
import { closeSecret, draw, drop, openSecret, type SecretBallot } from '../../server/demo/secret.ts';
import { dropSeconds } from '../../server/rules/box.ts';
import type { Marks } from '../../server/rules/formats.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import type { Hall } from './hall.ts';
import { propose } from './hall.ts';

/** Adds a proposal and opens a secret ballot on it, point by point. */
export async function openSecretOn(hall: Hall, text?: string): Promise<SecretBallot> {
  const { proposal, content } = await propose(hall, text);
  return openSecret(hall.pair, proposal, { kind: 'text', content }, { mode: 'points' });
}

/** The chair closes the drawing, with the shortest window. */
export async function closeDrawing({ administrator, slug }: Hall, ballot: string): Promise<void> {
  await administrator.call('closeDrawing', { slug, ballot }, { seconds: dropSeconds.least });
}

/** Waits until the window of a ballot is over, by asking, and gives how many papers lie in the box. */
export async function lookAfter({ administrator, slug }: Hall, ballot: string): Promise<number> {
  for (;;) {
    try {
      return (await administrator.call('lookInBox', { slug, ballot })).papers;
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'box.shut') throw error;
      await new Promise((later) => setTimeout(later, 200));
    }
  }
}

/** The first people of a hall draw papers, each with marks of its own, and drop them in the other order; the ballot is closed. */
export async function settleSecret(hall: Hall, secret: SecretBallot, marks: readonly Marks[]): Promise<BoxedPaper[]> {
  const papers: BoxedPaper[] = [];
  for (const [i, own] of marks.entries()) {
    const person = hall.people[i];
    if (person === undefined) throw new Error('there are more papers than people');
    papers.push(await draw(person, hall.slug, secret, own));
  }
  await closeDrawing(hall, secret.ballot);
  for (const boxed of papers.toReversed()) await drop(new Person(hall.pair.server), hall.slug, boxed);
  await lookAfter(hall, secret.ballot);
  await closeSecret(hall.pair, secret.ballot);
  return papers;
}
