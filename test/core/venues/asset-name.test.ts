import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAssetName } from '../../../core/venues/asset-name.ts';

describe('parseAssetName', () => {
  it.each([
    ['1000PEPE', 'PEPE', 1_000],
    ['1000SATS', 'SATS', 1_000],
    ['1000000MOG', 'MOG', 1_000_000],
    ['1MBABYDOGE', 'BABYDOGE', 1_000_000],
    ['10000LADYS', 'LADYS', 10_000],
    ['10000000AIDOGE', 'AIDOGE', 10_000_000],
    ['SHIB1000', 'SHIB', 1_000],
    ['kPEPE', 'PEPE', 1_000],
    ['kNEIRO', 'NEIRO', 1_000],
  ])('reads the bundle %s as %s × %i', (base, asset, baseMultiplier) => {
    expect(parseAssetName(base)).toEqual({ asset, baseMultiplier });
  });

  it.each([
    'BTC',
    '1INCH',
    '4',
    '1000X',
    '1000',
    'A8',
    '1MX',
    'KAVA',
    'kX',
    'US500',
    'X1000',
    '币安人生',
    '',
  ])('keeps %s, which is no bundle', (base) => {
    expect(parseAssetName(base)).toEqual({ asset: base, baseMultiplier: 1 });
  });

  it('knows XBT as BTC', () => {
    expect(parseAssetName('XBT')).toEqual({ asset: 'BTC', baseMultiplier: 1 });
  });

  it('gives every name a non-empty asset of at least one coin', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (base) => {
        const { asset, baseMultiplier } = parseAssetName(base);
        expect(asset.length).toBeGreaterThan(0);
        expect(baseMultiplier).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
