import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import { HOUR, type Ms } from '../../../core/domain/time.ts';
import { barsFromCloses, emptyInputs, evenPoints, NOW } from './builders.ts';

/** One hour of a script: where price closed and open interest stood, both relative to the calm before. */
export interface Beat {
  readonly price: number;
  readonly openInterest: number;
}

export const CALM_HOURS = 30 * 24;
export const CALM_PRICE = 100;
export const CALM_OPEN_INTEREST = 1_000_000;

/** Thirty calm days (price ± 0.4 %, open interest ± 1 %), then the script hour by hour; the last hour ends now. */
export function scripted(beats: readonly Beat[], overrides: Partial<MarketInputs> = {}): MarketInputs {
  const calm = Array.from({ length: CALM_HOURS }, (_, hour) => ({
    price: 1 + 0.004 * Math.sin(hour * 0.9),
    openInterest: 1 + 0.01 * Math.sin(hour * 0.37),
  }));
  const all = [...calm, ...beats];
  return emptyInputs({
    anchorRate: 0.0001,
    bars1h: barsFromCloses(
      HOUR,
      all.map(({ price }) => CALM_PRICE * price),
    ),
    openInterest1h: evenPoints(
      HOUR,
      all.map(({ openInterest }) => CALM_OPEN_INTEREST * openInterest),
    ),
    openInterestSource: 'binance-usdm',
    ...overrides,
  });
}

/** Closing time of the beat at `index` of a script with `count` beats. */
export function timeOf(index: number, count: number): Ms {
  return NOW - (count - 1 - index) * HOUR;
}

/** Price −12 % and open interest −15 % within six hours, then still for `after` hours. */
export function longFlush(after: number): Beat[] {
  const fall = [0.99, 0.97, 0.94, 0.91, 0.89, 0.88];
  const unwind = [0.99, 0.96, 0.92, 0.88, 0.86, 0.85];
  return [
    ...fall.map((price, hour) => ({ price, openInterest: unwind[hour]! })),
    ...Array.from({ length: after }, (_, hour) => ({
      price: 0.885 + 0.002 * Math.sin(hour),
      openInterest: 0.852 + 0.001 * Math.sin(hour),
    })),
  ];
}

/** The same market upside down: every price p becomes `CALM_PRICE`² / p. */
export function mirrored(inputs: MarketInputs): MarketInputs {
  const flip = (price: number) => (CALM_PRICE * CALM_PRICE) / price;
  const bars = inputs.bars1h;
  return {
    ...inputs,
    bars1h: bars && {
      ...bars,
      open: bars.open.map(flip),
      high: bars.low.map(flip),
      low: bars.high.map(flip),
      close: bars.close.map(flip),
    },
    fundingHistory: inputs.fundingHistory && {
      time: inputs.fundingHistory.time,
      value: inputs.fundingHistory.value.map((rate) => 2 * (inputs.anchorRate ?? 0) - rate),
    },
  };
}
