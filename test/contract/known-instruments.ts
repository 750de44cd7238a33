import type { Instrument } from '../../core/domain/instrument.ts';
import { parseAssetName } from '../../core/venues/asset-name.ts';
import type { Venue } from '../../core/venues/venue.ts';
import type { RecordedFile } from './recorded.ts';

/** After every recorded answer, so that none lies in the future. */
export const CLOCK = 1_795_000_000_000;

/** A symbol the venue surely lists, for answers that name none. */
const USUAL: Readonly<Record<string, string>> = {
  'binance-usdm': 'BTCUSDT',
  'bybit-linear': 'BTCUSDT',
  'okx-swap': 'BTC-USDT-SWAP',
  hyperliquid: 'BTC',
  'binance-coinm': 'BTCUSD_PERP',
  'bybit-inverse': 'BTCUSD',
  'okx-inverse': 'BTC-USD-SWAP',
  'hyperliquid-hip3': 'xyz:TSLA',
  dydx: 'BTC-USD',
  gate: 'BTC_USDT',
  bitget: 'BTCUSDT',
  kucoin: 'XBTUSDTM',
  mexc: 'BTC_USDT',
  deribit: 'BTC-PERPETUAL',
  'kraken-futures': 'PF_XBTUSD',
  htx: 'BTC-USDT',
  'htx-inverse': 'BTC-USD',
  bingx: 'BTC-USDT',
  coinbase: 'BTC_USDC-PERPETUAL',
};

export function usualSymbol(venue: string): string {
  return USUAL[venue] ?? 'BTCUSDT';
}

const INVERSE = new Set(['binance-coinm', 'bybit-inverse', 'okx-inverse']);

/** Whether a venue's contracts are USD settled in the coin. */
export const isInverse = (venue: string) => INVERSE.has(venue);

function baseAndQuote(symbol: string): readonly [base: string, quote: string] {
  const [first = symbol, second] = symbol.split(/[-_/]/);
  if (second !== undefined) return [first, second];
  const joined = /^(.+?)(USDT|USDC|BUSD|PERP|BTC|USD)$/i.exec(symbol);
  return [joined?.[1] ?? symbol, joined?.[2]?.replace('PERP', 'USDC') ?? 'USDC'];
}

/** What the listing would say of a symbol no recorded listing holds; sizes count as base units. */
function unlisted(venue: string, venueSymbol: string): Instrument {
  const [base, quote] = baseAndQuote(venueSymbol);
  return {
    venue,
    venueSymbol,
    ...parseAssetName(base),
    base,
    quote,
    settle: quote,
    kind: isInverse(venue) ? 'inverse' : 'linear',
    contractSize: 1,
    tickSize: null,
    maxLeverage: null,
    maintenanceTiers: null,
    fundingIntervalHours: null,
  };
}

/** Instruments as the venue's own recorded listings give them, others made up on request. */
export function knownInstruments(venue: Venue, files: readonly RecordedFile[]) {
  const listed = new Map<string, Instrument>();
  const listings = venue.endpoints.filter(({ provides }) => provides.includes('instrument'));
  const context = { query: {}, instruments: listed, receivedTime: CLOCK, venueTime: CLOCK };
  for (const { sample } of files) {
    if (sample?.method !== 'fetchMarkets') continue;
    for (const endpoint of listings) {
      try {
        for (const one of endpoint.parse(sample.httpResponse, context)) {
          if (one.kind === 'instrument') listed.set(one.venueSymbol, one.instrument);
        }
      } catch {
        // Reported where the file itself is read.
      }
    }
  }
  return (symbol: string): Instrument => listed.get(symbol) ?? unlisted(venue.id, symbol);
}
