import type { Instrument } from '../../domain/instrument.ts';
import { LOCALE_PATTERN, pathGlobs, pathParts, splitPair } from '../page-path.ts';
import type { PageTarget, VenuePages } from '../venue.ts';

/** my.okx.com serves Europe, app.okx.com the US, tr.okx.com Turkey [mem]. */
const HOSTS = ['www.okx.com', 'my.okx.com', 'app.okx.com', 'tr.okx.com'];

/** `BTC-USDT-SWAP`; a quote of USD makes it an inverse one. Names may be Chinese. */
const SWAP = /^[\p{L}\p{N}]{1,30}-(?<quote>[A-Z0-9_]{2,12})-SWAP$/u;

const perp = (venueSymbol: string): PageTarget => ({ page: 'perp', venueSymbol, base: null, quote: null });
const spot = (base: string, quote: string): PageTarget => ({ page: 'spot', venueSymbol: null, base, quote });

const TEST_URLS: Record<Instrument['kind'], VenuePages['testUrls']> = {
  linear: [
    ['https://www.okx.com/trade-swap/btc-usdt-swap', perp('BTC-USDT-SWAP')],
    ['https://www.okx.com/trade-swap/BTC-USDT-SWAP', perp('BTC-USDT-SWAP')],
    ['https://www.okx.com/zh-hans/trade-swap/pepe-usdt-swap/', perp('PEPE-USDT-SWAP')],
    ['https://www.okx.com/en-eu/trade-swap/eth-usdc-swap', perp('ETH-USDC-SWAP')],
    ['https://my.okx.com/en-eu/trade-swap/1inch-usdt-swap', perp('1INCH-USDT-SWAP')],
    ['https://app.okx.com/trade-swap/sol-usdt-swap?source=home', perp('SOL-USDT-SWAP')],
    ['https://tr.okx.com/tr/trade-swap/btc-usdt-swap', perp('BTC-USDT-SWAP')],
    ['https://www.okx.com/trade-spot/btc-usdt', spot('BTC', 'USDT')],
    ['https://www.okx.com/de/trade-spot/Sol-Usdc', spot('SOL', 'USDC')],
    ['https://www.okx.com/trade-futures/btc-usdt-270326', null],
    ['https://www.okx.com/trade-swap', null],
    ['https://www.okx.com/trade-swap/btc-usdt', null],
    ['https://www.okx.com/markets/prices', null],
    ['https://www.okx.com/%E0%A4%A/trade-swap/btc-usdt-swap', null],
    ['https://www.okx.com/', null],
    ['https://www.okx.com/trade-swap/btc-usd-swap', null],
  ],
  inverse: [
    ['https://www.okx.com/trade-swap/btc-usd-swap', perp('BTC-USD-SWAP')],
    ['https://www.okx.com/zh-hans/trade-swap/ETH-USD-SWAP/', perp('ETH-USD-SWAP')],
    ['https://my.okx.com/en-eu/trade-swap/sol-usd-swap?x=1', perp('SOL-USD-SWAP')],
    ['https://www.okx.com/trade-swap/btc-usdt-swap', null],
    ['https://www.okx.com/trade-spot/btc-usdt', null],
    ['https://www.okx.com/trade-swap', null],
  ],
};

/** `/[{locale}/]trade-swap/btc-usdt-swap` and `/[{locale}/]trade-spot/btc-usdt`, letters of either case; spot is the linear line's. */
export const okxPages = (kind: Instrument['kind']): VenuePages => ({
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/trade-(?:swap|spot)/[^/]+/?$`,
  excludeGlobs: pathGlobs(HOSTS, ['/account*', '/balance*', '/assets*', '/login*', '/register*']),
  parse({ pathname }) {
    const [section, symbol = '', ...more] = pathParts(pathname).map((part) => part.toUpperCase());
    if (more.length > 0) return null;
    if (section === 'TRADE-SWAP') {
      const quote = SWAP.exec(symbol)?.groups?.quote;
      return quote !== undefined && (quote === 'USD') === (kind === 'inverse') ? perp(symbol) : null;
    }
    const pair = section === 'TRADE-SPOT' && kind === 'linear' ? splitPair(symbol, '-', []) : null;
    return pair === null ? null : spot(pair.base, pair.quote);
  },
  testUrls: TEST_URLS[kind],
});
