import type { Translation } from '../language.ts';
import type { secretAbout as source } from '../nb/secret-about.ts';
import { number } from '../numbers.ts';

export const secretAbout: Translation<typeof source> = {
  title: 'Slik går ei hemmeleg røysting',
  fill: 'Du fyller ut røystesetelen.',
  fillHow:
    'Telefonen legg han i ein lukka konvolutt, og du stadfestar med ansikt, fingeravtrykk eller skjermlås. Serveren stemplar konvolutten utan å sjå setelen.',
  drop: 'Telefonen legg setelen i urna.',
  dropHow:
    'Det skjer utan namnet ditt, på eit tilfeldig tidspunkt etter at utdelinga er stengd. Lat sida stå open til det er gjort.',
  nobodySees:
    'Det som er lagra, viser ikkje kva du røysta. Møteleiaren, laget og dei som driv serveren kan ikkje lese det der. Dei ser berre at du har fått ein setel stempla.',
  noChange: 'Du kan ikkje endre røysta etterpå.',
  check:
    'Når røystinga er lukka, ser telefonen sjølv etter at setelen din ligg i urna. Manglar han, sei det til møteleiaren med ein gong.',
  limits: 'Røystar alle likt, eller er det få setlar, kan andre likevel skjøne kva du røysta.',
  few: (n: number) => `Her er det berre ${number(n)} som kan røyste. Då er det lett å gjette kven som røysta kva.`,
  more: 'Les meir om kva som er hemmeleg',
  details: [
    {
      about: 'Dei som driv serveren',
      text: 'Serveren skriv ikkje ned når ein setel kom, eller kvar han kom frå. Men den som styrer serveren og følgjer med akkurat når telefonen din legg setelen i urna, kan gjette at setelen er din. Den som styrer serveren, kan òg endre denne sida, så de må kunne lite på dei som driv henne.',
    },
    {
      about: 'Folk rundt deg',
      text: 'Den som ser deg over skuldra, ser kva du røystar. Etter røystinga blir alle setlane viste fram, kvar med sin kode. Viser du nokon koden din, kan dei finne setelen din. Ingen har rett til å krevje det.',
    },
    {
      about: 'Mange punkt',
      text: 'Er det mange punkt på setelen, kan svara dine til saman vere så uvanlege at nokon kjenner dei att.',
    },
    {
      about: 'Lappar av papir',
      text: 'Dei som ikkje har nøkkel på telefonen, røystar på lappar av papir. Lappane blir talde for seg. Er dei få, er det lett å gjette kven som røysta kva.',
    },
    {
      about: 'Koden på storskjermen',
      text: 'Alle skal røyste i den same røystinga. Difor står det seks ord på telefonen, og dei same på storskjermen. Er orda ulike, skal du ikkje røyste, men seie frå til møteleiaren.',
    },
    {
      about: 'Slik sjekkar telefonen',
      text: 'Setelen har ein lang kode som telefonen din har laga. Telefonen hentar alle setlane i urna og ser etter at setelen med din kode er der, med svara dine.',
    },
    {
      about: 'Om setelen manglar',
      text: 'Vis sida til møteleiaren før møtet går vidare. Telefonen kan lage ei klage som beviser at setelen din var stempla. Klaga viser kva du røysta, så du bestemmer sjølv om nokon skal få henne.',
    },
    {
      about: 'Pass på telefonen',
      text: 'Setelen finst berre på denne telefonen. Byt ikkje telefon, og slett ikkje data i nettlesaren, før røystinga er lukka.',
    },
  ],
  seen: 'Eg har lese dette',
  code: 'Kode for røystinga:',
  codeNext: 'Dei same orda skal stå på storskjermen. Er dei ulike, sei frå til møteleiaren før du røystar.',
};
