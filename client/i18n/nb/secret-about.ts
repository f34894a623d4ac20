import { number } from '../numbers.ts';

export const secretAbout = {
  title: 'Slik går en hemmelig avstemning',
  fill: 'Du fyller ut stemmeseddelen.',
  fillHow:
    'Telefonen legger den i en lukket konvolutt, og du bekrefter med ansikt, fingeravtrykk eller skjermlås. Serveren stempler konvolutten uten å se seddelen.',
  drop: 'Telefonen legger seddelen i urnen.',
  dropHow:
    'Det skjer uten navnet ditt, på et tilfeldig tidspunkt etter at utdelingen er stengt. La siden stå åpen til det er gjort.',
  nobodySees:
    'Det som er lagret, viser ikke hva du stemte. Møteleder, laget og de som driver serveren kan ikke lese det der. De ser bare at du har fått en seddel stemplet.',
  noChange: 'Du kan ikke endre stemmen etterpå.',
  check:
    'Når avstemningen er lukket, ser telefonen selv etter at seddelen din ligger i urnen. Mangler den, si det til møteleder med en gang.',
  limits: 'Stemmer alle likt, eller er det få sedler, kan andre likevel skjønne hva du stemte.',
  few: (n: number) => `Her er det bare ${number(n)} som kan stemme. Da er det lett å gjette hvem som stemte hva.`,
  more: 'Les mer om hva som er hemmelig',
  details: [
    {
      about: 'De som driver serveren',
      text: 'Serveren skriver ikke ned når en seddel kom, eller hvor den kom fra. Men den som styrer serveren og følger med akkurat når telefonen din legger seddelen i urnen, kan gjette at seddelen er din. Den som styrer serveren, kan også endre denne siden, så dere må kunne stole på dem som driver den.',
    },
    {
      about: 'Folk rundt deg',
      text: 'Den som ser deg over skulderen, ser hva du stemmer. Etter avstemningen blir alle sedlene vist fram, hver med sin kode. Viser du noen koden din, kan de finne seddelen din. Ingen har rett til å kreve det.',
    },
    {
      about: 'Mange punkter',
      text: 'Er det mange punkter på seddelen, kan svarene dine til sammen være så uvanlige at noen kjenner dem igjen.',
    },
    {
      about: 'Lapper av papir',
      text: 'De som ikke har nøkkel på telefonen, stemmer på lapper av papir. Lappene telles for seg. Er de få, er det lett å gjette hvem som stemte hva.',
    },
    {
      about: 'Koden på storskjermen',
      text: 'Alle skal stemme i den samme avstemningen. Derfor står det seks ord på telefonen, og de samme på storskjermen. Er ordene ulike, skal du ikke stemme, men si fra til møteleder.',
    },
    {
      about: 'Slik sjekker telefonen',
      text: 'Seddelen har en lang kode som telefonen din har laget. Telefonen henter alle sedlene i urnen og ser etter at seddelen med din kode er der, med svarene dine.',
    },
    {
      about: 'Om seddelen mangler',
      text: 'Vis siden til møteleder før møtet går videre. Telefonen kan lage en klage som beviser at seddelen din var stemplet. Klagen viser hva du stemte, så du bestemmer selv om noen skal få den.',
    },
    {
      about: 'Pass på telefonen',
      text: 'Seddelen finnes bare på denne telefonen. Bytt ikke telefon, og slett ikke nettleserens data, før avstemningen er lukket.',
    },
  ],
  seen: 'Jeg har lest dette',
  code: 'Kode for avstemningen:',
  codeNext: 'De samme ordene skal stå på storskjermen. Er de ulike, si fra til møteleder før du stemmer.',
};
