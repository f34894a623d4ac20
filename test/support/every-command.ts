import { cancel, castCount, demand, openSubject, receiptFor, resolve, signRoll } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { closeSecret, draw, drop, openSecret } from '../../server/demo/secret.ts';
import { doorCodeAt } from '../../server/door-code.ts';
import { defaultSettings } from '../../server/rules/meeting.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { agree, amend } from './floor.ts';
import { adopt, appoint, type Hall, markAll, propose } from './hall.ts';
import { closeDrawing, lookAfter } from './secret.ts';

/** The form in which branches send amendments. */
const form = { csv: 'linjenummer;type;forslag;forslagsstiller;lag\npunkt 2;strykning;;Kari Nordmann;Åsane\n' };
const content = {
  title: 'Saken sendes styret',
  blocks: [{ kind: 'paragraph' as const, text: 'Saken sendes styret.' }],
};

/** Calls every command of the agenda and the door once with success. */
export async function runTheDoor({ administrator: chair, people, pair, server, slug, meeting }: Hall): Promise<void> {
  const at = { slug, meeting };
  const [member = ''] = people.map((one) => one.member);
  const { item } = await chair.call('addItem', at, { kind: 'matter', title: 'Uttalelser', minutes: 30 });
  await chair.call('editItem', { slug, item }, { title: 'Uttalelser', minutes: null, note: 'Utsatt sist.' });
  const extra = await chair.call('addItem', at, { kind: 'information', title: 'Orientering', minutes: null });
  await chair.call('removeItem', { slug, item: extra.item });
  const agenda = (await chair.call('snapshot', { slug })).meeting?.agenda ?? [];
  await chair.call('reorderItems', at, { items: agenda.map(({ id }) => id).toReversed() });
  await chair.call('setMeetingSettings', at, { ...defaultSettings, wifi: { name: 'Hallen', password: 'hemmelig' } });
  await chair.call('goToItem', at, { item });
  await chair.call('finishItem', { slug, item }, { note: 'Ferdig.' });
  await chair.call('changeAttendance', at, { member, change: 'leave' });
  await chair.call('changeAttendance', at, { member, change: 'return' });
  await chair.call('setStanding', at, { member, kind: 'participant', placeOf: null });
  await chair.call('setStanding', at, { member, kind: 'delegate', placeOf: null });
  const [row] = server.select<{ door_secret: string }>(slug, 'SELECT door_secret FROM meeting ORDER BY ordinal DESC');
  const { code } = doorCodeAt(row?.door_secret ?? '', Date.now());
  await people[0]?.call('checkInByCode', at, { code });
  const spare = await chair.call('doorCodeFor', at, { member });
  await new Person(pair.server).enrol(slug, spare.code);
  await signRoll(pair);
  const screen = new Person(pair.server);
  await screen.call('openScreen', { slug });
  const shown = await screen.call('screenSnapshot', { slug });
  await chair.call('pairScreen', { slug }, { code: shown.code ?? '' });
  await chair.call('showOnScreen', { slug }, { show: 'blank' });
  await screen.call('screenSnapshot', { slug });
  await chair.call('unpairScreens', { slug });
}

/** Calls every command of proposals, amendments, the plan, speakers and the other methods once with success. */
export async function deliberate(hall: Hall): Promise<void> {
  const { administrator: chair, people, slug, meeting } = hall;
  const [first, second] = people as [Person, Person];
  const at = { slug, meeting };
  const { proposal } = await propose(hall);
  await chair.call('moveProposal', { slug, proposal }, { item: null });
  await chair.call('recommendProposal', { slug, proposal }, { recommendation: adoption });
  const sent = { item: null, kind: 'text' as const, content, reason: 'Det haster.', effect: null };
  const other = await first.call('submitProposal', at, sent);
  await first.call('proposalState', { slug, proposal: other.proposal }, { to: 'withdrawn' });
  await chair.call('setIntake', at, { closed: true });
  await chair.call('setIntake', at, { closed: false });
  await chair.call('amendmentsPreview', { slug, proposal }, form);
  await chair.call('importAmendments', { slug, proposal }, form);
  const better = { type: 'replace' as const, at: 1, text: 'Avganger hvert tiende minutt.' };
  const amendment = await amend(first, hall, proposal, better);
  const same = await amend(second, hall, proposal, { ...better, text: 'Avganger hvert femte minutt.' });
  await first.call('editAmendment', { slug, amendment }, { change: better, reason: 'Oftere.' });
  await second.call('secondAmendment', { slug, amendment }, { second: true });
  await chair.call('recommendAmendment', { slug, amendment }, { recommendation: adoption });
  await chair.call('joinAmendment', { slug, amendment: same }, { into: amendment });
  await chair.call('amendmentState', { slug, amendment }, { to: 'upheld' });
  await agree(hall, proposal);
  await first.call('askToSpeak', at, { kind: 'speech', list: '' });
  const named = await chair.call('addSpeaker', at, { member: second.member, kind: 'speech', list: '' });
  await chair.call('withdrawSpeech', { slug, speaker: named.speaker });
  const [speaker = ''] = (await chair.call('snapshot', { slug })).speakers?.waiting.map(({ id }) => id) ?? [];
  await chair.call('giveFloor', { slug, speaker });
  await chair.call('endSpeech', { slug, speaker });
  await chair.call('setList', at, { closed: true });
  await countHands(hall);
}

