import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fittingModel,
  type LogisticModel,
  logOdds,
  logOddsOf,
  probabilityOf,
  standardScore,
} from '../../../core/analytics/logistic.ts';

const MODEL: LogisticModel<'a' | 'b'> = {
  bias: -1,
  terms: [
    { feature: 'a', mean: 10, scale: 2, weight: 0.5 },
    { feature: 'b', mean: 0, scale: 1, weight: -1 },
  ],
};

describe('logOdds', () => {
  it.each([
    // −1 + 0.5 · (12 − 10)/2 − 1 · 0.5 = −1.
    [{ a: 12, b: 0.5 }, -1],
    // At the averages only the bias is left.
    [{ a: 10, b: 0 }, -1],
    // (30 − 10)/2 = 10 counts as 3: −1 + 1.5 − 0 = 0.5.
    [{ a: 30, b: 0 }, 0.5],
    // An unknown value is taken as average.
    [{ a: null, b: -1 }, 0],
  ])('%o → %d', (values, expected) => {
    expect(logOdds(MODEL, values)).toBeCloseTo(expected, 12);
  });
});

it('cuts standard scores off at three', () => {
  expect(standardScore(MODEL.terms[0]!, -1e9)).toBe(-3);
});

it('turns odds into probabilities and back', () => {
  expect(probabilityOf(0)).toBe(0.5);
  expect(probabilityOf(Math.log(3))).toBeCloseTo(0.75, 12);
  fc.assert(
    fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (odds) => {
      expect(logOddsOf(probabilityOf(odds))).toBeCloseTo(odds, 5);
    }),
  );
});

describe('fittingModel', () => {
  const plain: LogisticModel<'a' | 'b'> = { bias: 0, terms: [MODEL.terms[0]!] };

  it('takes the fullest model all of whose features are known', () => {
    expect(fittingModel([MODEL, plain], { a: 1, b: 1 })).toBe(MODEL);
    expect(fittingModel([MODEL, plain], { a: 1, b: null })).toBe(plain);
    expect(fittingModel([MODEL, plain], { a: null, b: 1 })).toBeNull();
  });
});
