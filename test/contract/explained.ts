/** Files looked at one by one: what they hold is no answer of an endpoint of ours. Any other refusal is a fault. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'binance-spot/fetchMarkets-1.json': 'futures listing of 2019, before contracts had a type',
  'binance-spot/fetchTicker-4.json': 'best bid and ask only; no endpoint asks bookTicker',
  'bitget/fetchFundingRate-4.json': 'settlement time and period only; no endpoint asks funding-time',
  'bitget/fetchFundingRate-5.json': 'settlement time and period only; no endpoint asks funding-time',
  'bitget/fetchFundingRateHistory-2.json': 'third version of the API; the second is asked',
  'bitget/fetchLongShortRatioHistory-2.json': 'of the margin market',
  'bitget/fetchMarketLeverageTiers-4.json': 'of margin loans',
  'bitget/fetchMarketLeverageTiers-5.json': 'third version of the API; the second is asked',
  'bitget/fetchMarkets-4.json': 'a spot pair',
  'bitget/fetchMarkets-7.json': 'a margin pair',
  'bitget/fetchOpenInterest-2.json': 'third version of the API; the second is asked',
  'bitget/fetchOrderBook-2.json': 'third version of the API; the second is asked',
  'bitget/fetchTicker-5.json': 'a spot pair in the third version of the API',
  'bitget/wsTicker-1.json': 'first version of the socket; the third is listened to',
  'bitget/wsTicker-2.json': 'second version of the socket; the third is listened to',
  'bybit/fetchOHLCV-4.json': 'row of the retired API: time in seconds',
  'gate/fetchFundingRateHistory-2.json':
    'a remark that writes the time in milliseconds; the API says seconds',
  'bingx/fetchOHLCV-2.json': 'bars of the mark; no endpoint asks markPriceKlines',
  'bingx/fetchOrderBook-2.json': 'a spot book; the perpetual one is asked',
  'bingx/fetchOrderBook-4.json': 'an inverse book, in contracts',
  'coinbase-intl/fetchFundingRate-1.json': 'of the exchange closed in 2026 (INTX)',
  'coinbase-intl/fetchMarkets-1.json': 'of the exchange closed in 2026 (INTX)',
  'coinbase-intl/fetchOHLCV-1.json': 'of the exchange closed in 2026 (INTX)',
  'deribit/fetchFundingRate-1.json': 'a single rate; no endpoint asks get_funding_rate_value',
  'deribit/fetchOpenInterest-1.json': 'a book summary; the ticker is asked, which has the index too',
  'okx/fetchTicker-1.json': 'a swap’s own ticker; only the spot pair is asked for singly',
  'kraken-futures/fetchFundingRateHistory-1.json':
    'a year of rates in one answer; the analytics are asked for the days wanted',
  'htx/fetchOpenInterest-5.json': 'a row of a linear history, in coins; inverse ones are asked in contracts',
  'htx/fetchOrderBook-2.json': 'a spot book; the perpetual one is asked',
  'hyperliquid/fetchMarkets-2.json': 'metas of all builder markets; no endpoint asks allPerpMetas',
  'hyperliquid/fetchMarkets-5.json': 'list of builder markets; no endpoint asks perpDexs',
  'hyperliquid/wsOrderBook-1.json': 'inner row of a book message; books are polled, not streamed',
  'kucoin/fetchFundingRate-4.json': 'of the unified API; the rate is read in the contract',
  'kucoin/fetchFundingRates-1.json': 'of the unified API; the rate is read in the contract',
  'kucoin/fetchMarketLeverageTiers-2.json':
    'of the unified API, without a unit; the documented levels are asked',
  'kucoin/fetchTicker-4.json': 'of the unified API; the contract carries prices and turnover',
  'kucoin/fetchTicker-5.json': 'last trade and best prices only; no endpoint asks ticker',
  'mexc/fetchFundingRate-4.json': 'a rate out of the socket, without its cycle',
  'mexc/fetchOrderBook-1.json': 'of the spot market; its book is not asked for',
};

/** Why this file is rightly refused, or null. */
export function explained(file: string): string | null {
  return EXPLAINED[file] ?? null;
}
