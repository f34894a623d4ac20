import type { Translation } from '../language.ts';
import type { minutes as source } from '../nb/minutes.ts';
import { list } from '../numbers.ts';

export const minutes: Translation<typeof source> = {
  title: 'Minutes',
  none: 'There is no meeting yet',
  noneNext: 'The minutes write themselves once the meeting is under way.',
  preview: 'These are the minutes with what has happened so far. They have not been put forward for signing.',
  drafted: 'The minutes have been put forward and wait for signatures.',
  signedTitle: 'The minutes are signed',
  signedBy: (people) => `Signed by ${list(people, 'and')}.`,
  missing: (chair, signers) =>
    `Not yet signed by ${list(
      [...(chair ? ['the chair'] : []), ...(signers > 0 ? [signers === 1 ? '1 signer' : `${signers} signers`] : [])],
      'and',
    )}.`,
  youSigned: 'You have signed.',

  openTitle: (n) => (n === 1 ? '1 thing is left open' : `${n} things are left open`),
  openLead: 'Look at these before the minutes are signed. They can be signed all the same.',
  openEnd: {
    notice: 'The notice of the meeting has not been approved.',
    agenda: 'The agenda has not been approved.',
    role: {
      chair: 'The meeting has no chair.',
      secretary: 'The meeting has no secretary.',
      signer: 'The meeting does not have two signers.',
      teller: 'The meeting does not have two tellers, but hands were counted.',
    },
    election: {
      chair: 'A chair is entered, but not elected by the meeting.',
      secretary: 'A secretary is entered, but not elected by the meeting.',
      signer: 'Signers are entered, but not elected by the meeting.',
      teller: 'Tellers are entered, but not elected by the meeting.',
    },
    item: (title) => `The item “${title}” is not finished.`,
    proposal: (n, title) => `Proposal ${n}, “${title}”, has not been dealt with.`,
    amendment: (n, proposal) => `Amendment ${n} to proposal ${proposal} has not been dealt with.`,
    ballot: (n) => `Ballot ${n} is not closed.`,
    count: (n) => `Two tellers have not counted the same in ballot ${n}.`,
    noResolution: (n, title) => `Proposal ${n}, “${title}”, was adopted, but no resolution was made of it.`,
    unsigned: (n) => `Resolution no. ${n} is not signed.`,
    delivery: (n) => `Resolution no. ${n} was not accepted above.`,
  },

  draft: 'Put the minutes forward for signing',
  draftAbout: 'The chair and two signers sign what then stands here.',
  notClosed: 'The meeting must be closed before its minutes can be signed.',
  redraft: 'Make a new draft',
  stale: 'Something has changed since the draft was made',
  staleNext: 'What stands below is the draft. Make a new one if the change shall be in it.',
  discard: 'Discard the signatures and make a new draft',
  discardAbout: 'Somebody has signed the draft. If you make a new one, all must sign anew.',
  didDraft: 'The minutes have been put forward.',

  sign: 'Sign the minutes',
  signTitle: 'Sign the minutes',
  signWhat: (title) => `You sign “${title}”, as they stand on this page.`,
  signSeal: 'When the chair and two signers have signed, the branch seals the minutes, and they cannot be changed.',
  signWrong: 'The draft is not what is shown. Load the page again.',
  didSign: 'You have signed the minutes.',
  fingerprint: 'Fingerprint',

  print: 'Print',
  pdf: 'Download PDF',
  pdfBusy: 'Making the PDF …',
  pdfFailed: 'The PDF was not made. Try again when you are online.',
  markdown: 'Download text (Markdown)',
  file: 'Download signed file',
  fileAbout: 'The signed file (.jws) shows that the text has not been changed. It lies inside the PDF too.',

  remark: 'Remark to the minutes',
  remarkAbout: 'Is there something that you want in the minutes? It stands in your own words, with your name.',
  remarkText: 'What the minutes shall say',
  remarkBallot: 'About',
  remarkMeeting: 'The meeting',
  remarkOf: (n, title) => (title === '' ? `Ballot ${n}` : `Ballot ${n}: ${title}`),
  remarkSend: 'Put it in the minutes',
  remarkEmpty: 'Write something first.',
  didRemark: 'The remark stands in the minutes.',
  remarkClosed: 'Somebody has signed the minutes, so they take no more remarks.',

  attendees: (n) => `Those who came (${n})`,
  attendeesAbout:
    'The list is the branch’s own and no part of the minutes that are signed: a name must be erasable. It is printed while it is open.',
  others: 'Minutes of other meetings',
};
