/**
 * The closed list of reasons for which Vedtak refuses something: its HTTP status and its English title.
 * The interface has a sentence and the next step for each, in every language (`client/i18n`).
 */
export const refusals = {
  // requests
  'request.malformed': [400, 'The body is not the JSON that its type says'],
  'request.invalid': [422, 'A field is missing or wrong'],
  'request.too_large': [413, 'The body is too large'],
  'request.media_type': [415, 'The media type of the body is not accepted here'],
  'request.cross_site': [403, 'The request comes from another site'],
  not_found: [404, 'There is nothing at this address'],
  method_not_allowed: [405, 'This address does not answer that method'],
  internal: [500, 'A fault in Vedtak; nothing was stored'],
  not_ready: [503, 'The server is starting or stopping'],
  // set-up
  'setup.done': [409, 'This server is already set up'],
  'setup.token': [403, 'The set-up link is not the one that was printed'],
  'setup.slug': [409, 'The two branches need different addresses'],
  'branch.taken': [409, 'There is a branch at this address already'],
  // moving a branch to another server
  'operator.token': [401, 'The token is not the one of whoever holds the secret of this server'],
  'branch.here': [409, 'The branch has not moved'],
  'branch.moved': [410, 'The branch has moved to another server'],
  'export.wrong': [422, 'The export of a branch does not hold; nothing of it was kept'],
  'export.secret': [422, 'The key of the branch does not open with the secret of this server'],
  // who is asking
  'session.missing': [401, 'Nobody is signed in'],
  'role.missing': [403, 'This takes a role that you do not have'],
  'login.expired': [403, 'The sign-in took too long or was used already'],
  'passkey.unknown': [403, 'This passkey is not known here'],
  'passkey.registration': [422, 'The passkey could not be registered'],
  'passkey.known': [409, 'This passkey is registered already'],
  'invitation.unknown': [404, 'There is no such invitation'],
  'invitation.used': [410, 'The invitation has been used'],
  'invitation.expired': [410, 'The invitation has expired'],
  // signatures of people
  'signature.altered': [422, 'The signature is over another statement'],
  'signature.origin': [422, 'The signature was made on another site'],
  'signature.user': [422, 'The device did not verify who held it'],
  'signature.wrong': [422, 'The signature does not match the passkey'],
  'signature.signer': [403, 'The statement must be signed by somebody else'],
  'statement.branch': [422, 'The statement belongs to another branch'],
  'statement.wrong': [409, 'The statement does not say what is true here now'],
  'statement.clock': [409, 'The time in the statement is far from the server clock'],
  // the meeting
  'import.mistakes': [422, 'Some rows cannot be imported; nothing was'],
  'meeting.missing': [409, 'There is no meeting'],
  'roll.missing': [409, 'The roll has not been signed'],
  'roll.version': [409, 'The roll has a newer version'],
  'roll.officer': [409, 'Chair, secretary and signers must be on the roll to sign'],
  'roll.signer': [409, 'Whoever signs must be on the roll of the ballot, with the passkey that signs'],
  'roll.passkey': [403, 'This passkey is not on the roll of the ballot'],
  'roll.empty': [409, 'Nobody is checked in'],
  'proposal.empty': [422, 'The proposal has no text'],
  'proposal.locked': [409, 'The proposal has amendments or has been put to the vote'],
  'quorum.missing': [409, 'Too few are present for the meeting to decide'],
  'ballot.running': [409, 'Another ballot is open'],
  'ballot.unknown': [404, 'There is no such ballot in this branch'],
  'ballot.number': [409, 'The ballot number is taken'],
  'ballot.closed': [409, 'The ballot is closed'],
  'ballot.not_stopped': [409, 'Votes are still taken in; stop the ballot first'],
  'vote.not_on_roll': [403, 'You are not on the roll of this ballot'],
  'vote.revision': [409, 'The vote has been changed since; its revision is not the next one'],
  'vote.marks': [422, 'The marks are not one allowed option for each question'],
  // agenda, attendance, amendments, methods, speakers, screen, minutes
  'meeting.state': [409, 'The meeting is not at that stage'],
  'item.busy': [409, 'Something under the agenda item is not finished'],
  'agenda.order': [409, 'The order does not name every item once'],
  'attendance.change': [409, 'The member is not where the change begins'],
  'door.code': [403, 'The code is not the one on the screen'],
  'standing.place': [409, 'The place of that delegate cannot be taken'],
  'standing.none': [403, 'This takes a right that your standing in the meeting does not give'],
  'intake.closed': [409, 'Proposals and amendments are no longer taken in'],
  'deadline.passed': [409, 'The deadline has passed'],
  'amendment.place': [422, 'The text has no such place, or it says the same'],
  'amendment.state': [409, 'The amendment is not at that stage'],
  'plan.stale': [409, 'The voting plan does not fit what remains to be voted'],
  'plan.order': [409, 'Something else is voted on before this'],
  'ballot.method': [409, 'The ballot is not voted that way'],
  'ballot.demanded': [409, 'Somebody has asked for a ballot'],
  'ballot.cancelled': [409, 'The ballot was cancelled'],
  'ballot.used': [409, 'Something that was decided afterwards builds on the ballot'],
  'ballot.secret': [409, 'Somebody has asked for a secret ballot'],
  'issuer.unknown': [409, 'The ballot names a key that was not made for it'],
  'paper.blinded': [422, 'The blinded paper is no number that the key can sign'],
  'paper.drawn': [409, 'A paper has been drawn in this name already'],
  'drawing.open': [409, 'Papers are still drawn; the box is not open yet'],
  'drawing.closed': [409, 'Papers are no longer drawn'],
  'paper.signature': [422, 'The paper is not signed by the key of the ballot'],
  'box.full': [409, 'The box has as many papers as were drawn'],
  'box.shut': [409, 'The box is not opened yet'],
  'secrecy.setting': [409, 'In this meeting the chair decides what is voted on secretly'],
  'count.missing': [409, 'Two tellers have not counted the same'],
  'count.people': [422, 'The count has more hands than people'],
  'list.closed': [409, 'The list of speakers is closed'],
  'speaker.waiting': [409, 'You are on the list already'],
  'screen.code': [404, 'No screen shows that code'],
  'minutes.missing': [409, 'The minutes have not been drafted'],
  'minutes.attested': [409, 'Somebody has signed the draft of the minutes'],
  'minutes.signed': [409, 'The minutes are signed'],
  // resolutions
  'resolution.nothing_adopted': [409, 'Nothing was adopted, so there is no resolution'],
  'resolution.exists': [409, 'The resolution is already made'],
  'resolution.unsigned': [409, 'The resolution is not signed yet'],
  'resolution.signed': [409, 'The resolution is already signed'],
  'attestation.taken': [409, 'You have signed already; three different people sign'],
  // a resolution file, judged by whoever receives or verifies it
  'file.format': [422, 'The file is not a signed resolution'],
  'file.signature': [422, 'The signature of the branch does not match the file'],
  'file.fields': [422, 'The resolution does not have the fields of its type'],
  'file.sums': [422, 'The outcomes do not follow from the numbers'],
  'trust.missing': [422, 'The file carries no trust chain'],
  'trust.chain': [422, 'The trust chain does not hold together'],
  'trust.anchor': [422, 'The trust chain does not end at the trusted key'],
  'trust.time': [422, 'The trust chain was not valid at that time'],
  'trust.child': [403, 'The sender is not one of our branches'],
  'attestation.people': [422, 'The resolution is not signed by a chair and two others'],
  'attestation.wrong': [422, 'A signature of the chair or a signer does not hold'],
  'sequence.gap': [409, 'An earlier resolution of the branch is missing'],
  'sequence.fork': [409, 'The branch has sent another resolution under this number'],
  'time.future': [422, 'The resolution is dated in the future'],
  // branches among each other
  'rate.limited': [429, 'Too many requests; wait before the next'],
  'address.private': [422, 'The address is in a private network'],
  'address.unreachable': [502, 'Nobody answers at the address as a branch does'],
  'message.unknown': [422, 'This kind of message is not known here'],
  'message.addressee': [422, 'The message is meant for another branch'],
  'message.sender': [403, 'The sender may not send this to us'],
  'delivery.unknown': [404, 'The receipt is for nothing that we sent'],
  'child.revoked': [403, 'The key of that branch is revoked'],
  'child.state': [409, 'The branch below is not at that stage'],
  'join.token': [403, 'The invitation of the branch is not valid'],
  'join.waiting': [409, 'A request to the parent waits for its answer'],
  'join.key': [422, 'The new key has not signed, or is not the one that was compared'],
  'join.circle': [409, 'A branch cannot stand below itself'],
  'parent.missing': [409, 'The branch has no parent'],
  'parent.unknown': [403, 'The sender is not above this branch'],
  'branch.closed': [410, 'The branch has closed down'],
  'custody.unknown': [404, 'The resolution is not one that we sent or hold'],
  'custody.order': [409, 'The treatment does not follow the last one'],
  'treatment.points': [422, 'The treatment names points that the resolution does not have'],
  'committee.unknown': [404, 'There is no such committee'],
  'committee.state': [409, 'The committee is not at that stage'],
  'committee.member': [403, 'This is for the members of the committee'],
  'hearing.unknown': [404, 'There is no such hearing here'],
  'hearing.state': [409, 'The hearing is not at that stage'],
  'hearing.outside': [403, 'The hearing does not take input from outside'],
  'answer.text': [422, 'The changes of the answer do not give its text'],
  'webhook.unknown': [404, 'There is no such webhook'],
  'webhook.address': [422, 'Events are sent to addresses with https and without a password'],
  'reading.expiry': [422, 'The token would end before it begins'],
  'reading.token': [401, 'The token is not valid'],
  'reading.scope': [403, 'The token does not reach this'],
  // evidence
  'evidence.format': [422, 'The evidence file is not readable'],
  'evidence.resolution': [422, 'The evidence belongs to another resolution'],
  'evidence.ballot': [422, 'A ballot of the resolution is missing in the evidence'],
  'evidence.roll': [422, 'The roll of a ballot is missing or does not match'],
  'evidence.person': [422, 'A signature in the evidence does not hold'],
  'evidence.votes': [422, 'The votes are not those that the chair signed at closing'],
  'evidence.papers': [422, 'The papers are not those that the chair signed at closing'],
  'evidence.issues': [422, 'The papers that were drawn are not those that the chair signed at closing'],
  'evidence.tally': [422, 'The tally is not the sum of the votes'],
  'evidence.text': [422, 'The text of a point is not the text that was voted on'],
  // a complaint about a secret ballot
  'box.wrong': [422, 'The box is not the one of a ballot as it was closed'],
  'complaint.format': [422, 'The complaint file is not readable'],
  'complaint.ballot': [422, 'The complaint is about another ballot'],
  'complaint.paper': [422, 'The paper of the complaint is not signed by the key of the ballot'],
  'complaint.promise': [422, 'The promise of the complaint does not hold'],
  'complaint.counted': [409, 'The paper is in the box'],
  // the journal
  'journal.checkpoint': [422, 'The journal does not hold the checkpoint'],
  'journal.consistency': [422, 'The journal is not the earlier one with entries added'],
  'journal.detail': [422, 'A detail is not the one to which the journal is committed'],
  // a receipt
  'receipt.wrong': [422, 'The receipt does not hold'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type RefusalCode = keyof typeof refusals;

/** A reason for which something was refused: the code, a sentence in English with what was expected and found, and data for programs. */
export interface Refusal {
  code: RefusalCode;
  detail: string;
  data?: Record<string, unknown>;
}

/** What a check returns: the value that is now established, or the refusal. */
export type Checked<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** A passed check. */
export function pass<T>(value: T): Checked<T> {
  return { ok: true, value };
}

/** A failed check. */
export function refuse(
  code: RefusalCode,
  detail: string,
  data?: Record<string, unknown>,
): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: data === undefined ? { code, detail } : { code, detail, data } };
}
