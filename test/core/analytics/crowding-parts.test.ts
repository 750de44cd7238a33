import { describe, expect, it } from 'vitest';
import { directionParts, extremity } from '../../../core/analytics/crowding-direction.ts';
import { leverageParts, perpSpotVolume, thinnessHistory } from '../../../core/analytics/crowding-leverage.ts';
import { readFunding } from '../../../core/analytics/funding.ts';
import { premium } from '../../../core/analytics/premium.ts';
import { count as countOf } from '../../../core/domain/clause.ts';
import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import { missing } from '../../../core/domain/measured.ts';
import { HOUR } from '../../../core/domain/time.ts';
import {
  barsFromCloses,
  calmInputs,
  emptyInputs,
  evenPoints,
  fundingOf,
  known,
  knownValue,
  NOW,
} from './builders.ts';

const count = (length: number) => Array.from({ length }, (_, i) => i + 1);

function direction(inputs: MarketInputs) {
  const parts = directionParts(inputs, {
    funding: readFunding(inputs),
    premium: premium(inputs.markPrice, inputs.indexPrice),
    openInterestValue: known(1_000_000),
  });
  return Object.fromEntries(parts.map((part) => [part.part, part]));
}

function leverage(inputs: MarketInputs, depth = missing('not-yet') as Parameters<typeof leverageParts>[1]) {
  return Object.fromEntries(leverageParts(inputs, depth).map((part) => [part.part, part]));
}

describe('extremity', () => {
  it.each([
    // |2 · 0.95 − 1| = 0.9, tanh(20 % / 20 %) = 0.7616: the smaller one
    [0.2, 0.95, 0.2, 0.7616],
    // |2 · 0.6 − 1| = 0.2, tanh(3) = 0.995: large, but usual here
    [0.6, 0.6, 0.2, 0.2],
    // |2 · 0.01 − 1| = 0.98, tanh(0.25) = 0.2449: rare, but small
    [-0.05, 0.01, 0.2, -0.2449],
    [0, 0.99, 0.2, 0],
  ])('of %d at percentile %d with scale %d is %d', (value, percentile, scale, expected) => {
    expect(extremity(value, percentile, scale)).toBeCloseTo(expected, 4);
  });
});

