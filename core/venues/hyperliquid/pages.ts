import { pathGlobs, pathParts } from '../page-path.ts';
import type { PageTarget, VenuePages } from '../venue.ts';
import { assetOfToken } from './spot.ts';

const HOST = 'app.hyperliquid.xyz';
const TRADING_PATH = '^/trade/[^/]+(?:/[^/]+)?/?$';
const EXCLUDED = pathGlobs([HOST], ['/API*', '/portfolio*', '/subAccounts*', '/referrals*']);

const perp = (venueSymbol: string): PageTarget => ({ page: 'perp', venueSymbol, base: null, quote: null });
const spot = (base: string, quote: string | null): PageTarget => ({
  page: 'spot',
  venueSymbol: null,
  base,
  quote,
});

/**
 * `/trade/BTC`, `/trade/HYPE/USDC` (spot), `/trade/@107` (spot by number: which coin it is stands nowhere in
 * the address, so it stays an unknown one). A colon (`/trade/xyz:TSLA`) names a builder's perpetual.
 */
export const hyperliquidPages: VenuePages = {
  hosts: [HOST],
  tradingPath: TRADING_PATH,
  excludeGlobs: EXCLUDED,
  parse({ pathname }) {
    const [page, symbol = '', quote, ...more] = pathParts(pathname);
    if (page !== 'trade' || symbol === '' || more.length > 0) return null;
    if (/^@\d{1,6}$/.test(symbol)) return quote === undefined ? spot(symbol, null) : null;
    if (!/^[A-Za-z0-9._-]{1,40}$/.test(symbol)) return null;
    if (quote !== undefined)
      return /^[A-Za-z0-9]{1,12}$/.test(quote) ? spot(assetOfToken(symbol), quote) : null;
    return perp(symbol);
  },
  testUrls: [
    ['https://app.hyperliquid.xyz/trade/BTC', perp('BTC')],
    ['https://app.hyperliquid.xyz/trade/btc', perp('btc')],
    ['https://app.hyperliquid.xyz/trade/kPEPE/', perp('kPEPE')],
    ['https://app.hyperliquid.xyz/trade/xyz:TSLA', null],
    ['https://app.hyperliquid.xyz/trade/HYPE/USDC', spot('HYPE', 'USDC')],
    ['https://app.hyperliquid.xyz/trade/UBTC/USDC', spot('BTC', 'USDC')],
    ['https://app.hyperliquid.xyz/trade/@107', spot('@107', null)],
    ['https://app.hyperliquid.xyz/trade', null],
    ['https://app.hyperliquid.xyz/trade/%E0%A4%A', null],
    ['https://app.hyperliquid.xyz/portfolio', null],
    ['https://app.hyperliquid.xyz/', null],
  ],
};

/** `/trade/xyz:TSLA`: builder and coin, in the spelling of the API, capitals and all. */
export const builderPages: VenuePages = {
  hosts: [HOST],
  tradingPath: TRADING_PATH,
  excludeGlobs: EXCLUDED,
  parse({ pathname }) {
    const [page, symbol = '', ...more] = pathParts(pathname);
    if (page !== 'trade' || more.length > 0) return null;
    return /^[A-Za-z0-9]{1,12}:[A-Za-z0-9._-]{1,30}$/.test(symbol) ? perp(symbol) : null;
  },
  testUrls: [
    ['https://app.hyperliquid.xyz/trade/xyz:TSLA', perp('xyz:TSLA')],
    ['https://app.hyperliquid.xyz/trade/xyz%3ATSLA', perp('xyz:TSLA')],
    ['https://app.hyperliquid.xyz/trade/km:US500/', perp('km:US500')],
    ['https://app.hyperliquid.xyz/trade/hyna:BTC?x=1', perp('hyna:BTC')],
    ['https://app.hyperliquid.xyz/trade/BTC', null],
    ['https://app.hyperliquid.xyz/trade/HYPE/USDC', null],
    ['https://app.hyperliquid.xyz/trade/xyz:', null],
    ['https://app.hyperliquid.xyz/portfolio', null],
  ],
};
