import { LOCALE_PATTERN, pathGlobs, pathParts, splitPair } from '../page-path.ts';
import type { PageTarget, VenuePages } from '../venue.ts';

/** The global site and its regional ones; a contract missing in a region is told by the instrument list. */
const HOSTS = [
  'www.bybit.com',
  'www.bybit.eu',
  'www.bybit.nl',
  'www.bybit.kz',
  'www.bybit.tr',
  'www.bybit.ae',
  'www.bybit.id',
  'www.bybitgeorgia.ge',
];

/** `BTCUSDT`, `1000PEPEUSDT`, `SHIB1000USDT`, `BTCPERP`, `BTCUSD`, dated `BTCUSDT-27MAR26` and `BTCUSDH26`. */
const CONTRACT = /^[\p{L}\p{N}]{2,40}(-\d{1,2}[A-Z]{3}\d{2})?$/u;
const SECTIONS = new Set(['usdt', 'usdc', 'inverse', 'linear']);
const QUOTES = ['USDT', 'USDC', 'USDE', 'BTC', 'ETH', 'EUR', 'BRL', 'TRY', 'PLN', 'DAI', 'MNT', 'SOL'];

function perp(venueSymbol: string): PageTarget {
  return { page: 'perp', venueSymbol, base: null, quote: null };
}

function spot(base: string, quote: string): PageTarget {
  return { page: 'spot', venueSymbol: null, base, quote };
}

/** The USDC page writes `BTC-PERP` where the API says `BTCPERP` [mem]. */
function toVenueSymbol(name: string): string {
  return name.toUpperCase().replace(/-(PERP|USDT|USDC|USD)$/, '$1');
}

export const pages: VenuePages = {
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/trade/(?:futures/)?(?:(?:usdt|usdc|inverse|linear)/[^/]+|spot/[^/]+/[^/]+)/?$`,
  excludeGlobs: pathGlobs(HOSTS, ['/user/*', '/app/user/*', '/login*', '/register*']),
  parse(url) {
    const [trade, ...rest] = pathParts(url.pathname);
    if (trade?.toLowerCase() !== 'trade') return null;
    const [section, name, quote, ...more] = rest[0]?.toLowerCase() === 'futures' ? rest.slice(1) : rest;
    if (section === undefined || name === undefined || more.length > 0) return null;
    if (section.toLowerCase() === 'spot') {
      const pair = splitPair(quote === undefined ? name : `${name}/${quote}`, '/', QUOTES);
      return pair === null ? null : spot(pair.base.toUpperCase(), pair.quote.toUpperCase());
    }
    if (!SECTIONS.has(section.toLowerCase()) || quote !== undefined) return null;
    const symbol = toVenueSymbol(name);
    return CONTRACT.test(symbol) ? perp(symbol) : null;
  },
  testUrls: [
    ['https://www.bybit.com/trade/usdt/BTCUSDT', perp('BTCUSDT')],
    ['https://www.bybit.com/en/trade/usdt/1000PEPEUSDT', perp('1000PEPEUSDT')],
    ['https://www.bybit.com/zh-MY/trade/usdt/btcusdt/', perp('BTCUSDT')],
    ['https://www.bybit.com/en/trade/usdt/SHIB1000USDT?affiliate_id=1', perp('SHIB1000USDT')],
    ['https://www.bybit.com/en/trade/futures/linear/BTCUSDT', perp('BTCUSDT')],
    ['https://www.bybit.com/trade/usdc/BTC-PERP', perp('BTCPERP')],
    ['https://www.bybit.com/en/trade/futures/usdc/ETH-PERP', perp('ETHPERP')],
    ['https://www.bybit.com/trade/usdt/BTCUSDT-27MAR26', perp('BTCUSDT-27MAR26')],
    ['https://www.bybit.com/trade/inverse/BTCUSD', perp('BTCUSD')],
    ['https://www.bybit.nl/en/trade/usdt/SOLUSDT', perp('SOLUSDT')],
    ['https://www.bybit.com/en/trade/spot/BTC/USDT', spot('BTC', 'USDT')],
    ['https://www.bybit.com/ru-RU/trade/spot/pepe/usdt', spot('PEPE', 'USDT')],
    ['https://www.bybit.com/trade/option/usdc/BTC', null],
    ['https://www.bybit.com/en/markets/overview', null],
    ['https://www.bybit.com/app/user/api-management', null],
    ['https://www.bybit.com/en/', null],
  ],
};
