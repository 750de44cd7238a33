import { LOCALE_PATTERN, pathGlobs, pathParts, splitPair } from '../page-path.ts';
import type { PageTarget, VenuePages } from '../venue.ts';

const HOSTS = ['www.deribit.com'];

/** `BTC-PERPETUAL`, `SOL_USDC-PERPETUAL`; dated ones too, so that they read as unsupported. */
const CONTRACT = /^[A-Z0-9]{1,20}(_[A-Z]{3,5})?-(PERPETUAL|\d{1,2}[A-Z]{3}\d{2})$/;

const perp = (venueSymbol: string): PageTarget => ({ page: 'perp', venueSymbol, base: null, quote: null });
const spot = (base: string, quote: string): PageTarget => ({ page: 'spot', venueSymbol: null, base, quote });

/** `/futures/BTC-PERPETUAL`; `/spot/BTC_USDC` [mem]. */
export const deribitPages: VenuePages = {
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/(?:futures|spot)/[^/]+/?$`,
  excludeGlobs: pathGlobs(HOSTS, [
    '/account*',
    '/profile*',
    '/wallet*',
    '/login*',
    '/register*',
    '/api-management*',
  ]),
  parse({ pathname }) {
    const [section, name = '', ...more] = pathParts(pathname).map((part) => part.toUpperCase());
    if (more.length > 0) return null;
    if (section === 'FUTURES') return CONTRACT.test(name) ? perp(name) : null;
    const pair = section === 'SPOT' ? splitPair(name, '_', []) : null;
    return pair === null ? null : spot(pair.base, pair.quote);
  },
  testUrls: [
    ['https://www.deribit.com/futures/BTC-PERPETUAL', perp('BTC-PERPETUAL')],
    ['https://www.deribit.com/futures/btc_usdc-perpetual/', perp('BTC_USDC-PERPETUAL')],
    ['https://www.deribit.com/futures/SOL_USDC-PERPETUAL?reg=1', perp('SOL_USDC-PERPETUAL')],
    ['https://www.deribit.com/futures/ETH-26MAR27', perp('ETH-26MAR27')],
    ['https://www.deribit.com/spot/BTC_USDC', spot('BTC', 'USDC')],
    ['https://www.deribit.com/spot/ETH_BTC', spot('ETH', 'BTC')],
    ['https://www.deribit.com/options/BTC', null],
    ['https://www.deribit.com/futures/BTC', null],
    ['https://www.deribit.com/futures', null],
    ['https://www.deribit.com/statistics/BTC/volatility-index', null],
    ['https://www.deribit.com/account/BTC', null],
    ['https://www.deribit.com/', null],
  ],
};
