import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FITTED } from '../../../core/analytics/fitted-models.ts';
import { flushRisk } from '../../../core/analytics/flush-risk.ts';
import {
  bitcoinBars,
  type FlushRiskFeatures,
  flushRiskFeatures,
} from '../../../core/analytics/flush-risk-features.ts';
import { readFlushRisk } from '../../../core/analytics/flush-risk-reading.ts';
import { logOddsOf, probabilityOf } from '../../../core/analytics/logistic.ts';
import { marketFrames } from '../../../core/analytics/market-frames.ts';
import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import { HOUR } from '../../../core/domain/time.ts';
import { calmInputs, evenPoints, knownValue, NOW, seriesOfPoints } from './builders.ts';
import { type Beat, CALM_PRICE, longFlush, mirrored, scripted } from './scripted-market.ts';

/** Every feature where it was on average in the tuning years. */
function averages(overrides: Partial<FlushRiskFeatures> = {}): FlushRiskFeatures {
  const terms = [...FITTED.shock[0]!.terms, ...FITTED.flushGivenShock[0]!.terms];
  const values = Object.fromEntries(terms.map(({ feature, mean }) => [feature, mean]));
  return { ...values, ...overrides } as unknown as FlushRiskFeatures;
}

function featuresOf(inputs: MarketInputs): FlushRiskFeatures | null {
  const frames = marketFrames(inputs);
  return flushRiskFeatures(frames, null, bitcoinBars(inputs))(frames.count - 1);
}

describe('flushRisk', () => {
  it('is the chance of a shock times the chance of a flush in it', () => {
    const shock = { ...averages() };
    for (const { feature, mean } of FITTED.shock[0]!.terms) Object.assign(shock, { [feature]: mean });
    const { probability, ifShocked } = flushRisk(shock);
    // Where every term of a model is average, only its bias is left.
    expect(probability / ifShocked).toBeCloseTo(probabilityOf(FITTED.shock[0]!.bias), 10);
  });

  it('drives add up to nothing where nothing is unusual', () => {
    const { ifShocked, drivers } = flushRisk(averages());
    expect(ifShocked).toBeCloseTo(probabilityOf(FITTED.flushGivenShock[0]!.bias), 1);
    for (const { logOdds } of drivers) expect(Math.abs(logOdds)).toBeLessThan(0.2);
  });

  it('names the largest driver first, by the log-odds it adds over its average', () => {
    const calm = flushRisk(averages());
    const restless = flushRisk(averages({ openInterestSigma: averages().openInterestSigma + 1 }));
    expect(restless.drivers[0]?.feature).toBe('openInterestSigma');
    expect(restless.probability).toBeGreaterThan(calm.probability);
    const rise = logOddsOf(restless.probability) - logOddsOf(calm.probability);
    const before = calm.drivers.find(({ feature }) => feature === 'openInterestSigma')?.logOdds ?? 0;
    expect(restless.drivers[0]!.logOdds - before).toBeCloseTo(rise, 10);
  });

  it('answers without funding, by models fitted without it', () => {
    const { probability } = flushRisk(averages({ funding: null }));
    expect(probability).toBeGreaterThan(0.01);
    expect(probability).toBeLessThan(0.1);
  });
});

