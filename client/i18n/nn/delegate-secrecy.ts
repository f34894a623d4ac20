import type { Translation } from '../language.ts';
import type { secrecy as nb } from '../nb/delegate-secrecy.ts';
import { number } from '../numbers.ts';

export const secrecy: Translation<typeof nb> = {
  demand: 'Krev hemmeleg røysting',
  about: 'I dette møtet kan alle med røysterett krevje det. Møtet ser kor mange som har kravd det, ikkje kven.',
  mine: 'Du har kravd hemmeleg røysting',
  demanded: (n) => (n === 1 ? 'Éin har kravd hemmeleg røysting' : `${number(n)} har kravd hemmeleg røysting`),
  withOthers: (others) => (others === 1 ? 'Det har éin til gjort.' : `Det har ${number(others)} til gjort.`),
  next: 'Då blir det røysta hemmeleg over dette framlegget.',
  takeBack: 'Trekk kravet',
  takenBack: 'Kravet ditt er trekt.',
};
