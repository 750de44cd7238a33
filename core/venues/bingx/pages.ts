import { LOCALE_PATTERN, pathGlobs, pathParts, perpPage, splitPair, spotPage } from '../page-path.ts';
import type { VenuePages } from '../venue.ts';

const HOSTS = ['bingx.com', 'www.bingx.com'];

/** Inverse ones (`BTC-USD`) too, so that they read as unsupported. */
const SWAP = /^[\p{L}\p{N}]{1,40}-(USDT|USDC|USD)$/u;
const QUOTES = ['USDT', 'USDC'];

/** `/[{locale}/]perpetual/BTC-USDT`, `/[{locale}/]spot/BTCUSDT`. */
export const bingxPages: VenuePages = {
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/(?:perpetual|spot)/[^/]+/?$`,
  excludeGlobs: pathGlobs(HOSTS, ['/account*', '/assets*', '/login*', '/register*', '/wallet*']),
  parse({ pathname }) {
    const [section, name = '', ...more] = pathParts(pathname).map((part) => part.toUpperCase());
    if (more.length > 0) return null;
    if (section === 'PERPETUAL') return SWAP.test(name) ? perpPage(name) : null;
    const pair = section === 'SPOT' ? splitPair(name, '-', QUOTES) : null;
    return pair === null ? null : spotPage(pair.base, pair.quote);
  },
  testUrls: [
    ['https://bingx.com/perpetual/BTC-USDT', perpPage('BTC-USDT')],
    ['https://bingx.com/en/perpetual/btc-usdt/', perpPage('BTC-USDT')],
    ['https://bingx.com/en-us/perpetual/1000PEPE-USDT?ref=x', perpPage('1000PEPE-USDT')],
    ['https://www.bingx.com/zh-tw/perpetual/SOL-USDC', perpPage('SOL-USDC')],
    ['https://bingx.com/en/perpetual/BTC-USD', perpPage('BTC-USD')],
    ['https://bingx.com/en/spot/BTCUSDT', spotPage('BTC', 'USDT')],
    ['https://bingx.com/spot/pepe-usdt', spotPage('PEPE', 'USDT')],
    ['https://bingx.com/en/perpetual', null],
    ['https://bingx.com/en/market', null],
    ['https://bingx.com/en/account/api', null],
    ['https://bingx.com/', null],
  ],
};
