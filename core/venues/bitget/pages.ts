import { LOCALE_PATTERN, pathGlobs, pathParts, perpPage, splitPair, spotPage } from '../page-path.ts';
import type { VenuePages } from '../venue.ts';

const HOSTS = ['www.bitget.com'];

/** `BTCUSDT`, `1000BONKUSDT`; also `BTCPERP` (USDC), `BTCUSD` and dated `BTCUSDH26`, so that they read as unsupported. */
const CONTRACT = /^[\p{L}\p{N}]{2,40}$/u;
const SECTIONS = new Set(['USDT', 'USDC', 'COIN']);
const QUOTES = ['USDT', 'USDC', 'BTC', 'ETH', 'EUR', 'BRL', 'BGB'];

/** `/[{locale}/]futures/usdt/BTCUSDT` and `/[{locale}/]spot/BTCUSDT`, letters of either case. */
export const pages: VenuePages = {
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/(?:futures/[^/]+/[^/]+|spot/[^/]+)/?$`,
  excludeGlobs: pathGlobs(HOSTS, ['/asset/*', '/account/*', '/login*', '/register*']),
  parse({ pathname }) {
    const [section, first = '', second, ...more] = pathParts(pathname).map((part) => part.toUpperCase());
    if (more.length > 0) return null;
    if (section === 'FUTURES' && second !== undefined) {
      return SECTIONS.has(first) && CONTRACT.test(second) ? perpPage(second) : null;
    }
    const pair = section === 'SPOT' && second === undefined ? splitPair(first, '_', QUOTES) : null;
    return pair === null ? null : spotPage(pair.base, pair.quote);
  },
  testUrls: [
    ['https://www.bitget.com/futures/usdt/BTCUSDT', perpPage('BTCUSDT')],
    ['https://www.bitget.com/en/futures/usdt/1000BONKUSDT', perpPage('1000BONKUSDT')],
    ['https://www.bitget.com/zh-CN/futures/usdt/ethusdt/', perpPage('ETHUSDT')],
    ['https://www.bitget.com/pt-BR/futures/usdt/SOLUSDT?from=home', perpPage('SOLUSDT')],
    ['https://www.bitget.com/futures/usdc/BTCPERP', perpPage('BTCPERP')],
    ['https://www.bitget.com/ru/futures/coin/BTCUSD', perpPage('BTCUSD')],
    ['https://www.bitget.com/spot/BTCUSDT', spotPage('BTC', 'USDT')],
    ['https://www.bitget.com/tr/spot/pepeusdt', spotPage('PEPE', 'USDT')],
    ['https://www.bitget.com/futures/introduction', null],
    ['https://www.bitget.com/futures/copy-trading/BTCUSDT', null],
    ['https://www.bitget.com/spot', null],
    ['https://www.bitget.com/asset/withdraw', null],
    ['https://www.bitget.com/', null],
  ],
};
