import { basename } from 'node:path';
import { ascendingPoints } from '../../core/analytics/ascending.ts';
import { levelAt } from '../../core/analytics/series-slices.ts';
import type { MarketInputs } from '../../core/domain/market-inputs.ts';
import { missing } from '../../core/domain/measured.ts';
import type { BarSeries, PointSeries } from '../../core/domain/series.ts';
import { HOUR, MINUTE, type Ms } from '../../core/domain/time.ts';
import { type HistoryFile, readSet, setFolders } from './history-files.ts';
import { hourlyBars, mergedBars } from './resample.ts';

/** One symbol of one set, ready to be judged, or the reason why it cannot be. */
export interface MarketHistory {
  readonly set: string;
  readonly symbol: string;
  readonly asset: string;
  /** Everything up to the end; the judges cut it. Null without price or open interest. */
  readonly inputs: MarketInputs | null;
  readonly reason: string | null;
}

/** Interest part of most venues' funding, per hour: 0.03 % a day. Venues with another one only shift the excess. */
const ANCHOR_HOURLY = 0.0003 / 24;

export function readHistories(directory: string): MarketHistory[] {
  return setFolders(directory).flatMap((folder) => {
    const files = readSet(folder);
    const symbols = [...new Set(files.map(({ symbol }) => symbol))];
    return symbols.map((symbol) => toHistory(basename(folder), symbol, files));
  });
}

function toHistory(set: string, symbol: string, all: readonly HistoryFile[]): MarketHistory {
  const files = all.filter((file) => file.symbol === symbol);
  const asset = symbol.replace(/[-_]?(USDT|USDC|USD|PERP|SWAP)[-_A-Z]*$/i, '') || symbol;
  const named = { set, symbol, asset };
  const { fine, coarse } = priceBars(files);
  if (fine === null && coarse === null) return { ...named, inputs: null, reason: 'no candles and no prices' };
  const hourly = coarse ?? hourlyBars(fine!);
  const interest = interestPoints(files, hourly);
  if (interest === null) return { ...named, inputs: null, reason: 'no open interest by the hour or finer' };

  const isFine = stepOf(interest) < HOUR;
  const funding = pointsOf(files, 'funding');
  const end = Math.max(hourly.openTime.at(-1)! + HOUR, interest.time.at(-1)!);
  const fundingHours = funding === null ? 8 : Math.max(1, Math.round(stepOf(funding) / HOUR));
  return {
    ...named,
    reason: null,
    inputs: {
      instrument: {
        venue: set,
        venueSymbol: symbol,
        asset,
        base: asset,
        quote: 'USDT',
        settle: 'USDT',
        kind: 'linear',
        contractSize: 1,
        baseMultiplier: 1,
        tickSize: null,
        maxLeverage: null,
        maintenanceTiers: null,
        fundingIntervalHours: fundingHours,
      },
      marketTime: end,
      receivedTime: end,
      markPrice: missing('not-published'),
      indexPrice: missing('not-published'),
      funding: missing('not-published'),
      anchorRate: ANCHOR_HOURLY * fundingHours,
      capRate: null,
      openInterest: missing('not-published'),
      bars5m: fine,
      bars1h: hourly,
      openInterest5m: isFine ? interest : null,
      openInterest1h: isFine ? onTheHour(interest) : interest,
      // The files do not say whose open interest they hold, so volume proves nothing about it.
      openInterestSource: `${set}: open interest`,
      fundingHistory: funding,
      premium1h: null,
      longShortAccountRatio: pointsOf(files, 'account-ratio'),
      spotBars1h: spotBars(files),
      takerImbalance1h: pointsOf(files, 'taker-imbalance'),
      book: missing('not-published'),
      depthHistory: null,
      perpQuoteVolume24h: missing('not-published'),
      spotQuoteVolume24h: missing('not-published'),
      venues: [],
      btcBars1h: null,
      tierSource: 'assumed',
    },
  };
}

function priceBars(files: readonly HistoryFile[]): { fine: BarSeries | null; coarse: BarSeries | null } {
  let fine: BarSeries | null = null;
  let coarse: BarSeries | null = null;
  for (const file of files) {
    if (file.kind !== 'bars' || file.market !== 'perp') continue;
    if (file.bars.stepMs <= 5 * MINUTE) fine = mergedBars(fine, file.bars);
    else if (file.bars.stepMs <= HOUR) coarse = mergedBars(coarse, file.bars);
  }
  if (fine !== null || coarse !== null) return { fine, coarse };
  // Open interest files may carry the price it was valued at: bars without a range of their own.
  const implied = files.find((file) => file.kind === 'open-interest');
  if (implied?.kind !== 'open-interest') return { fine, coarse };
  const priced = ascendingPoints(implied.price, Number.POSITIVE_INFINITY);
  if (priced === null) return { fine, coarse };
  const bars = barsOfPoints(priced);
  return bars.stepMs <= 5 * MINUTE ? { fine: bars, coarse: null } : { fine: null, coarse: bars };
}

function barsOfPoints({ time, value }: PointSeries): BarSeries {
  const stepMs = stepOf({ time, value });
  return {
    stepMs,
    openTime: time.map((each) => each - stepMs),
    open: value,
    high: value,
    low: value,
    close: value,
    volume: new Float64Array(time.length),
    takerBuyVolume: new Float64Array(time.length).fill(Number.NaN),
  };
}

function spotBars(files: readonly HistoryFile[]): BarSeries | null {
  const spot = files.find((file) => file.kind === 'bars' && file.market === 'spot');
  if (spot?.kind !== 'bars') return null;
  return spot.bars.stepMs < HOUR ? hourlyBars(spot.bars) : spot.bars;
}

function interestPoints(files: readonly HistoryFile[], hourly: BarSeries): PointSeries | null {
  const file = files.find((each) => each.kind === 'open-interest');
  if (file?.kind !== 'open-interest') return null;
  const known = ascendingPoints(file.points, Number.POSITIVE_INFINITY);
  if (known === null) return null;
  const positive = pick(known, (value) => value > 0);
  if (file.unit === 'base') return positive;
  const closes = { time: hourly.openTime.map((time) => time + hourly.stepMs), value: hourly.close };
  const price = ascendingPoints(file.price, Number.POSITIVE_INFINITY) ?? closes;
  const value = positive.value.map(
    (quote, row) => quote / (levelAt(price, positive.time[row]!, 2 * HOUR) ?? Number.NaN),
  );
  return pick({ time: positive.time, value }, (base) => base > 0);
}

function pointsOf(files: readonly HistoryFile[], kind: HistoryFile['kind']): PointSeries | null {
  const file = files.find((each) => each.kind === kind);
  return file !== undefined && 'points' in file
    ? ascendingPoints(file.points, Number.POSITIVE_INFINITY)
    : null;
}

function onTheHour(points: PointSeries): PointSeries {
  return pick(points, (_, time) => time % HOUR === 0);
}

function pick({ time, value }: PointSeries, keep: (value: number, time: Ms) => boolean): PointSeries {
  const rows = Array.from(time.keys()).filter((row) => keep(value[row]!, time[row]!));
  return {
    time: Float64Array.from(rows, (row) => time[row]!),
    value: Float64Array.from(rows, (row) => value[row]!),
  };
}

/** The usual distance of two points. */
export function stepOf({ time }: PointSeries): Ms {
  const steps = time.slice(1).map((each, row) => each - time[row]!);
  steps.sort();
  return steps[steps.length >> 1] ?? HOUR;
}
