import type { Instrument } from '../../domain/instrument.ts';
import { LOCALE_PATTERN, pathGlobs, pathParts, perpPage, splitPair, spotPage } from '../page-path.ts';
import type { VenuePages } from '../venue.ts';

const HOSTS = ['www.htx.com'];
const ADDRESS = 'https://www.htx.com';

/** The contract stands in the hash: `#contract_code=BTC-USDT&contract_type=swap&type=cross`. */
const IN_HASH = /[#&/]contract_code=([^&]{1,90})/;
const SWAP = /^[\p{L}\p{N}]{1,30}-(USDT|USD)$/u;

function swapIn(hash: string): string | null {
  try {
    const code = decodeURIComponent(IN_HASH.exec(hash.slice(0, 300))?.[1] ?? '').toUpperCase();
    return SWAP.test(code) ? code : null;
  } catch {
    return null;
  }
}

const SECTION = { linear: 'LINEAR_SWAP', inverse: 'SWAP' };

const TEST_URLS: Readonly<Record<Instrument['kind'], VenuePages['testUrls']>> = {
  linear: [
    [
      `${ADDRESS}/futures/linear_swap/exchange#contract_code=BTC-USDT&contract_type=swap&type=cross`,
      perpPage('BTC-USDT'),
    ],
    [
      `${ADDRESS}/en-us/futures/linear_swap/exchange/#contract_code=pepe-usdt&contract_type=swap`,
      perpPage('PEPE-USDT'),
    ],
    [
      `${ADDRESS}/zh-cn/futures/linear_swap/exchange#type=cross&contract_code=1INCH-USDT`,
      perpPage('1INCH-USDT'),
    ],
    [`${ADDRESS}/en-us/trade/btc_usdt?type=spot`, spotPage('BTC', 'USDT')],
    [`${ADDRESS}/trade/sol_usdc`, spotPage('SOL', 'USDC')],
    [`${ADDRESS}/futures/linear_swap/exchange`, null],
    [`${ADDRESS}/futures/linear_swap/exchange#contract_code=BTC-USDT-261225&contract_type=quarter`, null],
    [`${ADDRESS}/futures/linear_swap/exchange#contract_code=%E0%A4%A`, null],
    [`${ADDRESS}/futures/swap/exchange#contract_code=BTC-USD`, null],
    [`${ADDRESS}/en-us/markets`, null],
    [`${ADDRESS}/`, null],
  ],
  inverse: [
    [`${ADDRESS}/futures/swap/exchange#contract_code=BTC-USD&contract_type=swap`, perpPage('BTC-USD')],
    [`${ADDRESS}/en-us/futures/swap/exchange/#contract_code=eth-usd`, perpPage('ETH-USD')],
    [`${ADDRESS}/futures/swap/exchange`, null],
    [`${ADDRESS}/futures/linear_swap/exchange#contract_code=BTC-USDT`, null],
    [`${ADDRESS}/trade/btc_usdt`, null],
  ],
};

/** `/[{locale}/]futures/linear_swap/exchange#contract_code=…`, `…/swap/…` of inverse ones [mem], `/trade/btc_usdt`. */
export function pages(kind: Instrument['kind']): VenuePages {
  return {
    hosts: HOSTS,
    tradingPath: `^${LOCALE_PATTERN}/(?:futures/(?:linear_)?swap/exchange|trade/[^/]+)/?$`,
    excludeGlobs: pathGlobs(HOSTS, [
      '/user*',
      '/usercenter*',
      '/login*',
      '/register*',
      '/finance*',
      '/apikey*',
    ]),
    parse({ pathname, hash }) {
      const [first, second = '', third, ...more] = pathParts(pathname).map((part) => part.toUpperCase());
      if (more.length > 0) return null;
      if (first === 'FUTURES') {
        const swap = second === SECTION[kind] && third === 'EXCHANGE' ? swapIn(hash) : null;
        return swap === null ? null : perpPage(swap);
      }
      if (first !== 'TRADE' || third !== undefined || kind === 'inverse') return null;
      const pair = splitPair(second, '_', []);
      return pair === null ? null : spotPage(pair.base, pair.quote);
    },
    testUrls: TEST_URLS[kind],
  };
}
