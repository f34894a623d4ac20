import type { JSX } from 'preact';
import { county } from '../../i18n/county.ts';
import { Download, Fresh, More, outcomeWords, type Row, When } from './parts.tsx';

/** The resolutions as a table, for wide windows: a row each, and one under it with what can be opened. */
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
          <th scope="col">{t.file}</th>
        </tr>
      </thead>
      {rows.map((row) => (
        <tbody key={row.one.resolution}>
          <tr>
            <td>
              <When time={row.one.receivedAt} /> <Fresh fresh={row.fresh} />
            </td>
            <td>{row.one.name}</td>
            <td>{row.one.payload.number}</td>
            <th scope="row">
              {row.one.payload.title}
              <span class="received-decided">
                {t.decided} <When time={row.one.payload.decidedAt} />
              </span>
            </th>
            <td>{outcomeWords(row.one.payload)}</td>
            <td>
              <Download {...row} />
            </td>
          </tr>
          <tr>
            <td colSpan={6}>
              <More {...row} level={2} />
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
              {one.name} · {t.numbered(one.payload.number)} <Fresh fresh={fresh} />
            </p>
            <h2 class="ds-heading" data-size="xs">
              {one.payload.title}
            </h2>
            <p>{outcomeWords(one.payload)}</p>
            <p class="muted small">
              {t.decided} <When time={one.payload.decidedAt} />
              <br />
              {t.received} <When time={one.receivedAt} />
            </p>
            <More {...row} level={3} />
            <p>
              <Download {...row} />
            </p>
          </li>
        );
      })}
    </ul>
  );
}
