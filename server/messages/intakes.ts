import type { Intake } from '../inbox.ts';
import { type MessageName, messageType } from '../rules/party-statements.ts';

/** How each kind of message is taken in. A kind without an entry never comes by itself. */
const intakes: { [N in MessageName]?: Intake<N> } = {};

/** The intake for a header `typ`, or undefined where no message of that type is taken in. */
export function intakeFor(typ: string): Intake<MessageName> | undefined {
  const all = Object.values(intakes) as Intake<MessageName>[];
  return all.find(({ name }) => messageType(name) === typ);
}
