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
        'I ei open røysting ligg røysta di med namnet ditt i bevisa til laget, og møtet ser berre summane. I ei hemmeleg røysting står det ikkje namn på setelen. Les meir på telefonen når ho opnar. Ansikt og fingeravtrykk forlèt aldri telefonen.',
    },
  ],
};
