import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runCascade, slipPercent } from '../../../core/analytics/cascade.ts';
import { readCascade } from '../../../core/analytics/cascade-reading.ts';
import type { Cluster, ClustersReading } from '../../../core/domain/liquidation-map.ts';
import { missing } from '../../../core/domain/measured.ts';
import { bookOf, emptyInputs, known, knownValue } from './builders.ts';

const FIT = { depthAtOnePercent: 10e6, kappa: 1.16, seenPercent: 3 };

describe('slip', () => {
  it.each([
    // (25 / 10)^(1 / 1.16) = 2.5^0.86207 = 2.2032 %
    [25e6, 1, 2.2032],
    // (3.4 · 2.5)^(1 / 1.16) = 8.5^0.86207 = 6.3271 %
    [25e6, 1 / 3.4, 6.3271],
    // (17 · 2.5)^(1 / 1.16) = 42.5^0.86207 = 25.34 %
    [25e6, 1 / 17, 25.337],
    // All of the depth within 1 %: 1 %
    [10e6, 1, 1],
    [0, 1, 0],
  ])('of %f USD at survival %f is %f %%', (value, survival, percent) => {
    expect(slipPercent(FIT, value, survival)).toBeCloseTo(percent, 2);
  });
});

describe('cascade', () => {
  const step = (price: number, value: number) => ({ price, value });

  it('is absorbed when the slip stays within the threshold', () => {
    // (0.1 / 10)^0.86207 = 0.01^0.86207 = 0.0189 % ≤ 0.25 %
    const outcome = runCascade('long', [step(95, 0.1e6)], FIT, 1, 0.0025);
    expect(outcome).toMatchObject({ outcome: 'absorbed', clustersReached: 0, extrapolated: false });
    expect(outcome.slip).toBeCloseTo(-0.000189, 6);
  });

  it('slips from the cluster’s own price, down for longs and up for shorts', () => {
    const down = runCascade('long', [step(95, 25e6)], FIT, 1, 0.0025);
    expect(down.outcome).toBe('slips');
    expect(down.endPrice).toBeCloseTo(95 * (1 - 0.022032), 3);
    const up = runCascade('short', [step(105, 25e6)], FIT, 1, 0.0025);
    expect(up.endPrice).toBeCloseTo(105 * (1 + 0.022032), 3);
  });

  it('takes up the next cluster it reaches, with its mass, and the next', () => {
    // 25 M from 95 ends at 92.9: reaches 93.5 and takes its 10 M: (3.5)^0.86207 = 2.944 % → 92.2: not yet 90.
    const steps = [step(95, 25e6), step(93.5, 10e6), step(90, 50e6)];
    const once = runCascade('long', steps, FIT, 1, 0.0025);
    expect(once).toMatchObject({ outcome: 'reaches-next', clustersReached: 1 });
    expect(once.endPrice).toBeCloseTo(95 * (1 - 0.02944), 2);
    // A third of the depth: 6.33 % from 95 ends below 90: all three join.
    expect(runCascade('long', steps, FIT, 1 / 3.4, 0.0025).clustersReached).toBe(2);
  });

  it('says when the fill lies beyond the seen book', () => {
    expect(runCascade('long', [step(95, 25e6)], FIT, 1, 0).extrapolated).toBe(false);
    expect(runCascade('long', [step(95, 25e6)], FIT, 1 / 3.4, 0).extrapolated).toBe(true);
  });

  it('ends no nearer with less depth or more mass, and never below zero', () => {
    const positive = fc.double({ min: 1, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, (first, second, depth) => {
        const fit = { ...FIT, depthAtOnePercent: depth };
        const steps = [step(95, first), step(94, second)];
        const today = runCascade('long', steps, fit, 1, 0);
        const thin = runCascade('long', steps, fit, 1 / 17, 0);
        expect(thin.endPrice).toBeLessThanOrEqual(today.endPrice);
        expect(thin.endPrice).toBeGreaterThan(0);
        expect(thin.clustersReached).toBeGreaterThanOrEqual(today.clustersReached);
      }),
    );
  });
});

describe('cascade reading', () => {
  const cluster = (over: Partial<Cluster>): Cluster => ({
    side: 'long',
    low: 94.9,
    high: 95.1,
    price: 95,
    distance: -0.05,
    distanceAtr: 5,
    share: 0.2,
    percentile: null,
    valueRange: [1e6, 3e6],
    touch: null,
    tags: [],
    seededShare: 0,
    ...over,
  });
  const reading = (clusters: Cluster[]): ClustersReading => ({
    state: known(100),
    bins: [],
    clusters,
    nearestLong: null,
    nearestShort: null,
    seededShare: 0,
    tierSource: 'binance-usdm',
    openInterestSource: 'binance-usdm',
  });

  it('runs the middle of the value range at three survivals', () => {
    const inputs = emptyInputs({ book: bookOf(100, { levels: 500, stepFraction: 0.0001, perLevel: 500 }) });
    const { down, up, bids } = readCascade(inputs, reading([cluster({})]));
    const path = knownValue(down);
    expect(path.startPrice).toBe(95);
    expect(path.outcomes.map(({ survival }) => survival)).toEqual([1, 1 / 3.4, 1 / 17]);
    const slip = slipPercent(knownValue(bids), 2e6, 1) / 100;
    expect(path.outcomes[0]!.slip).toBeCloseTo(-slip, 12);
    expect(up).toMatchObject({ missing: 'too-few' });
  });

  it('calls a slip absorbed up to half an ATR of the coin', () => {
    // 5 % are 5 ATR here, so half an ATR is 0.5 %; 50 000 USD a level of 0.01 % absorb 2 M in about 0.4 %.
    const inputs = emptyInputs({ book: bookOf(100, { levels: 500, stepFraction: 0.0001, perLevel: 500 }) });
    const outcome = (distanceAtr: number | null) =>
      knownValue(readCascade(inputs, reading([cluster({ distanceAtr })])).down).outcomes[0]!.outcome;
    expect(outcome(5)).toBe('absorbed');
    expect(outcome(20)).toBe('slips');
    expect(outcome(null)).toBe('slips');
  });

  it('starts at the nearest cluster and orders the rest outwards', () => {
    const clusters = [
      cluster({ price: 90, distance: -0.1 }),
      cluster({}),
      cluster({ price: 97, distance: -0.03 }),
    ];
    const inputs = emptyInputs({ book: bookOf(100) });
    expect(knownValue(readCascade(inputs, reading(clusters)).down).startPrice).toBe(97);
  });

  it.each([
    ['no book', emptyInputs({}), 'not-yet'],
    ['a book of few levels', emptyInputs({ book: bookOf(100, { levels: 3 }) }), 'too-few'],
    ['a crossed book', emptyInputs({ book: bookOf(100, { stepFraction: -0.0002 }) }), 'rejected'],
  ])('says why there is none with %s', (_name, inputs, reason) => {
    const { down, bids } = readCascade(inputs, reading([cluster({})]));
    expect(bids).toMatchObject({ missing: reason });
    expect(down).toMatchObject({ missing: reason });
  });

  it('passes on why there is no map', () => {
    const nothing = { ...reading([]), state: missing('warming-up') };
    expect(readCascade(emptyInputs({ book: bookOf(100) }), nothing).down).toMatchObject({
      missing: 'warming-up',
    });
  });
});
