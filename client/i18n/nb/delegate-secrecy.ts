import { number } from '../numbers.ts';

export const secrecy = {
  demand: 'Krev hemmelig avstemning',
  about: 'I dette møtet kan alle med stemmerett kreve det. Møtet ser hvor mange som har krevd det, ikke hvem.',
  mine: 'Du har krevd hemmelig avstemning',
  demanded: (n: number) =>
    n === 1 ? 'Én har krevd hemmelig avstemning' : `${number(n)} har krevd hemmelig avstemning`,
  withOthers: (others: number) => (others === 1 ? 'Det har én til gjort.' : `Det har ${number(others)} til gjort.`),
  next: 'Da stemmes det hemmelig over dette forslaget.',
  takeBack: 'Trekk kravet',
  takenBack: 'Kravet ditt er trukket.',
};
