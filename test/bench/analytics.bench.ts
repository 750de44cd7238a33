import { readClusters } from '../../core/analytics/clusters-reading.ts';
import { addBar, createMap, type LiquidationMap, type MapBar } from '../../core/analytics/liquidation-map.ts';
import { bins } from '../../core/analytics/map-bins.ts';
import { mapTerms } from '../../core/analytics/map-state.ts';
import type { MarketInputs } from '../../core/domain/market-inputs.ts';
import { missing } from '../../core/domain/measured.ts';
import type { BarSeries } from '../../core/domain/series.ts';
import { type Bench, type BenchRow, median, milliseconds, ratio } from './bench.ts';
import { instrument, marketBars } from './market-bars.ts';
import { ReferenceMap } from './reference-map.ts';

const FIVE_MINUTES = 300_000;
const BARS = 30 * 288;
/** The plain reference grows with the square of its bars: a day of it is enough to compare. */
const REFERENCE_BARS = 288;

/** Thirty days of five-minute bars of one instrument, and the same for a day against the plain reference. */
export const bench: Bench = {
  id: 'P11',
  title: 'liquidation map, one instrument, 30 days of 5-min bars',
  run,
};

function run(): BenchRow[] {
  const terms = mapTerms(instrument);
  const bars = marketBars({ count: BARS });
  const rebuild = median(() => mapOf(bars));
  const map = mapOf(bars);
  const floor = median(() => readAll(bars, map), 51);

  const inputs = inputsOf(bars);
  const reading = median(() => void readClusters(inputs, CONTEXT));
  const view = median(() => void bins(map, { markPrice: map.lastClose }), 51);

  const later = marketBars({ count: 2_000, seed: 2, startTime: bars.at(-1)!.endTime, price: map.lastClose });
  let next = 0;
  const oneBar = median(() => void addBar(map, later[next++]!), 1_500, 100);
  const tick = tickCost(bars, inputsOf);
  const usual = tickCost(bars, storedInputs);

  const day = bars.slice(0, REFERENCE_BARS);
  const ours = median(() => mapOf(day));
  const plain = median(
    () => {
      const reference = new ReferenceMap(terms);
      for (const bar of day) reference.addBar(bar);
    },
    5,
    1,
  );
  return [
    row('full rebuild of the map', milliseconds(rebuild), '≤ 40 ms', rebuild <= 40),
    row(
      'full reading from the series (map, 90 samples of its own history, clusters)',
      milliseconds(reading),
      '≤ 40 ms',
      reading <= 40,
    ),
    row('one new bar into the map', milliseconds(oneBar), '≤ 0.3 ms', oneBar <= 0.3),
    row(
      'one new bar, from stored series (hourly, 3 days of 5-min) to reading',
      milliseconds(usual),
      '',
      null,
    ),
    row('the same from 30 days of 5-min series', milliseconds(tick), '', null),
    row('bins and clusters at a new mark', milliseconds(view), '', null),
    row(
      `plain objects, first ${REFERENCE_BARS} bars: ${milliseconds(plain)} against`,
      milliseconds(ours),
      '≥ 10× faster',
      plain >= 10 * ours,
    ),
    row('…that is faster by', ratio(plain / ours), '', null),
    row('one pass over the same arrays (memory floor)', milliseconds(floor), '', null),
    row('rebuild against the floor', ratio(rebuild / floor), '', null),
    row('map in memory', `${Math.round(bytesOf(map) / 1024)} kB`, '', null),
  ];
}

const CONTEXT = { atr: 150, sigmaHour: 0.005, keyLevels: [] };

function row(what: string, value: string, goal: string, met: boolean | null): BenchRow {
  return { what, value, goal, met };
}

function mapOf(bars: readonly MapBar[]): LiquidationMap {
  const map = createMap(mapTerms(instrument));
  for (const bar of bars) addBar(map, bar);
  return map;
}

