import { LOCALE_PATTERN, pathGlobs, pathParts, splitPair } from '../page-path.ts';
import type { PageTarget, VenuePages } from '../venue.ts';

/** Mirrors (binance.me, binance.info) are not asked for: no source confirms their trading pages. */
const HOSTS = ['www.binance.com'];

/** Perp, dated future (`BTCUSDT_260327`) or coin-margined (`BTCUSD_PERP`); names may be Chinese. */
const CONTRACT = /^[\p{L}\p{N}]{1,30}(USDT|USDC|BUSD|USD1|USD|BTC|ETH|U)(_\d{6}|_PERP)?$/u;

/** Spot quotes, longest first so that `BTCFDUSD` is not read as `BTCFD`/`USD`. */
const QUOTES = ['FDUSD', 'USDT', 'USDC', 'TUSD', 'USD1', 'BUSD', 'EURI', 'AEUR', 'DAI', 'BTC', 'ETH', 'BNB'];
const FIAT_QUOTES = [
  'EUR',
  'TRY',
  'BRL',
  'JPY',
  'PLN',
  'RON',
  'ARS',
  'MXN',
  'ZAR',
  'UAH',
  'COP',
  'CZK',
  'IDR',
];

function perp(venueSymbol: string): PageTarget {
  return { page: 'perp', venueSymbol, base: null, quote: null };
}

function spot(base: string, quote: string): PageTarget {
  return { page: 'spot', venueSymbol: null, base, quote };
}

export const pages: VenuePages = {
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/(?:futures|delivery|trade)/[^/]+/?$`,
  excludeGlobs: pathGlobs(HOSTS, ['/my/*', '/login*', '/register*', '/wallet/*', '/user-center/*']),
  parse(url) {
    const [section, name, ...more] = pathParts(url.pathname);
    if (section === undefined || name === undefined || more.length > 0) return null;
    const symbol = name.toUpperCase();
    switch (section.toLowerCase()) {
      case 'futures':
      case 'delivery':
        return CONTRACT.test(symbol) ? perp(symbol) : null;
      case 'trade': {
        const pair = splitPair(symbol, '_', [...QUOTES, ...FIAT_QUOTES]);
        return pair === null ? null : spot(pair.base, pair.quote);
      }
      default:
        return null;
    }
  },
  testUrls: [
    ['https://www.binance.com/en/futures/BTCUSDT', perp('BTCUSDT')],
    ['https://www.binance.com/futures/btcusdt', perp('BTCUSDT')],
    ['https://www.binance.com/zh-CN/futures/1000PEPEUSDT', perp('1000PEPEUSDT')],
    ['https://www.binance.com/pt-BR/futures/ETHUSDC/?_from=markets', perp('ETHUSDC')],
    ['https://www.binance.com/en/futures/%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT', perp('币安人生USDT')],
    ['https://www.binance.com/en/futures/BTCUSDT_260327', perp('BTCUSDT_260327')],
    ['https://www.binance.com/en/futures/BTCUSD_PERP', perp('BTCUSD_PERP')],
    ['https://www.binance.com/en/delivery/btcusd_perp', perp('BTCUSD_PERP')],
    ['https://www.binance.com/en/trade/BTC_USDT?type=spot', spot('BTC', 'USDT')],
    ['https://www.binance.com/tr/trade/PEPE_TRY', spot('PEPE', 'TRY')],
    ['https://www.binance.com/en/trade/ETHFDUSD', spot('ETH', 'FDUSD')],
    ['https://www.binance.com/trade/solusdt', spot('SOL', 'USDT')],
    ['https://www.binance.com/en/futures/home', null],
    ['https://www.binance.com/en/futures/funding-history/perpetual/index', null],
    ['https://www.binance.com/en/markets/overview', null],
    ['https://www.binance.com/en/my/settings/api-management', null],
    ['https://www.binance.com/', null],
  ],
};
