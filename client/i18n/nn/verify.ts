import type { Translation } from '../language.ts';
import type { verify as source } from '../nb/verify.ts';
import { number } from '../numbers.ts';

export const verify: Translation<typeof source> = {
  title: 'Sjekk eit vedtak',
  lede: 'Er vedtaket ekte, og er det uendra? Legg inn filene, så reknar nettlesaren din det ut.',
  private: 'Ingenting du legg inn her, forlèt nettlesaren. Sida verkar òg utan nett når ho først er open.',
  choose: 'Vel filer',
  drop: 'eller slepp dei her. Rekkjefølgja er det same, og du kan ta fleire på éin gong.',
  held: 'Filene du har lagt inn',
  kind: {
    resolution: 'Vedtaket',
    anchor: 'Nøkkelen du stolar på',
    receipt: 'Kvitteringa',
    evidence: 'Bevisa',
    box: 'Urna',
    complaint: 'Klaga',
  },
  kindAbout: {
    resolution: 'Sluttar på .jws. Ligg på sida til vedtaket.',
    anchor: 'Den offentlege nøkkelen til laget øvst (.jwk eller jwks.json).',
    receipt: 'Valfri (.jws). Viser når eit lag lenger opp fekk vedtaket.',
    evidence: 'Valfri (.json). Med den blir kvar røyst telt på nytt.',
    box: 'Urna frå ei hemmeleg røysting (.jws), i staden for eit vedtak. Ei klage blir prøvd mot urna.',
    complaint: 'Valfri (.json). Viser at ein røystesetel manglar i urna. Blir prøvd mot urna, eller mot bevisa.',
  },
  missing: 'ikkje lagt inn',
  remove: (kind) => `Fjern: ${kind}`,
  removeShort: 'Fjern',
  unknown: (name) => `Vi kjenner ikkje att fila ${name}.`,
  unknownNext: 'Vel eit vedtak, ei urne, ein nøkkel, ei kvittering, bevis eller ei klage frå Vedtak.',
  taken: (kinds) => `Lagt inn: ${kinds.join(', ')}`,
  resolutionFirst: 'Legg inn vedtaket, eller urna frå ei hemmeleg røysting, for å få svar.',
  anchorWrong: 'Nøkkelfila kan ikkje brukast.',
  anchorWrongNext: 'Vel fila med den offentlege nøkkelen til laget øvst. Ho skal ha éin nøkkel.',

  working: 'Reknar …',
  progress: (done, total) => `${number(done)} av ${number(total)} signaturar er sjekka`,
  broken: 'Sjekken stansa. Last sida på nytt, og prøv igjen.',

  verdict: 'Svaret',
  holds: 'Ekte og uendra',
  holdsAbout: (n, branch) => `Dette er vedtak nr. ${n} frå ${branch}. Kvart teikn er som då det vart signert.`,
  holdsEvidence: (n) => `${number(n)} underskrifter frå møtet er sjekka, og røystene er talde på nytt.`,
  path: 'Ledda opp til nøkkelen du stolar på',
  pathAbout: (branch, between, anchor) =>
    `At laget er ${branch}, er ordet til ${between}. ${anchor} har ikkje sagt det sjølv. Eit lag kan gå god for kven som helst, så kjenner du ikkje desse laga, spør ${anchor} om dei høyrer til.`,
  fails: 'Held ikkje',
  unconfirmed: 'Ikkje stadfesta',
  unconfirmedAbout:
    'Fila heng saman i seg sjølv. Men det kan òg ei falsk fil gjere, så du treng nøkkelen til nokon du stolar på.',
  unconfirmedNext: (name) =>
    `Fila seier at den øvste nøkkelen er den til ${name}. Hent han der, eller endå betre frå ein annan stad: nettsida til partiet, nokon du kjenner, eit papir. Legg han så inn her.`,
  keyAt: 'Nøkkelen skal liggje på',
  keyPrint: 'og ha fingeravtrykket',

  steps: 'Dette vart sjekka',
  stepsUnconfirmed: 'Dette vart sjekka, med nøkkelen i fila sjølv',
  stepHolds: 'Held',
  stepFails: 'Held ikkje',
  stepSkipped: 'Ikkje sjekka',
  meaning: 'Kva betyr dette?',
  resolutionSteps: {
    format: [
      'Fila er eit signert vedtak',
      'Fila er bygd opp slik eit signert vedtak skal vere. Er ho klipt av eller øydelagd, stoppar det her.',
    ],
    fields: [
      'Alt som skal stå der, står der',
      'Vedtaket har tittel, tekst, punkt, røystetal og signaturar, og ingenting som ikkje høyrer heime.',
    ],
    trust: [
      'Laget er eit av laga under nøkkelen',
      'Laget over har signert kven laget er, og kva nøkkel det bruker. Ledd for ledd fører det opp til den øvste nøkkelen.',
    ],
    signature: [
      'Laget har signert heile fila',
      'Signaturen er laga med nøkkelen til laget, over akkurat desse teikna. Blir eitt av dei endra, passar han ikkje lenger.',
    ],
    canonical: [
      'Vedtaket er skrive på den eine måten det kan skrivast',
      'Same innhald kan berre skrivast på éin måte. Difor har det berre eitt fingeravtrykk.',
    ],
    issuer: [
      'Vedtaket er frå laget som signerte',
      'Namnet i vedtaket er namnet på laget som nøkkelen høyrer til. Eitt lag kan ikkje signere for eit anna.',
    ],
    date: ['Datoen kan stemme', 'Vedtaket er ikkje datert etter at mottakaren fekk det.'],
    sums: [
      'Tala går opp',
      'Ingen punkt har fleire røyster enn det var folk, punkta i teksten er dei vedtekne, og nok folk var til stades.',
    ],
    attestations: [
      'Møteleiaren og to underskrivarar har signert',
      'Tre ulike personar har signert dette vedtaket, kvar med sin eigen tilgangsnøkkel: ansikt, fingeravtrykk eller skjermlås.',
    ],
  },
  receiptSteps: {
    receipt: [
      'Eit lag lenger opp har fått vedtaket',
      'Mottakaren har signert at det fekk vedtaket, når det kom, og at det står i journalen.',
    ],
  },
  evidenceSteps: {
    format: ['Bevisfila kan lesast', 'Ho har manntal, røystingar og røyster slik dei skal vere skrivne.'],
    resolution: ['Bevisa høyrer til dette vedtaket', 'Dei nemner fingeravtrykket til akkurat dette vedtaket.'],
    ballots: [
      'Alle røystingane er med',
      'Kvar røysting vedtaket byggjer på, ligg der slik møteleiaren opna henne og lukka henne.',
    ],
    rolls: [
      'Manntalet er med',
      'Manntalet seier kven som kunne røyste, og med kva nøklar. Ingen nøkkel står der to gonger.',
    ],
    officers: [
      'Møteleiaren og underskrivarane står i manntalet',
      'Dei som opna, lukka og signerte, brukte nøklar som står i manntalet.',
    ],
    votes: [
      'Kvar røyst er gyldig',
      'Kvar røyst er frå ein som står i manntalet, i rett røysting, og ingen har meir enn éi.',
    ],
    issues: [
      'Kvar utdelt røystesetel er henta av ein i manntalet',
      'I den hemmelege røystinga har kvar person henta høgst éin setel. Det er like mange som møteleiaren signerte.',
    ],
    papers: [
      'Kvar røystesetel i urna er stempla',
      'Kvar setel har stempelet til røystinga, ingen ligg der to gonger, og det er ikkje fleire setlar enn det vart delt ut. Kven som fylte ut kva for ein, veit ingen.',
    ],
    signatures: [
      'Signaturen til kvar person held',
      'Kvar røyst, og kvar som henta ein røystesetel, er sjekka mot nøkkelen til personen. Ingen andre kan lage den signaturen, heller ikkje laget.',
    ],
    count: [
      'Inga røyst er lagd til eller teken bort',
      'Røystene og røystesetlane er nøyaktig dei som møteleiaren signerte på då røystinga vart lukka.',
    ],
    tally: ['Røystetala er summen av røystene', 'Alle røyster er talde på nytt, og regelen gir det same utfallet.'],
    text: [
      'Teksten er den det vart røysta over',
      'Tittel, punkt og tekst er teikn for teikn det som låg på røystesetelen.',
    ],
  },
  evidenceNone: 'Bevisa er ikkje lagde inn, så røystene er ikkje talde på nytt.',
  evidenceSecret: 'Bevisfila viser korleis kvar nøkkel røysta. Ta vare på henne deretter.',
  evidenceBoxed:
    'Røystinga var hemmeleg. Bevisfila viser kva for nøklar som henta røystesetel, men ikkje kva dei røysta.',

  complaint: 'Svaret på klaga',
  complaintProven: 'Klaga held',
  complaintProvenAbout: 'Laget lova å telje denne røystesetelen, og gjorde det ikkje. Det er bevist.',
  complaintSigned: 'Røystesetelen manglar, men det finst inga kvittering',
  complaintSignedAbout:
    'Setelen er stempla, og han ligg ikkje i urna. Men klaga har inga kvittering frå laget, så ho beviser ikkje at laget fekk setelen.',
  complaintUnknownKey: 'Røystesetelen manglar, og vi kjenner ikkje nøkkelen på kvitteringa',
  complaintUnknownKeyAbout:
    'Setelen er stempla, og han ligg ikkje i urna. Kvitteringa er signert med ein nøkkel som vi ikkje kjenner som laget sin, så ho beviser ingenting åleine. Prøver du klaga mot bevisfila, og laget har fått ny nøkkel sidan, prøv henne mot urna i staden. Elles spør laget over kva nøklar det har gått god for.',
  complaintKey: 'Nøkkelen på kvitteringa:',
  complaintFails: 'Klaga held ikkje',
  complaintWaits: 'Klaga er ikkje prøvd',
  complaintWaitsAbout: 'Legg inn urna eller bevisa òg. Utan dei veit vi ikkje kva som låg i urna.',
  complaintUnjudged: 'Vedtaket eller bevisa held ikkje, så vi veit ikkje kva som låg i urna.',
  complaintUnconfirmed:
    'Svaret er rekna ut med nøkkelen i fila sjølv. Legg inn nøkkelen du stolar på for å få det stadfesta.',
  complaintSecret: 'Klaga viser kva eigaren av røystesetelen røysta. Ta vare på henne deretter.',
  complaintUnjudgedBox: 'Urnefila held ikkje, så vi veit ikkje kva som låg i urna.',
  boxHolds: 'Urna er ekte og uendra',
  boxAbout: (papers, branch) =>
    `${number(papers)} røystesetlar frå ei hemmeleg røysting i ${branch}, slik laget har signert dei.`,
  boxSteps: {
    format: ['Fila er ei signert urne', 'Fila er bygd opp slik ei urnefil skal vere. Er ho klipt av, stoppar det her.'],
    fields: ['Alt som skal stå der, står der', 'Røystinga, lukkinga og røystesetlane er med, og ikkje noko anna.'],
    trust: [
      'Laget er eit av laga under nøkkelen',
      'Laget over har signert kven laget er, og kva nøkkel det brukar. Ledd for ledd fører det opp til den øvste nøkkelen.',
    ],
    signature: [
      'Laget har signert heile fila',
      'Signaturen er laga med nøkkelen til laget, over akkurat desse teikna.',
    ],
    canonical: [
      'Urna er skriven på den eine måten ho kan skrivast',
      'Same innhald kan berre skrivast på éin måte. Difor har det berre eitt fingeravtrykk.',
    ],
    issuer: ['Urna er frå laget som signerte', 'Eitt lag kan ikkje signere for eit anna.'],
    ballot: ['Røystinga var hemmeleg, og er lukka', 'Lukkinga gjeld akkurat denne røystinga.'],
    papers: [
      'Kvar røystesetel er stempla',
      'Kvar setel har stempelet til røystinga og er fylt ut slik røystinga tillèt, og ingen ligg der to gonger.',
    ],
    count: [
      'Det er setlane røystinga vart lukka med',
      'Dei er like mange, og nøyaktig dei same, som då røystinga vart lukka.',
    ],
  },
  limitBoxChair: 'Kven som lukka røystinga. Det er laget sitt eige ord. Signaturen til møteleiaren ligg i bevisa.',
  limitBoxDrawn: 'Kven som henta røystesetel, og kven som fylte ut kva for ein.',
  complaintSteps: {
    format: ['Klaga kan lesast', 'Fila er bygd opp slik ei klage skal vere.'],
    ballot: ['Klaga gjeld ei røysting som er her', 'Røystinga var hemmeleg, og vi har urna frå den.'],
    paper: [
      'Røystesetelen er ekte',
      'Han er fylt ut slik røystinga tillèt, og har stempelet som berre den som henta ein setel kunne få.',
    ],
    promise: [
      'Laget har kvittert for røystesetelen',
      'Laget har signert at det fekk akkurat denne setelen og skal telje han.',
    ],
    missing: ['Røystesetelen ligg ikkje i urna', 'Han er ikkje blant setlane som røystinga vart lukka med.'],
  },

  said: 'Det står i vedtaket',
  saidUnproven: 'Det står i fila, men det er ikkje stadfesta',
  saidBy: (branch, n, moment) => `${branch}, vedtak nr. ${n}, vedteke ${moment}`,
  saidText: 'Les teksten',

  limits: 'Dette viser sjekken ikkje',
  limitKey: 'At nøkkelen du la inn, er den rette. Det må du vite frå ein annan stad.',
  limitNames: 'Kven personane er. Filene har nøklar, ikkje namn. Laget går god for kven som har dei.',
  limitRoll: 'At dei rette stod i manntalet, og at alle fekk røyste fritt.',
  limitNewer: 'At laget ikkje har vedteke noko anna seinare.',
  limitEvidence: 'At røystetala er summen av røystene. Det trengst bevisfila til, og ho er hos laget.',
  limitReceipt: 'Når det vart vedteke. Utan kvittering er tidspunktet laget sitt eige ord.',

  trial: 'Prøv sjølv',
  trialAbout: 'Kva skjer om nokon endrar på vedtaket? Prøv i minnet. Filene dine blir ikkje rørte.',
  trialTally: 'Endre eitt siffer i eit røystetal',
  trialVote: 'Tukle med éi røyst i bevisa',
  trialMark: 'PRØVE',
  trialTallyDone: (what, from, to) =>
    `Vi endra eitt siffer i minnet: ${what} har fått ${number(to)} røyster for, ikkje ${number(from)}.`,
  trialVoteDone: (what, from, to) => `Vi endra éi røyst i minnet: ${what} frå «${from}» til «${to}».`,
  trialBack: 'Tilbake til den ekte fila',
  program: 'Same sjekken finst som program: vedtak verify.',
};
