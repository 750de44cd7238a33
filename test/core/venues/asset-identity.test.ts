import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../core/venues/asset-identity.ts';
import { parseAssetName } from '../../../core/venues/asset-name.ts';
import { venues } from '../../../core/venues/registry.ts';

const named = (venue: string, base: string) => identityOf({ venue, ...parseAssetName(base) });
const house = fc.constantFrom(...venues.map(({ id }) => id));
const coin = fc.stringMatching(/^[A-Z]{4,6}$/);

describe('the name of a coin across venues', () => {
  it.each([
    ['binance-usdm', '1000PEPE', 'PEPE'],
    ['okx-swap', 'PEPE', 'PEPE'],
    ['hyperliquid', 'kPEPE', 'PEPE'],
    ['bybit-linear', 'SHIB1000', 'SHIB'],
    ['bybit-linear', '10000LADYS', 'LADYS'],
    ['binance-usdm', '1MBABYDOGE', 'BABYDOGE'],
    ['kucoin', 'XBT', 'BTC'],
    ['kraken-futures', 'XBT', 'BTC'],
    ['kraken-futures', 'XDG', 'DOGE'],
    ['binance-usdm', '1INCH', '1INCH'],
  ])('%s lists %s: %s', (venue, base, expected) => {
    expect(named(venue, base)).toBe(expected);
  });

  it('is one for a coin spelled in two ways, and two for two coins spelled alike', () => {
    expect(named('bingx', 'TRUMPSOL')).toBe(named('binance-usdm', 'TRUMP'));
    expect(named('bingx', 'TRUMP')).not.toBe(named('binance-usdm', 'TRUMP'));
    expect(named('kraken-futures', 'LUNA')).not.toBe(named('okx-swap', 'LUNA'));
    expect(named('kraken-futures', 'LUNA2')).toBe(named('okx-swap', 'LUNA'));
    expect(named('binance-usdm', 'LUNA2')).toBe(named('okx-swap', 'LUNA'));
    expect(named('mexc', 'GMT')).not.toBe(named('binance-usdm', 'GMT'));
    expect(named('mexc', 'STEPN')).toBe(named('binance-usdm', 'GMT'));
  });

  it('does not depend on the bundle or the product line it is listed in', () => {
    fc.assert(
      fc.property(house, coin, fc.constantFrom('', '1000', '10000', '1000000'), (venue, name, bundle) => {
        fc.pre(!name.startsWith('XBT'));
        expect(named(venue, `${bundle}${name}`)).toBe(named(venue, name));
      }),
    );
    expect(named('kucoin', 'KALT')).toBe('ALT');
  });

  it('never makes one of two coins a venue lists side by side', () => {
    fc.assert(
      fc.property(house, coin, coin, (venue, one, other) => {
        fc.pre(one !== other && ![one, other].some((name) => /^(LUNA2?|XBT)$/.test(name)));
        expect(named(venue, one)).not.toBe(named(venue, other));
      }),
    );
  });
});
