import type { Instrument } from '../../../core/domain/instrument.ts';
import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import { type Known, type Measured, missing } from '../../../core/domain/measured.ts';
import type { BookObservation, Candle, FundingObservation } from '../../../core/domain/observation.ts';
import type { BarSeries, PointSeries } from '../../../core/domain/series.ts';
import { HOUR, MINUTE, type Ms } from '../../../core/domain/time.ts';

/** Wednesday 2026-07-15 12:00 UTC: mid-day, mid-week, mid-month. */
export const NOW: Ms = Date.UTC(2026, 6, 15, 12);

export function seriesOfBars(stepMs: Ms, rows: readonly Candle[]): BarSeries {
  const column = (of: (row: Candle) => number) => Float64Array.from(rows, of);
  return {
    stepMs,
    openTime: column((row) => row.openTime),
    open: column((row) => row.open),
    high: column((row) => row.high),
    low: column((row) => row.low),
    close: column((row) => row.close),
    volume: column((row) => row.volume),
    takerBuyVolume: column((row) => row.takerBuyVolume ?? Number.NaN),
  };
}

export interface PathOptions {
  /** Close time of the last bar; `NOW` unless told. */
  readonly endTime?: Ms;
  /** Half the wick beyond open and close, as a fraction of the close. */
  readonly wick?: number;
  readonly volume?: number | ((index: number) => number);
  /** Share of volume bought by takers; null leaves it unknown. */
  readonly takerBuyShare?: number | null;
}

/** One bar for each close: it opens at the close before it. */
export function barsFromCloses(stepMs: Ms, closes: readonly number[], options: PathOptions = {}): BarSeries {
  const { endTime = NOW, wick = 0, volume = 1_000, takerBuyShare = 0.5 } = options;
  const rows = closes.map((close, index): Candle => {
    const open = closes[Math.max(0, index - 1)]!;
    const size = typeof volume === 'number' ? volume : volume(index);
    return {
      openTime: endTime - (closes.length - index) * stepMs,
      open,
      close,
      high: Math.max(open, close) + wick * close,
      low: Math.min(open, close) - wick * close,
      volume: size,
      takerBuyVolume: takerBuyShare === null ? null : size * takerBuyShare,
    };
  });
  return seriesOfBars(stepMs, rows);
}

export function seriesOfPoints(rows: readonly (readonly [time: Ms, value: number])[]): PointSeries {
  return {
    time: Float64Array.from(rows, ([time]) => time),
    value: Float64Array.from(rows, ([, value]) => value),
  };
}

/** Points at an even step; the last one is at `endTime`. */
export function evenPoints(stepMs: Ms, values: readonly number[], endTime: Ms = NOW): PointSeries {
  return seriesOfPoints(
    values.map((value, index) => [endTime - (values.length - 1 - index) * stepMs, value]),
  );
}

export function known<T>(value: T, venueTime: Ms = NOW, source = 'binance-usdm'): Known<T> {
  return { value, venueTime, receivedTime: NOW, source };
}

export function instrumentOf(overrides: Partial<Instrument> = {}): Instrument {
  return {
    venue: 'binance-usdm',
    venueSymbol: 'SOLUSDT',
    asset: 'SOL',
    base: 'SOL',
    quote: 'USDT',
    settle: 'USDT',
    kind: 'linear',
    contractSize: 1,
    baseMultiplier: 1,
    tickSize: 0.01,
    maxLeverage: 50,
    maintenanceTiers: [
      { notionalFloor: 0, notionalCap: null, maintenanceRate: 0.01, deduction: 0, maxLeverage: 50 },
    ],
    fundingIntervalHours: 8,
    ...overrides,
  };
}

export function fundingOf(
  fundingRate: number,
  overrides: Partial<FundingObservation> = {},
): Known<FundingObservation> {
  return known({
    kind: 'funding',
    venue: 'binance-usdm',
    venueSymbol: 'SOLUSDT',
    venueTime: NOW,
    receivedTime: NOW,
    fundingRate,
    fundingIntervalHours: 8,
    nextFundingTime: NOW + 4 * HOUR,
    anchorRate: 0.0001,
    capRate: 0.02,
    ...overrides,
  });
}

