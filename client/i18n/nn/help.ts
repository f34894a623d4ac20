import type { HelpText } from '../help.ts';

export const help: HelpText = {
  questions: [
    {
      question: 'Får du ikkje logga inn?',
      answer: 'Opne sida i Safari eller Chrome. Har du bytt telefon, får du ei ny innbyding i døra.',
    },
    {
      question: 'Får du ikkje røysta?',
      answer: 'Du må vere sjekka inn før røystinga opnar. Sei frå i døra eller til møteleiaren.',
    },
    {
      question: 'Er telefonen fråkopla?',
      answer:
        'Ei røyst du har signert, ligg på telefonen og blir send når nettet er tilbake. Sida seier «Levert» først når ho er komen fram.',
    },
    {
      question: 'Kven ser kva eg røystar?',
      answer:
        'Røystingane er opne. Røysta di blir signert med nøkkelen på telefonen og ligg i bevisa til laget. Møtet ser summane. Ansikt og fingeravtrykk forlèt aldri telefonen.',
    },
  ],
};
