import type { MeetingState } from '../../../server/rules/meeting.ts';
import type { Translation } from '../language.ts';
import type { hall as source } from '../nb/delegate-hall.ts';
import { counted, number } from '../numbers.ts';

const state: Record<MeetingState, string> = {
  planned: 'Møtet er ikkje kalla inn enno',
  called: 'Møtet er kalla inn og ikkje opna',
  open: 'Møtet er i gang',
  adjourned: 'Møtet har pause',
  closed: 'Møtet er heva',
  signed: 'Møtet er heva, og protokollen er signert',
};

export const hall: Translation<typeof source> = {
  state,
  agenda: 'Dagsorden',
  now: 'No:',
  item: (n: number, title: string) => `Sak ${n}: ${title}`,
  noItem: 'Inga sak er teken opp no.',
  itemNow: 'Her er vi no',
  itemDone: 'Ferdig',
  itemMinutes: (n: number) => counted(n, 'minutt', 'minutt'),

  code: 'Skriv koden frå storskjermen',
  codeAbout: 'Seks teikn. Store og små bokstavar og mellomrom er det same.',
  codeLength: 'Koden har seks teikn. Sjå på storskjermen og prøv igjen.',
  checkIn: 'Sjekk inn',
  comeBack: 'Eg er tilbake',
  checkedIn: 'Du er sjekka inn.',
  notCheckedIn: 'Du er ikkje sjekka inn',
  notOpenYet: 'Du kan sjekke inn når møtet er kalla inn.',
  askDoor: 'Sei frå i døra, så er du med frå neste røysting.',
  onLeave: 'Du har permisjon',
  onLeaveNext: 'Du kan ikkje røyste så lenge. Sei frå i døra når du er tilbake, eller skriv koden frå storskjermen.',
  over: 'Møtet er over. Takk for i dag.',

  delegate: 'Du er delegat: Du har talerett, framleggsrett og røysterett.',
  substitute: 'Du er vara. Du får røysterett når du tek plassen til ein delegat. Referenten fører det opp.',
  substituteFor: (name: string) => `Du er vara og har plassen til ${name}. Du har røysterett.`,
  substituteReturned: (name: string) => `Du er vara for ${name}, som er i salen igjen. Då har du ikkje røysterett.`,
  participant: 'Du er deltakar: Du kan be om ordet og sende framlegg, men har ikkje røysterett.',
  observer: 'Du er observatør: Du kan følgje møtet, men ikkje ta ordet, sende framlegg eller røyste.',
  noKey: 'Du står i manntalet utan nøkkel. Rekk opp handa når det blir røysta, så tel teljekorpset deg.',

  cannotSubstitute: 'Du er vara og har ingen plass i salen no. Spør referenten om du skal ha ein.',
  cannotParticipant: 'Du er deltakar utan røysterett. Er det feil, sei frå til referenten.',
  cannotObserver: 'Du er observatør utan røysterett. Er det feil, sei frå til referenten.',
  cannotLeave: 'Du har permisjon. Sei frå i døra når du er tilbake, så er du med frå neste røysting.',

  minutes: 'Protokoll',
  present: (n: number) => `${number(n)} røysteføre til stades`,
};
