import type { Disposition, Recommendation, Recommended } from '../../server/rules/amendment.ts';
import { texts } from '../i18n/delegate-texts.ts';

/** What became of a proposal or an amendment, in the words of minutes. */
export function dispositionInWords(disposition: Disposition): string {
  const words = texts().disposition;
  switch (disposition.kind) {
    case 'lapsed':
      return words.lapsed(disposition.because);
    case 'joined':
      return words.joined(disposition.into);
    case 'covered':
      return words.covered(disposition.by);
    case 'forwarded':
      return words.forwarded(disposition.to);
    default:
      return words[disposition.kind];
  }
}

/** What the drafting committee recommends, with its dissents, in sentences. */
export function recommendationInWords({ recommended, dissents }: Recommendation): string {
  const t = texts();
  return [
    t.recommendation(recommendedInWords(recommended)),
    ...dissents.map((dissent) => t.dissent(dissent.by, recommendedInWords(dissent.recommended))),
  ].join(' ');
}

function recommendedInWords(recommended: Recommended): string {
  const words = texts().recommended;
  switch (recommended.kind) {
    case 'covered':
      return words.covered(recommended.by);
    case 'forward':
      return words.forward(recommended.to);
    default:
      return words[recommended.kind];
  }
}
