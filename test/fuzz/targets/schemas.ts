import * as v from 'valibot';
import type { Endpoint } from '../../../server/api/endpoint.ts';
import { endpoints } from '../../../server/api/endpoints.ts';
import { canonicalBytes, toBase64url } from '../../../server/rules/canonical.ts';
import { Courier, CourierReceipts } from '../../../server/rules/courier.ts';
import { EntityConfiguration, SubordinateStatement } from '../../../server/rules/entity-statement.ts';
import { Evidence } from '../../../server/rules/evidence.ts';
import { JournalEntry } from '../../../server/rules/journal.ts';
import { CheckpointStatement } from '../../../server/rules/journal-proof.ts';
import { PublicJwk, parseJson } from '../../../server/rules/jws.ts';
import { Custody, messages } from '../../../server/rules/party-statements.ts';
import { ProposalContent } from '../../../server/rules/proposal.ts';
import {
  BoxedPaper,
  Complaint,
  IssuerKey,
  IssuesDrawn,
  PaperStatement,
} from '../../../server/rules/secret-statements.ts';
import * as statements from '../../../server/rules/statements.ts';
import { valueBy } from '../from-schema.ts';
import { mutateText, mutateValue } from '../mutate.ts';
import { pumpedValue } from '../pump.ts';
import type { Random } from '../random.ts';
import { type Attack, holds, type Target } from '../target.ts';

/** What stands in JSON that came from outside, and the schema that reads it. */
interface Read {
  schema: string;
  text: string;
}

const {
  PersonStatement,
  Assertion,
  Attestation,
  MinutesPayload,
  PromiseStatement,
  ReceiptStatement,
  ResolutionPayload,
} = statements;

/** What is signed or hashed, or travels signed. */
const signed: Record<string, v.GenericSchema> = {
  PersonStatement,
  Assertion,
  Attestation,
  Evidence,
  MinutesPayload,
  PromiseStatement,
  ReceiptStatement,
  ResolutionPayload,
  JournalEntry,
  CheckpointStatement,
  ProposalContent,
  Custody,
  BoxedPaper,
  PaperStatement,
  Complaint,
  IssuerKey,
  IssuesDrawn,
  ...messages,
};

/** What is read and not hashed as a whole. */
const unsigned: Record<string, v.GenericSchema> = {
  PublicJwk,
  EntityConfiguration,
  SubordinateStatement,
  Courier,
  CourierReceipts,
};

/** An attack on schemas: JSON made of them, changed as values and as text. `judge` says what must hold of what is read. */
function onSchemas(
  schemas: Record<string, v.GenericSchema>,
  judge: (output: unknown, schema: v.GenericSchema) => void,
): Attack<Read> {
  const names = Object.keys(schemas);
  const value = (random: Random, name: string): unknown => valueBy(random, schemas[name]);
  return {
    make(random) {
      const schema = random.pick(names);
      const whole = value(random, schema);
      if (random.chance(0.35)) return { schema, text: JSON.stringify(whole) };
      const other = random.chance(0.3) ? [value(random, random.pick(names))] : [];
      const changed = random.chance(0.7)
        ? (JSON.stringify(mutateValue(random, whole, other)) ?? 'null')
        : mutateText(
            random,
            JSON.stringify(whole),
            [],
            ['\\ud800', '\\u0000', '1e999', '-0', '{"__proto__":1}', '"', '\\'],
          );
      return { schema, text: changed };
    },
    attempt({ schema: name, text }) {
      const schema = schemas[name];
      holds(schema !== undefined, `there is a schema ${name}`);
      const read = parseJson(new TextEncoder().encode(text), schema, 'file.fields', 'the file');
      if (!read.ok) {
        holds(read.refusal.detail.length < 1500, 'a refusal does not repeat a file');
        return false;
      }
      judge(read.value, schema);
      return true;
    },
    pumped(random, length) {
      const schema = random.pick(names);
      return { schema, text: JSON.stringify(pumpedValue(random, length, value(random, schema))) };
    },
    longest: 256_000,
  };
}

/** What is taken has one spelling, which reads back as the same. */
function isStable(output: unknown, schema: v.GenericSchema): void {
  const bytes = canonicalBytes(output);
  const again = parseJson(bytes, schema, 'file.fields', 'the file');
  holds(
    again.ok && toBase64url(canonicalBytes(again.value)) === toBase64url(bytes),
    'what is taken reads back as the same',
  );
}

const statementSchemas: Target<Read> = {
  name: 'statements',
  reads:
    'rules/statements.ts, secret-statements.ts, party-statements.ts, journal.ts, journal-proof.ts, proposal.ts: all that is signed or hashed',
  open: () => onSchemas(signed, isStable),
};

const otherSchemas: Target<Read> = {
  name: 'shapes',
  reads: 'rules/jws.ts PublicJwk, entity-statement.ts, courier.ts: keys, federation, files with several deliveries',
  open: () =>
    onSchemas(unsigned, (output, schema) => {
      holds(v.is(schema, JSON.parse(JSON.stringify(output))), 'what is taken reads back');
    }),
};

const api: Target<Read> = {
  name: 'api',
  reads: 'server/api: the schemas of every body, query and answer, which the server and the client read by',
  open() {
    const all = Object.entries(endpoints as Record<string, Endpoint>).flatMap(([name, { body, query, response }]) => [
      ...(body === undefined ? [] : [[`${name} body`, body] as const]),
      ...(query === undefined ? [] : [[`${name} query`, query as v.GenericSchema] as const]),
      [`${name} response`, response] as const,
    ]);
    return onSchemas(Object.fromEntries(all), () => undefined);
  },
};

export const schemaTargets: readonly Target[] = [statementSchemas, otherSchemas, api];
