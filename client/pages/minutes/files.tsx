import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { MinutesInfo } from '../../../server/api/minutes.ts';
import type { MinutesBlock } from '../../../server/rules/minutes-blocks.ts';
import type { BranchView } from '../../components/branch-page.tsx';
import { Button } from '../../components/button.tsx';
import { minutes } from '../../i18n/minutes.ts';
import { bytesAt, pdfFonts } from '../../pdf/fonts.ts';
import { saveFile } from '../../save-file.ts';

/** Words inside the PDF, which is in the language of the minutes. */
const inside = {
  nb: {
    foot: (page: number, pages: number) => `Side ${page} av ${pages}`,
    signed: 'Signert av møteleder og to protokollunderskrivere, og av laget.',
    draft: 'Utkast, ikke signert.',
    hash: (hash: string) => `Fingeravtrykk: ${hash}`,
    file: 'Den signerte protokollen ligger som fil i denne PDF-en: protokoll.jws.',
    description: 'Den signerte protokollen',
  },
  nn: {
    foot: (page: number, pages: number) => `Side ${page} av ${pages}`,
    signed: 'Signert av møteleiar og to protokollunderskrivarar, og av laget.',
    draft: 'Utkast, ikkje signert.',
    hash: (hash: string) => `Fingeravtrykk: ${hash}`,
    file: 'Den signerte protokollen ligg som fil i denne PDF-en: protokoll.jws.',
    description: 'Den signerte protokollen',
  },
};

/** The minutes to take along: on paper, as PDF, as text, as the signed file. */
export function Files({
  view: { snapshot },
  info,
  blocks,
}: {
  view: BranchView;
  info: MinutesInfo;
  blocks: readonly MinutesBlock[];
}): JSX.Element {
  const busy = useSignal(false);
  const failed = useSignal(false);
  const t = minutes();
  const { branch } = snapshot;
  const { draft, meeting } = info;
  const files = `/lag/${encodeURIComponent(branch.slug)}/moter/${encodeURIComponent(meeting)}`;

  const make = async (): Promise<void> => {
    busy.value = true;
    failed.value = false;
    try {
      const { minutesPdf } = await import('../../pdf/minutes-pdf.ts');
      const words = inside[info.language];
      const jws = draft?.signed === true ? await bytesAt(`${files}/protokoll.jws`) : null;
      const bytes = await minutesPdf({
        title: draft?.statement.title ?? info.title,
        author: branch.name,
        language: info.language,
        blocks,
        closing: draft === null || jws === null ? [words.draft] : [words.signed, words.hash(draft.hash), words.file],
        at: draft?.statement.closedAt ?? snapshot.at,
        foot: words.foot,
        signed: jws === null ? null : { name: 'protokoll.jws', description: words.description, bytes: jws },
        fonts: await pdfFonts(),
      });
      saveFile(bytes, `${branch.slug}-protokoll.pdf`, 'application/pdf');
    } catch {
      failed.value = true;
    }
    busy.value = false;
  };

  return (
    <section class="minutes-files no-print">
      <div class="actions">
        <Button variant="secondary" onClick={() => print()}>
          {t.print}
        </Button>
        <Button variant="secondary" busy={busy.value} busyLabel={t.pdfBusy} onClick={() => void make()}>
          {t.pdf}
        </Button>
        {draft !== null && (
          <a class="ds-button" data-variant="secondary" href={`${files}/protokoll.md`} download>
            {t.markdown}
          </a>
        )}
        {draft?.signed === true && (
          <a class="ds-button" data-variant="secondary" href={`${files}/protokoll.jws`} download>
            {t.file}
          </a>
        )}
      </div>
      <p class="mistake" role="alert">
        {failed.value && t.pdfFailed}
      </p>
      {draft?.signed === true && <p class="muted small">{t.fileAbout}</p>}
    </section>
  );
}
