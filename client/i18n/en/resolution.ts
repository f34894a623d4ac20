import type { Translation } from '../language.ts';
import type { resolution as source } from '../nb/resolution.ts';
import { number } from '../numbers.ts';

function share(num: number, den: number): string {
  const words: Record<string, string> = { '1/2': 'half', '1/3': 'a third', '2/3': 'two thirds' };
  return words[`${num}/${den}`] ?? `${num}/${den}`;
}

export const resolution: Translation<typeof source> = {
  numbered: (n) => `Resolution no. ${n}`,
  decided: (moment) => `Adopted ${moment}`,
  waiting: 'The resolution is not ready yet',
  waitingNext: 'The chair and two signers must sign it first. The page shows it by itself once they have.',

  notAdopted: 'Not adopted',
  notAdoptedAbout: (n) =>
    n === 1
      ? 'This point fell and is no part of the resolution.'
      : 'These points fell and are no part of the resolution.',
  votes: 'Votes',
  ballotOf: (n, all) => `Ballot ${n} of ${all}`,
  secret: 'The ballot was secret. The papers bore no names.',
  tally: (yes, no, blank) =>
    `${number(yes)}\u00a0for, ${number(no)}\u00a0against${blank === undefined ? '' : `, ${number(blank)}\u00a0blank`}`,

  meeting: 'The meeting',
  present: 'Present',
  presentPeople: (n) => `${number(n)} with the right to vote`,
  quorum: 'Quorate',
  quorumNone: 'There was no demand on how many had to be present.',
  quorumMet: (num, den, members, required) =>
    `Yes. At least ${share(num, den)} of the ${number(members)} members had to be present, that is ${number(required)}.`,
  rule: 'Majority',

  signed: 'Signed',
  signedAbout: 'Signed by the chair and two signers, each with a passkey.',
  signedNames: 'The file holds keys, not names. The branch vouches for who has them.',
  chair: 'Chair',
  signer: 'Signer',
  withPasskey: 'Signed with a passkey',

  control: 'Verification',
  fingerprint: 'Fingerprint',
  fingerprintAbout: 'If one character of the resolution changes, the fingerprint is another.',
  previous: 'The resolution before',
  previousNone: 'This is the first resolution of the branch.',
  previousIs: (n) => `No. ${n}, with the fingerprint`,
  journal: "The branch's journal",
  journalIs: (size) => `${number(size)} lines when the resolution was made. Their fingerprint is`,
  verifyAt: (address) => `Anybody can verify the resolution at ${address} or with the program vedtak verify.`,
  qr: 'Code that leads to this page',

  received: 'Sent upwards',
  receivedAt: (receiver, moment) => `Received by ${receiver} ${moment}.`,
  receivedNot: (receiver) => `${receiver} has not confirmed that it arrived yet.`,
  seeAt: (receiver) => `See it at ${receiver}`,

  print: 'Print',
  downloadFile: 'Download the resolution',
  downloadFileAbout: 'A signed file (.jws) that anybody can verify.',
  downloadReceipt: 'Download the receipt',
  files: 'Files',

  checking: 'Your browser is checking the signatures …',
  checkedTitle: 'Your browser has checked the resolution, and it holds together',
  checked:
    'It fetched the signed file and did the sums itself: the branch has signed, the chair and two signers have signed, the numbers add up, and what stands here is what stands in the file.',
  checkedReceipt: 'The receipt holds as well.',
  anchorLead: (name) => `At the top of the chain stands the key of ${name}. It is the file itself that says so.`,
  anchorNext:
    "To be quite sure, compare the key's fingerprint with one that you have from elsewhere, or verify the file with a key of your own.",
  anchorKey: "The key's fingerprint",
  verifyLink: 'Verify the file yourself',
  checkFailed: 'The resolution does not hold',
  checkOther: 'The file and the page do not say the same.',
  checkOtherNext: 'Do not trust the page. Download the file and verify it by itself.',
  checkNone: 'Your browser could not check the resolution.',
  checkNoneNext: 'Reload the page, or download the file and verify it by itself.',
};
