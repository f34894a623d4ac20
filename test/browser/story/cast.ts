import { readFileSync } from 'node:fs';
import type { Person } from '../../../server/demo/person.ts';
import { type Device, Stage } from '../../support/browser.ts';

/** The real resolution's text, as it is pasted. */
export const text = readFileSync('server/demo/kvoteflyktninger.txt', 'utf8');
const lines = text.split('\n').map((line) => line.trim());

/** Its eight points and its other lines, word for word: what stands after a bullet, and what has none. */
export const points = lines.filter((line) => line.startsWith('·')).map((line) => line.slice(1).trim());
export const others = lines.filter((line) => line !== '' && !line.startsWith('·'));

/** The points as they are put to the vote: one word of the fifth is another. */
export const edited = points.map((point, i) => (i === 4 ? point.replace('jobber', 'arbeider') : point));

/** Members with a browser of their own, and members with a software phone. Lars comes late. */
export const names = ['Kari Hansen', 'Ola Berge', 'Ingrid Lie', 'Per Dale', 'Anne Vik', 'Lars Sætre'] as const;
export const crowdNames = [
  'Berit Moen',
  'Odd Tveit',
  'Amina Ali',
  'Knut Haugen',
  'Marit Aase',
  'Yusuf Rahman',
] as const;

/** Everybody who takes part: Astrid keeps the roll, Kari chairs, Ola and Ingrid sign. */
export interface Cast {
  stage: Stage;
  /** Laptops. */
  secretary: Device;
  chair: Device;
  /** Phones. */
  ola: Device;
  ingrid: Device;
  per: Device;
  anne: Device;
  lars: Device;
  /** Somebody who is not signed in anywhere, at the county's page. */
  county: Device;
  /** Delegates with software phones. */
  crowd: Person[];
}

export async function gather(): Promise<Cast> {
  const stage = await Stage.open();
  const laptop = { screen: 'laptop' } as const;
  return {
    stage,
    secretary: await stage.device(laptop),
    chair: await stage.device(laptop),
    ola: await stage.device(),
    ingrid: await stage.device(),
    per: await stage.device(),
    anne: await stage.device({ screen: 'small' }),
    lars: await stage.device(),
    county: await stage.device(laptop),
    crowd: [],
  };
}
