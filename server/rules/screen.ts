import { fromBase64url } from './canonical.ts';
import type { MeetingState } from './meeting.ts';

/** The letters and digits of a screen's code: none that look like another. */
const codeLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/**
 * A code out of random bytes (base64url): bytes that would favour a letter are left out.
 * @throws RangeError when too few are left, which of 32 bytes happens once in 10^25.
 */
export function codeOf(random: string): string {
  const fair = 256 - (256 % codeLetters.length);
  const letters = [...fromBase64url(random)]
    .filter((byte) => byte < fair)
    .map((byte) => codeLetters[byte % codeLetters.length]);
  if (letters.length < 6) throw new RangeError('too few random bytes for a code');
  return letters.slice(0, 6).join('');
}

/** A screen's code as it is stored: six of them. */
export const screenCode = /^[2-9A-HJKMNP-Z]{6}$/u;

/** A code as somebody typed it: in any case, with spaces or dashes where they like. */
export function readCode(typed: string): string {
  return typed.replaceAll(/[\s-]/gu, '').toUpperCase();
}

/** What a screen shows. */
export type StageName = 'blank' | 'join' | 'ballot' | 'result' | 'speakers' | 'text' | 'item';

/** What the choice of a stage depends on. */
export interface StageFacts {
  show: 'auto' | 'join' | 'text' | 'speakers' | 'result' | 'blank';
  /** Null where there is no meeting. */
  state: MeetingState | null;
  /** Whether the meeting is at an item of its agenda. */
  item: boolean;
  /** Whether a ballot is open. */
  voting: boolean;
  /** Whether any ballot was closed, and whether nothing has come after the latest one. */
  result: boolean;
  fresh: boolean;
  speaking: boolean;
  waiting: boolean;
  /** Whether there is a text under the item. */
  text: boolean;
}

/**
 * The one thing that the screen shows. A ballot goes before all else but an empty screen, since people must not miss it;
 * what the screen is told to show and has not gives way to the item.
 */
export function stageOf(facts: StageFacts): StageName {
  const { show, state, item, voting, result, fresh, speaking, waiting, text } = facts;
  if (show === 'blank') return 'blank';
  if (voting) return 'ballot';
  if (state === null || show === 'join') return 'join';
  if (show === 'speakers') return 'speakers';
  if (show === 'text') return text ? 'text' : 'item';
  if (show === 'result') return result ? 'result' : 'item';
  if (state === 'closed' || state === 'signed') return 'item';
  if (state !== 'open') return 'join';
  if (fresh) return 'result';
  if (!item) return 'join';
  if (speaking) return 'speakers';
  if (text) return 'text';
  return waiting ? 'speakers' : 'item';
}

/** What the QR code of a wireless network says, so that phones join it (the format of ZXing, which iOS and Android read). */
export function wifiCode({ name, password }: { name: string; password: string }): string {
  const escaped = (text: string): string => text.replaceAll(/[\\;,":]/gu, String.raw`\$&`);
  return password === ''
    ? `WIFI:T:nopass;S:${escaped(name)};;`
    : `WIFI:T:WPA;S:${escaped(name)};P:${escaped(password)};;`;
}