describe('direction parts', () => {
  it('funding: the market’s size, the venue’s own rank', () => {
    // own excess: (0.0005 − 0.0001) / 8 = 5e-5 an hour, above all 90 settled: 1. |2p − 1| = 1.
    // other venue: 1e-5 an hour at three times the open interest: (5e-5 + 3 · 1e-5) / 4 = 2e-5 → 17.52 % a year
    // tanh(0.1752 / 0.2) = tanh(0.876) = 0.7044
    const inputs = emptyInputs({
      funding: fundingOf(0.0005),
      anchorRate: 0.0001,
      fundingHistory: evenPoints(8 * HOUR, Array(90).fill(0.0001), NOW - HOUR),
      venues: [
        {
          venue: 'okx',
          healthy: true,
          kind: 'linear',
          openInterestValue: known(3_000_000),
          excessHourly: known(1e-5),
          premium: missing('not-yet'),
          quoteVolume24h: missing('not-yet'),
        },
      ],
    });
    const { funding } = direction(inputs);
    expect(knownValue(funding!.raw)).toBeCloseTo(2e-5, 12);
    expect(knownValue(funding!.percentile)).toBe(1);
    expect(funding!.signal).toBeCloseTo(0.7044, 4);
  });

  it('premium: scale 0.05 %', () => {
    // (150.075 − 150) / 150 = 0.0005, rank 1: tanh(1) = 0.7616
    const inputs = emptyInputs({
      markPrice: known(150.075),
      indexPrice: known(150),
      premium1h: evenPoints(HOUR, Array(720).fill(0)),
    });
    expect(direction(inputs).premium!.signal).toBeCloseTo(0.7616, 4);
  });

  it('accounts: by rank alone', () => {
    // 720 rising ratios, now the highest: p = 719.5 / 720, 2p − 1 = 0.9986
    const inputs = emptyInputs({ longShortAccountRatio: evenPoints(HOUR, count(720)) });
    expect(direction(inputs).accounts!.signal).toBeCloseTo(0.9986, 4);
  });

  it('accounts: unknown once the ratio is old', () => {
    const inputs = emptyInputs({ longShortAccountRatio: evenPoints(HOUR, count(720), NOW - 4 * HOUR) });
    expect(direction(inputs).accounts).toMatchObject({
      raw: missing('stale', 'newestOld', countOf(4)),
      signal: null,
    });
  });

  it('takers: known without a month behind it', () => {
    const bars = (takerBuyShare: number) => barsFromCloses(HOUR, Array(30).fill(100), { takerBuyShare });
    // (0.04) − (−0.01) = 0.05: tanh(0.05 / 0.05) = 0.7616
    const { takers } = direction(emptyInputs({ bars1h: bars(0.52), spotBars1h: bars(0.495) }));
    expect(takers!.signal).toBeCloseTo(0.7616, 4);
    expect(takers!.percentile).toMatchObject({ missing: 'warming-up' });
  });

  it('are all unknown, not neutral, when nothing is known', () => {
    expect(Object.values(direction(emptyInputs())).map((part) => part.signal)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('leverage parts', () => {
  const rising = evenPoints(
    HOUR,
    count(720).map((i) => 1_000 + i),
  );

  it('open interest: log of the mean’s multiple, rank in thirty days', () => {
    const inputs = emptyInputs({ openInterest1h: rising, openInterestSource: 'binance-usdm' });
    const { openInterest } = leverage(inputs);
    // mean of 1001…1720 is 1360.5: log(1720 / 1360.5) = 0.2345
    expect(knownValue(openInterest!.raw)).toBeCloseTo(0.2345, 4);
    // the rank of log(x / mean) is the rank of x: 719.5 / 720
    expect(openInterest!.signal).toBeCloseTo(719.5 / 720, 12);
  });

  it('growth: now against the same lag at every hour', () => {
    // steady steps of 1 on a rising base grow ever slower: the newest growth is the smallest of the
    // 720 − 72 = 648 known ones: ½ / 648
    const { growth72h, growth7d } = leverage(
      emptyInputs({ openInterest1h: rising, openInterestSource: 'binance-usdm' }),
    );
    // 1720 / 1648 − 1 = 0.04369
    expect(knownValue(growth72h!.raw)).toBeCloseTo(0.04369, 5);
    expect(growth72h!.signal).toBeCloseTo(0.5 / 648, 12);
    // 1720 / 1552 − 1 = 0.10825, smallest of 720 − 168 = 552
    expect(knownValue(growth7d!.raw)).toBeCloseTo(0.10825, 5);
    expect(growth7d!.signal).toBeCloseTo(0.5 / 552, 12);
  });

  it('thinness: open interest over depth, ranked in own samples', () => {
    const inputs = emptyInputs({
      markPrice: known(100),
      openInterest: known(1_000),
      openInterestSource: 'binance-usdm',
      openInterest1h: evenPoints(HOUR, Array(240).fill(1_000)),
      bars1h: barsFromCloses(HOUR, Array(240).fill(100)),
      depthHistory: evenPoints(
        HOUR,
        count(240).map((i) => (i <= 180 ? 4_000 : 1_000)),
      ),
    });
    // 1 000 · 100 / 2 000 = 50; the samples were 25 (180 times) and 100 (60 times): 180 below
    const { thinness } = leverage(inputs, known(2_000));
    expect(knownValue(thinness!.raw)).toBe(50);
    expect(thinnessHistory(inputs)!.value).toHaveLength(240);
    expect(thinness!.signal).toBeCloseTo(180 / 240, 12);
  });

  it('thinness: warming up, then unknown, never neutral', () => {
    const young = calmInputs({ depthHistory: evenPoints(HOUR, Array(72).fill(1e6)) });
    expect(leverage(young, known(1e6)).thinness).toMatchObject({
      percentile: missing('warming-up', 'historyDays', countOf(2), countOf(7)),
      signal: null,
    });
    expect(leverage(calmInputs()).thinness).toMatchObject({ raw: { missing: 'not-yet' }, signal: null });
    expect(leverage(calmInputs(), known(0)).thinness).toMatchObject({ raw: { missing: 'rejected' } });
  });

  it('perp over spot volume: a day’s turnover of each', () => {
    const inputs = emptyInputs({
      bars1h: barsFromCloses(HOUR, Array(48).fill(100), { volume: 60 }),
      spotBars1h: barsFromCloses(HOUR, Array(48).fill(99), { volume: 20 }),
    });
    // 24 · 60 · 100 / (24 · 20 · 99) = 3.0303
    expect(knownValue(perpSpotVolume(inputs)).value.at(-1)).toBeCloseTo(3.0303, 4);
  });

  it('perp over spot volume: unknown where spot does not trade', () => {
    const inputs = emptyInputs({
      bars1h: barsFromCloses(HOUR, Array(48).fill(100)),
      spotBars1h: barsFromCloses(HOUR, Array(48).fill(100), { volume: 0 }),
    });
    expect(perpSpotVolume(inputs)).toEqual(missing('too-few', 'noSharedDay'));
    expect(leverage(inputs).perpSpotVolume!.signal).toBeNull();
  });
});
