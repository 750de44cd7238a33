import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  formatChance,
  formatCompact,
  formatDecimal,
  formatPercent,
  formatPoints,
  formatPrice,
  formatSignedPercent,
  formatUsd,
} from '../../../components/format/number.ts';
import { speakEnglish } from '../../fixtures/english.ts';

beforeAll(speakEnglish);

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

describe('chances', () => {
  it.each([
    [0.21, '21 %'],
    [0.004, '<1 %'],
    [0, '0 %'],
  ])('%f reads %s', (probability, text) => {
    expect(plain(formatChance(probability))).toBe(text);
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

it('groups and rounds as Intl does', () => {
  const intl = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), (cents) => {
      const value = cents / 64;
      // Halves of a cent are rounded either way; they are not the point here.
      fc.pre(Math.abs((value * 100) % 1) !== 0.5);
      expect(formatDecimal(value, 2)).toBe(
        intl
          .format(value)
          .replace('-', '−')
          .replace(/^−(?=[0.]+$)/, ''),
      );
    }),
  );
});

describe('large figures', () => {
  it.each([
    [8.42e9, '$8.42B'],
    [8e9, '$8.00B'],
    [999_600, '$1.00M'],
    [523, '$523'],
    [7.25e13, '$72.5T'],
    [5.968e9, '$5.97B'],
    [640e6, '$640M'],
  ])('%f reads %s', (value, text) => {
    expect(formatUsd(value)).toBe(text);
  });

  it('keeps three digits', () => {
    expect(formatCompact(91_300)).toBe('91.3K');
  });
});
