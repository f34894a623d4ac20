import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import { printedLines } from '../../../server/rules/printed-lines.ts';
import { Button } from '../../components/button.tsx';
import { secretaryAmendments } from '../../i18n/secretary-amendments.ts';
import { secretaryProposals } from '../../i18n/secretary-proposals.ts';

/** The text as it was proposed with the line numbers that the form in use refers to, to be printed and handed out. */
export function NumberedText({ proposal: { number, content } }: { proposal: ProposalInfo }): JSX.Element {
  const shown = useSignal(false);
  const t = secretaryAmendments();
  const lines = printedLines(content.blocks);
  return (
    <section class="card" aria-labelledby="lines">
      <h3 class="ds-heading" data-size="xs" id="lines">
        {t.lines}
      </h3>
      <p class="muted">{t.linesAbout}</p>
      {shown.value && (
        <section class="sheet lines-sheet" aria-label={secretaryProposals().proposalTitle(number, content.title)}>
          <p>
            <strong>{secretaryProposals().proposalTitle(number, content.title)}</strong>
          </p>
          <table class="lines">
            <thead class="ds-sr-only">
              <tr>
                <th scope="col">{t.line}</th>
                <th scope="col">{t.lineText}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ text, place }, i) => (
                <tr key={i} data-first={lines[i - 1]?.place === place ? undefined : ''}>
                  <th scope="row">{i + 1}</th>
                  <td class="document">{text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <div class="actions">
        {shown.value && (
          <Button variant="secondary" onClick={() => print()}>
            {t.print}
          </Button>
        )}
        <Button
          variant="secondary"
          color="neutral"
          aria-expanded={shown.value}
          onClick={() => {
            shown.value = !shown.value;
          }}
        >
          {shown.value ? t.hideLines : t.showLines}
        </Button>
      </div>
    </section>
  );
}
