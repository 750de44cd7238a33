import type { Instrument } from '../../core/domain/instrument.ts';
import type { BarSeries, PointSeries } from '../../core/domain/series.ts';
import { HOUR, INTERVAL_MS, type Ms } from '../../core/domain/time.ts';
import type { RecordedKind, RecordedTable } from './replay-files.ts';
import type { FundingTerms, Quote, WorldInterval, WorldMarket } from './world.ts';

/** Interest part where the recorded venues define one, per hour. */
const ANCHOR_PER_HOUR = 0.0001 / 8;

export type Tables = ReadonlyMap<RecordedKind, RecordedTable>;

/**
 * One recorded coin as a venue. Between the four prices of a recorded bar the last price walks open → nearer
 * extreme → other extreme → close, evenly in time: that path, and only it, is made up.
 */
export function createReplayMarket(instrument: Instrument, tables: Tables, now: () => Ms): WorldMarket {
  const fine = tables.get('perp-5m') ?? tables.get('perp-1h')!;
  const fineStep = tables.has('perp-5m') ? INTERVAL_MS['5m'] : INTERVAL_MS['1h'];

  const barsAt = (market: 'perp' | 'spot', interval: '5m' | '1h', since: Ms, until: Ms): BarSeries | null => {
    const five = tables.get(`${market}-5m`);
    const hour = tables.get(`${market}-1h`);
    const step = INTERVAL_MS[interval];
    const source = interval === '5m' ? five : (five ?? hour);
    if (!source) return null;
    const sourceStep = source === five ? INTERVAL_MS['5m'] : INTERVAL_MS['1h'];
    return aggregate(source, sourceStep, step, since, Math.min(until, now()), now());
  };

  const pointsOf = (
    kind: RecordedKind,
    step: Ms,
    since: Ms,
    until: Ms,
    scale: (row: number) => number,
  ): PointSeries | null => {
    const table = tables.get(kind);
    if (!table) return null;
    const time: number[] = [];
    const value: number[] = [];
    const end = Math.min(until, now());
    for (let i = lowerBound(table.time, since); i < table.time.length && table.time[i]! <= end; i++)
      if (Math.abs(table.time[i]! - Math.round(table.time[i]! / step) * step) < 1000) {
        time.push(table.time[i]!);
        value.push(table.columns[0]![i]! / scale(i));
      }
    return { time: Float64Array.from(time), value: Float64Array.from(value) };
  };

  const closeAt = (time: Ms): number => {
    const row = lowerBound(fine.time, time + 1 - fineStep) - 1;
    return fine.columns[3]![Math.max(0, row)]!;
  };
  const interestTable = tables.get('open-interest-5m') ?? tables.get('open-interest-1h');
  const coins =
    (table: RecordedTable | undefined) =>
    (row: number): number =>
      table?.inUsd ? closeAt(table.time[row]!) : 1;

  const funding = tables.get('funding');
  const terms = (): FundingTerms => fundingAt(funding, now());

  return {
    venue: instrument.venue,
    instrument,
    spotSymbol: tables.has('spot-5m') || tables.has('spot-1h') ? `${instrument.asset}USDT` : null,
    quote: (): Quote => {
      const last = priceAt(fine, fineStep, now());
      return {
        time: now(),
        markPrice: last,
        indexPrice: null,
        lastPrice: last,
        bestBid: null,
        bestAsk: null,
      };
    },
    funding: terms,
    fundingHistory: (since, until) => {
      const from = funding ? lowerBound(funding.time, since) : 0;
      const to = funding ? lowerBound(funding.time, Math.min(until, now()) + 1) : 0;
      const time = funding ? funding.time.slice(from, to) : new Float64Array();
      return {
        time,
        value: funding ? funding.columns[0]!.slice(from, to) : new Float64Array(),
        intervalHours: Float64Array.from(time, (_, i) => intervalHoursAt(funding!, from + i)),
        markPrice: Float64Array.from(time, () => Number.NaN),
      };
    },
    openInterest: () => {
      if (!interestTable) return null;
      const row = lowerBound(interestTable.time, now() + 1) - 1;
      if (row < 0) return null;
      return {
        time: interestTable.time[row]!,
        value: interestTable.columns[0]![row]! / coins(interestTable)(row),
      };
    },
    openInterestHistory: (interval, since, until) => {
      const kind = `open-interest-${interval}` as const;
      if (interval === '1h' && !tables.has(kind))
        return pointsOf('open-interest-5m', HOUR, since, until, coins(tables.get('open-interest-5m')));
      return pointsOf(kind, INTERVAL_MS[interval], since, until, coins(tables.get(kind)));
    },
    candles: (market, interval: WorldInterval, since, until) =>
      interval === '1m' ? null : barsAt(market, interval, since, until),
    premiumHistory: (interval, since, until) =>
      interval === '1h' ? pointsOf('premium-1h', HOUR, since, until, () => 1) : null,
    accountRatioHistory: (interval, since, until) =>
      interval === '1h' ? pointsOf('account-ratio', HOUR, since, until, () => 1) : null,
    takerVolumeHistory: (interval, since, until) => {
      const table = tables.get('taker-volume');
      if (interval !== '1h' || !table) return null;
      const from = lowerBound(table.time, since);
      const to = lowerBound(table.time, Math.min(until, now() - HOUR) + 1);
      const inCoins = (column: number): Float64Array =>
        table.columns[column]!.slice(from, to).map((usd, i) => usd / closeAt(table.time[from + i]! + HOUR));
      return { time: table.time.slice(from, to), buy: inCoins(0), sell: inCoins(1) };
    },
    book: () => null,
    volume24h: (market) => {
      const bars = barsAt(market, '1h', now() - 24 * HOUR, now());
      if (!bars) return null;
      let sum = 0;
      for (let i = 0; i < bars.volume.length; i++) sum += bars.volume[i]! * bars.close[i]!;
      return sum;
    },
    liquidations: () => null,
  };
}

