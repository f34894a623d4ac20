import * as v from 'valibot';
import type { Branch } from './branch.ts';
import { takeInCustody } from './custody.ts';
import { type TakenIn, takeInMessage } from './inbox.ts';
import { intakeFor } from './messages/intakes.ts';
import { Problem } from './problem.ts';
import { takeInResolution } from './received.ts';
import { custodyMedia, joseMedia, largestDelivery, largestStatement } from './rules/courier.ts';
import { openJws } from './rules/jws.ts';
import { messages, messageType } from './rules/party-statements.ts';

/** What another branch sends: a body, and the media type that says how to read it. */
export interface Letter {
  media: string;
  body: string;
}

/**
 * Takes in what another branch sends, whatever it is, and gives the receipt, the same one each time.
 * @throws Problem with the first check that does not hold; nothing is kept then.
 */
export async function takeInLetter(branch: Branch, { media, body }: Letter): Promise<TakenIn> {
  if (media === custodyMedia) {
    mustFit(body, largestDelivery);
    return takeInCustody(branch, body);
  }
  if (media !== joseMedia) throw new Problem('request.media_type', `the inbox takes ${joseMedia} and ${custodyMedia}`);
  const jws = body.trim();
  const typ = typeOf(jws);
  mustFit(jws, typ === messageType('hearing') ? largestDelivery : largestStatement);
  const intake = intakeFor(typ);
  if (intake !== undefined) return takeInMessage(branch, intake, jws);
  if (knownTypes.has(typ)) throw new Problem('message.unknown', `${typ} does not come by itself`);
  return takeInResolution(branch, jws);
}

const knownTypes: ReadonlySet<string> = new Set((Object.keys(messages) as (keyof typeof messages)[]).map(messageType));

/** The `typ` in the header of a JWS; empty where it has none. */
function typeOf(jws: string): string {
  const opened = openJws(jws, v.object({ typ: v.string() }), 'file.format');
  return opened.ok ? opened.value.header.typ : '';
}

/** @throws Problem request.too_large. */
function mustFit(body: string, largest: number): void {
  if (body.length > largest) throw new Problem('request.too_large', `this has at most ${largest} bytes`);
}
