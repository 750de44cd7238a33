import { LOCALE_PATTERN, pathGlobs, pathParts, perpPage, splitPair, spotPage } from '../page-path.ts';
import type { VenuePages } from '../venue.ts';

const HOSTS = ['pro.kraken.com'];

/** `futures-btc-usd-perp`, `futures-btc-usd-cm-perp` for the inverse one; dated ones do not match. */
const PERPETUAL = /^FUTURES-([A-Z0-9]{1,20})-USD-(CM-)?PERP$/;

/** `/app/trade/futures-btc-usd-perp`, `/app/trade/btc-usd`; the page says BTC where the API says XBT. */
export const krakenPages: VenuePages = {
  hosts: HOSTS,
  tradingPath: `^${LOCALE_PATTERN}/app/trade/[^/]+/?$`,
  excludeGlobs: pathGlobs(HOSTS, ['/app/settings*', '/app/portfolio*', '/app/funding*', '/app/login*']),
  parse({ pathname }) {
    const [app, trade, name = '', ...more] = pathParts(pathname).map((part) => part.toUpperCase());
    if (app !== 'APP' || trade !== 'TRADE' || more.length > 0) return null;
    const [, base, inverse] = PERPETUAL.exec(name) ?? [];
    if (base !== undefined) {
      return perpPage(`P${inverse === undefined ? 'F' : 'I'}_${base === 'BTC' ? 'XBT' : base}USD`);
    }
    const pair = splitPair(name, '-', []);
    return pair === null ? null : spotPage(pair.base, pair.quote);
  },
  testUrls: [
    ['https://pro.kraken.com/app/trade/futures-btc-usd-perp', perpPage('PF_XBTUSD')],
    ['https://pro.kraken.com/app/trade/futures-xbt-usd-perp', perpPage('PF_XBTUSD')],
    ['https://pro.kraken.com/app/trade/futures-btc-usd-cm-perp', perpPage('PI_XBTUSD')],
    ['https://pro.kraken.com/app/trade/futures-pepe-usd-perp?x=1', perpPage('PF_PEPEUSD')],
    ['https://pro.kraken.com/en-gb/app/trade/futures-sol-usd-perp/', perpPage('PF_SOLUSD')],
    ['https://pro.kraken.com/app/trade/btc-usd', spotPage('BTC', 'USD')],
    ['https://pro.kraken.com/app/trade/xbt-usd', spotPage('XBT', 'USD')],
    ['https://pro.kraken.com/app/trade/eth-eur', spotPage('ETH', 'EUR')],
    ['https://pro.kraken.com/app/trade/futures-btc-usd-260327', null],
    ['https://pro.kraken.com/app/trade', null],
    ['https://pro.kraken.com/app/settings/api', null],
    ['https://pro.kraken.com/', null],
  ],
};
