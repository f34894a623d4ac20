import { chair as en } from './en/chair.ts';
import { chairFloor as enFloor } from './en/chair-floor.ts';
import { chairPlan as enPlan } from './en/chair-plan.ts';
import { chairSecret as enSecret } from './en/chair-secret.ts';
import { chairSteps as enSteps } from './en/chair-steps.ts';
import { area } from './language.ts';
import { chair as nb } from './nb/chair.ts';
import { chairFloor as nbFloor } from './nb/chair-floor.ts';
import { chairPlan as nbPlan } from './nb/chair-plan.ts';
import { chairSecret as nbSecret } from './nb/chair-secret.ts';
import { chairSteps as nbSteps } from './nb/chair-steps.ts';
import { chair as nn } from './nn/chair.ts';
import { chairFloor as nnFloor } from './nn/chair-floor.ts';
import { chairPlan as nnPlan } from './nn/chair-plan.ts';
import { chairSecret as nnSecret } from './nn/chair-secret.ts';
import { chairSteps as nnSteps } from './nn/chair-steps.ts';

/** Strings of the chair's page: ballots, results, resolutions, who is there. */
export const chair = area<typeof nb>({ nb, nn, en });

/** Strings of the way through a meeting: what happens now, and why. */
export const chairSteps = area<typeof nbSteps>({ nb: nbSteps, nn: nnSteps, en: enSteps });

/** Strings of the voting plan as the chair makes it. */
export const chairPlan = area<typeof nbPlan>({ nb: nbPlan, nn: nnPlan, en: enPlan });

/** Strings of proposals from the floor. */
export const chairFloor = area<typeof nbFloor>({ nb: nbFloor, nn: nnFloor, en: enFloor });

/** Strings of secret ballots on the chair's page. */
export const chairSecret = area<typeof nbSecret>({ nb: nbSecret, nn: nnSecret, en: enSecret });
