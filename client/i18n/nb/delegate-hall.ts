import type { MeetingState } from '../../../server/rules/meeting.ts';
import { counted, number } from '../numbers.ts';

const state: Record<MeetingState, string> = {
  planned: 'Møtet er ikke kalt inn ennå',
  called: 'Møtet er kalt inn og ikke åpnet',
  open: 'Møtet er i gang',
  adjourned: 'Møtet har pause',
  closed: 'Møtet er hevet',
  signed: 'Møtet er hevet, og protokollen er signert',
};

export const hall = {
  state,
  agenda: 'Dagsorden',
  now: 'Nå:',
  item: (n: number, title: string) => `Sak ${n}: ${title}`,
  noItem: 'Ingen sak er tatt opp nå.',
  itemNow: 'Her er vi nå',
  itemDone: 'Ferdig',
  itemMinutes: (n: number) => counted(n, 'minutt', 'minutter'),

  code: 'Skriv koden fra storskjermen',
  codeAbout: 'Seks tegn. Store og små bokstaver og mellomrom er det samme.',
  codeLength: 'Koden har seks tegn. Se på storskjermen og prøv igjen.',
  checkIn: 'Sjekk inn',
  comeBack: 'Jeg er tilbake',
  checkedIn: 'Du er sjekket inn.',
  notCheckedIn: 'Du er ikke sjekket inn',
  notOpenYet: 'Du kan sjekke inn når møtet er kalt inn.',
  askDoor: 'Si fra i døra, så er du med fra neste avstemning.',
  onLeave: 'Du har permisjon',
  onLeaveNext: 'Du kan ikke stemme så lenge. Si fra i døra når du er tilbake, eller skriv koden fra storskjermen.',
  over: 'Møtet er over. Takk for i dag.',

  delegate: 'Du er delegat: Du har talerett, forslagsrett og stemmerett.',
  substitute: 'Du er vara. Du får stemmerett når du tar plassen til en delegat. Referenten fører det opp.',
  substituteFor: (name: string) => `Du er vara og har plassen til ${name}. Du har stemmerett.`,
  substituteReturned: (name: string) => `Du er vara for ${name}, som er i salen igjen. Da har du ikke stemmerett.`,
  participant: 'Du er deltaker: Du kan be om ordet og sende forslag, men har ikke stemmerett.',
  observer: 'Du er observatør: Du kan følge møtet, men ikke ta ordet, sende forslag eller stemme.',
  noKey: 'Du står i manntallet uten nøkkel. Rekk opp hånda når det stemmes, så teller tellekorpset deg.',

  cannotSubstitute: 'Du er vara og har ingen plass i salen nå. Spør referenten om du skal ha en.',
  cannotParticipant: 'Du er deltaker uten stemmerett. Er det feil, si fra til referenten.',
  cannotObserver: 'Du er observatør uten stemmerett. Er det feil, si fra til referenten.',
  cannotLeave: 'Du har permisjon. Si fra i døra når du er tilbake, så er du med fra neste avstemning.',

  minutes: 'Protokoll',
  present: (n: number) => `${number(n)} stemmeberettigede til stede`,
};
