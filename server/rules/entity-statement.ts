import * as v from 'valibot';
import { BranchId } from './formats.ts';
import { PublicJwk } from './jws.ts';

/** The `typ` of an entity statement (OpenID Federation 1.0, section 3.1). */
export const entityStatementType = 'entity-statement+jwt';

/** The most bytes of an entity statement that are read out of another server's answer. */
export const longestEntityStatement = 64 * 1024;

const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const Level = v.pipe(v.string(), v.minLength(1), v.maxLength(60));

/** Parameters that would narrow what a statement says. This verifier knows none of them, so it takes no statement with one. */
const unknown = v.exactOptional(v.never('this narrows the statement in a way that is not understood here'));

/** Seconds since 1970, to the end of year 9999. */
const Seconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_402_300_799));

const claims = {
  iss: BranchId,
  sub: BranchId,
  iat: Seconds,
  exp: Seconds,
  jwks: v.object({ keys: v.pipe(v.array(PublicJwk), v.minLength(1), v.maxLength(16)) }),
  crit: unknown,
  constraints: unknown,
  metadata_policy: unknown,
};

/** What a branch says of itself (OpenID Federation 1.0, section 3.1.2). */
export const EntityConfiguration = v.object({
  ...claims,
  authority_hints: v.exactOptional(v.pipe(v.array(BranchId), v.minLength(1), v.maxLength(16))),
  metadata: v.object({
    vedtak_branch: v.object({ name: Name, level: Level, inbox: BranchId }),
    /** Section 5.1.1. The first two only where there are branches below. */
    federation_entity: v.exactOptional(
      v.object({
        organization_name: v.exactOptional(Name),
        federation_fetch_endpoint: v.exactOptional(BranchId),
        federation_list_endpoint: v.exactOptional(BranchId),
        federation_historical_keys_endpoint: v.exactOptional(BranchId),
      }),
    ),
  }),
});
export type EntityConfiguration = v.InferOutput<typeof EntityConfiguration>;

/** What a parent says of a child (section 3.1.3). Its metadata goes before what the child says of itself. */
export const SubordinateStatement = v.object({
  ...claims,
  /** Where the issuer gives it anew. */
  source_endpoint: v.exactOptional(BranchId),
  metadata: v.object({ vedtak_branch: v.object({ name: Name, level: Level }) }),
});
export type SubordinateStatement = v.InferOutput<typeof SubordinateStatement>;

/** The addresses below a branch's id at which it speaks as an entity of the federation. */
function federationEndpoints(id: string): { fetch: string; list: string; historicalKeys: string } {
  return { fetch: `${id}/federation/fetch`, list: `${id}/federation/list`, historicalKeys: `${id}/federation/keys` };
}

/**
 * The payload of a branch's entity configuration. `iat` and `exp` are seconds since 1970.
 * @param parts `above` says whether there are branches below it: a leaf publishes neither of the addresses that tell of them.
 */
export function entityConfiguration(parts: {
  id: string;
  name: string;
  level: string;
  jwk: PublicJwk;
  parent: string | null;
  inbox: string;
  above?: boolean;
  iat: number;
  exp: number;
}): EntityConfiguration {
  const { id, name, level, jwk, parent, inbox, above = false, iat, exp } = parts;
  const { fetch, list, historicalKeys } = federationEndpoints(id);
  return {
    iss: id,
    sub: id,
    iat,
    exp,
    jwks: { keys: [jwk] },
    ...(parent === null ? {} : { authority_hints: [parent] }),
    metadata: {
      vedtak_branch: { name, level, inbox },
      federation_entity: {
        organization_name: name,
        ...(above ? { federation_fetch_endpoint: fetch, federation_list_endpoint: list } : {}),
        federation_historical_keys_endpoint: historicalKeys,
      },
    },
  };
}

/** The payload of a parent's statement about a child and its key. `iat` and `exp` are seconds since 1970. */
export function subordinateStatement(parts: {
  issuer: string;
  subject: string;
  name: string;
  level: string;
  jwk: PublicJwk;
  iat: number;
  exp: number;
}): SubordinateStatement {
  const { issuer, subject, name, level, jwk, iat, exp } = parts;
  return {
    iss: issuer,
    sub: subject,
    iat,
    exp,
    source_endpoint: federationEndpoints(issuer).fetch,
    jwks: { keys: [jwk] },
    metadata: { vedtak_branch: { name, level } },
  };
}