/** A symmetric book: `perLevel` base units at each of `levels` steps of `stepFraction` from mid. */
export function bookOf(
  mid: number,
  { levels = 100, stepFraction = 0.0002, perLevel = 100 } = {},
): Known<BookObservation> {
  const side = (sign: number) =>
    Array.from({ length: levels }, (_, k) => [mid * (1 + sign * (k + 1) * stepFraction), perLevel] as const);
  return known({
    kind: 'book',
    venue: 'binance-usdm',
    venueSymbol: 'SOLUSDT',
    venueTime: NOW,
    receivedTime: NOW,
    bids: side(-1),
    asks: side(1),
  });
}

const NOT_YET = missing('not-yet');

/** Nothing is known but the instrument and the clocks. */
export function emptyInputs(overrides: Partial<MarketInputs> = {}): MarketInputs {
  const instrument = overrides.instrument ?? instrumentOf();
  return {
    instrument,
    marketTime: NOW,
    receivedTime: NOW,
    markPrice: NOT_YET,
    indexPrice: NOT_YET,
    funding: NOT_YET,
    anchorRate: null,
    capRate: null,
    openInterest: NOT_YET,
    bars5m: null,
    bars1h: null,
    openInterest5m: null,
    openInterest1h: null,
    openInterestSource: null,
    fundingHistory: null,
    premium1h: null,
    longShortAccountRatio: null,
    spotBars1h: null,
    takerImbalance1h: null,
    book: NOT_YET,
    depthHistory: null,
    perpQuoteVolume24h: NOT_YET,
    spotQuoteVolume24h: NOT_YET,
    venues: [],
    btcBars1h: null,
    tierSource: instrument.venue,
    ...overrides,
  };
}

/** `count` values of a smooth, repeatable wander around `centre`. */
export function wander(count: number, centre: number, amplitude: number, period = 61): number[] {
  return Array.from(
    { length: count },
    (_, i) =>
      centre * (1 + amplitude * (0.7 * Math.sin((2 * Math.PI * i) / period) + 0.3 * Math.sin(i * 1.7))),
  );
}

/** Thirty days in which everything is known and nothing unusual happens. */
export function calmInputs(overrides: Partial<MarketInputs> = {}): MarketInputs {
  const hours = 30 * 24;
  const hourly = wander(hours, 150, 0.04, 97);
  const fine = Array.from({ length: hours * 12 }, (_, i) => {
    const hour = Math.min(hours - 1, Math.floor(i / 12));
    const next = hourly[Math.min(hours - 1, hour + 1)]!;
    return hourly[hour]! + ((next - hourly[hour]!) * (i % 12)) / 12;
  });
  const mark = hourly.at(-1)!;
  const openInterest = wander(hours, 2_000_000, 0.05, 173);
  const book = bookOf(mark, { perLevel: 300 });
  const depthUsd = 300 * 50 * 2 * mark;
  return emptyInputs({
    markPrice: known(mark),
    indexPrice: known(mark * 0.9999),
    funding: fundingOf(0.00012),
    anchorRate: 0.0001,
    capRate: 0.02,
    openInterest: known(openInterest.at(-1)!),
    bars5m: barsFromCloses(5 * MINUTE, fine, { wick: 0.0005, volume: 20_000, takerBuyShare: 0.51 }),
    bars1h: barsFromCloses(HOUR, hourly, {
      wick: 0.002,
      volume: (i) => 240_000 + 20_000 * Math.sin(i / 7),
      takerBuyShare: 0.51,
    }),
    openInterest1h: evenPoints(HOUR, openInterest),
    openInterest5m: evenPoints(5 * MINUTE, wander(288, openInterest.at(-1)!, 0)),
    openInterestSource: 'binance-usdm',
    fundingHistory: evenPoints(8 * HOUR, wander(90, 0.0001, 0.6, 13), NOW - 4 * HOUR),
    premium1h: evenPoints(HOUR, wander(hours, 0.0001, 2, 31)),
    longShortAccountRatio: evenPoints(HOUR, wander(hours, 2, 0.3, 53)),
    spotBars1h: barsFromCloses(HOUR, hourly, { volume: 60_000, takerBuyShare: 0.5 }),
    book,
    depthHistory: evenPoints(HOUR, wander(hours, depthUsd, 0.2, 41)),
    perpQuoteVolume24h: known(24 * 240_000 * mark),
    spotQuoteVolume24h: known(24 * 60_000 * mark),
    ...overrides,
  });
}

/** The value, or a thrown reason: keeps assertions short. */
export function knownValue<T>(measured: Measured<T>): T {
  if ('missing' in measured) throw new Error(`missing: ${measured.missing} ${measured.detail?.code}`);
  return measured.value;
}
