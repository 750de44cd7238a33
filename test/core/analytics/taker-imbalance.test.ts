import { describe, expect, it } from 'vitest';
import { joined, rollingDay } from '../../../core/analytics/rolling-day.ts';
import { dailyImbalance, dailyMeanImbalance, takerLead } from '../../../core/analytics/taker-imbalance.ts';
import { missing } from '../../../core/domain/measured.ts';
import { HOUR } from '../../../core/domain/time.ts';
import { barsFromCloses, emptyInputs, evenPoints, knownValue, NOW } from './builders.ts';

const hours = (count: number, takerBuyShare: number | null, volume: number | ((i: number) => number) = 10) =>
  barsFromCloses(HOUR, Array(count).fill(100), { takerBuyShare, volume });

describe('rollingDay', () => {
  it('sums the twenty-four hours before each close once twenty are there', () => {
    const bars = hours(30, 0.5, (i) => i + 1);
    const sums = rollingDay(bars, (first, last) => {
      let sum = 0;
      for (let row = first; row <= last; row += 1) sum += bars.volume[row]!;
      return sum;
    });
    // from the 20th bar on: 1 + … + 20 = 210; the last: 7 + … + 30 = 444
    expect(sums.time).toHaveLength(11);
    expect(sums.value[0]).toBe(210);
    expect(sums.value.at(-1)).toBe(444);
    expect(sums.time.at(-1)).toBe(NOW);
  });
});

it('joins two series where both have a point', () => {
  const result = joined(
    evenPoints(HOUR, [8, 6, 9, 4]),
    evenPoints(2 * HOUR, [0, 3, 2], NOW),
    (a, b) => a / b,
  );
  expect(Array.from(result.time)).toEqual([NOW - 2 * HOUR, NOW]);
  expect(Array.from(result.value)).toEqual([2, 2]);
});

describe('dailyImbalance', () => {
  it.each([
    // (2 · 0.6 − 1) = 0.2
    [0.6, 0.2],
    // nobody leans
    [0.5, 0],
    // all sold
    [0, -1],
  ])('of a buyers’ share of %d is %d', (share, expected) => {
    expect(dailyImbalance(hours(24, share)).value.at(-1)).toBeCloseTo(expected, 12);
  });

  it('weighs hours by what was traded in them', () => {
    const bars = hours(24, 0.5, (i) => (i === 23 ? 230 : 10));
    bars.takerBuyVolume[23] = 230;
    // 23 h · 10 at 0, one hour of 230 at + 1: 230 / 460 = 0.5
    expect(dailyImbalance(bars).value.at(-1)).toBeCloseTo(0.5, 12);
  });

  it('says nothing where candles do not, or where nothing was traded', () => {
    expect(dailyImbalance(hours(24, null)).value).toHaveLength(0);
    expect(dailyImbalance(hours(24, 0.5, 0)).value).toHaveLength(0);
  });
});

it('takes the mean of a venue’s own hourly figures', () => {
  const hourly = evenPoints(HOUR, [...Array(12).fill(0.1), ...Array(12).fill(-0.02)]);
  // (12 · 0.1 − 12 · 0.02) / 24 = 0.04
  expect(dailyMeanImbalance(hourly, hours(24, null)).value.at(-1)).toBeCloseTo(0.04, 12);
});

describe('takerLead', () => {
  const spotBars1h = hours(48, 0.49);

  it('is perp minus spot', () => {
    // (2 · 0.52 − 1) − (2 · 0.49 − 1) = 0.04 + 0.02 = 0.06
    const lead = takerLead(emptyInputs({ bars1h: hours(48, 0.52), spotBars1h }));
    expect(knownValue(lead).value.at(-1)).toBeCloseTo(0.06, 12);
  });

  it('falls back on the venue’s own imbalance', () => {
    const takerImbalance1h = evenPoints(HOUR, Array(48).fill(0.03));
    const lead = takerLead(emptyInputs({ bars1h: hours(48, null), spotBars1h, takerImbalance1h }));
    expect(knownValue(lead).value.at(-1)).toBeCloseTo(0.05, 12);
  });

  it('is unknown when either side is, and says which', () => {
    const bars1h = hours(48, 0.52);
    expect(takerLead(emptyInputs({ bars1h }))).toEqual(missing('not-yet', 'noSpotBars'));
    expect(takerLead(emptyInputs({ spotBars1h }))).toEqual(missing('not-yet', 'noHourlyBars'));
    expect(takerLead(emptyInputs({ bars1h: hours(48, null), spotBars1h }))).toEqual(
      missing('not-published', 'perpTakersUnpublished'),
    );
    expect(takerLead(emptyInputs({ bars1h, spotBars1h: hours(48, null) }))).toEqual(
      missing('not-published', 'spotTakersUnpublished'),
    );
  });
});
