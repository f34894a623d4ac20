import { area } from './language.ts';
import { secretaryProposals as nb } from './nb/secretary-proposals.ts';

/** Strings of the secretary's page for writing proposals and their parts. */
export const secretaryProposals = area<typeof nb>({
  nb,
  nn: () => import('./nn/secretary-proposals.ts').then((file) => file.secretaryProposals),
  en: () => import('./en/secretary-proposals.ts').then((file) => file.secretaryProposals),
});
