import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as v from 'valibot';
import {
  Courier,
  CourierReceipts,
  courierMedia,
  custodyMedia,
  mediaOfFile,
  receiptsMedia,
} from '../../../server/rules/courier.ts';
import { Custody } from '../../../server/rules/party-statements.ts';
import { receiptType } from '../../../server/rules/receipt.ts';
import { call, problemIn } from '../../api.ts';
import { localProblem, type Result } from '../../problem.ts';

/** A part of a file that was handed in, and what became of it. */
export interface HandedIn {
  /** resolution, custody, or the name of a message; null where it cannot be read. */
  kind: string | null;
  title: string;
  /** What the branch that signed it calls itself, or its id; empty where it cannot be read. */
  from: string;
  /** Why it was not taken in; null where it was. */
  code: string | null;
}

/** What came of a file: parts of another branch's, with the receipts to give back; or receipts for what was sent. */
export type Intake =
  | { kind: 'delivered'; items: HandedIn[]; receipts: CourierReceipts }
  | { kind: 'receipts'; items: { title: string; code: string | null; known: boolean }[] };

/** Takes in the text of a file, whatever it is. The server verifies each part. */
export async function takeIn(slug: string, text: string): Promise<Result<Intake>> {
  const file = text.trim();
  const media = mediaOfFile(file);
  if (media === receiptsMedia || typOf(file) === receiptType) {
    const answer = await call('takeReceipts', { slug }, { file });
    if (!answer.ok) return answer;
    const items = answer.value.results.map(({ delivery, title, code }) => ({ title, code, known: delivery !== null }));
    return { ok: true, value: { kind: 'receipts', items } };
  }
  return media === courierMedia ? takeCourier(slug, file) : takeOne(slug, media, file);
}

/** Several deliveries in one file: the server answers with what became of each. */
async function takeCourier(slug: string, file: string): Promise<Result<Intake>> {
  const courier = v.safeParse(Courier, parsed(file));
  if (!courier.success)
    return { ok: false, problem: { code: 'file.format', detail: v.summarize(courier.issues), status: 0 } };
  const answer = await deliver(slug, courierMedia, file);
  if (!answer.ok) return answer;
  const receipts = v.safeParse(CourierReceipts, parsed(answer.value));
  if (!receipts.success) return localProblem('answer', v.summarize(receipts.issues));
  const items = courier.output.items.map(({ media, body }, i) => ({
    ...described(media, body),
    code: receipts.output.receipts[i]?.code ?? null,
  }));
  return { ok: true, value: { kind: 'delivered', items, receipts: receipts.output } };
}

/** One delivery by itself, whose answer is its receipt. */
async function takeOne(slug: string, media: string, file: string): Promise<Result<Intake>> {
  const answer = await deliver(slug, media, file);
  if (!answer.ok) return answer;
  const receipts: CourierReceipts = {
    typ: 'vedtak/receipts/1',
    receipts: [{ statement: null, receipt: answer.value.trim(), code: null }],
  };
  return { ok: true, value: { kind: 'delivered', items: [{ ...described(media, file), code: null }], receipts } };
}

/** Hands a body in where other branches deliver. Gives what the inbox answers. */
async function deliver(slug: string, media: string, body: string): Promise<Result<string>> {
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(`/lag/${encodeURIComponent(slug)}/inbox`, {
      method: 'POST',
      headers: { 'content-type': media },
      body,
    });
    text = await answer.text();
  } catch (error) {
    return localProblem('network', String(error));
  }
  return answer.ok ? { ok: true, value: text } : problemIn(answer.status, parsed(text));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a delivery says that it is; nothing of it is verified here. */
function described(media: string, body: string): Omit<HandedIn, 'code'> {
  if (media === custodyMedia) {
    const custody = v.safeParse(Custody, parsed(body));
    const inside = custody.success ? described('', custody.output.resolution) : null;
    return inside === null ? { kind: null, title: '', from: '' } : { ...inside, kind: 'custody' };
  }
  const typ = typOf(body);
  const kind = /^vedtak-([a-z]+)\+jwt$/u.exec(typ ?? '')?.[1] ?? null;
  try {
    const said = v.parse(Said, decodeJwt(body));
    return { kind, title: said.title ?? said.content?.title ?? '', from: nameIn(body) ?? said.branch };
  } catch {
    return { kind, title: '', from: '' };
  }
}

const Said = v.object({
  branch: v.string(),
  title: v.optional(v.string()),
  content: v.optional(v.object({ title: v.optional(v.string()) })),
});

const Chain = v.object({ trust_chain: v.array(v.string()) });
const Named = v.object({ metadata: v.object({ vedtak_branch: v.object({ name: v.string() }) }) });

/** The name of the branch that signed a JWS, as its trust chain says. */
function nameIn(jws: string): string | undefined {
  const chain = v.safeParse(Chain, decodeProtectedHeader(jws));
  const [own] = chain.success ? chain.output.trust_chain : [];
  const named = v.safeParse(Named, own === undefined ? undefined : decodeJwt(own));
  return named.success ? named.output.metadata.vedtak_branch.name : undefined;
}

function typOf(jws: string): string | undefined {
  try {
    const { typ }: { typ?: unknown } = decodeProtectedHeader(jws);
    return typeof typ === 'string' ? typ : undefined;
  } catch {
    return undefined;
  }
}
