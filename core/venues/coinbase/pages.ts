import { LOCALE_PATTERN, pathGlobs, pathParts, splitPair } from '../page-path.ts';
import type { PageTarget, VenuePages } from '../venue.ts';

const HOSTS = ['www.coinbase.com'];

/** `BTC-PERP-INTX`, as the site wrote it before the contracts moved, or the gateway's own `BTC_USDC-PERPETUAL` [mem]. */
const CONTRACT = /^([A-Z0-9]{1,20})(?:-PERP(?:-INTX)?|_USDC-PERPETUAL)$/;

const perp = (base: string): PageTarget => ({
  page: 'perp',
  venueSymbol: `${base}_USDC-PERPETUAL`,
  base: null,
  quote: null,
});
const spot = (base: string, quote: string): PageTarget => ({ page: 'spot', venueSymbol: null, base, quote });

/** `/advanced-trade/perpetuals/BTC-PERP-INTX` [mem]; `/advanced-trade/spot/BTC-USD`. */
export const coinbasePages: VenuePages = {
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/advanced-trade/(?:perpetuals|spot)/[^/]+/?$`,
  excludeGlobs: pathGlobs(HOSTS, [
    '/settings*',
    '/accounts*',
    '/portfolio*',
    '/assets*',
    '/signin*',
    '/signup*',
  ]),
  parse({ pathname }) {
    const [advanced, section, name = '', ...more] = pathParts(pathname).map((part) => part.toUpperCase());
    if (advanced !== 'ADVANCED-TRADE' || more.length > 0) return null;
    if (section === 'PERPETUALS') {
      const base = CONTRACT.exec(name)?.[1];
      return base === undefined ? null : perp(base);
    }
    const pair = section === 'SPOT' ? splitPair(name, '-', []) : null;
    return pair === null ? null : spot(pair.base, pair.quote);
  },
  testUrls: [
    ['https://www.coinbase.com/advanced-trade/perpetuals/BTC-PERP-INTX', perp('BTC')],
    ['https://www.coinbase.com/advanced-trade/perpetuals/eth-perp-intx/', perp('ETH')],
    ['https://www.coinbase.com/advanced-trade/perpetuals/SOL_USDC-PERPETUAL', perp('SOL')],
    ['https://www.coinbase.com/de/advanced-trade/perpetuals/BTC-PERP-INTX', perp('BTC')],
    ['https://www.coinbase.com/advanced-trade/spot/BTC-USD', spot('BTC', 'USD')],
    ['https://www.coinbase.com/advanced-trade/spot/sol-usdc?x=1', spot('SOL', 'USDC')],
    ['https://www.coinbase.com/advanced-trade/futures/BIT-29AUG25-CDE', null],
    ['https://www.coinbase.com/advanced-trade/perpetuals', null],
    ['https://www.coinbase.com/price/bitcoin', null],
    ['https://www.coinbase.com/settings/api', null],
    ['https://www.coinbase.com/', null],
  ],
};
