import type { Instrument } from '../../domain/instrument.ts';
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
const SECTIONS = {
  linear: new Set(['usdt', 'usdc', 'linear']),
  inverse: new Set(['inverse']),
};
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

const TEST_URLS: Record<Instrument['kind'], VenuePages['testUrls']> = {
  linear: [
    ['https://www.bybit.com/trade/usdt/BTCUSDT', perp('BTCUSDT')],
    ['https://www.bybit.com/en/trade/usdt/1000PEPEUSDT', perp('1000PEPEUSDT')],
    ['https://www.bybit.com/zh-MY/trade/usdt/btcusdt/', perp('BTCUSDT')],
    ['https://www.bybit.com/en/trade/usdt/SHIB1000USDT?affiliate_id=1', perp('SHIB1000USDT')],
    ['https://www.bybit.com/en/trade/futures/linear/BTCUSDT', perp('BTCUSDT')],
    ['https://www.bybit.com/trade/usdc/BTC-PERP', perp('BTCPERP')],
    ['https://www.bybit.com/en/trade/futures/usdc/ETH-PERP', perp('ETHPERP')],
    ['https://www.bybit.com/trade/usdt/BTCUSDT-27MAR26', perp('BTCUSDT-27MAR26')],
    ['https://www.bybit.nl/en/trade/usdt/SOLUSDT', perp('SOLUSDT')],
    ['https://www.bybit.com/en/trade/spot/BTC/USDT', spot('BTC', 'USDT')],
    ['https://www.bybit.com/ru-RU/trade/spot/pepe/usdt', spot('PEPE', 'USDT')],
    ['https://www.bybit.com/trade/option/usdc/BTC', null],
    ['https://www.bybit.com/en/markets/overview', null],
    ['https://www.bybit.com/app/user/api-management', null],
    ['https://www.bybit.com/en/', null],
  ],
  inverse: [
    ['https://www.bybit.com/trade/inverse/BTCUSD', perp('BTCUSD')],
    ['https://www.bybit.com/en/trade/inverse/ethusd/', perp('ETHUSD')],
    ['https://www.bybit.nl/nl-NL/trade/inverse/XRPUSD?x=1', perp('XRPUSD')],
    ['https://www.bybit.com/trade/futures/inverse/BTCUSDH26', perp('BTCUSDH26')],
    ['https://www.bybit.com/trade/usdt/BTCUSDT', null],
    ['https://www.bybit.com/en/trade/spot/BTC/USDT', null],
    ['https://www.bybit.com/trade/inverse', null],
  ],
};

/** Both product lines share hosts; spot pages belong to the linear one, whose pairs have the spot's own quote. */
export const pages = (category: Instrument['kind']): VenuePages => ({
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/trade/(?:futures/)?(?:(?:usdt|usdc|inverse|linear)/[^/]+|spot/[^/]+/[^/]+)/?$`,
  excludeGlobs: pathGlobs(HOSTS, ['/user/*', '/app/user/*', '/login*', '/register*']),
  parse(url) {
    const [trade, ...rest] = pathParts(url.pathname);
    if (trade?.toLowerCase() !== 'trade') return null;
    const [section, name, quote, ...more] = rest[0]?.toLowerCase() === 'futures' ? rest.slice(1) : rest;
    if (section === undefined || name === undefined || more.length > 0) return null;
    if (section.toLowerCase() === 'spot') {
      if (category === 'inverse') return null;
      const pair = splitPair(quote === undefined ? name : `${name}/${quote}`, '/', QUOTES);
      return pair === null ? null : spot(pair.base.toUpperCase(), pair.quote.toUpperCase());
    }
    if (!SECTIONS[category].has(section.toLowerCase()) || quote !== undefined) return null;
    const symbol = toVenueSymbol(name);
    return CONTRACT.test(symbol) ? perp(symbol) : null;
  },
  testUrls: TEST_URLS[category],
});
