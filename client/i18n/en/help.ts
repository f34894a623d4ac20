import type { HelpText } from '../help.ts';

export const help: HelpText = {
  questions: [
    {
      question: 'Cannot sign in?',
      answer: 'Open the page in Safari or Chrome. If you have a new phone, get a new invitation at the door.',
    },
    {
      question: 'Cannot vote?',
      answer: 'You must be checked in before the ballot opens. Tell the door or the chair.',
    },
    {
      question: 'Is the phone offline?',
      answer:
        'A vote that you have signed stays on the phone and is sent when you are back online. The page says “Delivered” only when it has arrived.',
    },
    {
      question: 'Who sees how I vote?',
      answer:
        "In an open ballot your vote lies with your name in the branch's evidence, and the meeting sees the sums alone. In a secret ballot no name is on the paper. Read more on your phone when it opens. Your face and fingerprint never leave the phone.",
    },
  ],
};
