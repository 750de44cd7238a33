import type { VenuePages } from './venue.ts';

/** Sub-domains of languages [mem]; charts are the same on each. */
const LANGUAGES = 'www in de fr es it pl sv tr ru br id my th vn jp kr cn tw ar il'.split(' ');

/** A site with charts of every venue and no data of its own that we read. */
export const tradingView = {
  id: 'tradingview',
  name: 'TradingView',
  permission: 'optional',
  pages: {
    hosts: LANGUAGES.map((language) => `${language}.tradingview.com`),
    tradingPath: '^/chart(?:/[^/]+)?/?$',
    excludeGlobs: [],
  },
} as const satisfies {
  readonly id: string;
  readonly name: string;
  readonly permission: 'optional';
  readonly pages: Pick<VenuePages, 'hosts' | 'tradingPath' | 'excludeGlobs'>;
};

/** What the user allows: one line in the browser's question instead of one a language. */
export const CHART_GRANT = 'https://*.tradingview.com/*';

export function isChartHost(hostname: string): boolean {
  return tradingView.pages.hosts.includes(hostname.toLowerCase());
}

/** What the page shows of its symbol; empty where nothing was found. */
export interface ChartLabel {
  /** Of the toolbar's button: `BTCUSDT.P`. */
  readonly ticker: string;
  /** Of the chart's legend: `Bitcoin / TetherUS PERPETUAL CONTRACT · 1h · Binance`. */
  readonly legend: string;
}

/** A chart's symbol as far as it can be told. */
export interface ChartSymbol {
  /** TradingView's name of the exchange, in capitals; null when the page does not say. */
  readonly exchange: string | null;
  readonly ticker: string;
}

const TICKER = /^[A-Z0-9_]{2,40}(?:\.P)?$/;

/** `?symbol=BINANCE%3ABTCUSDT.P` in capitals; empty where the address names none. */
function symbolAsked(search: string): string {
  const coded = /[?&]symbol=([^&]{1,120})/.exec(search)?.[1] ?? '';
  try {
    return decodeURIComponent(coded).toUpperCase();
  } catch {
    return '';
  }
}

/**
 * The chart's symbol. What the page shows wins over the address, which keeps the symbol of the first load; the
 * address tells the exchange as long as it speaks of the shown ticker. Null while the page shows none.
 */
export function chartSymbol(search: string, { ticker, legend }: ChartLabel): ChartSymbol | null {
  const asked = symbolAsked(search);
  const split = asked.indexOf(':');
  const exchange = split < 0 ? null : asked.slice(0, split);
  const name = asked.slice(split + 1);
  const shown = ticker.trim().toUpperCase();
  const own = TICKER.test(shown) ? shown : TICKER.test(name) && shown === '' ? name : null;
  if (own === null) return null;
  if (exchange !== null && name === own) return { exchange, ticker: own };
  const last = legend.split('·').at(-1)?.trim().toUpperCase() ?? '';
  return { exchange: legend.includes('·') && last !== '' ? last : null, ticker: own };
}

/**
 * TradingView's prefixes and the names its legend shows, with the venues whose perpetuals they stand for, in the
 * order to look in. Confirmed by public scripts: BINANCE, BYBIT, HYPERLIQUID, HIP3XYZ; the others are [mem].
 */
const VENUES: Readonly<Record<string, readonly string[]>> = {
  BINANCE: ['binance-usdm', 'binance-coinm'],
  BYBIT: ['bybit-linear', 'bybit-inverse'],
  OKX: ['okx-swap', 'okx-inverse'],
  HYPERLIQUID: ['hyperliquid'],
  BITGET: ['bitget'],
  GATE: ['gate'],
  GATEIO: ['gate'],
  'GATE.IO': ['gate'],
  KUCOIN: ['kucoin'],
  MEXC: ['mexc'],
  DERIBIT: ['deribit'],
  COINBASE: ['coinbase'],
  DYDX: ['dydx'],
  KRAKEN: ['kraken-futures'],
  HTX: ['htx', 'htx-inverse'],
  HUOBI: ['htx', 'htx-inverse'],
  BINGX: ['bingx', 'bingx-inverse'],
};

export function venuesOfExchange(exchange: string): readonly string[] {
  if (/^HIP3[A-Z0-9]+$/.test(exchange)) return ['hyperliquid-hip3'];
  return VENUES[exchange] ?? [];
}

/** Longer names before those they end in. */
const QUOTES = [
  'FDUSD',
  'USDT',
  'USDC',
  'USDE',
  'USDH',
  'BUSD',
  'TUSD',
  'USD',
  'EUR',
  'TRY',
  'BRL',
  'JPY',
  'BTC',
  'ETH',
];

/** Base and quote of a ticker, and whether it is a perpetual's (`.P`) or a spot pair's; null for anything else. */
export function pairOfTicker(
  ticker: string,
): { readonly base: string; readonly quote: string; readonly isPerp: boolean } | null {
  const isPerp = ticker.endsWith('.P');
  const name = isPerp ? ticker.slice(0, -2) : ticker;
  const quote = QUOTES.find((one) => name.endsWith(one) && name.length > one.length);
  return quote === undefined ? null : { base: name.slice(0, -quote.length), quote, isPerp };
}
