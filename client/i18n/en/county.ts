import type { Translation } from '../language.ts';
import type { county as source } from '../nb/county.ts';
import { number } from '../numbers.ts';

export const county: Translation<typeof source> = {
  title: 'Received resolutions',
  lede: (branch) => `Signed resolutions that branches have sent to ${branch}. Each was verified when it came.`,

  emptyTitle: 'No resolution has come yet',
  empty:
    'When a branch below this one has signed a resolution, its server sends it here by itself. It is verified and shown here at once.',
  emptyPrograms: 'Other programs can deliver to',
  emptyProgramsLink: 'Read how',

  overview: 'The branches',
  overviewCount: (sent, all) =>
    all === 1 && sent === 1
      ? '1 branch, and it has sent resolutions'
      : sent === all
        ? `All ${number(all)} have sent resolutions`
        : `${number(sent)} of ${number(all)} have sent resolutions`,
  branch: 'Branch',
  sent: (n) => (n === 1 ? '1 resolution' : `${number(n)} resolutions`),
  latest: (title, when) => `Latest: ${title}, ${when}`,
  none: 'None yet',
  only: (branch) => `Show only resolutions of ${branch}`,

  search: 'Search',
  searchAbout: 'In title, text and branch',
  allBranches: 'All branches',
  shown: (shown, all) =>
    shown === all
      ? all === 1
        ? '1 resolution'
        : `${number(all)} resolutions`
      : `Showing ${number(shown)} of ${number(all)} resolutions`,
  nothingFound: 'No resolution fits.',
  clear: 'Show all',
  more: (n) => `Show ${number(n)} more`,
  list: 'Resolutions, the newest first',
  arrived: (branch, title) => `A new resolution of ${branch}: ${title}`,
  fresh: 'New',

  received: 'Received',
  decided: 'Adopted',
  number: 'No.',
  resolution: 'Resolution',
  outcome: 'Outcome',
  file: 'File',
  numbered: (n) => `No. ${number(n)}`,
  pointsAdopted: (adopted, all) =>
    adopted === all
      ? all === 1
        ? 'The point adopted'
        : `All ${number(all)} points adopted`
      : `${number(adopted)} of ${number(all)} points adopted`,
  wholeAdopted: 'The whole text adopted',

  read: 'Text and votes',
  verified: 'Verified',
  verifiedLead:
    'This was checked when the resolution came. Had something not held, it would have been refused and not kept.',
  verifiedTrust: (receiver) => `The branch belongs under ${receiver}, which has signed what key the branch uses.`,
  verifiedSignature: 'The branch signed the file, and not one character has changed.',
  verifiedPeople: 'The chair and two signers signed it, each with a passkey of their own.',
  verifiedSums: 'The numbers add up, and the meeting was quorate.',
  verifiedSequence: (n) =>
    n === 1
      ? 'It is the first resolution of the branch.'
      : `It follows no. ${number(n - 1)} of the branch, so nothing is missing between them.`,
  verifiedJournal: (index, moment) => `It went into the journal as entry ${number(index)}, ${moment}.`,
  verifiedSelf: 'Would you rather see for yourself? Download the file and',
  verifiedKey: 'the key',
  verifiedThen: 'and add them on',
  verifiedPage: 'the page that verifies resolutions',
  fingerprint: 'Fingerprint',
  download: 'Download',
  downloadOf: (branch, n) => `Download resolution no. ${n} of ${branch}`,
  atBranch: "See it on the branch's own page",
};
