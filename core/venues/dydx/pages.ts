import { LOCALE_PATTERN, pathGlobs, pathParts } from '../page-path.ts';
import type { PageTarget, VenuePages } from '../venue.ts';

/** dydx.trade [mem]; the second is the older home. */
const HOSTS = ['dydx.trade', 'trade.dydx.exchange'];

/** `BTC-USD`, and permissionless ones with their exchange and address: `BUFFI,uniswap_v3,0x4c1b…-USD`. */
const TICKER = /^[\p{L}\p{N},_]{1,96}-USD$/u;

const perp = (venueSymbol: string): PageTarget => ({ page: 'perp', venueSymbol, base: null, quote: null });

/** `/trade/BTC-USD`; the venue has no spot pages. */
export const dydxPages: VenuePages = {
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/trade/[^/]+/?$`,
  excludeGlobs: pathGlobs(HOSTS, ['/portfolio*', '/settings*', '/onboarding*']),
  parse({ pathname }) {
    const [trade, ticker = '', ...more] = pathParts(pathname);
    if (trade?.toLowerCase() !== 'trade' || more.length > 0) return null;
    const symbol = ticker.includes(',') ? ticker : ticker.toUpperCase();
    return TICKER.test(symbol) ? perp(symbol) : null;
  },
  testUrls: [
    ['https://dydx.trade/trade/BTC-USD', perp('BTC-USD')],
    ['https://dydx.trade/trade/btc-usd/', perp('BTC-USD')],
    ['https://dydx.trade/trade/1INCH-USD?utm_source=x', perp('1INCH-USD')],
    ['https://dydx.trade/trade/FOO%2Cuniswap_v3%2C0x4c1b-USD', perp('FOO,uniswap_v3,0x4c1b-USD')],
    ['https://trade.dydx.exchange/trade/ETH-USD', perp('ETH-USD')],
    ['https://dydx.trade/trade', null],
    ['https://dydx.trade/trade/BTC-USDT', null],
    ['https://dydx.trade/markets', null],
    ['https://dydx.trade/portfolio/overview', null],
    ['https://dydx.trade/', null],
  ],
};
