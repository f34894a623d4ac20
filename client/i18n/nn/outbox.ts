import type { Translation } from '../language.ts';
import type { outbox as source } from '../nb/outbox.ts';
import { counted, number } from '../numbers.ts';

const byItself = 'De treng ikkje gjere noko. Vi prøver igjen av oss sjølve.';
const older = 'Sjå om noko eldre ventar eller er avvist her. Send det først, så dette på nytt.';

export const outbox: Translation<typeof source> = {
  title: 'Sendt',
  lede: 'Alt laget sender til andre lag, går herifrå av seg sjølv. Her ser de om det er kome fram.',
  empty: 'Ingenting er sendt enno',
  emptyAbout: 'Når eit vedtak er signert, blir det sendt til laget over og vist her.',
  nothing: 'Ingenting å vise med dette valet.',

  show: 'Vis',
  all: (n) => `Alt (${number(n)})`,
  filter: {
    waiting: (n) => `Ventar (${number(n)})`,
    refused: (n) => `Avvist (${number(n)})`,
    accepted: (n) => `Kome fram (${number(n)})`,
  },
  list: 'Det som er sendt, det nyaste først',
  more: 'Vis fleire',
  state: { waiting: 'Ventar', refused: 'Avvist', accepted: 'Kome fram' },
  kind: {
    resolution: 'Vedtak',
    custody: 'Vedtak med saksgangen',
    join: 'Spørsmål om å bli teke inn',
    leave: 'Melding om at laget går ut',
    statements: 'Stadfesting av nøkkel',
    treatment: 'Behandling av eit vedtak',
    hearing: 'Høyring',
    input: 'Innspel til høyring',
    relay: 'Kven som er spurde i ei høyring',
    reminder: 'Påminning om høyring',
    answer: 'Svar på høyring',
  },
  to: (kind, receiver) => `${kind}, til ${receiver}`,
  toOnly: (receiver) => `Til ${receiver}`,
  created: (when) => `Lagt i utboksen ${when}`,
  arrived: (when) => `Motteke ${when}`,
  inLine: 'Står i kø og blir sendt straks.',
  behind: 'Blir sendt når det som ligg framfor til same lag, er kome fram.',
  soon: 'straks',
  nextTry: (when, tries) => `Prøvd ${counted(tries, 'gong', 'gonger')}. Blir prøvd igjen ${when}.`,
  tryNow: 'Prøv no',
  tryNowOf: (title) => `Prøv no: ${title}`,
  resend: 'Send på nytt',
  resendOf: (title) => `Send på nytt: ${title}`,
  whyWaiting: 'Kvifor det ventar:',
  whyRefused: 'Kvifor det vart avvist:',
  next: 'Gjer dette:',
  technical: (code) => `Kode: ${code}`,
  failed: {
    network: ['Serveren til mottakaren svarar ikkje.', byItself],
    'receiver.unknown': [
      'Vi kjenner ikkje adressa til mottakaren lenger.',
      'Sjå på sida Organisasjonen om laget framleis er kopla til.',
    ],
    'address.private': [
      'Adressa til mottakaren ligg på eit lukka nett.',
      'Ta kontakt med den som driv serveren dykkar.',
    ],
    'rate.limited': ['Mottakaren får mykje på ein gong.', byItself],
    not_ready: ['Serveren til mottakaren startar på nytt.', byItself],
    'branch.moved': [
      'Mottakaren har flytta til ein annan server.',
      'Vi prøver igjen av oss sjølve til flyttinga er ferdig.',
    ],
    'receipt.wrong': [
      'Mottakaren svarte med ei kvittering som ikkje stemmer.',
      'Ring mottakaren og spør om det har kome. Vi prøver igjen av oss sjølve.',
    ],
  },
  refused: {
    'sequence.gap': [
      'Mottakaren manglar eit tidlegare vedtak frå dykk.',
      'Sjå om eit eldre vedtak står som ventar eller avvist her. Send det først, så dette på nytt.',
    ],
    'sequence.fork': [
      'Mottakaren har fått eit anna vedtak frå dykk med same nummer.',
      'Ring mottakaren. Har nokon sett inn ein gammal kopi av laget på serveren, må de finne ut kva vedtak som gjeld.',
    ],
    'trust.child': [
      'Mottakaren reknar ikkje dykk som eit lag under seg.',
      'Be mottakaren om ei innbyding, og kople dykk til på sida Organisasjonen. Send så på nytt.',
    ],
    'trust.anchor': [
      'Mottakaren kjenner ikkje nøkkelen som går god for dykk.',
      'Ring mottakaren, og samanlikn orda på sida Organisasjonen.',
    ],
    'trust.chain': [
      'Nøkkelen dykkar stemmer ikkje med den mottakaren har.',
      'Har de bytt nøkkel? Vent til mottakaren har stadfesta, og send på nytt. Elles: ring, og samanlikn orda.',
    ],
    'trust.time': [
      'Stadfestinga av nøkkelen dykkar har gått ut.',
      'Ring laget over og be dei stadfeste nøkkelen på nytt.',
    ],
    'child.revoked': [
      'Mottakaren har trekt tilbake nøkkelen dykkar.',
      'Ring mottakaren og spør kvifor. De treng ei ny innbyding.',
    ],
    'attestation.people': [
      'Vedtaket manglar underskrifta til møteleiaren eller ein underskrivar.',
      'Ring mottakaren, og sjekk vedtaket på sida for å sjekke vedtak.',
    ],
    'attestation.wrong': [
      'Ei av underskriftene på vedtaket held ikkje.',
      'Opne vedtaket, og sjekk det på sida for å sjekke vedtak.',
    ],
    'time.future': [
      'Vedtaket er datert fram i tid, etter klokka til mottakaren.',
      'Be den som driv serveren, sjekke klokka. Send så på nytt.',
    ],
    'message.sender': ['Mottakaren ventar ikkje dette frå dykk.', 'Sjå på sida Organisasjonen om de er kopla saman.'],
    'message.addressee': ['Det har kome til feil lag.', 'Sjå på sida Organisasjonen kven de er kopla til.'],
    'message.unknown': [
      'Mottakaren kjenner ikkje denne typen sending.',
      'Mottakaren bruker kanskje ei eldre utgåve av Vedtak. Be dei oppdatere, og send på nytt.',
    ],
    'join.token': ['Innbydinga er brukt, for gammal eller trekt tilbake.', 'Be laget over om ei ny lenkje.'],
    'join.key': ['Nøkkelen er ikkje den mottakaren kjenner.', 'Ring mottakaren, og samanlikn orda.'],
    'branch.closed': ['Mottakaren er lagd ned.', 'Sjå på sida Organisasjonen kva lag de skal høyre til.'],
    'request.too_large': ['Det er for stort for mottakaren.', 'Ber det som fil, eller ta kontakt med mottakaren.'],
    'hearing.unknown': [
      'Mottakaren kjenner ikkje høyringa.',
      'Ring mottakaren og spør om høyringa er send vidare til dykk.',
    ],
    'custody.order': ['Mottakaren manglar noko av saksgangen.', older],
  },
  troubled: 'Mottakaren svarte med ein feil.',
  byItself: `${byItself} Varer det meir enn ein dag, ring mottakaren.`,
  notTaken: 'Mottakaren tok det ikkje imot.',
  callThem: (receiver) => `Ring ${receiver}, og les koden nedanfor for dei.`,
  download: 'Last ned som fil',
  downloadOf: (title) => `Last ned som fil: ${title}`,

  carry: 'Ber som fil',
  carryAbout:
    'Er nettet eller serveren til mottakaren nede? Då kan det som ventar, berast på ein minnepinne eller sendast på e-post.',
  carryNothing: 'Ingenting ventar på å bli sendt.',
  carrySteps: [
    'Last ned fila under.',
    'Gje ho til mottakaren. Dei opnar si eiga side «Sendt», og legg ho inn under «Ta imot ei fil».',
    'Dei får ei fil med kvitteringar og gjev ho til dykk. Legg ho inn under «Ta imot ei fil» her.',
  ],
  carryFor: (receiver, n) => `${receiver}: ${counted(n, 'sending', 'sendingar')}`,
  carryDownload: (receiver) => `Last ned fila til ${receiver}`,

  take: 'Ta imot ei fil',
  takeAbout:
    'Ei fil frå eit anna lag, eller kvitteringane som kom tilbake. Kvar del blir sjekka før han blir teken inn.',
  choose: 'Vel fil',
  chooseAbout: 'Filer som sluttar på .json eller .jws',
  taking: 'Sjekkar …',
  tooLarge: 'Fila er for stor. Ei fil frå Vedtak er mindre enn 4 MB.',
  notOurs: 'Fila er ikkje frå Vedtak, eller ho er endra på vegen',
  notOursNext: 'Be laget om å laste ho ned på nytt, og gje ho vidare utan å opne ho.',
  taken: (n, all) =>
    n === all ? `Tok imot ${counted(n, 'sending', 'sendingar')}` : `Tok imot ${number(n)} av ${number(all)} sendingar`,
  items: 'Det som var i fila',
  from: (kind, branch) => `${kind}, frå ${branch}`,
  takenItem: 'Teke imot',
  refusedItem: 'Ikkje teke imot',
  unreadable: 'Noko som ikkje lèt seg lese',
  why: 'Kvifor:',
  receiptsBack: 'Gje kvitteringane tilbake',
  receiptsBackAbout: 'Send denne fila til laget som gav dykk den andre. Då ser dei at det er kome fram.',
  receiptsDownload: 'Last ned kvitteringane',
  arrivedItem: 'Kome fram',
  notArrivedItem: 'Ikkje kome fram',
  receiptsTaken: (n) => (n === 1 ? '1 sending er komen fram' : `${number(n)} sendingar er komne fram`),
  receiptsOther: 'Noko som ikkje er sendt herifrå',
};