const adoption = { recommended: { kind: 'adopt' as const }, dissents: [] };

/** A show of hands and a proposal of unanimity, both cancelled. */
async function countHands(hall: Hall): Promise<void> {
  const { people, pair, slug } = hall;
  const [, , teller, other] = people as [Person, Person, Person, Person];
  await appoint(hall, { teller: [teller, other] });
  const { proposal, content: text } = await propose(hall, 'Ett krav\n\n1. Gratis buss.');
  const subject: Subject = { kind: 'text', content: text };
  const hands = await openSubject(pair, proposal, subject, { method: 'hands' });
  await castCount(teller, slug, hands, { text: { for: 3, against: 2, blank: 0 } });
  await cancel(pair, hands, 'Tellekorpset ble avbrutt.');
  const unanimous = await openSubject(pair, proposal, subject, { method: 'unanimity', retakes: hands });
  await demand(other, slug, unanimous);
  await cancel(pair, unanimous, 'Det ble bedt om votering.');
}

/** Calls every command of a secret ballot, which somebody has asked for, once with success. */
export async function voteSecretly(hall: Hall): Promise<void> {
  const { administrator: chair, people, pair, slug, meeting } = hall;
  const { proposal, content: text } = await propose(hall);
  const voter = people[2] as Person;
  await chair.call('setMeetingSettings', { slug, meeting }, { ...defaultSettings, secretOnDemand: true });
  await voter.call('demandSecrecy', { slug, proposal }, { demanded: true });
  const secret = await openSecret(pair, proposal, { kind: 'text', content: text }, { mode: 'points' });
  const boxed = await draw(voter, slug, secret, markAll(3, 'for'));
  await closeDrawing(hall, secret.ballot);
  await drop(new Person(pair.server), slug, boxed);
  await lookAfter(hall, secret.ballot);
  await closeSecret(pair, secret.ballot);
  await voter.call('box', { slug, ballot: secret.ballot });
}

/** Ends the meeting: a draft thrown away, a resolution sent once more, minutes with a remark, signed. */
export async function endTheMeeting(hall: Hall): Promise<void> {
  const { administrator: chair, people, pair, slug, meeting } = hall;
  const at = { slug, meeting };
  const [first, second] = people as [Person, Person];
  const ballot = await adopt(hall, 'Enda en\n\n1. Et krav.');
  const draft = await chair.call('draftResolution', { slug, ballot });
  await chair.call('discardResolution', { slug, number: String(draft.number) });
  const { number } = await resolve(pair, ballot, [first, second]);
  const { deliveries } = await chair.call('deliveries', { slug });
  const sent = deliveries.find(({ kind }) => kind === 'resolution');
  await chair.call('resendDelivery', { slug, delivery: sent?.delivery ?? '' });
  await chair.call('takeReceipts', { slug }, { file: await receiptFor(pair, number) });
  await first.call('addRemark', at, { text: 'Jeg stemte mot.', ballot: null });
  await chair.call('setMeetingState', at, { to: 'closed' });
  const minutes = await chair.call('draftMinutes', at, { discard: false });
  for (const person of [chair, first, second]) await person.call('attestMinutes', at, person.sign(minutes));
  await second.call('minutes', at);
  const next = { title: 'Neste møte', place: '', startsAt: minutes.closedAt, quorum: { num: 0, den: 1 } };
  const planned = await chair.call('createMeeting', { slug }, next);
  await chair.call('editMeeting', { slug, meeting: planned.meeting }, { ...next, place: 'Folkets Hus' });
  await chair.call(
    'setRoles',
    { slug, meeting: planned.meeting },
    { chair: [], secretary: [], signer: [], teller: [] },
  );
}
