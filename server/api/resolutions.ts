import * as v from 'valibot';
import { Whole } from '../rules/formats.ts';
import { ResolutionStatement, signed } from '../rules/statements.ts';
import { signatures } from './ballots.ts';
import { endpoint } from './endpoint.ts';

export const resolutionEndpoints = {
  draftResolution: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/ballots/:ballot/resolution',
    summary: 'Make the draft resolution that follows from a closed ballot on a text',
    access: ['chair', 'secretary'],
    response: ResolutionStatement,
    refusals: [
      'ballot.unknown',
      'ballot.not_stopped',
      'ballot.cancelled',
      'resolution.exists',
      'resolution.nothing_adopted',
    ],
  }),
  discardResolution: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/resolutions/:number/discard',
    summary: 'Throw away the newest draft that does not have its three signatures yet; its number is free again',
    access: ['chair'],
    response: v.object({}),
    refusals: ['not_found', 'resolution.signed', 'resolution.exists'],
  }),
  attest: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/resolutions/:number/attestations',
    summary:
      'Sign a draft resolution as chair or signer. With the chair and two signers the branch signs and the file leaves for the parent',
    access: ['chair', 'signer'],
    body: signed(ResolutionStatement),
    response: v.object({ attestations: Whole, signed: v.boolean() }),
    refusals: [...signatures, 'not_found', 'statement.wrong', 'roll.signer', 'resolution.signed', 'attestation.taken'],
  }),
  evidence: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/resolutions/:number/evidence',
    summary:
      "The evidence of a resolution: rolls, ballots and every signed vote. For an audit; it holds the delegates' votes",
    access: ['leader', 'chair', 'secretary'],
    response: v.looseObject({ typ: v.literal('vedtak/evidence/1') }),
    refusals: ['not_found', 'resolution.unsigned'],
  }),
};
