import { decodeJwt } from 'jose';
import * as v from 'valibot';
import type { PartyTables } from '../../db/party-schema.ts';
import type { RowOf } from '../../db/transfer-tables.ts';
import { scopes } from '../api/endpoint.ts';
import { pinnedKeys } from '../federation.ts';
import { hashOf } from '../rules/canonical.ts';
import { EntityConfiguration } from '../rules/entity-statement.ts';
import { Time, Whole } from '../rules/formats.ts';
import { HearingDraft } from '../rules/hearing.ts';
import { PublicJwk } from '../rules/jws.ts';
import {
  AnswerStatement,
  CommitteeRecommendation,
  HearingStatement,
  InputStatement,
  JoinStatement,
  TreatmentStatement,
} from '../rules/party-statements.ts';
import { Block } from '../rules/proposal.ts';
import { readReceipt } from '../rules/receipt.ts';
import { WebhookEvent } from '../rules/webhook-event.ts';
import { agree, json } from './stored.ts';

const Reminded = v.object({ days: v.array(Whole), at: v.nullable(Time) });

/** What a row of the party's tables must hold beside the shape of its table. */
export const partyChecks: { [T in keyof PartyTables]?: (row: RowOf<T>) => boolean } = {
  parent_link: ({ parent, keys, configuration }) =>
    pinnedKeys(keys).length > 0 && v.parse(EntityConfiguration, decodeJwt(configuration)).sub === parent,
  child: ({ kid, public_key }) => json(PublicJwk, public_key).kid === kid,
  child_key: ({ kid, public_key }) => json(PublicJwk, public_key).kid === kid,
  join_request: ({ hash, child, statement: text }) => {
    const statement = json(JoinStatement, text);
    return hashOf(statement) === hash && statement.branch === child;
  },
  delivery: ({ id, statement, receiver, receipt }) => {
    if (hashOf({ statement, receiver }) !== id) return false;
    if (receipt === null) return true;
    const read = readReceipt(receipt);
    return read.ok && agree(read.value.receipt, { branch: receiver, resolution: statement });
  },
  treatment: ({ hash, branch, resolution, statement: text }) => {
    const statement = json(TreatmentStatement, text);
    return hashOf(statement) === hash && agree(statement, { branch, resolution });
  },
  committee: ({ blocks, recommendation }) => {
    json(v.array(Block), blocks);
    json(v.nullable(CommitteeRecommendation), recommendation);
    return true;
  },
  hearing_draft: ({ draft }) => v.is(HearingDraft, JSON.parse(draft)),
  hearing: ({ hash, issuer, statement: text, reminded }) => {
    const statement = json(HearingStatement, text);
    return hashOf(statement) === hash && statement.branch === issuer && v.is(Reminded, JSON.parse(reminded));
  },
  hearing_answer: ({ hearing, resolution, branch, statement }) =>
    statement === null || agree(json(AnswerStatement, statement), { hearing, resolution, branch }),
  hearing_input: ({ hash, hearing, branch, statement: text }) => {
    const statement = json(InputStatement, text);
    return hashOf(statement) === hash && agree(statement, { hearing, branch });
  },
  webhook: ({ events }) => v.is(v.array(WebhookEvent), JSON.parse(events)),
  read_token: ({ scopes: granted }) => v.is(v.array(v.picklist(scopes)), JSON.parse(granted)),
};
