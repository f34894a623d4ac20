import type { MinutesWords } from './nb.ts';

function votes(n: number): string {
  return `${n} ${n === 1 ? 'røyst' : 'røyster'}`;
}

function list(words: readonly (string | number)[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} og ${words.at(-1)}`;
}

function share(num: number, den: number): string {
  return num * 2 === den ? 'halvparten' : `${num}/${den}`;
}

function sums(yes: number, no: number, blank: number | undefined): string {
  return `${yes} mot ${votes(no)}${blanks(blank)}`;
}

function blanks(n: number | undefined): string {
  return n === undefined || n === 0 ? '' : `, ${n} ${n === 1 ? 'blank' : 'blanke'}`;
}

/** The words of minutes in nynorsk. */
export const nn: MinutesWords = {
  title: (meeting) => `Protokoll: ${meeting}`,

  branch: (name) => `Lag: ${name}`,
  place: (place) => `Stad: ${place}`,
  calledFor: (moment) => `Kalla inn til: ${moment}`,
  state: {
    open: (moment) => `Opna: ${moment}`,
    adjourned: (moment) => `Avbrote: ${moment}`,
    resumed: (moment) => `Sett igjen: ${moment}`,
    closed: (moment) => `Heva: ${moment}`,
  },
  officers: { chair: 'Møteleiar', secretary: 'Referent', signer: 'Protokollunderskrivarar', teller: 'Teljekorps' },
  officer: (role, names) => `${role}: ${list(names)}`,

  attendance: 'Til stades',
  quorumNone: 'Det er ikkje noko krav til kor mange som må vere til stades for at møtet er vedtaksført.',
  quorum: (num, den, members, required) =>
    `Møtet er vedtaksført når minst ${share(num, den)} av dei ${members} medlemmene i laget er til stades, altså ${required}.`,
  atOpening: (present, quorate) =>
    `Då møtet vart opna, var ${present} med røysterett til stades${
      quorate === null ? '' : quorate ? ', og møtet var vedtaksført' : ', og møtet var ikkje vedtaksført'
    }.`,
  change: (moment, came, left, present) => {
    const moved = [came > 0 ? `kom ${came}` : '', left > 0 ? `gjekk ${left}` : ''].filter((part) => part !== '');
    return `${moment} ${list(moved)}. ${present} med røysterett var til stades.`;
  },
  quorumLost: 'Møtet var ikkje lenger vedtaksført.',
  quorumBack: 'Møtet var då vedtaksført.',
  substitutes: (n) =>
    n === 1
      ? '1 vara møtte for ein medlem som ikkje var til stades.'
      : `${n} varaer møtte for medlemmer som ikkje var til stades.`,
  participants: (n) => `${n} deltok med talerett utan røysterett.`,
  observers: (n) => (n === 1 ? '1 var til stades som observatør.' : `${n} var til stades som observatørar.`),
  doorCodes: (n) => `${n} fekk ein eingongskode i døra for å røyste frå ein annan telefon.`,

  item: (n, title) => `Sak ${n}: ${title}`,
  itemOpen: 'Saka vart ikkje ferdig handsama.',
  otherMatters: 'Andre framlegg',
  matters: 'Framlegg',

  proposal: (n, title) => `Framlegg ${n}: ${title}`,
  proposalName: (n) => `framlegg ${n}`,
  proposedBy: (name) => `Lagt fram av ${name}.`,
  reason: (text) => `Grunngjeving: ${text}`,
  proposed: 'Framlegget lydde:',
  recommendation: (what) => `Innstilling frå redaksjonskomiteen: ${what}.`,
  dissent: (by, what) => `Dissens frå ${by}: ${what}.`,
  recommended: {
    adopt: 'blir vedteke',
    reject: 'blir avvist',
    covered: (by) => (by === null ? 'teke vare på i teksten' : `teke vare på av endringsframlegg ${by}`),
    forward: (to) => `blir sendt over til ${to}`,
  },
  amendment: (n) => `Endringsframlegg ${n}`,
  amendments: (numbers) =>
    numbers.length === 1 ? `endringsframlegg ${numbers[0]}` : `endringsframlegga ${list(numbers)}`,
  amendmentFrom: (name, branch) =>
    name === '' && branch === '' ? '' : `Lagt fram av ${[name, branch].filter((part) => part !== '').join(', ')}.`,
  blockName: (kind, n) => `${{ heading: 'overskrift', paragraph: 'avsnitt', point: 'punkt' }[kind]} ${n}`,
  replaces: (place) => `Endring: ${place} blir endra til:`,
  deletes: (place) => `Stryking: ${place} blir stroke:`,
  adds: (after) => (after === null ? 'Tillegg først i teksten:' : `Tillegg etter ${after}:`),
  seconded: (n) => (n === 1 ? 'Støtta av 1 til.' : `Støtta av ${n} til.`),
  resulting: 'Vedteken tekst',

  plan: 'Røysteorden',
  planAccepted: (moment) => `Møteleiaren la fram denne røysteordenen, og møtet godtok han ${moment}:`,
  planAnnounced: 'Møteleiaren la fram denne røysteordenen:',
  planText: 'teksten som han då står',
  planAgainst: ' mot ',
  planTogether: ['same-recommendation', 'identical'],
  planNumbered: (n, step) => `Steg ${n}: ${step}`,
  planStep: (what, reason, lapses) =>
    `${what}${reason === '' ? '' : ` (${reason})`}.${
      lapses.length === 0
        ? ''
        : ` Blir det vedteke, fell ${lapses.length === 1 ? `endringsframlegg ${lapses[0]}` : `endringsframlegga ${list(lapses)}`} bort.`
    }`,
  planReason: {
    'delete-first': 'blir punktet stroke, er det ikkje noko å endre',
    'after-delete': 'om det ikkje blir stroke',
    alternatives: 'to som utelukkar kvarandre, mot kvarandre',
    'follows-winner': 'vinnaren, for eller mot',
    'farthest-first': 'det mest ytterleggåande først',
    'highest-first': 'det høgaste først',
    'excludes-nothing': 'utelukkar ingen andre',
    addition: 'tillegg',
    identical: 'same ordlyd',
    'same-recommendation': 'same innstilling, samla',
    'chairs-order': 'rekkjefølgja til møteleiaren',
    'then-text': 'til slutt',
    'only-text': '',
  },

  ballots: 'Røystingar',
  ballotAbout: (n, moment, about) => `Røysting ${n}, ${moment}: ${about}.`,
  about: {
    proposal: (title) => `framlegget «${title}»`,
    points: (title) => `framlegget «${title}», punkt for punkt`,
    text: (title) => `framlegget «${title}» som det stod`,
    amendment: (n) => `endringsframlegg ${n}`,
    block: (numbers, adopt) =>
      `innstillinga om at endringsframlegga ${list(numbers)} blir ${adopt ? 'vedtekne' : 'avviste'}, samla`,
    against: (options) => options.join(' mot '),
    choice: (title, options) => `${title}: ${list(options)}`,
  },
  entitled: (n) => `${n} hadde røysterett.`,
  voted: (voted, entitled) => `${voted} av ${entitled} røysteføre røysta.`,
  method: {
    phones: '',
    rollcall: 'Det vart røysta ved namneopprop.',
    hands: 'Det vart røysta ved handsopprekking, talt likt av to i teljekorpset.',
    against: 'Berre røystene mot vart talde, likt av to i teljekorpset.',
    unanimity: 'Møteleiaren gjorde framlegg om at møtet var samrøystes, og ingen ville ha røysting.',
    acclamation: 'Møteleiaren gjorde framlegg om akklamasjon, og ingen ville ha røysting.',
  },
  secret: (drawn, papers) =>
    `Røystinga var hemmeleg: ${drawn} ${drawn === 1 ? 'røystesetel vart delt' : 'røystesetlar vart delte'} ut, og ${papers} låg i urna.`,
  hands: (parts) => `Av røystene vart desse talde for hand: ${parts}.`,
  handsPart: (yes, no, blank) =>
    `${yes} for, ${no} mot${blank === undefined ? '' : `, ${blank} ${blank === 1 ? 'blank' : 'blanke'}`}`,
  trial: (n, moment) => `Røysting ${n}, ${moment}, var ei prøverøysting utan verknad.`,
  cancelled: (n, moment, about, reason) =>
    `Røysting ${n}, ${moment}: ${about}. Røystinga vart avbroten og tel ikkje. Grunn: ${reason}`,
  retakenAs: (n) => `Ho vart teken om igjen som røysting ${n}.`,
  retakes: (n) => `Røysting ${n} vart teken om igjen her.`,
  running: (n) => `Røysting ${n} er ikkje avslutta.`,
  rule: {
    simple: 'Krev fleire for enn mot.',
    more: (num, den, base) => `Krev meir enn ${share(num, den)} av ${base}.`,
    least: (num, den, base) => `Krev minst ${share(num, den)} av ${base}.`,
    noBlanks: 'Blank var ikkje lov.',
    blankCap: (num, den) => `Fell om meir enn ${share(num, den)} av røystene er blanke.`,
    chair: 'Når røystene står likt, avgjer røysta til møteleiaren.',
    base: {
      'for-against': 'røystene for og mot',
      cast: 'alle røyster som vart gitt, også blanke',
      present: 'dei røysteføre til stades',
      entitled: 'alle røysteføre',
    },
    alternatives: 'røystene for alternativa',
    counted: (base, n) => `${base} (${n})`,
    required: (rule, required) => `${rule.slice(0, -1)}: ${required}.`,
  },

  points: { point: 'Punkt', for: 'For', against: 'Mot', blank: 'Blanke', outcome: 'Resultat' },
  pointOutcome: { adopted: 'Vedteke', rejected: 'Fall' },
  pointsAdopted: (numbers) =>
    numbers.length === 0 ? 'Ingen punkt vart vedtekne.' : `Vedteke: punkt ${list(numbers)}.`,
  pointsRejected: (numbers) => `Fall: punkt ${list(numbers)}.`,
  choices: { option: 'Alternativ', votes: 'Røyster', blank: 'Blanke' },
  rollcall: { name: 'Namn', vote: 'Røyst', for: 'For', against: 'Mot', blank: 'Blank' },

  adoptedUnanimously: 'Samrøystes vedteke.',
  adoptedByAcclamation: 'Vedteke ved akklamasjon.',
  adopted: (yes, no, blank) => `Vedteke med ${sums(yes, no, blank)}.`,
  adoptedAgainst: (no) => `Vedteke mot ${votes(no)}.`,
  adoptedByChair: (yes, no, blank) =>
    `Vedteke med dobbeltrøysta til møteleiaren då røystene stod likt, ${sums(yes, no, blank)}.`,
  rejected: (yes, no, blank) => `Fall med ${sums(yes, no, blank)}.`,
  rejectedTie: (yes, no, blank) => `Fall fordi røystene stod likt, ${sums(yes, no, blank)}.`,
  rejectedShort: (yes, no, blank, required) => `Fall med ${sums(yes, no, blank)}. Det kravdest ${required} for.`,
  rejectedBlanks: (yes, no, blank) => `Fall fordi for mange røysta blankt: ${sums(yes, no, blank)}.`,
  rejectedEmpty: 'Fall. Ingen røysta.',
  chosen: (option, got, blank) => `${option} fekk fleirtal med ${votes(got)}${blanks(blank)}.`,
  chosenOfTwo: (option, got, other, blank) => `${option} fekk fleirtal med ${sums(got, other, blank)}.`,
  chosenByChair: (option, got, other, blank) =>
    `${option} fekk fleirtal med dobbeltrøysta til møteleiaren då røystene stod likt, ${sums(got, other, blank)}.`,
  undecided: 'Ingen fekk det fleirtalet som trengst.',
  runOff: (n) => `Det vart ny røysting mellom dei med flest røyster, røysting ${n}.`,
  undecidedTie: 'Ingen fekk fleirtal: røystene stod likt.',
  inBallot: (n) => `Røysting ${n}.`,
  withOthers: (adopted, n) => `${adopted ? 'Vedteke' : 'Fall'} samla i røysting ${n}.`,
  fellAgainst: (option, n) => `Fall mot ${option} i røysting ${n}.`,
  disposition: {
    open: 'Ikkje handsama.',
    adopted: 'Vedteke.',
    rejected: 'Fall.',
    withdrawn: 'Trekt.',
    lapsed: (because) =>
      because === null
        ? 'Framlegget fall bort fordi teksten det galdt, fall.'
        : `Framlegget fall bort som følgje av at endringsframlegg ${because} vart vedteke.`,
    joined: (into) => `Slått saman med endringsframlegg ${into}.`,
    covered: (by) => (by === null ? 'Teke vare på i teksten.' : `Teke vare på av endringsframlegg ${by}.`),
    forwarded: (to) => `Sendt over til ${to}.`,
    postponed: 'Utsett.',
    unsupported: 'Fekk ikkje den støtta som reglane krev, og vart ikkje teke opp.',
  },

  resolutions: 'Signerte vedtak',
  resolution: (n, title, hash) => `Vedtak nr. ${n}: ${title}. Fingeravtrykk: ${hash}`,
  resolutionDraft: (n, title) => `Vedtak nr. ${n}: ${title}. Ikkje signert då protokollen vart laga.`,
  remarks: 'Protokolltilførslar',
  remarkFrom: (name, moment) => `Frå ${name}, ${moment}:`,
  remarkBallot: (name, moment, n) => `Frå ${name}, ${moment}, til røysting ${n}:`,
  signatures: 'Underskrifter',
  signed: (chair, signers) =>
    `Protokollen blir signert med tilgangsnøkkel av møteleiar${chair.length === 0 ? '' : ` (${list(chair)})`} og to protokollunderskrivarar${
      signers.length === 0 ? '' : ` (${list(signers)})`
    }, og deretter av laget. Den signerte fila viser at teksten ikkje er endra.`,
};
