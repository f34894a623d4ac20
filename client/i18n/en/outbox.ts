import type { Translation } from '../language.ts';
import type { outbox as source } from '../nb/outbox.ts';
import { counted, number } from '../numbers.ts';

const byItself = 'You need not do anything. We try again by ourselves.';

export const outbox: Translation<typeof source> = {
  title: 'Sent',
  lede: 'All that the branch sends to others leaves from here by itself. Here you see whether it has arrived.',
  empty: 'Nothing has been sent yet',
  emptyAbout: 'When a resolution is signed it is sent to the branch above and shown here.',
  nothing: 'Nothing to show with this choice.',

  show: 'Show',
  all: (n) => `All (${number(n)})`,
  filter: {
    waiting: (n) => `Waiting (${number(n)})`,
    refused: (n) => `Refused (${number(n)})`,
    accepted: (n) => `Arrived (${number(n)})`,
  },
  list: 'What was sent, the newest first',
  more: 'Show more',
  state: { waiting: 'Waiting', refused: 'Refused', accepted: 'Arrived' },
  kind: {
    resolution: 'Resolution',
    custody: 'Resolution with its treatment',
    join: 'Request to be taken in',
    leave: 'Word that the branch leaves',
    statements: 'Confirmation of a key',
    treatment: 'Treatment of a resolution',
    hearing: 'Hearing',
    input: 'Input to a hearing',
    relay: 'Who is asked in a hearing',
    reminder: 'Reminder of a hearing',
    answer: 'Answer to a hearing',
  },
  to: (kind, receiver) => `${kind}, to ${receiver}`,
  toOnly: (receiver) => `To ${receiver}`,
  created: (when) => `Put in the outbox ${when}`,
  arrived: (when) => `Received ${when}`,
  inLine: 'It is in line and is sent at once.',
  behind: 'It is sent once what stands before it for the same branch has arrived.',
  soon: 'at once',
  nextTry: (when, tries) => `Tried ${counted(tries, 'time', 'times')}. Tried again ${when}.`,
  tryNow: 'Try now',
  tryNowOf: (title) => `Try now: ${title}`,
  resend: 'Send again',
  resendOf: (title) => `Send again: ${title}`,
  whyWaiting: 'Why it waits:',
  whyRefused: 'Why it was refused:',
  next: 'Do this:',
  technical: (code) => `Code: ${code}`,
  failed: {
    network: ['The server of the receiver does not answer.', byItself],
    'receiver.unknown': [
      'We do not know the address of the receiver any more.',
      'See on the page Organisation whether the branch is still connected.',
    ],
    'address.private': [
      'The address of the receiver is in a private network.',
      'Get in touch with whoever runs your server.',
    ],
    'rate.limited': ['The receiver gets much at once.', byItself],
    not_ready: ['The server of the receiver is starting again.', byItself],
    'branch.moved': ['The receiver has moved to another server.', 'We try again by ourselves until the move is done.'],
    'receipt.wrong': [
      'The receiver answered with a receipt that does not hold.',
      'Call the receiver and ask whether it has come. We try again by ourselves.',
    ],
  },
  refused: {
    'sequence.gap': [
      'The receiver lacks an earlier resolution of yours.',
      'See whether an older resolution waits or was refused here. Send that first, then this one again.',
    ],
    'sequence.fork': [
      'The receiver has another resolution of yours with the same number.',
      'Call the receiver. If somebody has put an old copy of the branch on the server, you must find out which resolution stands.',
    ],
    'trust.child': [
      'The receiver does not count you among the branches below it.',
      'Ask the receiver for an invitation, and connect on the page Organisation. Then send again.',
    ],
    'trust.anchor': [
      'The receiver does not know the key that vouches for you.',
      'Call the receiver, and compare the words on the page Organisation.',
    ],
    'trust.chain': [
      'Your key is not the one that the receiver has.',
      'Have you changed it? Wait until the receiver has confirmed, and send again. Otherwise: call, and compare the words.',
    ],
    'trust.time': [
      'The confirmation of your key has run out.',
      'Call the branch above and ask it to confirm the key again.',
    ],
    'child.revoked': [
      'The receiver has revoked your key.',
      'Call the receiver and ask why. You need a new invitation.',
    ],
    'attestation.people': [
      'The resolution lacks the signature of the chair or a signer.',
      'Call the receiver, and check the resolution on the page for verifying resolutions.',
    ],
    'attestation.wrong': [
      'One of the signatures of the resolution does not hold.',
      'Open the resolution, and check it on the page for verifying resolutions.',
    ],
    'time.future': [
      'The resolution is dated in the future, by the clock of the receiver.',
      'Ask whoever runs the server to check its clock. Then send again.',
    ],
    'message.sender': [
      'The receiver does not expect this from you.',
      'See on the page Organisation whether you are connected.',
    ],
    'message.addressee': [
      'It came to the wrong branch.',
      'See on the page Organisation which branch you are connected to.',
    ],
    'message.unknown': [
      'The receiver does not know this kind of delivery.',
      'The receiver may use an older version of Vedtak. Ask them to update, and send again.',
    ],
    'join.token': ['The invitation was used, has expired or was taken back.', 'Ask the branch above for a new link.'],
    'join.key': ['The key is not the one that the receiver knows.', 'Call the receiver, and compare the words.'],
    'branch.closed': [
      'The receiver has closed down.',
      'See on the page Organisation which branch you should belong to.',
    ],
    'request.too_large': [
      'It is too large for the receiver.',
      'Carry it as a file, or get in touch with the receiver.',
    ],
    'hearing.unknown': [
      'The receiver does not know the hearing.',
      'Call the receiver and ask whether the hearing was passed on to you.',
    ],
    'custody.order': [
      'The receiver lacks a part of the treatment.',
      'See whether something older waits or was refused here. Send that first, then this again.',
    ],
  },
  troubled: 'The receiver answered with a fault.',
  byItself: `${byItself} If it lasts for more than a day, call the receiver.`,
  notTaken: 'The receiver did not take it in.',
  callThem: (receiver) => `Call ${receiver}, and read the code below to them.`,
  download: 'Download as a file',
  downloadOf: (title) => `Download as a file: ${title}`,

  carry: 'Carry as a file',
  carryAbout:
    'Is the network or the server of the receiver down? Then what waits can be carried on a memory stick or sent by e-mail.',
  carryNothing: 'Nothing waits to be sent.',
  carrySteps: [
    'Download the file below.',
    'Give it to the receiver. They open their own page “Sent”, and put it in under “Take in a file”.',
    'They get a file with receipts and give it to you. Put it in under “Take in a file” here.',
  ],
  carryFor: (receiver, n) => `${receiver}: ${counted(n, 'delivery', 'deliveries')}`,
  carryDownload: (receiver) => `Download the file for ${receiver}`,

  take: 'Take in a file',
  takeAbout: 'A file from another branch, or the receipts that came back. Each part is verified before it is taken in.',
  choose: 'Choose a file',
  chooseAbout: 'Files that end with .json or .jws',
  taking: 'Verifying …',
  tooLarge: 'The file is too large. A file from Vedtak has less than 4 MB.',
  notOurs: 'The file is not from Vedtak, or it was changed on the way',
  notOursNext: 'Ask the branch to download it again, and to pass it on without opening it.',
  taken: (n, all) =>
    n === all ? `Took in ${counted(n, 'delivery', 'deliveries')}` : `Took in ${number(n)} of ${number(all)} deliveries`,
  items: 'What was in the file',
  from: (kind, branch) => `${kind}, from ${branch}`,
  takenItem: 'Taken in',
  refusedItem: 'Not taken in',
  unreadable: 'Something that cannot be read',
  why: 'Why:',
  receiptsBack: 'Give the receipts back',
  receiptsBackAbout: 'Send this file to the branch that gave you the other one. Then they see that it has arrived.',
  receiptsDownload: 'Download the receipts',
  arrivedItem: 'Arrived',
  notArrivedItem: 'Not arrived',
  receiptsTaken: (n) => (n === 1 ? '1 delivery has arrived' : `${number(n)} deliveries have arrived`),
  receiptsOther: 'Something that was not sent from here',
};
