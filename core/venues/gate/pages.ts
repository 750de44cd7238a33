import { LOCALE_PATTERN, pathGlobs, pathParts, perpPage, splitPair, spotPage } from '../page-path.ts';
import type { VenuePages } from '../venue.ts';

/** www.gate.io was the address until 2025. */
const HOSTS = ['www.gate.com', 'www.gate.io'];

/** Also other settlements and dated ones (`BTC_USD`, `BTC_USDT_20270326`), so that they read as unsupported. */
const CONTRACT = /^[\p{L}\p{N}]{1,30}_[A-Z0-9]{2,10}(_\d{8})?$/u;

/** `/[{locale}/]futures/USDT/BTC_USDT` and `/[{locale}/]trade/BTC_USDT`, letters of either case. */
export const pages: VenuePages = {
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/(?:futures/[^/]+/[^/]+|trade/[^/]+)/?$`,
  excludeGlobs: pathGlobs(HOSTS, ['/myaccount*', '/login*', '/signup*', '/withdraw*']),
  parse({ pathname }) {
    const [section, first = '', second, ...more] = pathParts(pathname).map((part) => part.toUpperCase());
    if (more.length > 0) return null;
    if (section === 'FUTURES' && second !== undefined) return CONTRACT.test(second) ? perpPage(second) : null;
    const pair = section === 'TRADE' && second === undefined ? splitPair(first, '_', []) : null;
    return pair === null ? null : spotPage(pair.base, pair.quote);
  },
  testUrls: [
    ['https://www.gate.com/futures/USDT/BTC_USDT', perpPage('BTC_USDT')],
    ['https://www.gate.com/en/futures/USDT/PEPE_USDT', perpPage('PEPE_USDT')],
    ['https://www.gate.com/zh-tw/futures/usdt/eth_usdt/', perpPage('ETH_USDT')],
    ['https://www.gate.com/pt-br/futures/USDT/1INCH_USDT?from=home', perpPage('1INCH_USDT')],
    ['https://www.gate.io/ru/futures/USDT/SOL_USDT', perpPage('SOL_USDT')],
    ['https://www.gate.com/futures/BTC/BTC_USD', perpPage('BTC_USD')],
    ['https://www.gate.com/trade/BTC_USDT', spotPage('BTC', 'USDT')],
    ['https://www.gate.io/tr/trade/pepe_usdt', spotPage('PEPE', 'USDT')],
    ['https://www.gate.com/futures/USDT', null],
    ['https://www.gate.com/futures/introduction/bonus', null],
    ['https://www.gate.com/trade/BTCUSDT', null],
    ['https://www.gate.com/myaccount/funds/withdraw', null],
    ['https://www.gate.com/price/bitcoin-btc', null],
    ['https://www.gate.com/', null],
  ],
};
