import type { Target } from './target.ts';
import { binaryTargets } from './targets/binary.ts';
import { deviceTargets } from './targets/device.ts';
import { evidenceTargets } from './targets/evidence.ts';
import { handedInTargets } from './targets/handed-in.ts';
import { httpTargets } from './targets/http.ts';
import { movingTargets } from './targets/moving.ts';
import { schemaTargets } from './targets/schemas.ts';
import { secretTargets } from './targets/secret.ts';
import { serverTargets } from './targets/servers.ts';
import { signedTargets } from './targets/signed.ts';
import { textTargets } from './targets/texts.ts';

/** Every parser of bytes from outside. */
export const targets: readonly Target[] = [
  ...binaryTargets,
  ...textTargets,
  ...signedTargets,
  ...evidenceTargets,
  ...secretTargets,
  ...schemaTargets,
  ...deviceTargets,
  ...handedInTargets,
  ...serverTargets,
  ...movingTargets,
  ...httpTargets,
];
