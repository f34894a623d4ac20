import { isoCBOR } from '@simplewebauthn/server/helpers';
import { strToU8, zipSync } from 'fflate';
import { is } from 'valibot';
import { decode } from '../../../client/text-file/decode.ts';
import { readDocx } from '../../../client/text-file/docx.ts';
import { SoftwareAuthenticator } from '../../../server/demo/authenticator.ts';
import { Problem } from '../../../server/problem.ts';
import { registeredCredential } from '../../../server/registration.ts';
import { fromBase64url, toBase64url } from '../../../server/rules/canonical.ts';
import { publicKeyOfCose } from '../../../server/rules/cose.ts';
import { rawSignature } from '../../../server/rules/der.ts';
import { PublicKey } from '../../../server/rules/formats.ts';
import { parseProposal } from '../../../server/rules/text.ts';
import { makeDocx, paragraph, run } from '../../support/docx.ts';
import { mutateBytes, mutateText } from '../mutate.ts';
import { holds, type Target } from '../target.ts';
import { onBytes } from './making.ts';

const site = { origin: 'https://vedtak.example', rpId: 'vedtak.example' };
const challenge = 'AAAA';

/** Registrations as browsers make them, one an algorithm. */
function registrations() {
  return (['ES256', 'EdDSA', 'RS256'] as const).map((algorithm, i) =>
    new SoftwareAuthenticator(algorithm).register(
      {
        rp: { id: site.rpId, name: 'Laget' },
        user: { id: 'AAAA', name: 'Kari', displayName: 'Kari' },
        challenge,
        pubKeyCredParams: [{ type: 'public-key', alg: [-7, -8, -257][i] ?? -7 }],
      },
      site.origin,
    ),
  );
}

/** Where the COSE key begins in the authenticator data: after 37 bytes, the AAGUID, and the id with its length. */
const keyAt = 37 + 16 + 2 + 32;

function authenticatorData(attestation: string): Uint8Array {
  const read = isoCBOR.decodeFirst<Map<string, Uint8Array>>(fromBase64url(attestation));
  return new Uint8Array(read.get('authData') ?? []);
}

/** The one DER encoding of r and s. */
function derOf(raw: Uint8Array): Uint8Array {
  const integer = (part: Uint8Array): number[] => {
    const from = part.findIndex((byte) => byte !== 0);
    const digits = [...part.subarray(from)];
    return [
      0x02,
      digits.length + ((digits[0] ?? 0) >= 0x80 ? 1 : 0),
      ...((digits[0] ?? 0) >= 0x80 ? [0] : []),
      ...digits,
    ];
  };
  const inside = [...integer(raw.subarray(0, 32)), ...integer(raw.subarray(32))];
  return Uint8Array.from([0x30, inside.length, ...inside]);
}

const der: Target<Uint8Array> = {
  name: 'der',
  reads: 'rules/der.ts rawSignature: the signature of a passkey',
  open() {
    const corpus = Array.from({ length: 16 }, (_, i) => {
      const raw = Uint8Array.from({ length: 64 }, (_one, k) => (k % 32 < i % 5 ? 0 : (i * 37 + k * 101) & 0xff));
      raw[31] = raw[63] = 1;
      return derOf(raw);
    });
    return onBytes(corpus, (bytes) => {
      const raw = rawSignature(bytes);
      if (raw === undefined) return false;
      holds(raw.length === 64, 'a raw signature has 64 bytes');
      const whole = raw.subarray(0, 32).some(Boolean) && raw.subarray(32).some(Boolean);
      holds(whole && Buffer.compare(derOf(raw), bytes) === 0, 'only the one encoding is read, and of positive numbers');
      return true;
    });
  },
};

const coseKey: Target<Uint8Array> = {
  name: 'cose',
  reads: 'rules/cose.ts publicKeyOfCose: the COSE key in a registration',
  open() {
    const corpus = registrations().map(({ response }) => authenticatorData(response.attestationObject).subarray(keyAt));
    return onBytes(corpus, (bytes) => {
      let key: unknown;
      try {
        key = publicKeyOfCose(bytes);
      } catch (error) {
        if (error instanceof TypeError && /^(?:a passkey|the bytes|a number)/u.test(error.message)) return false;
        throw error;
      }
      holds(is(PublicKey, key), 'what is read is a key as a roll holds it');
      return true;
    });
  },
};

const registration: Target<object> = {
  name: 'registration',
  reads: 'server/registration.ts registeredCredential with @simplewebauthn: attestation object and client data',
  open() {
    const corpus = registrations();
    const attestations = corpus.map(({ response }) => new Uint8Array(fromBase64url(response.attestationObject)));
    const clients = corpus.map(({ response }) => new Uint8Array(fromBase64url(response.clientDataJSON)));
    return {
      make(random) {
        const whole = random.pick(corpus);
        const { response } = whole;
        const old = (text: string): Uint8Array => new Uint8Array(fromBase64url(text));
        const attestationObject = random.chance(0.8)
          ? toBase64url(mutateBytes(random, old(response.attestationObject), attestations))
          : response.attestationObject;
        const clientDataJSON = random.chance(0.2)
          ? toBase64url(mutateBytes(random, old(response.clientDataJSON), clients))
          : response.clientDataJSON;
        const id = random.chance(0.1) ? mutateText(random, whole.id, []) : whole.id;
        return {
          ...whole,
          id,
          rawId: random.chance(0.9) ? id : whole.rawId,
          response: { ...response, attestationObject, clientDataJSON },
        };
      },
      async attempt(input) {
        try {
          const { publicKey, id } = await registeredCredential(input as never, challenge, site);
          holds(is(PublicKey, publicKey) && id !== '', 'what is registered is a passkey as a roll holds it');
          return true;
        } catch (error) {
          if (error instanceof Problem && error.refusal.code === 'passkey.registration') return false;
          throw error;
        }
      },
    };
  },
};

