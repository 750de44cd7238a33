import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APART, pricesApart } from '../../../core/feed/price-apart.ts';

const apart = (prices: Record<string, number>, viewed: string) =>
  [...pricesApart(new Map(Object.entries(prices)), viewed).keys()].sort();

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const price = fc.double({ min: 1e-9, max: 1e6, noNaN: true });
/** Prices of one coin: none farther than 1 % from the middle. */
const oneCoin = fc
  .tuple(price, fc.array(fc.double({ min: -0.01, max: 0.01, noNaN: true }), { minLength: 2, maxLength: 5 }))
  .map(([base, shifts]) => new Map(shifts.map((shift, i) => [NAMES[i]!, base * (1 + shift)])));

describe('venues set apart by their price', () => {
  it('are those farther than 3 % from the median', () => {
    expect(apart({ a: 100, b: 101, c: 99.5, d: 103.5, e: 60 }, 'a')).toEqual(['d', 'e']);
    const differences = pricesApart(
      new Map([
        ['a', 100],
        ['b', 100],
        ['c', 50],
      ]),
      'a',
    );
    expect(differences.get('c')).toBeCloseTo(-0.5, 12);
  });

  it('are all others where the viewed one is the odd one: it is not mixed with another coin', () => {
    expect(apart({ a: 100, b: 101, odd: 7 }, 'odd')).toEqual(['a', 'b']);
  });

  it('are measured by the viewed one where there are but two', () => {
    expect(apart({ a: 100, b: 96 }, 'a')).toEqual(['b']);
    expect(apart({ a: 100, b: 98 }, 'a')).toEqual([]);
  });

  it('are none without the viewed price', () => {
    expect(apart({ b: 1, c: 100 }, 'a')).toEqual([]);
  });

  it('never are venues of one coin, nor the viewed one itself', () => {
    fc.assert(
      fc.property(oneCoin, (prices) => {
        for (const viewed of prices.keys()) expect(pricesApart(prices, viewed).size).toBe(0);
      }),
    );
  });

  it('always are those of another coin among three or more', () => {
    const factor = fc.oneof(
      fc.double({ min: 1.06, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-6, max: 0.94, noNaN: true }),
    );
    fc.assert(
      fc.property(oneCoin, factor, (prices, far) => {
        fc.pre(prices.size >= 2);
        const mixed = new Map(prices).set('other', prices.get('a')! * far);
        expect([...pricesApart(mixed, 'a').keys()]).toEqual(['other']);
        expect([...pricesApart(mixed, 'other').keys()].sort()).toEqual([...prices.keys()].sort());
      }),
    );
  });

  it('does not depend on the order of venues or on the currency’s unit', () => {
    fc.assert(
      fc.property(
        fc.array(price, { minLength: 2, maxLength: 5 }),
        fc.constantFrom(0.001, 1000),
        (list, unit) => {
          const prices = new Map(list.map((one, i) => [NAMES[i]!, one]));
          const found = [...pricesApart(prices, 'a').keys()].sort();
          const turned = new Map([...prices].reverse().map(([name, one]) => [name, one * unit]));
          // Rounding may decide a price that lies on the very bound.
          const onBound = [...pricesApart(prices, 'a').values()].some(
            (one) => Math.abs(Math.abs(one) - APART) < 1e-9,
          );
          fc.pre(!onBound);
          expect([...pricesApart(turned, 'a').keys()].sort()).toEqual(found);
        },
      ),
    );
  });
});
