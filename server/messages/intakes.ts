import type { Intake } from '../inbox.ts';
import { type MessageName, messageType } from '../rules/party-statements.ts';
import { hearingIntake, reportIntake } from './hearing.ts';
import { inputIntake } from './input.ts';
import { joinIntake } from './join.ts';
import { leaveIntake } from './leave.ts';
import { relayIntake } from './relay.ts';
import { reminderIntake } from './reminder.ts';
import { statementsIntake } from './statements.ts';
import { treatmentIntake } from './treatment.ts';

/** How each kind of message is taken in. A kind without an entry never comes by itself. */
const intakes: { [N in MessageName]?: Intake<N> } = {
  join: joinIntake,
  leave: leaveIntake,
  statements: statementsIntake,
  hearing: hearingIntake,
  relay: relayIntake,
  input: inputIntake,
  reminder: reminderIntake,
  treatment: treatmentIntake,
  report: reportIntake,
};

/** The intake for a header `typ`, or undefined where no message of that type is taken in. */
export function intakeFor(typ: string): Intake<MessageName> | undefined {
  const all = Object.values(intakes) as Intake<MessageName>[];
  return all.find(({ name }) => messageType(name) === typ);
}
