import type { Translation } from '../language.ts';
import type { chairSteps as source } from '../nb/chair-steps.ts';
import { counted, number } from '../numbers.ts';

export const chairSteps: Translation<typeof source> = {
  undoBar: 'Skjer om fem sekund',
  undo: 'Angre',
  doNow: 'Gjer det no',
  undoHow: 'Det skjer om fem sekund. Trykk Angre for å la vere.',
  undoWaits: 'Vent litt, eller vel «Gjer det no».',

  openTitle: (meeting) => `Opne ${meeting}`,
  openWhy: (present) =>
    present === 0
      ? 'Ingen er sjekka inn enno. Vent til folk er på plass, ønsk velkomen, og opne møtet.'
      : `${number(present)} er sjekka inn. Ønsk velkomen, og opne møtet når folk er på plass.`,
  open: 'Opne møtet',
  resumeTitle: 'Pausen er over?',
  resumeWhy: 'Møtet er avbrote. Ta det opp att når folk er på plass.',
  resume: 'Hald fram møtet',
  meetingOpened: 'Møtet er ope.',
  rollFirst: 'Manntalet er ikkje signert enno',
  rollFirstNext:
    'Referenten signerer det når folk er sjekka inn. De kan opne møtet, men ikkje røyste før det er gjort.',

  itemNumbered: (n, title) => `Sak ${n}: ${title}`,
  goWhy: 'Les opp saka. Skjermen og telefonane følgjer med når du startar ho.',
  go: (n) => `Start sak ${n}`,
  going: (n) => `Går til sak ${n}.`,
  talkWhy: 'Ingen framlegg ligg i denne saka. Gje ordet til dei som vil ha det, og gå vidare når de er ferdige.',
  finishWhy: 'Alt i denne saka er avgjort. Sei det høgt, og gå vidare.',
  finish: (n) => `Sak ${n} er ferdig`,
  finishAndGo: (n, title) => `Vidare til sak ${n}: ${title}`,
  finishing: (n) => `Gjer ferdig sak ${n}.`,
  finishingAndGoing: (n, next) => `Gjer ferdig sak ${n} og går til sak ${next}.`,
  noteAdd: 'Skriv noko i protokollen om saka',
  note: 'Til protokollen',
  noteAbout: 'Til dømes «Leiaren orienterte om økonomien.»',
  closeTitle: 'Hev møtet',
  closeWhy: 'Alle sakene er ferdige. Takk for frammøtet, og hev møtet. Etterpå blir protokollen signert.',
  closeMeeting: 'Hev møtet',
  closing: 'Hevar møtet.',
  matterlessTitle: 'Ingen saker er lagde inn',
  matterlessWhy: 'Referenten lagar dagsorden og legg inn framlegga. Dei kjem hit av seg sjølve.',
  addProposal: 'Legg inn eit framlegg',
  minutesTitle: 'Protokollen skal signerast',
  minutesWhy: 'Møtet er heva. Referenten gjer protokollen klar, og du og to underskrivarar signerer han.',
  toMinutes: 'Gå til protokollen',
  overTitle: 'Møtet er ferdig',
  overWhy: 'Protokollen er signert. Du har ikkje meir å gjere.',
  readMinutes: 'Les protokollen',

  noticeWhy:
    'Spør om nokon har noko å seie til innkallinga. Har ingen det, foreslår du at ho blir godkjend samrøystes.',
  agendaWhy: (items) =>
    `Les opp dagsorden (${counted(items, 'sak', 'saker')}) og spør om nokon vil endre han. Har ingen det, foreslår du at han blir godkjend samrøystes.`,
  proposeApproval: 'Foreslå samrøystes godkjend',
  rehearse: 'Øv først: prøverøysting',
  rehearseAbout: 'Då ser alle at telefonen verkar. Ho har ingen verknad.',
  electWhy: {
    chair: 'Den som leier møtet frå no av, blir vald av møtet. Vel namn, og spør om det er andre framlegg.',
    secretary: 'Den som fører protokollen, blir vald av møtet. Vel namn, og spør om det er andre framlegg.',
    signer: 'To som var til stades, signerer vedtak og protokoll saman med møteleiaren.',
    teller: 'To tel kvar for seg når de røystar med hendene. Dei trengst òg om nokon manglar nøkkel.',
  },
  electWho: {
    chair: 'Kven leier møtet?',
    secretary: 'Kven fører protokollen?',
    signer: 'Kven skriv under?',
    teller: 'Kven er teljekorps?',
  },
  electAbout: 'Skriv litt av namnet. Dei som har vervet no, står der allereie.',
  electMissing: {
    chair: 'Vel minst éin møteleiar.',
    secretary: 'Vel minst éin referent.',
    signer: 'Vel minst to underskrivarar.',
    teller: 'Vel minst to teljarar, eller hopp over saka.',
  },
  skip: 'Hopp over denne saka',
  proposeElection: 'Foreslå vald ved akklamasjon',
  motionWhy: {
    procedure: 'Framlegg om korleis møtet skal gå, blir avgjorde med ein gong.',
    postpone: 'Utsetjing blir avgjord først. Blir ho vedteken, blir det ikkje røysta over saka no.',
    forward: 'Oversending blir avgjord før saka sjølv. Blir ho vedteken, blir det ikkje røysta over saka her.',
    approve: 'Er alle samde, er det godkjent. Bed nokon om votering, røyster de.',
    elect: 'Er alle samde, er dei valde. Bed nokon om votering, røyster de.',
    question: 'Alle vel eitt av svara. Får ingen fleirtal, blir det røysta på nytt mellom dei øvste.',
  },
  draftTitle: (title) => `«${title}» er vedteke`,
  draftWhy: 'Lag vedtaket med ein gong. Du og to underskrivarar signerer det, og så blir det sendt vidare.',
  answerTitle: (title) => `«${title}» fall`,
  answerWhy:
    'Teksten er på høyring, så laget sender svaret likevel: røystene for og mot kvart punkt. Du og to underskrivarar signerer det.',

  agenda: 'Dagsorden',
  itemsDone: (n) => `Ferdig: ${counted(n, 'sak', 'saker')}`,
  minutes: (n) => `${number(n)} min`,
  itemState: { waiting: '(ventar)', current: '(her er vi)', done: '(ferdig)' },
  goTo: (n, title) => `Gå hit: sak ${n}, ${title}`,
  goShort: 'Gå hit',
  onScreen: 'Vis på skjerm',
};
