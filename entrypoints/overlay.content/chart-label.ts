/** No page text is longer in what we read. */
const LONGEST = 160;

const textOf = (selector: string) =>
  (document.querySelector(selector)?.textContent ?? '').trim().slice(0, LONGEST);

/**
 * What a TradingView chart shows of its symbol: the toolbar's button and the first legend of the chart. Two
 * look-ups by selector; names of classes change there, ids and data attributes have stayed (2026-11).
 */
export function readChartLabel(): { readonly ticker: string; readonly legend: string } {
  return {
    ticker: textOf('#header-toolbar-symbol-search'),
    legend: textOf('[data-name="legend-source-item"], [data-qa-id="legend-source-item"]'),
  };
}
