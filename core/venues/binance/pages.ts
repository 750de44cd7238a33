import { LOCALE_PATTERN, pathGlobs, pathParts, splitPair } from '../page-path.ts';
import type { PageTarget, PageUrl, VenuePages } from '../venue.ts';

/** Mirrors (binance.me, binance.info) are not asked for: no source confirms their trading pages. */
const HOSTS = ['www.binance.com'];

/** Perp or dated future (`BTCUSDT_260327`); names may be Chinese. */
const LINEAR = /^[\p{L}\p{N}]{1,30}(USDT|USDC|BUSD|USD1|BTC|ETH|U)(_\d{6})?$/u;
/** Settled in the coin: `BTCUSD_PERP`, `BTCUSD_260327`. */
const COIN_MARGINED = /^[\p{L}\p{N}]{1,30}USD_(PERP|\d{6})$/u;

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

const shared = {
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/(?:futures|delivery|trade)/[^/]+/?$`,
  excludeGlobs: pathGlobs(HOSTS, ['/my/*', '/login*', '/register*', '/wallet/*', '/user-center/*']),
};

/** Name of a page's section in lower case and of its contract or pair in capitals. */
function sectionOf(url: PageUrl): { readonly section: string; readonly symbol: string } | null {
  const [section, name, ...more] = pathParts(url.pathname);
  if (section === undefined || name === undefined || more.length > 0) return null;
  return { section: section.toLowerCase(), symbol: name.toUpperCase() };
}

const CONTRACT_SECTIONS = new Set(['futures', 'delivery']);

function contractOf(url: PageUrl, form: RegExp): PageTarget | null {
  const read = sectionOf(url);
  return read !== null && CONTRACT_SECTIONS.has(read.section) && form.test(read.symbol)
    ? perp(read.symbol)
    : null;
}

/** Contracts settled in a dollar, and the spot pages. */
export const pages: VenuePages = {
  ...shared,
  parse(url) {
    const read = sectionOf(url);
    if (read?.section !== 'trade') return contractOf(url, LINEAR);
    const pair = splitPair(read.symbol, '_', [...QUOTES, ...FIAT_QUOTES]);
    return pair === null ? null : spot(pair.base, pair.quote);
  },
  testUrls: [
    ['https://www.binance.com/en/futures/BTCUSDT', perp('BTCUSDT')],
    ['https://www.binance.com/futures/btcusdt', perp('BTCUSDT')],
    ['https://www.binance.com/zh-CN/futures/1000PEPEUSDT', perp('1000PEPEUSDT')],
    ['https://www.binance.com/pt-BR/futures/ETHUSDC/?_from=markets', perp('ETHUSDC')],
    ['https://www.binance.com/en/futures/%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT', perp('币安人生USDT')],
    ['https://www.binance.com/en/futures/BTCUSDT_260327', perp('BTCUSDT_260327')],
    ['https://www.binance.com/en/futures/BTCUSD_PERP', null],
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

/** Contracts settled in their coin, on the same host. */
export const coinPages: VenuePages = {
  ...shared,
  parse: (url) => contractOf(url, COIN_MARGINED),
  testUrls: [
    ['https://www.binance.com/en/futures/BTCUSD_PERP', perp('BTCUSD_PERP')],
    ['https://www.binance.com/en/delivery/btcusd_perp', perp('BTCUSD_PERP')],
    ['https://www.binance.com/zh-CN/delivery/ETHUSD_PERP/?x=1', perp('ETHUSD_PERP')],
    ['https://www.binance.com/en/delivery/BTCUSD_260327', perp('BTCUSD_260327')],
    ['https://www.binance.com/en/futures/BTCUSDT', null],
    ['https://www.binance.com/en/trade/BTC_USDT', null],
    ['https://www.binance.com/en/delivery', null],
  ],
};
