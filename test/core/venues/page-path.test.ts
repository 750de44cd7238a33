import { describe, expect, it } from 'vitest';
import { LOCALE_PATTERN, pathGlobs, pathParts, splitPair } from '../../../core/venues/page-path.ts';

describe('pathParts', () => {
  it.each([
    ['/en/futures/BTCUSDT', ['futures', 'BTCUSDT']],
    ['/futures/BTCUSDT/', ['futures', 'BTCUSDT']],
    ['/zh-CN/futures/BTCUSDT', ['futures', 'BTCUSDT']],
    ['/zh-hans/trade-swap/btc-usdt-swap', ['trade-swap', 'btc-usdt-swap']],
    ['/en-eu//trade', ['trade']],
    ['/trade/xyz%3ATSLA', ['trade', 'xyz:TSLA']],
    ['/en', []],
    ['/', []],
    ['/trade/%E0%A4%A', []],
    [`/${'a/'.repeat(200)}`, []],
  ])('reads %s', (pathname, parts) => {
    expect(pathParts(pathname)).toEqual(parts);
  });
});

describe('LOCALE_PATTERN', () => {
  it('takes one optional locale', () => {
    const path = new RegExp(`^${LOCALE_PATTERN}/trade$`);
    expect(['/trade', '/en/trade', '/pt-BR/trade', '/zh-hant/trade'].every((one) => path.test(one))).toBe(
      true,
    );
    expect(path.test('/en/us/trade')).toBe(false);
  });
});

describe('splitPair', () => {
  const quotes = ['FDUSD', 'USDT', 'USD'];

  it.each([
    ['BTC_USDT', { base: 'BTC', quote: 'USDT' }],
    ['BTCFDUSD', { base: 'BTC', quote: 'FDUSD' }],
    ['1000SATSUSDT', { base: '1000SATS', quote: 'USDT' }],
    ['USDT', null],
    ['BTC_', null],
    ['BTC_USDT_X', null],
    ['BTCXYZ', null],
  ])('reads %s', (symbol, pair) => {
    expect(splitPair(symbol, '_', quotes)).toEqual(pair);
  });
});

it('writes globs with and without a locale', () => {
  expect(pathGlobs(['a.com'], ['/my/*'])).toEqual(['https://a.com/my/*', 'https://a.com/*/my/*']);
});
