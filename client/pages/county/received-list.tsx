import type { JSX } from 'preact';
import { county } from '../../i18n/county.ts';
import { Download, Fresh, From, outcomeWords, type Row, StateTag, TitleLink, VerifiedMark, When } from './parts.tsx';

/** The resolutions as a table, for wide windows: a row each, and one under it with what was verified. */
export function ReceivedTable({ rows }: { rows: readonly Row[] }): JSX.Element {
  const t = county();
  return (
    <table class="received-table">
      <caption class="ds-sr-only">{t.list}</caption>
      <thead>
        <tr>
          <th scope="col">{t.received}</th>
          <th scope="col">{t.branch}</th>
          <th scope="col">{t.number}</th>
          <th scope="col">{t.resolution}</th>
          <th scope="col">{t.outcome}</th>
          <th scope="col">{t.state}</th>
          <th scope="col">{t.file}</th>
        </tr>
      </thead>
      {rows.map((row) => (
        <tbody key={row.one.resolution}>
          <tr>
            <td>
              <When time={row.one.receivedAt} /> <Fresh fresh={row.fresh} />
            </td>
            <td>
              <From one={row.one} />
            </td>
            <td>{row.one.number}</td>
            <th scope="row">
              <TitleLink {...row} />
              <span class="received-decided">
                {t.decided} <When time={row.one.decidedAt} />
              </span>
            </th>
            <td>{outcomeWords(row.one)}</td>
            <td>
              <StateTag state={row.one.state} />
            </td>
            <td>
              <Download {...row} />
            </td>
          </tr>
          <tr>
            <td colSpan={7}>
              <VerifiedMark {...row} />
            </td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}

/** The resolutions as cards, for phones. */
export function ReceivedCards({ rows }: { rows: readonly Row[] }): JSX.Element {
  const t = county();
  return (
    <ul class="list" aria-label={t.list}>
      {rows.map((row) => {
        const { one, fresh } = row;
        return (
          <li class="card received-card" key={one.resolution}>
            <p class="muted small">
              <From one={one} /> · {t.numbered(one.number)} <Fresh fresh={fresh} />
            </p>
            <h3 class="ds-heading" data-size="xs">
              <TitleLink {...row} />
            </h3>
            <p>
              {outcomeWords(one)} <StateTag state={one.state} />
            </p>
            <p class="muted small">
              {t.decided} <When time={one.decidedAt} />
              <br />
              {t.received} <When time={one.receivedAt} />
            </p>
            <VerifiedMark {...row} />
            <p>
              <Download {...row} />
            </p>
          </li>
        );
      })}
    </ul>
  );
}
