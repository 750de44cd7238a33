import type { PageClaim } from './page-resolution.ts';
import { venueById } from './registry.ts';
import { type ChartLabel, chartSymbol, pairOfTicker, venuesOfExchange } from './tradingview.ts';
import type { PageTarget } from './venue.ts';

/** What a chart is of: the claims of the venues its exchange stands for, and what was read. */
export interface ChartReading {
  readonly claims: readonly PageClaim[];
  /** `BINANCE:BTCUSDT.P`; without the exchange when the page does not name it. */
  readonly read: string;
}

/** Null while the chart shows no symbol. */
export function readChart(search: string, label: ChartLabel): ChartReading | null {
  const symbol = chartSymbol(search, label);
  if (symbol === null) return null;
  const { exchange, ticker } = symbol;
  const read = exchange === null ? ticker : `${exchange}:${ticker}`;
  const pair = pairOfTicker(ticker);
  if (exchange === null || pair === null) return { claims: [], read };
  const prefix = /^HIP3(.+)$/.exec(exchange)?.[1]?.toLowerCase();
  const base = prefix === undefined ? pair.base : `${prefix}:${pair.base}`;
  const target: PageTarget = {
    page: pair.isPerp ? 'perp' : 'spot',
    venueSymbol: null,
    base,
    // Some charts call the dollars of its own perpetuals USD.
    quote: exchange === 'HYPERLIQUID' && pair.quote === 'USD' ? 'USDC' : pair.quote,
  };
  const claims = venuesOfExchange(exchange).flatMap((id) => {
    const venue = venueById(id);
    return venue === undefined ? [] : [{ venue, target }];
  });
  return { claims, read };
}
