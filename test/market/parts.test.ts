import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSETS } from './asset-terms.ts';
import { Columns } from './columns.ts';
import { DepthBook } from './depth-book.ts';
import { fundingRate, PremiumMeter } from './funding.ts';
import { tiersOf } from './listings.ts';
import { bankruptcyPrice, liquidationPrice, maintenanceMargin } from './margin.ts';
import { Random } from './random.ts';
import { TriggerIndex } from './trigger-index.ts';

const TERMS = { interest8h: 0.0001, dampener: 0.0005 };

describe('funding', () => {
  it.each([
    // |0.01 % − 0.02 %| ≤ 0.05 %: the anchor itself.
    { premium: 0.0002, hours: 8, cap: 0.003, rate: 0.0001 },
    { premium: -0.0003, hours: 4, cap: 0.003, rate: 0.00005 },
    // 0.1 % + clamp(0.01 % − 0.1 %, ±0.05 %) = 0.05 % for 8 h.
    { premium: 0.001, hours: 8, cap: 0.003, rate: 0.0005 },
    { premium: 0.001, hours: 1, cap: 0.003, rate: 0.0000625 },
    // −0.08 % + 0.05 % = −0.03 %.
    { premium: -0.0008, hours: 8, cap: 0.003, rate: -0.0003 },
    { premium: 0.02, hours: 8, cap: 0.003, rate: 0.003 },
    { premium: -0.02, hours: 8, cap: 0.003, rate: -0.003 },
  ])('of a premium of $premium over $hours h is $rate', ({ premium, hours, cap, rate }) => {
    expect(fundingRate(premium, TERMS, hours, cap)).toBeCloseTo(rate, 12);
  });

  it('weighs later samples more where the venue does: (1·1 + 2·2 + 3·6) / 6', () => {
    const meter = new PremiumMeter('later-counts-more');
    for (const premium of [1, 2, 6]) meter.sample(premium);
    expect(meter.average).toBeCloseTo(23 / 6, 12);
  });
});

describe('margin', () => {
  const tiers = tiersOf(ASSETS.BTC!, 'binance-usdm');

  it('requires the same from below and from above a bracket edge', () => {
    for (const { notionalFloor } of tiers.slice(1)) {
      const below = maintenanceMargin(tiers, 1, notionalFloor * (1 - 1e-12));
      expect(maintenanceMargin(tiers, 1, notionalFloor) / below).toBeCloseTo(1, 9);
    }
  });

  it('liquidates where equity equals maintenance, on every size, side and leverage', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<1 | -1>(1, -1),
        fc.double({ min: 0.001, max: 2000, noNaN: true }),
        fc.double({ min: 1.2, max: 60, noNaN: true }),
        (side, size, leverage) => {
          const entry = 64_000;
          const margin = (size * entry) / leverage;
          const price = liquidationPrice(tiers, side, size, entry, margin);
          if (price === 0) return;
          const equity = margin + side * size * (price - entry);
          expect(equity - maintenanceMargin(tiers, size, price)).toBeCloseTo(
            0,
            3 - Math.ceil(Math.log10(size + 1)),
          );
          expect(side * (price - bankruptcyPrice(side, size, entry, margin))).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('the book', () => {
  it('follows its depth profile: B at 1 % costs an average of κ/(1+κ)… of a percent', () => {
    const book = new DepthBook(100, 0);
    book.depth = 1000;
    // Average of u over Cum = u^1.16 from 0 to 1 %: 1.16 / 2.16 = 0.537 %.
    expect(book.take(1, 1000)).toBeCloseTo(100 * (1 + 0.00537), 3);
  });

  it('never crosses and never sells below what it was asked, whatever is taken', () => {
    const order = fc.record({
      side: fc.constantFrom<1 | -1>(1, -1),
      share: fc.double({ min: 0, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(order, { maxLength: 30 }), (orders) => {
        const book = new DepthBook(100, 0.0001);
        book.depth = 1000;
        for (const { side, share } of orders) {
          const before = side > 0 ? book.bestAsk : book.bestBid;
          const price = book.take(side, share * book.depth);
          expect(side * (price - before)).toBeGreaterThanOrEqual(-1e-9);
          expect(book.bestAsk).toBeGreaterThan(book.bestBid);
          book.refill(10, 1);
        }
      }),
    );
  });

  it('fills no more before a limit than it says is available', () => {
    const book = new DepthBook(100, 0.0001);
    book.depth = 1000;
    const size = book.available(-1, 99);
    book.take(-1, size);
    expect(book.bestBid).toBeLessThanOrEqual(99.3);
    expect(book.available(-1, 99.9)).toBe(0);
  });
});

describe('triggers', () => {
  it('fire exactly the rows a moving mark has reached', () => {
    const path = fc.array(fc.double({ min: 50, max: 200, noNaN: true }), { minLength: 1, maxLength: 20 });
    const prices = fc.array(fc.double({ min: 50, max: 200, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(prices, path, fc.constantFrom<1 | -1>(1, -1), (waiting, marks, direction) => {
        const index = new TriggerIndex(waiting.length, 100, direction);
        const left = new Set(waiting.keys());
        for (const row of left) index.insert(row, waiting[row]!);
        for (const mark of marks) {
          const fired: number[] = [];
          index.reached(mark, fired);
          const due = [...left].filter((row) => direction * (mark - waiting[row]!) >= 0);
          expect([...fired].sort()).toEqual(due.sort());
          for (const row of fired) {
            index.remove(row);
            left.delete(row);
          }
        }
      }),
    );
  });
});

describe('small things', () => {
  it('draws normals of mean 0 and variance 1, repeatably', () => {
    const draw = (seed: string): number[] => {
      const random = new Random(seed);
      return Array.from({ length: 20_000 }, () => random.normal());
    };
    const values = draw('a');
    expect(values).toEqual(draw('a'));
    expect(values.reduce((sum, x) => sum + x, 0) / values.length).toBeCloseTo(0, 1);
    expect(values.reduce((sum, x) => sum + x * x, 0) / values.length).toBeCloseTo(1, 1);
  });

  it('keeps only the newest rows once a table is full', () => {
    const table = new Columns(2, 10);
    for (let i = 0; i < 95; i++) table.push(i, -i);
    expect(table.length).toBeLessThanOrEqual(20);
    expect(table.length).toBeGreaterThanOrEqual(10);
    expect(table.at(0, table.length - 1)).toBe(94);
    expect(table.at(1, table.lowerBound(90))).toBe(-90);
  });
});
