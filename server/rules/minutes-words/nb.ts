/** `3 stemmer`, `1 stemme`. */
function votes(n: number): string {
  return `${n} ${n === 1 ? 'stemme' : 'stemmer'}`;
}

/** Words in a row with `og` before the last. */
function list(words: readonly (string | number)[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} og ${words.at(-1)}`;
}

/** A share in words: `halvparten`, `2/3`. */
function share(num: number, den: number): string {
  return num * 2 === den ? 'halvparten' : `${num}/${den}`;
}

/** A sum with its blank votes: `18 mot 6 stemmer, 2 blanke`. */
function sums(yes: number, no: number, blank: number | undefined): string {
  return `${yes} mot ${votes(no)}${blanks(blank)}`;
}

function blanks(n: number | undefined): string {
  return n === undefined || n === 0 ? '' : `, ${n} ${n === 1 ? 'blank' : 'blanke'}`;
}

/** The words of minutes in bokmål. */
export const nb = {
  title: (meeting: string) => `Protokoll: ${meeting}`,

  // the meeting
  branch: (name: string) => `Lag: ${name}`,
  place: (place: string) => `Sted: ${place}`,
  calledFor: (moment: string) => `Innkalt til: ${moment}`,
  state: {
    open: (moment: string) => `Åpnet: ${moment}`,
    adjourned: (moment: string) => `Avbrutt: ${moment}`,
    resumed: (moment: string) => `Satt igjen: ${moment}`,
    closed: (moment: string) => `Hevet: ${moment}`,
  },
  officers: { chair: 'Møteleder', secretary: 'Referent', signer: 'Protokollunderskrivere', teller: 'Tellekorps' },
  officer: (role: string, names: readonly string[]) => `${role}: ${list(names)}`,

  // attendance
  attendance: 'Til stede',
  quorumNone: 'Det er ikke noe krav til hvor mange som må være til stede for at møtet er vedtaksført.',
  quorum: (num: number, den: number, members: number, required: number) =>
    `Møtet er vedtaksført når minst ${share(num, den)} av lagets ${members} medlemmer er til stede, altså ${required}.`,
  atOpening: (present: number, quorate: boolean | null) =>
    `Da møtet ble åpnet, var ${present} med stemmerett til stede${
      quorate === null ? '' : quorate ? ', og møtet var vedtaksført' : ', og møtet var ikke vedtaksført'
    }.`,
  change: (moment: string, came: number, left: number, present: number) => {
    const moved = [came > 0 ? `kom ${came}` : '', left > 0 ? `gikk ${left}` : ''].filter((part) => part !== '');
    return `${moment} ${list(moved)}. ${present} med stemmerett var til stede.`;
  },
  quorumLost: 'Møtet var ikke lenger vedtaksført.',
  quorumBack: 'Møtet var da vedtaksført.',
  substitutes: (n: number) =>
    n === 1
      ? '1 vara møtte for et medlem som ikke var til stede.'
      : `${n} varaer møtte for medlemmer som ikke var til stede.`,
  participants: (n: number) => `${n} deltok med talerett uten stemmerett.`,
  observers: (n: number) => (n === 1 ? '1 var til stede som observatør.' : `${n} var til stede som observatører.`),
  doorCodes: (n: number) =>
    n === 1
      ? '1 fikk en engangskode i døra for å stemme fra en annen telefon.'
      : `${n} fikk en engangskode i døra for å stemme fra en annen telefon.`,

  // the agenda
  item: (n: number, title: string) => `Sak ${n}: ${title}`,
  itemOpen: 'Saken ble ikke ferdigbehandlet.',
  otherMatters: 'Andre forslag',
  matters: 'Forslag',

  // proposals
  proposal: (n: number, title: string) => `Forslag ${n}: ${title}`,
  proposalName: (n: number) => `forslag ${n}`,
  proposedBy: (name: string) => `Fremmet av ${name}.`,
  reason: (text: string) => `Begrunnelse: ${text}`,
  proposed: 'Forslaget lød:',
  recommendation: (what: string) => `Redaksjonskomiteens innstilling: ${what}.`,
  dissent: (by: string, what: string) => `Dissens fra ${by}: ${what}.`,
  recommended: {
    adopt: 'vedtas',
    reject: 'avvises',
    covered: (by: number | null) => (by === null ? 'ivaretatt i teksten' : `ivaretatt av endringsforslag ${by}`),
    forward: (to: string) => `oversendes ${to}`,
  },
  amendment: (n: number) => `Endringsforslag ${n}`,
  amendments: (numbers: readonly number[]) =>
    numbers.length === 1 ? `endringsforslag ${numbers[0]}` : `endringsforslagene ${list(numbers)}`,
  amendmentFrom: (name: string, branch: string) =>
    name === '' && branch === '' ? '' : `Fremmet av ${[name, branch].filter((part) => part !== '').join(', ')}.`,
  blockName: (kind: 'heading' | 'paragraph' | 'point', n: number) =>
    `${{ heading: 'overskrift', paragraph: 'avsnitt', point: 'punkt' }[kind]} ${n}`,
  replaces: (place: string) => `Endring: ${place} endres til:`,
  deletes: (place: string) => `Stryking: ${place} strykes:`,
  adds: (after: string | null) => (after === null ? 'Tillegg først i teksten:' : `Tillegg etter ${after}:`),
  seconded: (n: number) => (n === 1 ? 'Støttet av 1 til.' : `Støttet av ${n} til.`),
  resulting: 'Vedtatt tekst',

  // the voting plan
  plan: 'Voteringsorden',
  planAccepted: (moment: string) => `Møteleder la fram denne voteringsordenen, og møtet godtok den ${moment}:`,
  planAnnounced: 'Møteleder la fram denne voteringsordenen:',
  planText: 'teksten som den da står',
  planAgainst: ' mot ',
  /** Reasons for which several amendments are voted on at once, and not against each other. */
  planTogether: ['same-recommendation', 'identical'] as readonly string[],
  planNumbered: (n: number, step: string) => `Trinn ${n}: ${step}`,
  planStep: (what: string, reason: string, lapses: readonly number[]) =>
    `${what}${reason === '' ? '' : ` (${reason})`}.${
      lapses.length === 0
        ? ''
        : ` Vedtas det, bortfaller ${lapses.length === 1 ? `endringsforslag ${lapses[0]}` : `endringsforslagene ${list(lapses)}`}.`
    }`,
  planReason: {
    'delete-first': 'strykes punktet, er det ikke noe å endre',
    'after-delete': 'om det ikke strykes',
    alternatives: 'to som utelukker hverandre, mot hverandre',
    'follows-winner': 'vinneren, for eller mot',
    'farthest-first': 'det mest ytterliggående først',
    'highest-first': 'det høyeste først',
    'excludes-nothing': 'utelukker ingen andre',
    addition: 'tillegg',
    identical: 'samme ordlyd',
    'same-recommendation': 'samme innstilling, samlet',
    'chairs-order': 'møteleders rekkefølge',
    'then-text': 'til slutt',
    'only-text': '',
  } as Readonly<Record<string, string>>,

  // ballots
  ballots: 'Avstemninger',
  ballotAbout: (n: number, moment: string, about: string) => `Avstemning ${n}, ${moment}: ${about}.`,
  about: {
    proposal: (title: string) => `forslaget «${title}»`,
    points: (title: string) => `forslaget «${title}», punkt for punkt`,
    text: (title: string) => `forslaget «${title}» som det sto`,
    amendment: (n: number) => `endringsforslag ${n}`,
    block: (numbers: readonly number[], adopt: boolean) =>
      `innstillingen om at endringsforslagene ${list(numbers)} ${adopt ? 'vedtas' : 'avvises'}, samlet`,
    against: (options: readonly string[]) => options.join(' mot '),
    choice: (title: string, options: readonly string[]) => `${title}: ${list(options)}`,
  },
  entitled: (n: number) => `${n} hadde stemmerett.`,
  voted: (voted: number, entitled: number) => `${voted} av ${entitled} stemmeberettigede stemte.`,
  method: {
    phones: '',
    rollcall: 'Det ble stemt ved navneopprop.',
    hands: 'Det ble stemt ved håndsopprekning, talt likt av to i tellekorpset.',
    against: 'Bare stemmene mot ble talt, likt av to i tellekorpset.',
    unanimity: 'Møteleder foreslo at møtet var enstemmig, og ingen ville ha votering.',
    acclamation: 'Møteleder foreslo akklamasjon, og ingen ville ha votering.',
  },
  secret: (drawn: number, papers: number) =>
    `Avstemningen var hemmelig: ${drawn} ${drawn === 1 ? 'stemmeseddel' : 'stemmesedler'} ble delt ut, og ${papers} lå i urnen.`,
  hands: (parts: string) => `Av stemmene ble disse talt for hånd: ${parts}.`,
  handsPart: (yes: number, no: number, blank: number | undefined) =>
    `${yes} for, ${no} mot${blank === undefined ? '' : `, ${blank} ${blank === 1 ? 'blank' : 'blanke'}`}`,
  trial: (n: number, moment: string) => `Avstemning ${n}, ${moment}, var en prøvevotering uten virkning.`,
  cancelled: (n: number, moment: string, about: string, reason: string) =>
    `Avstemning ${n}, ${moment}: ${about}. Avstemningen ble avbrutt og teller ikke. Grunn: ${reason}`,
  retakenAs: (n: number) => `Den ble tatt om igjen som avstemning ${n}.`,
  retakes: (n: number) => `Avstemning ${n} ble tatt om igjen her.`,
  running: (n: number) => `Avstemning ${n} er ikke avsluttet.`,
  rule: {
    simple: 'Krever flere for enn mot.',
    more: (num: number, den: number, base: string) => `Krever mer enn ${share(num, den)} av ${base}.`,
    least: (num: number, den: number, base: string) => `Krever minst ${share(num, den)} av ${base}.`,
    noBlanks: 'Blank var ikke lov.',
    blankCap: (num: number, den: number) => `Faller om mer enn ${share(num, den)} av stemmene er blanke.`,
    chair: 'Ved stemmelikhet avgjør møteleders stemme.',
    base: {
      'for-against': 'stemmene for og mot',
      cast: 'alle avgitte stemmer, også blanke',
      present: 'de stemmeberettigede til stede',
      entitled: 'alle stemmeberettigede',
    },
    alternatives: 'stemmene for alternativene',
    counted: (base: string, n: number) => `${base} (${n})`,
    required: (rule: string, required: number) => `${rule.slice(0, -1)}: ${required}.`,
  },

  // tables
  points: { point: 'Punkt', for: 'For', against: 'Mot', blank: 'Blanke', outcome: 'Resultat' },
  pointOutcome: { adopted: 'Vedtatt', rejected: 'Falt' },
  pointsAdopted: (numbers: readonly number[]) =>
    numbers.length === 0 ? 'Ingen punkter ble vedtatt.' : `Vedtatt: punkt ${list(numbers)}.`,
  pointsRejected: (numbers: readonly number[]) => `Falt: punkt ${list(numbers)}.`,
  choices: { option: 'Alternativ', votes: 'Stemmer', blank: 'Blanke' },
  rollcall: { name: 'Navn', vote: 'Stemme', for: 'For', against: 'Mot', blank: 'Blank' },

  // outcomes
  adoptedUnanimously: 'Enstemmig vedtatt.',
  adoptedByAcclamation: 'Vedtatt ved akklamasjon.',
  adopted: (yes: number, no: number, blank: number | undefined) => `Vedtatt med ${sums(yes, no, blank)}.`,
  adoptedAgainst: (no: number) => `Vedtatt mot ${votes(no)}.`,
  adoptedByChair: (yes: number, no: number, blank: number | undefined) =>
    `Vedtatt med møteleders dobbeltstemme ved stemmelikhet, ${sums(yes, no, blank)}.`,
  rejected: (yes: number, no: number, blank: number | undefined) => `Falt med ${sums(yes, no, blank)}.`,
  rejectedTie: (yes: number, no: number, blank: number | undefined) =>
    `Falt ved stemmelikhet, ${sums(yes, no, blank)}.`,
  rejectedShort: (yes: number, no: number, blank: number | undefined, required: number) =>
    `Falt med ${sums(yes, no, blank)}. Det krevdes ${required} for.`,
  rejectedBlanks: (yes: number, no: number, blank: number) =>
    `Falt fordi for mange stemte blankt: ${sums(yes, no, blank)}.`,
  rejectedEmpty: 'Falt. Ingen stemte.',
  chosen: (option: string, got: number, blank: number | undefined) =>
    `${option} fikk flertall med ${votes(got)}${blanks(blank)}.`,
  chosenOfTwo: (option: string, got: number, other: number, blank: number | undefined) =>
    `${option} fikk flertall med ${sums(got, other, blank)}.`,
  chosenByChair: (option: string, got: number, other: number, blank: number | undefined) =>
    `${option} fikk flertall med møteleders dobbeltstemme ved stemmelikhet, ${sums(got, other, blank)}.`,
  undecided: 'Ingen fikk det flertallet som trengs.',
  runOff: (n: number) => `Det ble ny avstemning mellom dem med flest stemmer, avstemning ${n}.`,
  undecidedTie: 'Ingen fikk flertall: stemmelikhet.',
  inBallot: (n: number) => `Avstemning ${n}.`,
  withOthers: (adopted: boolean, n: number) => `${adopted ? 'Vedtatt' : 'Falt'} samlet i avstemning ${n}.`,
  fellAgainst: (option: string, n: number) => `Falt mot ${option} i avstemning ${n}.`,
  disposition: {
    open: 'Ikke behandlet.',
    adopted: 'Vedtatt.',
    rejected: 'Falt.',
    withdrawn: 'Trukket.',
    lapsed: (because: number | null) =>
      because === null
        ? 'Forslaget bortfalt fordi teksten det gjaldt, falt.'
        : `Forslaget bortfalt som følge av at endringsforslag ${because} ble vedtatt.`,
    joined: (into: number) => `Slått sammen med endringsforslag ${into}.`,
    covered: (by: number | null) => (by === null ? 'Ivaretatt i teksten.' : `Ivaretatt av endringsforslag ${by}.`),
    forwarded: (to: string) => `Oversendt ${to}.`,
    postponed: 'Utsatt.',
    unsupported: 'Fikk ikke den støtten som reglene krever, og ble ikke tatt opp.',
  },

  // resolutions, remarks, signatures
  resolutions: 'Signerte vedtak',
  resolution: (n: number, title: string, hash: string) => `Vedtak nr. ${n}: ${title}. Fingeravtrykk: ${hash}`,
  resolutionDraft: (n: number, title: string) => `Vedtak nr. ${n}: ${title}. Ikke signert da protokollen ble laget.`,
  remarks: 'Protokolltilførsler',
  remarkFrom: (name: string, moment: string) => `Fra ${name}, ${moment}:`,
  remarkBallot: (name: string, moment: string, n: number) => `Fra ${name}, ${moment}, til avstemning ${n}:`,
  signatures: 'Underskrifter',
  signed: (chair: readonly string[], signers: readonly string[]) =>
    `Protokollen signeres med tilgangsnøkkel av møteleder${chair.length === 0 ? '' : ` (${list(chair)})`} og to protokollunderskrivere${
      signers.length === 0 ? '' : ` (${list(signers)})`
    }, og deretter av laget. Den signerte filen viser at teksten ikke er endret.`,
};

/** What minutes are written with, in any of the two languages. */
export type MinutesWords = typeof nb;
