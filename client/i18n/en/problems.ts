import type { ProblemWords } from '../problems.ts';

export const problems: ProblemWords = {
  network: ['We cannot reach the server.', 'Check that you are online, and try again.'],
  answer: ['The server gave an answer that this page does not understand.', 'Reload the page, and try again.'],
  'device.cancelled': [
    'It was cancelled, took too long, or the key is not on this phone.',
    'Try again. If you have a new phone, ask for a new invitation at the door.',
  ],
  'device.unsupported': [
    'This browser cannot use face, fingerprint or screen lock.',
    'Open the link in Safari or Chrome, not inside another app.',
  ],
  'device.known': ['You already have a key for the branch on this phone.', 'Sign in instead.'],
  'device.address': [
    'The key belongs to another address than this page.',
    'Open the link you were given again. If that does not help, tell whoever runs the meeting.',
  ],
  'device.lock': ['The phone has no screen lock.', 'Turn on a screen lock in the settings, and try again.'],
  'device.interrupted': ['The phone was busy with something else.', 'Try again.'],
  'device.failed': ['The phone could not do it.', 'Try again. Restart the phone if that does not help.'],
  'text.altered': [
    'The text on the screen is not the one that the chair put to the vote.',
    'Do not sign. Reload the page, and tell the chair.',
  ],
  'promise.wrong': ["The server's receipt is not right.", 'Tell the chair at once.'],

  'request.malformed': ['The page sent something that the server could not read.', 'Reload the page, and try again.'],
  'request.invalid': ['A field is missing or wrong.', 'Look over what you filled in, and try again.'],
  'request.too_large': ['What you sent is too large.', 'Split it up, or make the text shorter.'],
  'request.media_type': ['The server does not take files of this kind.', 'Reload the page, and try again.'],
  'request.cross_site': [
    'The request came from another website.',
    "Go to the branch's own address, and try from there.",
  ],
  not_found: ['We cannot find what you are looking for.', 'Go back, and reload the page.'],
  method_not_allowed: ['The server does not answer that here.', 'Reload the page, and try again.'],
  internal: [
    'Something went wrong on the server. Nothing was stored.',
    'Try again. Tell whoever runs the meeting if that does not help.',
  ],
  not_ready: ['The server is starting or stopping.', 'Wait a little, and try again.'],

  'setup.done': ['The set-up has been done already.', 'Go to the front page, and sign in to your branch.'],
  'setup.token': ['The set-up link is not right.', 'Use the link in the terminal window where the server was started.'],
  'setup.slug': ['The two branches cannot have the same address.', 'Give each its own address.'],
  'branch.taken': ['There is already a branch at this address.', 'Choose another address.'],
  'operator.token': ['Only whoever runs the server may do this.', 'Use the secret of this server (VEDTAK_SECRET).'],
  'branch.here': ['The branch has not moved.', 'Move it first (vedtak export BRANCH --to URL).'],
  'branch.moved': [
    'The branch has moved to another server.',
    'Wait a little and reload the page. Tell whoever runs the server if that does not help.',
  ],
  'export.wrong': [
    'The export of the branch does not hold. Nothing of it was kept.',
    'Export the branch anew from the server that it comes from.',
  ],
  'export.secret': [
    'The key of the branch does not open with the secret of this server.',
    'Give the server the same secret as the old one (VEDTAK_SECRET).',
  ],

  'session.missing': ['You are not signed in.', 'Sign in, and try again.'],
  'role.missing': ['Only somebody with that role in the meeting can do this.', 'Talk to the chair or the secretary.'],
  'login.expired': ['Signing in took too long.', 'Sign in once more.'],
  'passkey.unknown': ['The branch does not know this key.', 'Ask for a new invitation at the door.'],
  'passkey.registration': ['The key could not be registered.', 'Try again, or use another phone.'],
  'passkey.known': ['This key is registered already.', 'Sign in instead.'],
  'invitation.unknown': [
    'There is no such invitation.',
    'Check that you have the whole link, or ask for a new one at the door.',
  ],
  'invitation.used': [
    'The invitation has been used.',
    'If that was you, just sign in. Otherwise ask for a new one at the door.',
  ],
  'invitation.expired': ['The invitation is too old.', 'Ask for a new one at the door.'],

  'signature.altered': ['The signature is over something else than what was sent.', 'Reload the page, and try again.'],
  'signature.origin': [
    'The signature was made on another website.',
    "Go to the branch's own address, and try from there.",
  ],
  'signature.user': ['The phone did not check who you are.', 'Try again, with face, fingerprint or screen lock.'],
  'signature.wrong': [
    'The signature does not fit your key.',
    'Try again. Ask for a new invitation at the door if that does not help.',
  ],
  'signature.signer': ['Somebody else must sign this.', 'See who has the role, and ask them to sign.'],
  'statement.branch': ['This belongs to another branch.', 'Go to the page of the branch you mean.'],
  'statement.wrong': ['Something has changed since you saw the page.', 'Look over what it says now, and try again.'],
  'statement.clock': ['The clock of this device is wrong.', 'Set the clock, and try again.'],

  'import.mistakes': ['Some rows have mistakes. None were imported.', 'Mend the rows that are marked, and try again.'],
  'meeting.missing': ['There is no meeting here.', 'The secretary must make the meeting first.'],
  'roll.missing': ['The roll has not been signed.', 'The secretary must sign the roll first.'],
  'roll.version': ['The roll has changed since you saw it.', 'Look over the new roll, and try again.'],
  'roll.empty': ['Nobody is checked in.', 'Check in the delegates at the door first.'],
  'roll.officer': [
    'Chair, secretary and signers must be on the roll to sign.',
    'Get checked in at the door, and ask the secretary to sign the roll again.',
  ],
  'proposal.empty': ['The proposal has no text.', 'Write or paste the text, and try again.'],
  'proposal.locked': [
    'The proposal has amendments, or was put to the vote, and stands as it is.',
    'Send an amendment, or make a new proposal.',
  ],
  'quorum.missing': ['Too few are present for the meeting to decide.', 'Wait until more are checked in.'],
  'ballot.running': ['Another ballot is open.', 'Finish that one first.'],
  'ballot.unknown': ['There is no such ballot in this branch.', 'Reload the page.'],
  'ballot.number': ['The ballot got a number that is taken.', 'Reload the page, and try again.'],
  'ballot.closed': ['The ballot is closed.', 'Votes that come now do not count. Tell the chair if yours was left out.'],
  'ballot.not_stopped': ['The ballot still takes in votes.', 'Stop the ballot first.'],
  'vote.not_on_roll': [
    'You are not on the roll of this ballot.',
    'Tell the door. The right to vote was frozen when the ballot opened, so you are in from the next.',
  ],
  'vote.revision': [
    'Your vote has been changed already, perhaps from another phone.',
    'See what was delivered, and change from there.',
  ],
  'vote.marks': ['The ballot paper is not filled in right.', 'Mark one choice for each point, and try again.'],

  'resolution.nothing_adopted': ['Nothing was adopted, so there is no resolution.', 'Go on to the next item.'],
  'resolution.exists': ['The resolution is already made.', 'Reload the page to see it.'],
  'resolution.signed': ['The resolution is fully signed.', 'There is nothing more to do.'],
  'attestation.taken': ['You have signed already.', 'Three different people must sign: the chair and two signers.'],

  'file.format': ['The file is not a signed resolution.', 'Choose the resolution file; its name ends in .jws.'],
  'file.signature': [
    'The file was changed after the branch signed it.',
    'Do not trust it. Get the file from the branch again.',
  ],
  'file.fields': [
    'The resolution lacks fields or has fields that do not belong.',
    'Get the file from the branch again.',
  ],
  'file.sums': [
    'The outcome does not follow from the numbers.',
    'Do not trust the file. Ask the branch what is right.',
  ],
  'trust.missing': ['The file does not say who vouches for the branch.', 'Get the file from the branch again.'],
  'trust.chain': [
    'The links that vouch for the branch do not hold together.',
    'Do not trust the file. Ask the county branch.',
  ],
  'trust.anchor': ['The file does not end at the key you trust.', 'Check that you chose the right key.'],
  'trust.time': ['Nobody vouched for the branch at that time.', 'Ask the county branch.'],
  'trust.child': ['The sender is not one of our branches.', 'The county branch must vouch for it first.'],
  'attestation.people': [
    'The resolution is not signed by the chair and two signers.',
    'Ask the branch to sign, and get the file again.',
  ],
  'attestation.wrong': ['A signature on the resolution does not hold.', 'Do not trust the file. Ask the branch.'],
  'sequence.gap': ['An earlier resolution of the branch is missing.', 'Ask the branch to send that first.'],
  'sequence.fork': ['The branch has sent another resolution with the same number.', 'Ask the branch which is right.'],
  'time.future': ['The resolution is dated in the future.', 'Check the clock of this device, and ask the branch.'],
  'evidence.format': ['The evidence file cannot be read.', 'Choose the evidence file; its name ends in .json.'],
  'evidence.resolution': ['The evidence belongs to another resolution.', 'Choose the evidence of this resolution.'],
  'evidence.ballot': ['The evidence lacks one of the ballots.', 'Ask the branch for all the evidence.'],
  'evidence.roll': ['The roll of a ballot is missing or does not match.', 'Ask the branch for all the evidence.'],
  'evidence.person': ['A signature in the evidence does not hold.', 'Do not trust the numbers. Ask the branch.'],
  'evidence.votes': [
    'The votes are not those that the chair signed at closing.',
    'Do not trust the numbers. Ask the branch.',
  ],
  'evidence.tally': ['The numbers are not the sum of the votes.', 'Do not trust the numbers. Ask the branch.'],
  'evidence.text': ['The text of a point is not the one that was voted on.', 'Do not trust the text. Ask the branch.'],
  'receipt.wrong': ['The receipt does not hold.', 'Ask the receiver for a new one.'],

  'meeting.state': [
    'The meeting is not there yet, or is past it.',
    'See where the meeting is, and do what comes next.',
  ],
  'item.busy': ['Something under the item is not finished.', 'Close the ballot, or take what remains.'],
  'agenda.order': ['The order is not that of the agenda as it is now.', 'Reload the page and try again.'],
  'attendance.change': ['That does not fit where the member is now.', 'Reload the page, and see who is present.'],
  'door.code': [
    'The code is not the one on the screen now.',
    'Type the code that stands there; it changes every half minute. Or go to the door.',
  ],
  'standing.place': [
    'That place cannot be taken now.',
    'The delegate must have left or be on leave, and a substitute takes one place.',
  ],
  'standing.none': [
    'You do not have the right to do that in this meeting.',
    'Ask the secretary if you think that is wrong.',
  ],
  'intake.closed': [
    'The list is closed. New proposals are not taken in.',
    'Ask to speak and say it in the hall, or talk to the chair.',
  ],
  'deadline.passed': ['The deadline has passed.', 'Talk to the chair or the secretary.'],
  'amendment.place': [
    'The amendment does not fit the text: there is no such place, or it changes nothing.',
    'Choose the point again, and write what is to stand there.',
  ],
  'amendment.state': [
    'The amendment was withdrawn, decided or joined, or is being voted on.',
    'Reload the page, and see what stands.',
  ],
  'plan.stale': ['The voting plan no longer fits the proposals.', 'Reload the page, and announce it again.'],
  'plan.order': ['Something else is voted on first.', 'Follow the voting plan, or change it.'],
  'ballot.method': ['This ballot is not voted that way.', 'See on the screen how it is voted.'],
  'ballot.demanded': ['Somebody wants a ballot.', 'Cancel the proposal of unanimity, and open a ballot.'],
  'ballot.cancelled': ['The ballot was cancelled.', 'Wait until the chair opens it again.'],
  'ballot.used': [
    'The ballot cannot be cancelled: something that was decided afterwards builds on it.',
    'Cancel the ballot on the whole text first. If the resolution is made already, take the matter up again as a new proposal.',
  ],
  'count.missing': ['Two tellers have not entered the same count.', 'Count again, each alone, and enter it again.'],
  'count.people': ['More hands were counted than people who may vote.', 'Count again.'],
  'list.closed': ['The list of speakers is closed.', 'You can still ask to speak on a point of order.'],
  'speaker.waiting': ['You are on the list already.', 'Wait for your turn.'],
  'screen.code': ['No screen shows that code.', 'Type the code as it stands on the big screen.'],
  'minutes.missing': ['The minutes have not been put forward yet.', 'Ask the secretary to put them forward.'],
  'minutes.attested': [
    'Somebody has signed the draft of the minutes, so it cannot change.',
    'The secretary can discard the draft and make a new one. Then all sign anew.',
  ],
  'minutes.signed': ['The minutes are signed and cannot be changed.', 'Take the correction up at the next meeting.'],
};