/** Reads every figure of the bars and every cell of the map once. */
function readAll(bars: readonly MapBar[], { long, short }: LiquidationMap): void {
  let sum = 0;
  for (const bar of bars) {
    sum += bar.high + bar.low + bar.close + bar.volume + bar.openInterestBefore + bar.openInterestAfter;
  }
  for (const column of [long.cells, long.seeded, short.cells, short.seeded]) {
    for (let i = 0; i < column.length; i += 1) sum += column[i]!;
  }
  if (Number.isNaN(sum)) throw new Error('a figure is none');
}

function inputsOf(bars: readonly MapBar[]): MarketInputs {
  const column = (of: (bar: MapBar) => number) => Float64Array.from(bars, of);
  const bars5m: BarSeries = {
    stepMs: FIVE_MINUTES,
    openTime: column((bar) => bar.startTime),
    open: column((bar) => bar.close),
    high: column((bar) => bar.high),
    low: column((bar) => bar.low),
    close: column((bar) => bar.close),
    volume: column((bar) => bar.volume),
    takerBuyVolume: column(() => Number.NaN),
  };
  const nothing = missing('not-yet');
  const marketTime = bars.at(-1)!.endTime;
  return {
    instrument,
    marketTime,
    receivedTime: marketTime,
    markPrice: {
      value: bars.at(-1)!.close,
      venueTime: marketTime,
      receivedTime: marketTime,
      source: 'bench',
    },
    indexPrice: nothing,
    funding: nothing,
    anchorRate: null,
    capRate: null,
    openInterest: nothing,
    bars5m,
    bars1h: null,
    openInterest5m: {
      time: Float64Array.of(bars[0]!.startTime, ...bars.map((bar) => bar.endTime)),
      value: Float64Array.of(bars[0]!.openInterestBefore, ...bars.map((bar) => bar.openInterestAfter)),
    },
    openInterest1h: null,
    openInterestSource: instrument.venue,
    fundingHistory: null,
    premium1h: null,
    longShortAccountRatio: null,
    spotBars1h: null,
    takerImbalance1h: null,
    book: nothing,
    depthHistory: null,
    perpQuoteVolume24h: nothing,
    spotQuoteVolume24h: nothing,
    venues: [],
    btcBars1h: null,
    tierSource: instrument.venue,
  };
}

/** The series as the product stores them: hourly throughout, five-minute ones for three days. */
function storedInputs(bars: readonly MapBar[]): MarketInputs {
  const hours = Array.from({ length: Math.floor(bars.length / 12) }, (_, hour): MapBar => {
    const group = bars.slice(hour * 12, hour * 12 + 12);
    return {
      ...group[0]!,
      endTime: group[11]!.endTime,
      high: Math.max(...group.map((bar) => bar.high)),
      low: Math.min(...group.map((bar) => bar.low)),
      close: group[11]!.close,
      volume: group.reduce((sum, bar) => sum + bar.volume, 0),
      openInterestAfter: group[11]!.openInterestAfter,
    };
  });
  const coarse = inputsOf(hours);
  const fine = inputsOf(bars.slice(-3 * 288));
  return {
    ...fine,
    bars1h: { ...coarse.bars5m!, stepMs: 12 * FIVE_MINUTES },
    openInterest1h: coarse.openInterest5m,
  };
}

/** A reading when one bar has come since the last: the log is compared, the bar added, the bins and clusters drawn. */
function tickCost(bars: readonly MapBar[], toInputs: (bars: readonly MapBar[]) => MarketInputs): number {
  const count = 60;
  const readings = Array.from({ length: count + 1 }, (_, i) =>
    toInputs(bars.slice(0, bars.length - count + i)),
  );
  let { state } = readClusters(readings[0]!, CONTEXT);
  let next = 1;
  return median(
    () => {
      state = readClusters(readings[next++]!, CONTEXT, state).state;
    },
    50,
    10,
  );
}

function bytesOf({ long, short }: LiquidationMap): number {
  let bytes = 0;
  for (const side of [long, short]) {
    for (const value of Object.values(side)) if (ArrayBuffer.isView(value)) bytes += value.byteLength;
  }
  return bytes;
}
