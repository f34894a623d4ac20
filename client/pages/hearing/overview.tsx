import type { JSX } from 'preact';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { hearing as words } from '../../i18n/hearing.ts';
import { date } from '../../i18n/numbers.ts';
import type { HearingProps } from '../hearing.tsx';
import { Answering } from './answering.tsx';
import { Outside } from './outside.tsx';
import { HearingView } from './view.tsx';

/** The hearing itself, and what whoever reads it can do. */
export function Overview(props: HearingProps): JSX.Element {
  const { live, snapshot, info } = props;
  const { statement, own } = info;
  const t = words();
  const file = `/lag/${snapshot.branch.slug}/hearings/${info.hearing}`;
  return (
    <>
      {info.closedAt !== null && <Notice tone="neutral" title={t.closedOn(date(info.closedAt))} />}
      <HearingView
        statement={statement}
        issuerName={info.issuerName}
        state={info.state}
        daysLeft={info.daysLeft}
        now={new Date(Date.now() + live.ahead()).toISOString()}
      >
        {!own && <Answering {...props} />}
        <div class="actions no-print">
          <a class="ds-button" data-variant="secondary" data-size="sm" href={`${file}.ics`} download>
            {t.calendar}
          </a>
          <Button variant="secondary" data-size="sm" onClick={() => print()}>
            {t.print}
          </Button>
          <a class="ds-button" data-variant="tertiary" data-size="sm" href={`${file}.jws`} download>
            {t.signedFile}
          </a>
        </div>
      </HearingView>
      {statement.outside && <Outside {...props} />}
    </>
  );
}