function fundingAt(table: RecordedTable | undefined, time: Ms): FundingTerms {
  const next = table ? lowerBound(table.time, time + 1) : 0;
  const intervalHours = table && table.time.length > 1 ? intervalHoursAt(table, Math.max(1, next)) : 8;
  const step = intervalHours * HOUR;
  const nextFundingTime = Math.floor(time / step) * step + step;
  const last = table && next > 0 ? table.columns[0]![next - 1]! : Number.NaN;
  const coming = table && next < table.time.length ? table.columns[0]![next]! : Number.NaN;
  const elapsed = 1 - (nextFundingTime - time) / step;
  // A venue's estimate drifts from the last rate to the one it will charge; the recording knows both ends.
  const rate = Number.isNaN(coming) ? last : Number.isNaN(last) ? coming : last + (coming - last) * elapsed;
  return {
    time,
    rate: Number.isNaN(rate) ? ANCHOR_PER_HOUR * intervalHours : rate,
    lastSettledRate: Number.isNaN(last) ? null : last,
    intervalHours,
    nextFundingTime,
    anchor: ANCHOR_PER_HOUR * intervalHours,
    cap: null,
  };
}

function intervalHoursAt(table: RecordedTable, row: number): number {
  const i = Math.min(Math.max(1, row), table.time.length - 1);
  const hours = Math.round((table.time[i]! - table.time[i - 1]!) / HOUR);
  return hours === 1 || hours === 2 || hours === 4 ? hours : 8;
}

/** Where the price is inside its recorded bar; the last close where a bar is missing. */
function priceAt(table: RecordedTable, step: Ms, time: Ms): number {
  const row = Math.max(0, lowerBound(table.time, time + 1) - 1);
  const path = pathOf(table, row);
  const along = ((time - table.time[row]!) / step) * 3;
  if (along >= 3) return path[3]!;
  const leg = Math.max(0, Math.floor(along));
  return Number((path[leg]! + (path[leg + 1]! - path[leg]!) * (along - leg)).toPrecision(8));
}

function pathOf(table: RecordedTable, row: number): number[] {
  const [open, high, low, close] = [0, 1, 2, 3].map((c) => table.columns[c]![row]!) as [
    number,
    number,
    number,
    number,
  ];
  return close >= open ? [open, low, high, close] : [open, high, low, close];
}

/** Bars of `step` from bars of `sourceStep`; the running bar holds only what the clock has reached. */
function aggregate(table: RecordedTable, sourceStep: Ms, step: Ms, since: Ms, until: Ms, now: Ms): BarSeries {
  const rows: number[][] = [];
  for (let i = lowerBound(table.time, Math.ceil(since / step) * step); i < table.time.length; i++) {
    const time = table.time[i]!;
    const openTime = Math.floor(time / step) * step;
    if (openTime > until || time > now) break;
    const bar =
      time + sourceStep <= now
        ? [0, 1, 2, 3, 4, 5].map((c) => table.columns[c]![i]!)
        : running(table, i, sourceStep, now);
    const current = rows.at(-1);
    if (!current || current[0] !== openTime) rows.push([openTime, ...bar]);
    else {
      current[2] = Math.max(current[2]!, bar[1]!);
      current[3] = Math.min(current[3]!, bar[2]!);
      current[4] = bar[3]!;
      current[5]! += bar[4]!;
      current[6]! += bar[5]!;
    }
  }
  const column = (index: number): Float64Array => Float64Array.from(rows, (row) => row[index]!);
  return {
    stepMs: step,
    openTime: column(0),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
    takerBuyVolume: column(6),
  };
}

function running(table: RecordedTable, row: number, step: Ms, now: Ms): number[] {
  const share = Math.max(0, (now - table.time[row]!) / step);
  const price = priceAt(table, step, now);
  const seen = [...pathOf(table, row).slice(0, Math.floor(share * 3) + 1), price];
  return [
    seen[0]!,
    Math.max(...seen),
    Math.min(...seen),
    price,
    table.columns[4]![row]! * share,
    table.columns[5]![row]! * share,
  ];
}

function lowerBound(times: Float64Array, time: Ms): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
