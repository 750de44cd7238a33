import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../core/domain/time.ts';
import {
  auc,
  balancedAccuracy,
  calibrationError,
  dayBlockInterval,
  type Judged,
  median,
  reliability,
  wilson,
} from './scores.ts';

function cases(rows: readonly (readonly [score: number, label: 0 | 1])[]): Judged[] {
  return rows.map(([score, label], index) => ({ score, label, time: index * DAY }));
}

describe('auc', () => {
  it.each([
    // Pairs (positive, negative): (3, 1) (3, 2) won, (1.5, 1) won, (1.5, 2) lost: 3 of 4.
    [
      [
        [3, 1],
        [1, 0],
        [2, 0],
        [1.5, 1],
      ],
      0.75,
    ],
    // A tie counts half: (1, 1) ½, (1, 0) 1: 1.5 of 2.
    [
      [
        [1, 1],
        [1, 0],
        [0, 0],
      ],
      0.75,
    ],
    [
      [
        [1, 1],
        [0, 0],
      ],
      1,
    ],
    [
      [
        [0, 1],
        [1, 0],
      ],
      0,
    ],
  ] as const)('%j → %d', (rows, expected) => {
    expect(auc(cases(rows))).toBe(expected);
  });

  it('cannot be said without both labels', () => {
    expect(auc(cases([[1, 1]]))).toBeNaN();
  });

  it('equals counting all pairs, with weights as repetitions', () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom<0 | 1>(0, 1), fc.integer({ min: 0, max: 3 })),
      { minLength: 2, maxLength: 30 },
    );
    fc.assert(
      fc.property(rows, (given) => {
        const repeated = given.flatMap(([score, label, times]) =>
          Array.from({ length: times }, () => [score, label] as const),
        );
        let won = 0;
        let pairs = 0;
        for (const [up, one] of repeated) {
          for (const [down, zero] of repeated) {
            if (one !== 1 || zero !== 0) continue;
            pairs += 1;
            won += up > down ? 1 : up === down ? 0.5 : 0;
          }
        }
        const weighted = auc(
          cases(given.map(([score, label]) => [score, label] as const)),
          Float64Array.from(given, ([, , times]) => times),
        );
        if (pairs === 0) expect(weighted).toBeNaN();
        else expect(weighted).toBeCloseTo(won / pairs, 10);
      }),
    );
  });
});

describe('calibrationError', () => {
  it('is the mean gap between said and seen over bins of equal size', () => {
    // Two bins of ten would be lopsided; with ten cases each bin holds one: |0.2 − 0| and |0.2 − 1|.
    const rows = cases(
      Array.from({ length: 10 }, (_, index) => [0.2 + index * 1e-9, index < 2 ? 1 : 0] as const),
    );
    expect(calibrationError(rows)).toBeCloseTo(0.8 * 0.2 + 0.2 * 0.8, 6);
  });

  it('sorts by prediction into bins', () => {
    const rows = cases(Array.from({ length: 20 }, (_, index) => [(19 - index) / 20, 0] as const));
    expect(reliability(rows).map(({ n }) => n)).toEqual(new Array(10).fill(2));
    expect(reliability(rows)[0]!.predicted).toBeCloseTo(0.025, 10);
  });
});

it('balanced accuracy is the mean of both hit rates', () => {
  const pairs = [
    { said: true, was: true },
    { said: false, was: true },
    { said: false, was: false },
    { said: false, was: false },
    { said: true, was: false },
    { said: false, was: false },
  ];
  // 1 of 2 reloads and 3 of 4 cleans: (0.5 + 0.75) / 2.
  expect(balancedAccuracy(pairs)).toBe(0.625);
});

describe('dayBlockInterval', () => {
  it('draws whole days: a day counted twice counts twice in every row of it', () => {
    const times = [0, 1, 2, DAY, DAY + 1, 2 * DAY];
    dayBlockInterval(times, (weights) => {
      expect(weights[0]).toBe(weights[1]);
      expect(weights[1]).toBe(weights[2]);
      expect(weights[3]).toBe(weights[4]);
      expect(weights[0]! + weights[3]! + weights[5]!).toBe(3);
      return 0;
    });
  });

  it('is the same every time and holds the value', () => {
    const times = Array.from({ length: 200 }, (_, index) => index * DAY);
    const mean = (weights: Float64Array) => {
      let sum = 0;
      let total = 0;
      weights.forEach((weight, index) => {
        sum += weight * (index % 2);
        total += weight;
      });
      return sum / total;
    };
    const interval = dayBlockInterval(times, mean);
    expect(interval).toEqual(dayBlockInterval(times, mean));
    expect(interval.value).toBe(0.5);
    // σ of a share of 200 is 0.035: 95 % lie within about 0.07.
    expect(interval.low).toBeGreaterThan(0.4);
    expect(interval.high).toBeLessThan(0.6);
    expect(interval.low).toBeLessThan(0.5);
  });
});

it('Wilson’s interval of 8 in 10', () => {
  // (0.8 + 0.19208) / 1.38416 ± 1.96 · √(0.016 + 0.0096) / 1.38416 = 0.7167 ± 0.2267.
  const { low, high } = wilson(8, 10);
  expect(low).toBeCloseTo(0.49, 2);
  expect(high).toBeCloseTo(0.943, 2);
});

it('the median of an even number lies between', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});