const bodies = [
  paragraph(run('Årsmøtet mener'), { style: 'Overskrift1' }) +
    paragraph(run('Vi krever:')) +
    paragraph(run('Gratis buss.'), { list: 1 }),
  paragraph(run('Under'), { list: 2, level: 1 }) +
    '<w:tbl><w:tr><w:tc>' +
    paragraph(run('A')) +
    '</w:tc><w:tc>' +
    paragraph(run('B', true)) +
    '</w:tc></w:tr></w:tbl>',
  paragraph(run('Innhold'), { style: 'INNH1' }) +
    `<w:ins w:id="1">${paragraph(run('nytt'))}</w:ins>` +
    '<w:p><w:r><w:tab/><w:br/><w:t>x</w:t></w:r></w:p>',
  '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p><w:p><w:hyperlink r:id="rId9"><w:r><w:t>lenke</w:t></w:r></w:hyperlink></w:p><w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>',
];
const tags = [
  '<w:p>',
  '</w:p>',
  '<w:r>',
  '<w:t>',
  '</w:t>',
  '<w:tbl>',
  '<w:tr>',
  '<w:tc>',
  '<w:pPr>',
  '<w:numPr>',
  '<w:ilvl w:val="9999999999"/>',
  '<w:numId w:val="2"/>',
  '<w:pStyle w:val="Overskrift1"/>',
  '<w:fldChar w:fldCharType="begin"/>',
  '<w:instrText>HYPERLINK "x"</w:instrText>',
  '<mc:AlternateContent>',
  '<w:drawing>',
  '<w:sym w:font="Wingdings" w:char="F0FC"/>',
  '<!DOCTYPE x>',
  '<![CDATA[',
  ']]>',
  '&amp;',
  '&#0;',
  '&#x110000;',
  '&x;',
  '<!--',
  '-->',
  '<?xml?>',
  ' xmlns:w="x"',
  '<w:vMerge/>',
  '<w:gridSpan w:val="1e9"/>',
  '<w:rPr><w:b/></w:rPr>',
  '<w:del>',
  '<w:moveFrom>',
  '<w:bookmarkStart w:name="_GoBack"/>',
  '<w:commentReference w:id="1"/>',
  '<w:sdt>',
  '<w:object>',
  '<w:pict>',
];

const docx: Target<Uint8Array> = {
  name: 'docx',
  reads: 'client/text-file/docx.ts readDocx with fflate and mammoth: a Word document from a device',
  open() {
    const corpus = bodies.map((body) => makeDocx(body));
    const stored = bodies.map((body) => {
      const document = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${body}</w:document>`;
      return zipSync(
        { 'word/document.xml': strToU8(document), '[Content_Types].xml': strToU8('<Types/>') },
        { level: 0 },
      );
    });
    return {
      make(random) {
        if (random.chance(0.35))
          return mutateBytes(random, random.pick([...corpus, ...stored]), [...corpus, ...stored]);
        const body = mutateText(random, random.pick(bodies), bodies, tags);
        const others = random.chance(0.3)
          ? {
              [random.pick([
                'word/styles.xml',
                'word/numbering.xml',
                '[Content_Types].xml',
                '_rels/.rels',
                'word/_rels/document.xml.rels',
              ])]: mutateText(random, body, bodies, tags),
            }
          : {};
        return makeDocx(body, others);
      },
      async attempt(bytes) {
        const reading = await readDocx(new Uint8Array(bytes));
        if (!reading.ok) return false;
        holds(reading.text.length <= 600_000, 'a text has at most 600 000 characters');
        return true;
      },
      pumped(random, length) {
        const unit = random.pick([...tags, ...bodies, ' ', 'a', '&lt;']);
        const inside = unit.repeat(Math.ceil(length / unit.length));
        return makeDocx(
          random.pick([
            inside,
            paragraph(run(inside)),
            paragraph(inside),
            `<w:p><w:r><w:t>${inside}</w:t></w:r></w:p>`,
          ]),
        );
      },
      longest: 256_000,
      patience: 5000,
    };
  },
};

const textFile: Target<Uint8Array> = {
  name: 'text-file',
  reads:
    'client/text-file/decode.ts decode, and what is made of it: a file of plain text, Markdown or CSV from a device',
  open() {
    const texts = ['Tittel\n\n- Krav én\n- Krav to', 'nr;navn\n1;Åse\n'];
    const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
    const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    const corpus = texts.flatMap((text) => [
      new TextEncoder().encode(text),
      latin(text),
      utf16(text),
      utf16(text).toReversed(),
    ]);
    return onBytes(corpus, (bytes) => {
      const text = decode(bytes);
      if (text === null) return false;
      holds(!text.includes('\0'), 'a text has no zero character');
      parseProposal(text);
      return true;
    });
  },
};

export const binaryTargets: readonly Target[] = [der, coseKey, registration, docx, textFile];
