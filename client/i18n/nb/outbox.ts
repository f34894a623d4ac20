import { counted, number } from '../numbers.ts';

/** Why something did not arrive, and what to do, in the words of those who sent it. */
type Why = Record<string, readonly [why: string, next: string]>;

const failed: Why = {
  network: ['Serveren til mottakeren svarer ikke.', 'Dere trenger ikke gjøre noe. Vi prøver igjen av oss selv.'],
  'receiver.unknown': [
    'Vi kjenner ikke adressen til mottakeren lenger.',
    'Se på siden Organisasjonen om laget fortsatt er koblet til.',
  ],
  'address.private': [
    'Adressen til mottakeren ligger på et lukket nett.',
    'Ta kontakt med den som driver serveren deres.',
  ],
  'rate.limited': ['Mottakeren får mye på en gang.', 'Dere trenger ikke gjøre noe. Vi prøver igjen av oss selv.'],
  not_ready: ['Serveren til mottakeren starter på nytt.', 'Dere trenger ikke gjøre noe. Vi prøver igjen av oss selv.'],
  'branch.moved': [
    'Mottakeren har flyttet til en annen server.',
    'Vi prøver igjen av oss selv til flyttingen er ferdig.',
  ],
  'receipt.wrong': [
    'Mottakeren svarte med en kvittering som ikke stemmer.',
    'Ring mottakeren og spør om den har kommet. Vi prøver igjen av oss selv.',
  ],
};

const refused: Why = {
  'sequence.gap': [
    'Mottakeren mangler et tidligere vedtak fra dere.',
    'Se om et eldre vedtak står som venter eller avvist her. Send det først, så dette på nytt.',
  ],
  'sequence.fork': [
    'Mottakeren har fått et annet vedtak fra dere med samme nummer.',
    'Ring mottakeren. Har noen satt inn en gammel kopi av laget på serveren, må dere finne ut hvilket vedtak som gjelder.',
  ],
  'trust.child': [
    'Mottakeren regner dere ikke som et lag under seg.',
    'Be mottakeren om en invitasjon, og koble dere til på siden Organisasjonen. Send så på nytt.',
  ],
  'trust.anchor': [
    'Mottakeren kjenner ikke nøkkelen som går god for dere.',
    'Ring mottakeren, og sammenlign ordene på siden Organisasjonen.',
  ],
  'trust.chain': [
    'Nøkkelen deres stemmer ikke med den mottakeren har.',
    'Har dere byttet nøkkel? Vent til mottakeren har bekreftet, og send på nytt. Ellers: ring, og sammenlign ordene.',
  ],
  'trust.time': ['Bekreftelsen av nøkkelen deres har gått ut.', 'Ring laget over og be dem bekrefte nøkkelen på nytt.'],
  'child.revoked': [
    'Mottakeren har trukket tilbake nøkkelen deres.',
    'Ring mottakeren og spør hvorfor. Dere trenger en ny invitasjon.',
  ],
  'attestation.people': [
    'Vedtaket mangler underskriften til møteleder eller en underskriver.',
    'Ring mottakeren, og sjekk vedtaket på siden for å sjekke vedtak.',
  ],
  'attestation.wrong': [
    'En av underskriftene på vedtaket holder ikke.',
    'Åpne vedtaket, og sjekk det på siden for å sjekke vedtak.',
  ],
  'time.future': [
    'Vedtaket er datert fram i tid, etter klokka til mottakeren.',
    'Be den som driver serveren, sjekke klokka. Send så på nytt.',
  ],
  'message.sender': ['Mottakeren venter ikke dette fra dere.', 'Se på siden Organisasjonen om dere er koblet sammen.'],
  'message.addressee': ['Det er kommet til feil lag.', 'Se på siden Organisasjonen hvem dere er koblet til.'],
  'message.unknown': [
    'Mottakeren kjenner ikke denne typen sending.',
    'Mottakeren bruker kanskje en eldre utgave av Vedtak. Be dem oppdatere, og send på nytt.',
  ],
  'join.token': ['Invitasjonen er brukt, utløpt eller trukket tilbake.', 'Be laget over om en ny lenke.'],
  'join.key': ['Nøkkelen er ikke den mottakeren kjenner.', 'Ring mottakeren, og sammenlign ordene.'],
  'branch.closed': ['Mottakeren er lagt ned.', 'Se på siden Organisasjonen hvilket lag dere skal høre til.'],
  'request.too_large': ['Det er for stort for mottakeren.', 'Bær det som fil, eller ta kontakt med mottakeren.'],
  'hearing.unknown': [
    'Mottakeren kjenner ikke høringen.',
    'Ring mottakeren og spør om høringen er sendt videre til dere.',
  ],
  'custody.order': [
    'Mottakeren mangler noe av saksgangen.',
    'Se om noe eldre venter eller er avvist her. Send det først, så dette på nytt.',
  ],
};

