import { LOCALE_PATTERN, pathGlobs, pathParts, perpPage, splitPair, spotPage } from '../page-path.ts';
import type { VenuePages } from '../venue.ts';

const HOSTS = ['www.kucoin.com', 'futures.kucoin.com'];

/** `XBTUSDTM`, `1000PEPEUSDTM`, `XBTUSDM`; also dated `XBTMH26`, so that it reads as unsupported. */
const CONTRACT = /^[\p{L}\p{N}]{2,30}M([FGHJKMNQUVXZ]\d{2})?$/u;

/** Links to BTC's contracts are often built with the name the rest of the world uses. */
const toVenueSymbol = (name: string) => name.replace(/^BTC(USDT|USDC|USD)M$/, 'XBT$1M');

function perp(name: string) {
  return CONTRACT.test(name) ? perpPage(toVenueSymbol(name)) : null;
}

/**
 * `/[{locale}/]futures/trade/XBTUSDTM`, formerly `/trade/futures/…` [mem] and `/trade/…` on a host of its own;
 * spot is `/[{locale}/]trade/BTC-USDT`.
 */
export const pages: VenuePages = {
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/(?:futures/trade|trade/futures|trade)/[^/]+/?$`,
  excludeGlobs: pathGlobs(HOSTS, ['/account/*', '/assets/*', '/login*', '/ucenter/*', '/signup*']),
  parse({ pathname }) {
    const [first, second = '', third, ...more] = pathParts(pathname).map((part) => part.toUpperCase());
    if (more.length > 0) return null;
    const path = `${first}/${second}`;
    if (third !== undefined) return path === 'FUTURES/TRADE' || path === 'TRADE/FUTURES' ? perp(third) : null;
    if (first !== 'TRADE') return null;
    const pair = splitPair(second, '-', []);
    return pair === null ? perp(second) : spotPage(pair.base, pair.quote);
  },
  testUrls: [
    ['https://www.kucoin.com/futures/trade/XBTUSDTM', perpPage('XBTUSDTM')],
    ['https://www.kucoin.com/futures/trade/BTCUSDTM', perpPage('XBTUSDTM')],
    ['https://www.kucoin.com/zh-hant/futures/trade/1000PEPEUSDTM', perpPage('1000PEPEUSDTM')],
    ['https://www.kucoin.com/de/futures/trade/ethusdtm/', perpPage('ETHUSDTM')],
    ['https://www.kucoin.com/futures/trade/XBTUSDM?spm=home', perpPage('XBTUSDM')],
    ['https://www.kucoin.com/trade/futures/SOLUSDTM', perpPage('SOLUSDTM')],
    ['https://futures.kucoin.com/trade/XBTUSDTM', perpPage('XBTUSDTM')],
    ['https://www.kucoin.com/trade/BTC-USDT', spotPage('BTC', 'USDT')],
    ['https://www.kucoin.com/tr/trade/pepe-usdt', spotPage('PEPE', 'USDT')],
    ['https://www.kucoin.com/futures', null],
    ['https://www.kucoin.com/trade/margin/BTC-USDT', null],
    ['https://www.kucoin.com/trade/strategy', null],
    ['https://www.kucoin.com/assets/withdraw/BTC', null],
    ['https://www.kucoin.com/', null],
  ],
};
