import { fold } from './demand.ts';

/** A demand by what it has in common wherever it is made, and one wording of it. */
export interface Worded {
  demand: string;
  text: string;
}

/** Two demands that may be the same; `likeness` is 0 to 1. */
export interface Alike {
  demand: string;
  other: string;
  likeness: number;
}

/** From how much on two demands are shown to a person as alike. */
const alikeFrom = 0.6;

/** Words that say nothing of what is demanded, in both written forms of Norwegian. */
const empty = new Set(
  `ad alle alt andre at av bare ble bli blir bør da de deg dei dem den denne der dermed det dette di disse du då eg ei eit
  eitt en enn er ei et ett etter for fra frå få får gjennom gjøre gjere ha hadde han har hun hva hvor hvordan i ikke ikkje
  ikkje ikkje inn jeg kan ko kor korleis kva kunne man med meg men mer meir mest mot må når no nå ny nye og også om opp oss
  over på sa se seg selv si sin sine sitt sjølv skal skulle slik slike som så til ut vaere vera var vart ved vi vil ville
  være vært ved å arbeidarpartiet arbeiderpartiet ap`.split(/\s+/u),
);

/** Words of Nynorsk, and forms that no ending explains, as the other form has them. */
const forms = new Map(Object.entries({ noreg: 'norge', tek: 'ta', tar: 'ta', tok: 'ta', tatt: 'ta', teke: 'ta' }));

/**
 * The word without its inflection, roughly: only compared with others that went the same way.
 * "flyktningene", "flyktningar" and "flyktning" become one, "årleg" and "årlig" too.
 */
function stem(word: string): string {
  const form = (forms.get(word) ?? word).replace(/leg(?=e?$)/u, 'lig');
  if (form.length < 4 || /\d/u.test(form)) return form;
  return form.replace(/(?<=.{2})(?:enes|anes|ene|ane|ens|ets|ers|ars|en|et|er|ar|es|te|de|e|a|s)$/u, '');
}

interface Features {
  demand: string;
  words: string[];
  /** Each two words that follow each other. */
  pairs: string[];
  /** All numbers, sorted. */
  numbers: string;
}

function featuresOf({ demand, text }: Worded): Features {
  const all = fold(text)
    .split(' ')
    .filter((word) => word !== '' && !empty.has(word));
  const words = all.map(stem);
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`);
  const numbers = all.filter((word) => /\d/u.test(word)).sort();
  return { demand, words: [...new Set(words)], pairs: [...new Set(pairs)], numbers: [...new Set(numbers)].join(' ') };
}

/**
 * Pairs of demands that say the same in differing words, the most alike first: the rare words of the shorter one, and its
 * pairs of neighbouring words, stand in the other, and both name the same numbers. A person decides whether they are the same.
 */
export function findAlike(demands: readonly Worded[]): Alike[] {
  const features = demands.map(featuresOf);
  const holders = new Map<string, number[]>();
  for (const [i, { words }] of features.entries())
    for (const word of words) holders.set(word, [...(holders.get(word) ?? []), i]);
  const weight = (word: string): number => Math.log(1 + features.length / (holders.get(word)?.length ?? 1));
  const found: Alike[] = [];
  for (const [i, one] of features.entries()) {
    for (const [j, shared] of sharing(one, i, holders)) {
      const other = features[j];
      if (other === undefined || shared < 2 || one.numbers !== other.numbers) continue;
      const likeness = likenessOf(one, other, weight);
      if (likeness >= alikeFrom) found.push({ demand: one.demand, other: other.demand, likeness });
    }
  }
  return found.sort((a, b) => b.likeness - a.likeness);
}

/** How many words each later demand has in common with one. */
function sharing(
  { words }: Features,
  place: number,
  holders: ReadonlyMap<string, readonly number[]>,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const word of words)
    for (const i of holders.get(word) ?? []) if (i > place) counts.set(i, (counts.get(i) ?? 0) + 1);
  return counts;
}

function likenessOf(a: Features, b: Features, weight: (word: string) => number): number {
  const words = contained(a.words, b.words, weight);
  const pairs = contained(a.pairs, b.pairs, () => 1);
  return Math.round((0.7 * words + 0.3 * pairs) * 100) / 100;
}

/** How much of the lighter of two sets stands in the other, 0 to 1. */
function contained(a: readonly string[], b: readonly string[], weight: (word: string) => number): number {
  const sum = (words: readonly string[]): number => words.reduce((total, word) => total + weight(word), 0);
  const least = Math.min(sum(a), sum(b));
  return least === 0 ? 0 : sum(a.filter((word) => b.includes(word))) / least;
}
