import { useState } from 'preact/hooks';
import type { MapBin } from '../../core/domain/liquidation-map.ts';
import type { Reading } from '../../core/domain/reading.ts';
import { formatDateTime } from '../format/date.ts';
import { formatCompact, formatPercent, formatPrice } from '../format/number.ts';
import { t } from '../words/t.ts';
import type { ChartRow } from './chart-rows.ts';
import { fundingText, openInterestText, premiumText } from './legend-view.ts';
import { Scroller } from './scroller.tsx';

const PAGE = 48;

/** The chart as a table, newest bar first: for readers who cannot see it, and for those who want the figures. */
export function ChartTable({ rows, reading }: { rows: readonly ChartRow[]; reading: Reading }) {
  const [shown, setShown] = useState(PAGE);
  const { base, quote } = reading.instrument;
  const newest = rows.slice(-shown).reverse();
  return (
    <>
      <Scroller label={t('chartTable')}>
        <table class="figures" data-id="chart-table">
          <caption class="spoken">{t('chartTableCaption', quote, base)}</caption>
          <thead>
            <tr>
              <th scope="col">{t('columnTime')}</th>
              {(['ohlcOpen', 'ohlcHigh', 'ohlcLow', 'ohlcClose'] as const).map((key) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ))}
              <th scope="col">{t('volume')}</th>
              <th scope="col">{t('sparkOpenInterest')}</th>
              <th scope="col">{t('partFunding')}</th>
              <th scope="col">{t('partPremium')}</th>
            </tr>
          </thead>
          <tbody>
            {newest.map((row) => (
              <tr key={row.time}>
                <th scope="row">{formatDateTime(row.time)}</th>
                {[row.open, row.high, row.low, row.close].map((price, index) => (
                  <td key={index}>{formatPrice(price, row.close)}</td>
                ))}
                <td>
                  {formatCompact(row.volume)} {base}
                </td>
                <td data-id="table-open-interest">{openInterestText(row, base)}</td>
                <td>{fundingText(row, reading)}</td>
                <td>{premiumText(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {shown < rows.length && (
        <button type="button" class="quiet-button" onClick={() => setShown(shown + 4 * PAGE)}>
          {t('earlierBars', rows.length - shown)}
        </button>
      )}
      <MapTable bins={reading.clusters.bins} reference={rows.at(-1)?.close ?? 0} />
    </>
  );
}

/** The densest bands of the present map, nearest to the highest price first. */
function MapTable({ bins, reference }: { bins: readonly MapBin[]; reference: number }) {
  const densest = [...bins]
    .sort((a, b) => b.share - a.share)
    .slice(0, 20)
    .sort((a, b) => b.low - a.low);
  if (densest.length === 0) return null;
  return (
    <table class="figures" data-id="map-table">
      <caption class="label">{t('mapTableCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('columnBand')}</th>
          <th scope="col">{t('columnSide')}</th>
          <th scope="col">{t('columnShare')}</th>
        </tr>
      </thead>
      <tbody>
        {densest.map(({ low, high, side, share }) => (
          <tr key={low}>
            <th scope="row">
              {formatPrice(low, reference)} … {formatPrice(high, reference)}
            </th>
            <td class={side}>{side === 'long' ? t('sideLongs') : t('sideShorts')}</td>
            <td>{formatPercent(share, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