export const outbox = {
  title: 'Sendt',
  lede: 'Alt laget sender til andre lag, går herfra av seg selv. Her ser dere om det er kommet fram.',
  empty: 'Ingenting er sendt ennå',
  emptyAbout: 'Når et vedtak er signert, blir det sendt til laget over og vises her.',
  nothing: 'Ingenting å vise med dette valget.',

  show: 'Vis',
  all: (n: number) => `Alt (${number(n)})`,
  filter: {
    waiting: (n: number) => `Venter (${number(n)})`,
    refused: (n: number) => `Avvist (${number(n)})`,
    accepted: (n: number) => `Kommet fram (${number(n)})`,
  },
  list: 'Det som er sendt, det nyeste først',
  more: 'Vis flere',
  state: { waiting: 'Venter', refused: 'Avvist', accepted: 'Kommet fram' },
  kind: {
    resolution: 'Vedtak',
    custody: 'Vedtak med saksgangen',
    join: 'Spørsmål om å bli tatt inn',
    leave: 'Beskjed om at laget går ut',
    statements: 'Bekreftelse av nøkkel',
    treatment: 'Behandling av et vedtak',
    hearing: 'Høring',
    input: 'Innspill til høring',
    relay: 'Hvem som er spurt i en høring',
    reminder: 'Påminnelse om høring',
    answer: 'Svar på høring',
  } as Record<string, string>,
  to: (kind: string, receiver: string) => `${kind}, til ${receiver}`,
  toOnly: (receiver: string) => `Til ${receiver}`,
  created: (when: string) => `Lagt i utboksen ${when}`,
  arrived: (when: string) => `Mottatt ${when}`,
  inLine: 'Står i kø og sendes straks.',
  behind: 'Sendes når det som ligger foran til samme lag, er kommet fram.',
  soon: 'straks',
  nextTry: (when: string, tries: number) => `Prøvd ${counted(tries, 'gang', 'ganger')}. Prøves igjen ${when}.`,
  tryNow: 'Prøv nå',
  tryNowOf: (title: string) => `Prøv nå: ${title}`,
  resend: 'Send på nytt',
  resendOf: (title: string) => `Send på nytt: ${title}`,
  whyWaiting: 'Hvorfor det venter:',
  whyRefused: 'Hvorfor det ble avvist:',
  next: 'Gjør dette:',
  technical: (code: string) => `Kode: ${code}`,
  failed,
  refused,
  troubled: 'Mottakeren svarte med en feil.',
  byItself: 'Dere trenger ikke gjøre noe. Vi prøver igjen av oss selv. Varer det mer enn en dag, ring mottakeren.',
  notTaken: 'Mottakeren tok det ikke imot.',
  callThem: (receiver: string) => `Ring ${receiver}, og les koden nedenfor for dem.`,
  download: 'Last ned som fil',
  downloadOf: (title: string) => `Last ned som fil: ${title}`,

  carry: 'Bær som fil',
  carryAbout:
    'Er nettet eller serveren til mottakeren nede? Da kan det som venter, bæres på en minnepinne eller sendes på e-post.',
  carryNothing: 'Ingenting venter på å bli sendt.',
  carrySteps: [
    'Last ned fila under.',
    'Gi den til mottakeren. De åpner sin egen side «Sendt», og legger den inn under «Ta imot en fil».',
    'De får en fil med kvitteringer og gir den til dere. Legg den inn under «Ta imot en fil» her.',
  ],
  carryFor: (receiver: string, n: number) => `${receiver}: ${counted(n, 'sending', 'sendinger')}`,
  carryDownload: (receiver: string) => `Last ned fila til ${receiver}`,

  take: 'Ta imot en fil',
  takeAbout: 'En fil fra et annet lag, eller kvitteringene som kom tilbake. Hver del blir sjekket før den tas inn.',
  choose: 'Velg fil',
  chooseAbout: 'Filer som slutter på .json eller .jws',
  taking: 'Sjekker …',
  tooLarge: 'Fila er for stor. En fil fra Vedtak er mindre enn 4 MB.',
  notOurs: 'Fila er ikke fra Vedtak, eller den er endret på veien',
  notOursNext: 'Be laget om å laste den ned på nytt, og gi den videre uten å åpne den.',
  taken: (n: number, all: number) =>
    n === all ? `Tok imot ${counted(n, 'sending', 'sendinger')}` : `Tok imot ${number(n)} av ${number(all)} sendinger`,
  items: 'Det som var i fila',
  from: (kind: string, branch: string) => `${kind}, fra ${branch}`,
  takenItem: 'Tatt imot',
  refusedItem: 'Ikke tatt imot',
  unreadable: 'Noe som ikke lar seg lese',
  why: 'Hvorfor:',
  receiptsBack: 'Gi kvitteringene tilbake',
  receiptsBackAbout: 'Send denne fila til laget som ga dere den andre. Da ser de at det er kommet fram.',
  receiptsDownload: 'Last ned kvitteringene',
  arrivedItem: 'Kommet fram',
  notArrivedItem: 'Ikke kommet fram',
  receiptsTaken: (n: number) => (n === 1 ? '1 sending er kommet fram' : `${number(n)} sendinger er kommet fram`),
  receiptsOther: 'Noe som ikke er sendt herfra',
};
