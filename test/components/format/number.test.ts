import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatCompact,
  formatPercent,
  formatPoints,
  formatPrice,
  formatSignedPercent,
  formatUsd,
} from '../../../components/format/number.ts';

const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('percentages', () => {
  it.each([
    [0.041, 1, '4.1 %'],
    [0.12, 0, '12 %'],
    [0, 1, '0.0 %'],
  ])('%f with %i digits reads %s', (fraction, digits, text) => {
    expect(plain(formatPercent(fraction, digits))).toBe(text);
  });

  it.each([
    [-0.018, 1, '−1.8 %'],
    [0.023, 1, '+2.3 %'],
    [0.000312, 4, '+0.0312 %'],
    // −0.0004 % rounds to nothing and must not claim a direction.
    [-0.000004, 2, '0.00 %'],
  ])('%f reads %s with its sign', (fraction, digits, text) => {
    expect(plain(formatSignedPercent(fraction, digits))).toBe(text);
  });

  it('never writes a hyphen for a minus', () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 10, noNaN: true }), (fraction) => {
        expect(formatSignedPercent(fraction)).not.toContain('-');
      }),
    );
  });
});

describe('points', () => {
  it.each([
    [72, '+72'],
    [-64.4, '−64'],
    [0, '0'],
    [-0.4, '0'],
  ])('%f reads %s', (points, text) => {
    expect(formatPoints(points)).toBe(text);
  });
});

describe('prices', () => {
  it.each([
    [65_370.25, '65,370'],
    [3_412.48, '3,412.5'],
    [162.35, '162.35'],
    [0.12345, '0.12345'],
    [0.00045, '0.00045000'],
    // Four zeros after the point, then the digits: 0.0 0001234 in full.
    [0.00001234, '0.0₄1234'],
    [0.0000000098, '0.0₈9800'],
  ])('%f reads %s', (price, text) => {
    expect(formatPrice(price)).toBe(text);
  });

  it('shows neighbours of a price with the same decimals', () => {
    expect(formatPrice(99.5, 100.2)).toBe('99.50');
    expect(formatPrice(0.0000127, 0.00001234)).toBe('0.0₄1270');
  });

  it('keeps every price short enough for its place', () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 6.99, noNaN: true }), (exponent) => {
        expect(formatPrice(10 ** exponent).length).toBeLessThanOrEqual(10);
      }),
    );
  });
});

describe('large figures', () => {
  it.each([
    [8.42e9, '$8.42B'],
    [5.968e9, '$5.97B'],
    [640e6, '$640M'],
  ])('%f reads %s', (value, text) => {
    expect(formatUsd(value)).toBe(text);
  });

  it('keeps three digits', () => {
    expect(formatCompact(91_300)).toBe('91.3K');
  });
});
