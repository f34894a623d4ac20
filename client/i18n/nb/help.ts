import type { HelpText } from '../help.ts';

export const help: HelpText = {
  questions: [
    {
      question: 'Får du ikke logget inn?',
      answer: 'Åpne siden i Safari eller Chrome. Har du byttet telefon, får du en ny invitasjon i døra.',
    },
    {
      question: 'Får du ikke stemt?',
      answer: 'Du må være sjekket inn før avstemningen åpner. Si fra i døra eller til møteleder.',
    },
    {
      question: 'Er telefonen frakoblet?',
      answer:
        'En stemme du har signert, ligger på telefonen og sendes når nettet er tilbake. Siden sier «Levert» først når den er kommet fram.',
    },
    {
      question: 'Hvem ser hva jeg stemmer?',
      answer:
        'I en åpen avstemning ligger stemmen din med navnet ditt i lagets bevis, og møtet ser bare summene. I en hemmelig avstemning står det ikke navn på seddelen. Les mer på telefonen når den åpner. Ansikt og fingeravtrykk forlater aldri telefonen.',
    },
  ],
};
