import type { MeetingSettings } from '../../../server/rules/meeting.ts';
import type { Effect, ProposalKind } from '../../../server/rules/motion.ts';
import { oneLine, type ProposalContent } from '../../../server/rules/proposal.ts';
import type { Office } from './step.ts';

/** What the chair puts to the meeting on somebody's behalf. */
export interface Motion {
  kind: ProposalKind;
  content: ProposalContent;
  effect: Effect | null;
}

type Language = MeetingSettings['language'];

/** Titles of motions in the language of the minutes, where they stand as they were put. */
const titles = {
  nb: {
    and: 'og',
    notice: 'Innkallingen godkjennes',
    agenda: 'Dagsorden godkjennes',
    elect: {
      chair: (names: string) => `${names} velges til å lede møtet`,
      secretary: (names: string) => `${names} velges til å føre protokollen`,
      signer: (names: string) => `${names} velges til å underskrive protokollen`,
      teller: (names: string) => `${names} velges til tellekorps`,
    },
    postpone: (title: string) => `«${title}» utsettes`,
    forward: (title: string, to: string) => `«${title}» oversendes ${to}`,
    against: (numbers: readonly number[]) => `Endringsforslag ${numbers.join(' mot endringsforslag ')}`,
    demanded: 'Noen ba om votering.',
    'close-list': 'Det settes strek for talerlista',
    'close-intake': 'Det settes strek for nye forslag',
    'speech-time': (seconds: number) => `Taletiden settes til ${duration(seconds, 'sekunder', 'minutt', 'minutter')}`,
  },
  nn: {
    and: 'og',
    notice: 'Innkallinga blir godkjend',
    agenda: 'Dagsordenen blir godkjend',
    elect: {
      chair: (names: string) => `${names} blir vald til å leie møtet`,
      secretary: (names: string) => `${names} blir vald til å føre protokollen`,
      signer: (names: string) => `${names} blir valde til å skrive under protokollen`,
      teller: (names: string) => `${names} blir valde til teljekorps`,
    },
    postpone: (title: string) => `«${title}» blir utsett`,
    forward: (title: string, to: string) => `«${title}» blir oversendt ${to}`,
    against: (numbers: readonly number[]) => `Endringsframlegg ${numbers.join(' mot endringsframlegg ')}`,
    demanded: 'Nokon bad om votering.',
    'close-list': 'Det blir sett strek for talarlista',
    'close-intake': 'Det blir sett strek for nye framlegg',
    'speech-time': (seconds: number) => `Taletida blir sett til ${duration(seconds, 'sekund', 'minutt', 'minutt')}`,
  },
} as const;

function duration(seconds: number, manySeconds: string, minute: string, minutes: string): string {
  if (seconds % 60 !== 0) return `${seconds} ${manySeconds}`;
  return seconds === 60 ? `1 ${minute}` : `${seconds / 60} ${minutes}`;
}

/** A motion's content is its title once more: a motion is a text of one paragraph. */
function content(title: string): ProposalContent {
  const line = oneLine(title).slice(0, 300).trim();
  return { title: line, blocks: [{ kind: 'paragraph', text: line }] };
}

/** That the notice or the agenda is approved. */
export function approval(of: 'notice' | 'agenda', language: Language): Motion {
  return { kind: 'approve', content: content(titles[language][of]), effect: null };
}

/** That people serve the meeting in an office, in the place of those before them. */
export function election(
  office: Office,
  people: readonly { member: string; name: string }[],
  language: Language,
): Motion {
  const words = titles[language];
  const names = people.map(({ name }) => name);
  const row = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${words.and} ${names.at(-1)}`;
  return {
    kind: 'elect',
    content: content(words.elect[office](row)),
    effect: { kind: 'elect', role: office, members: people.map(({ member }) => member) },
  };
}

/** What may be proposed from the floor. */
export type FloorEffect = Exclude<Effect, { kind: 'elect' }>;

/** A proposal from the floor that does something. `target` is the title of the proposal that it is about. */
export function floorMotion(effect: FloorEffect, target: string, language: Language): Motion {
  const words = titles[language];
  switch (effect.kind) {
    case 'postpone':
      return { kind: 'postpone', content: content(words.postpone(target)), effect };
    case 'forward':
      return { kind: 'forward', content: content(words.forward(target, effect.to)), effect };
    case 'speech-time':
      return { kind: 'procedure', content: content(words['speech-time'](effect.seconds)), effect };
    default:
      return { kind: 'procedure', content: content(words[effect.kind]), effect };
  }
}

/** A procedural proposal in words of its own. */
export function ownMotion(words: string): Motion {
  return { kind: 'procedure', content: content(words), effect: null };
}

/** A question with several answers, one of which is chosen. */
export function question(words: string, answers: readonly string[]): Motion {
  const blocks = answers.map((answer) => ({ kind: 'point' as const, text: oneLine(answer).trim() }));
  return { kind: 'question', content: { title: content(words).title, blocks }, effect: null };
}

/** The title of a choice between amendments. */
export function choiceTitle(numbers: readonly number[], language: Language): string {
  return titles[language].against(numbers);
}

/** Why a proposal of unanimity is cancelled when somebody wants a ballot. */
export function demandReason(language: Language): string {
  return titles[language].demanded;
}
