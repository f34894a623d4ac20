import { fromBase64url, hashOf } from './canonical.ts';
import type { PublicJwk } from './jws.ts';

/**
 * 256 everyday Norwegian nouns, spelled alike in bokmål and nynorsk, without æ, ø and å; none is the beginning of another,
 * and none sounds like another. The place in the list is the byte that a word stands for, so the list never changes.
 */
export const fingerprintWords: readonly string[] = `
  ananas anker appelsin avis bagasje balkong banan bank batteri belte billett blad bluse boble boks brev brus
  bukse busk dal dans delfin diamant dyne ekko elefant elg eple eske falk familie fane farge fest film finger
  firkant fisk fjell fjord flagg flaske flis fly foss foto frakk frosk frukt fugl furu gaffel garasje gate geit
  genser gitar glass globus gryte gulrot gummi hage hai halm hanske harpe havre hette himmel hjelm hjort hjul
  holme hotell humle hund hus hylle jakke jern juvel kabel kaffe kajakk kaktus kalender kalv kamera kanal kanin
  kart kikkert kiosk kiste kjeks kjole klokke klubb knapp kniv knute kolibri kompass kontor kopp kork krabbe
  krone krukke kurs kveld kvist kyst laken lakris laks lampe land lilje linjal loft lokomotiv lykt magnet mais
  mandel mango mappe marmelade marsvin maske maskin mast melon mikrofon mose motor museum musikk mygg mynt natt
  nellik okse oliven olje orgel padde palme papir paprika paraply park pasta pedal pensel perle piano pil
  pingvin pinne pizza plakat planet plante plomme potet prikk pumpe radio rakett ramme regn reke ring robot
  rosin rubin rute saft saga salat salong seng sennep sild silke sirkel sirkus sitron sjokolade skap skinke
  skive skjell skjerf skjorte skog skrue skuff sky slange slede slips slott smil stein stempel stige stjerne
  stokk stolpe storm strand stubbe studio sukker suppe svale svamp sykkel tavle taxi teater telefon telt teppe
  termos terning tiger tind tog tomat torsk traktor trapp tromme trompet tulipan tunnel ugle ukulele ulv urt
  valnutt vanilje vase vegg vekt vifte vinge vinter vogn vott vulkan
`
  .trim()
  .split(/\s+/u);

/** How many bytes of a hash are said in words. */
const spoken = 8;

/** The first 8 bytes of a hash (base64url) as words, which people can read aloud, photograph and compare: 64 bits of it. */
export function wordsOf(hash: string): string[] {
  return [...fromBase64url(hash).subarray(0, spoken)].map((byte) => fingerprintWords[byte] ?? '');
}

/**
 * The code of a secret ballot: the first words of its id, by which people see that the phone and the big screen show the same
 * ballot. Both write it in the order given here, with spaces between. Six words are 48 bits: whoever wants to give a phone
 * another ballot with the same words, such as one with a key of its own, must make 2^48 of them after the chair has opened the
 * real one; at a thousand million a second that takes three days.
 * @param ballot the ballot's id, the hash of its definition.
 */
export function ballotCode(ballot: string): string[] {
  return wordsOf(ballot).slice(0, 6);
}

/** A key's thumbprint (RFC 7638, SHA-256), base64url: the hash of its required members in lexicographic order. */
export function thumbprintOf({ crv, kty, x, y }: Pick<PublicJwk, 'crv' | 'kty' | 'x' | 'y'>): string {
  return hashOf({ crv, kty, x, y });
}

/**
 * What two people read to each other to know that they look at the same key: the first 8 bytes of its thumbprint, each a word.
 *
 * These are 64 bits. Whoever wants to put a key of their own between the two must make keys until one happens to have the same
 * words, some 2^64 of them: at a thousand million keys a second nearly 600 years, where an invitation lasts a month. Two keys
 * with the same words, which are found in 2^32, help nobody: both would be the attacker's own.
 */
export function fingerprintOf(key: Pick<PublicJwk, 'crv' | 'kty' | 'x' | 'y'>): string[] {
  return wordsOf(thumbprintOf(key));
}
