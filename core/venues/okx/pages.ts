import { LOCALE_PATTERN, pathGlobs, pathParts, splitPair } from '../page-path.ts';
import type { PageTarget, VenuePages } from '../venue.ts';

/** my.okx.com serves Europe, app.okx.com the US, tr.okx.com Turkey [mem]. */
const HOSTS = ['www.okx.com', 'my.okx.com', 'app.okx.com', 'tr.okx.com'];

/** Also inverse ones (`BTC-USD-SWAP`), so that they read as unsupported; names may be Chinese. */
const SWAP = /^[\p{L}\p{N}]{1,30}-[A-Z0-9_]{2,12}-SWAP$/u;

const perp = (venueSymbol: string): PageTarget => ({ page: 'perp', venueSymbol, base: null, quote: null });
const spot = (base: string, quote: string): PageTarget => ({ page: 'spot', venueSymbol: null, base, quote });

/** `/[{locale}/]trade-swap/btc-usdt-swap` and `/[{locale}/]trade-spot/btc-usdt`, letters of either case. */
export const okxPages: VenuePages = {
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/trade-(?:swap|spot)/[^/]+/?$`,
  excludeGlobs: pathGlobs(HOSTS, ['/account*', '/balance*', '/assets*', '/login*', '/register*']),
  parse({ pathname }) {
    const [kind, symbol = '', ...more] = pathParts(pathname).map((part) => part.toUpperCase());
    if (more.length > 0) return null;
    if (kind === 'TRADE-SWAP') return SWAP.test(symbol) ? perp(symbol) : null;
    const pair = kind === 'TRADE-SPOT' ? splitPair(symbol, '-', []) : null;
    return pair === null ? null : spot(pair.base, pair.quote);
  },
  testUrls: [
    ['https://www.okx.com/trade-swap/btc-usdt-swap', perp('BTC-USDT-SWAP')],
    ['https://www.okx.com/trade-swap/BTC-USDT-SWAP', perp('BTC-USDT-SWAP')],
    ['https://www.okx.com/zh-hans/trade-swap/pepe-usdt-swap/', perp('PEPE-USDT-SWAP')],
    ['https://www.okx.com/en-eu/trade-swap/eth-usdc-swap', perp('ETH-USDC-SWAP')],
    ['https://my.okx.com/en-eu/trade-swap/1inch-usdt-swap', perp('1INCH-USDT-SWAP')],
    ['https://app.okx.com/trade-swap/sol-usdt-swap?source=home', perp('SOL-USDT-SWAP')],
    ['https://tr.okx.com/tr/trade-swap/btc-usdt-swap', perp('BTC-USDT-SWAP')],
    ['https://www.okx.com/trade-swap/btc-usd-swap', perp('BTC-USD-SWAP')],
    ['https://www.okx.com/trade-spot/btc-usdt', spot('BTC', 'USDT')],
    ['https://www.okx.com/de/trade-spot/Sol-Usdc', spot('SOL', 'USDC')],
    ['https://www.okx.com/trade-futures/btc-usdt-270326', null],
    ['https://www.okx.com/trade-swap', null],
    ['https://www.okx.com/trade-swap/btc-usdt', null],
    ['https://www.okx.com/markets/prices', null],
    ['https://www.okx.com/%E0%A4%A/trade-swap/btc-usdt-swap', null],
    ['https://www.okx.com/', null],
  ],
};
