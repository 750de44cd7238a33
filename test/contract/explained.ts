/** Files looked at one by one: what they hold is no answer of an endpoint of ours. Any other refusal is a fault. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'binance-spot/fetchMarkets-1.json': 'futures listing of 2019, before contracts had a type',
  'binance-spot/fetchTicker-4.json': 'best bid and ask only; no endpoint asks bookTicker',
  'bybit/fetchOHLCV-4.json': 'row of the retired API: time in seconds',
  'gate/fetchFundingRateHistory-2.json':
    'a remark that writes the time in milliseconds; the API says seconds',
  'coinbase-intl/fetchFundingRate-1.json': 'of the exchange closed in 2026 (INTX)',
  'coinbase-intl/fetchMarkets-1.json': 'of the exchange closed in 2026 (INTX)',
  'coinbase-intl/fetchOHLCV-1.json': 'of the exchange closed in 2026 (INTX)',
  'deribit/fetchFundingRate-1.json': 'a single rate; no endpoint asks get_funding_rate_value',
  'deribit/fetchOpenInterest-1.json': 'a book summary; the ticker is asked, which has the index too',
  'hyperliquid/fetchMarkets-2.json': 'metas of all builder markets; no endpoint asks allPerpMetas',
  'hyperliquid/fetchMarkets-5.json': 'list of builder markets; no endpoint asks perpDexs',
  'hyperliquid/wsOrderBook-1.json': 'inner row of a book message; books are polled, not streamed',
};

/** Why this file is rightly refused, or null. */
export function explained(file: string): string | null {
  return EXPLAINED[file] ?? null;
}
