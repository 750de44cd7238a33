import { LOCALE_PATTERN, pathGlobs, pathParts, perpPage, splitPair, spotPage } from '../page-path.ts';
import type { VenuePages } from '../venue.ts';

const FUTURES_HOST = 'futures.mexc.com';
const HOSTS = ['www.mexc.com', FUTURES_HOST];

/** Also inverse ones (`BTC_USD`). */
const CONTRACT = /^[\p{L}\p{N}]{1,30}_[A-Z0-9]{2,10}$/u;

/**
 * `www.…/[{locale}/]futures/BTC_USDT` [mem] and `futures.…/[{locale}/]exchange/BTC_USDT` are perps; `exchange` on the
 * house's main host is spot.
 */
export const pages: VenuePages = {
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/(?:futures|exchange)/[^/]+/?$`,
  excludeGlobs: pathGlobs(HOSTS, ['/user/*', '/assets/*', '/login*', '/register*', '/account/*']),
  parse({ hostname, pathname }) {
    const [section, symbol = '', ...more] = pathParts(pathname).map((part) => part.toUpperCase());
    if (more.length > 0 || !CONTRACT.test(symbol)) return null;
    const onFutures = hostname.toLowerCase() === FUTURES_HOST;
    if (section === (onFutures ? 'EXCHANGE' : 'FUTURES')) return perpPage(symbol);
    const pair = section === 'EXCHANGE' ? splitPair(symbol, '_', []) : null;
    return pair === null ? null : spotPage(pair.base, pair.quote);
  },
  testUrls: [
    ['https://www.mexc.com/futures/BTC_USDT', perpPage('BTC_USDT')],
    ['https://www.mexc.com/zh-TW/futures/pepe_usdt?type=linear_swap', perpPage('PEPE_USDT')],
    ['https://futures.mexc.com/exchange/ETH_USDT', perpPage('ETH_USDT')],
    ['https://futures.mexc.com/de-DE/exchange/1000BONK_USDT/', perpPage('1000BONK_USDT')],
    ['https://futures.mexc.com/exchange/BTC_USD?type=inverse_swap', perpPage('BTC_USD')],
    ['https://www.mexc.com/exchange/BTC_USDT', spotPage('BTC', 'USDT')],
    ['https://www.mexc.com/ru-RU/exchange/SOL_USDC?_from=market', spotPage('SOL', 'USDC')],
    ['https://www.mexc.com/futures', null],
    ['https://www.mexc.com/futures/information/BTC_USDT', null],
    ['https://www.mexc.com/assets/withdraw/BTC', null],
    ['https://www.mexc.com/', null],
  ],
};
