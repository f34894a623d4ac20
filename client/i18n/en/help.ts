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
        "The ballots are open. Your vote is signed with the key on your phone and kept in the branch's evidence. The meeting sees the sums. Your face and fingerprint never leave the phone.",
    },
  ],
};