describe('flushRiskFeatures', () => {
  // The calm month of every script ends here; a day of no movement at all follows.
  const still: Beat[] = Array.from({ length: 24 }, () => ({ price: 1, openInterest: 1 }));

  it('measures growth and the day’s move from the same hour a day ago', () => {
    const story = [...still, { price: 1.05, openInterest: 1.1 }];
    const features = featuresOf(scripted(story))!;
    // ln 1.1 = 0.09531 over 24 h: the hour a day ago is the first still one.
    expect(features.growth24h).toBeCloseTo(0.09531, 5);
    // ln 1.05 = 0.04879 in units of the month's daily σ.
    expect(features.move24h).toBeCloseTo(0.04879 / Math.exp(features.dailySigma), 4);
    // The month's mean is within a thousandth of 1: ln(1.1) less a little.
    expect(features.openInterest).toBeCloseTo(Math.log(1.1), 2);
  });

  describe('of BTC beside it', () => {
    const asset = (
      name: string,
      inputs: MarketInputs,
      btcBars1h: MarketInputs['btcBars1h'],
    ): MarketInputs => ({
      ...inputs,
      instrument: { ...inputs.instrument, asset: name, base: name },
      btcBars1h,
    });
    const quiet = scripted(still);
    const fallen = scripted([...still, { price: 0.9, openInterest: 1 }]);

    it('is not known without its bars', () => {
      expect(featuresOf(asset('SOL', fallen, null))).toMatchObject({
        bitcoinMove24h: null,
        bitcoinSigma: null,
      });
    });

    it('is BTC’s own move and σ, whatever this market did', () => {
      const features = featuresOf(asset('SOL', quiet, fallen.bars1h))!;
      const own = featuresOf(asset('BTC', fallen, null))!;
      // ln 0.9 = −0.10536 within the day, in units of BTC’s month.
      expect(features.bitcoinMove24h).toBeCloseTo(0.10536 / Math.exp(own.dailySigma), 3);
      expect(features.bitcoinSigma).toBeCloseTo(own.dailySigma - features.dailySigma, 8);
    });

    it('is BTC itself where BTC is viewed', () => {
      const features = featuresOf(asset('BTC', fallen, null))!;
      expect(features.bitcoinMove24h).toBeCloseTo(features.move24h, 10);
      expect(features.bitcoinSigma).toBeCloseTo(0, 10);
    });

    it('does not see BTC’s next hour', () => {
      const features = featuresOf(asset('SOL', quiet, quiet.bars1h))!;
      const { bars1h } = fallen;
      const later = { ...bars1h!, openTime: bars1h!.openTime.map((time) => time + HOUR) };
      const seen = featuresOf(asset('SOL', quiet, later))!;
      expect(seen.bitcoinMove24h).toBeCloseTo(features.bitcoinMove24h!, 1);
      expect(seen.bitcoinMove24h).toBeLessThan(1);
    });
  });

  it('puts funding at its size a year, capped at 100 %', () => {
    const inputs = scripted(still);
    const frames = marketFrames(inputs);
    const at = (hourly: number) =>
      flushRiskFeatures(frames, seriesOfPoints([[NOW - HOUR, hourly]]), null)(frames.count - 1)!.funding;
    // 0.00001 an hour · 8760 = 8.76 % a year; 0.001 would be 876 %.
    expect(at(0.00001)).toBeCloseTo(0.0876, 10);
    expect(at(-0.00001)).toBeCloseTo(0.0876, 10);
    expect(at(0.001)).toBe(1);
  });

  it('needs fourteen days of both series', () => {
    const inputs = scripted(still);
    const from = NOW - 10 * 24 * HOUR;
    const kept = inputs.openInterest1h!.time.findIndex((time) => time > from);
    const short = {
      time: inputs.openInterest1h!.time.slice(kept),
      value: inputs.openInterest1h!.value.slice(kept),
    };
    expect(featuresOf({ ...inputs, openInterest1h: short })).toBeNull();
    expect(featuresOf(inputs)).not.toBeNull();
  });

  it('says nothing of a market that stands still', () => {
    const flat = scripted([]);
    const stopped = { ...flat.bars1h!, close: flat.bars1h!.close.map(() => CALM_PRICE) };
    const bars1h = { ...stopped, open: stopped.close, high: stopped.close, low: stopped.close };
    expect(featuresOf({ ...flat, bars1h })).toBeNull();
  });

  it('is the same for a rescaled and for a mirrored market', () => {
    const story = fc.array(
      fc.record({
        price: fc.double({ min: 0.8, max: 1.25, noNaN: true }),
        openInterest: fc.double({ min: 0.85, max: 1.2, noNaN: true }),
      }),
      { minLength: 5, maxLength: 40 },
    );
    fc.assert(
      fc.property(story, (beats) => {
        const inputs = scripted(beats);
        const features = featuresOf(inputs)!;
        const other = featuresOf(mirrored(inputs))!;
        const bigger = featuresOf({
          ...inputs,
          openInterest1h: {
            time: inputs.openInterest1h!.time,
            value: inputs.openInterest1h!.value.map((value) => value / 1000),
          },
        })!;
        for (const feature of Object.keys(features) as (keyof FlushRiskFeatures)[]) {
          if (feature === 'funding') continue;
          expect(other[feature]).toBeCloseTo(features[feature]!, 8);
          expect(bigger[feature]).toBeCloseTo(features[feature]!, 8);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('readFlushRisk', () => {
  it('gives the probability with the usual of the pair beside it', () => {
    const reading = readFlushRisk(calmInputs()).flushRisk;
    expect(knownValue(reading.probability)).toBeGreaterThan(0);
    expect(knownValue(reading.probability)).toBeLessThan(knownValue(reading.ifShocked));
    expect(knownValue(reading.usual)).toBeGreaterThan(0);
    expect(reading.drivers.length).toBeGreaterThan(3);
  });

  it('is higher on the day after a violent move than in the calm before', () => {
    const calm = knownValue(readFlushRisk(scripted([])).flushRisk.probability);
    const violent = knownValue(readFlushRisk(scripted(longFlush(2))).flushRisk.probability);
    expect(violent).toBeGreaterThan(1.5 * calm);
  });

  it('given its memory says the same as without it', () => {
    const before = readFlushRisk(scripted(longFlush(2)));
    const later = scripted(longFlush(3));
    expect(readFlushRisk(later, before.state)).toEqual(readFlushRisk(later));
    expect(readFlushRisk(later, readFlushRisk(later).state)).toEqual(readFlushRisk(later));
  });

  it('is missing, with the reason, before fourteen days are known', () => {
    const reading = readFlushRisk(
      calmInputs({ openInterest1h: evenPoints(HOUR, new Array(100).fill(1)), openInterest5m: null }),
    ).flushRisk;
    expect(reading.probability).toMatchObject({ missing: 'warming-up' });
    expect(reading.drivers).toEqual([]);
  });
});
