import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  autocorrelation,
  deviation,
  kurtosis,
  logReturns,
  mean,
  quantile,
  relativeChanges,
} from './facts.ts';
import { findFlushes } from './flush-events.ts';
import { type RecordedTable, readRecordedTable } from './replay-files.ts';
import { SCENARIOS } from './scenarios.ts';
import { createSimulatedWorld, type SimulatedWorld } from './simulated-world.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const HISTORY = join(HERE, '../../../shared/history');
const CALM_DAYS = 150;
const FLUSH_SEEDS = [1, 2, 3, 4];

interface Row {
  readonly fact: string;
  readonly real: string;
  readonly simulated: string;
}

/** Sets the simulation's habits beside recorded ones and writes test/market/REPORT.md. */
export function writeReport(): void {
  const calm = createSimulatedWorld({ scenario: 'calm', seed: 1, days: CALM_DAYS });
  const rows = [...returns(calm), ...interest(calm), ...fundingRows(calm), ...flushRows()];
  const lines = [
    '# The simulated market beside recorded history',
    '',
    `\`npm run market -- --report\` writes this file. Simulated: \`calm\`, seed 1, ${CALM_DAYS} days of BTC on binance-usdm; flushes: every flush scenario on BTC, seeds ${FLUSH_SEEDS.join(', ')}, two days after the live moment. Recorded: the sets of shared/history named in each row («–» where no set holds the datum).`,
    '',
    '| fact | recorded | simulated |',
    '| --- | --- | --- |',
    ...rows.map(({ fact, real, simulated }) => `| ${fact} | ${real} | ${simulated} |`),
    '',
    '## Where it differs, and why',
    '',
    ...DIFFERENCES.map((line) => `- ${line}`),
    '',
  ];
  writeFileSync(join(HERE, 'REPORT.md'), lines.join('\n'));
  console.log(lines.join('\n'));
}

const DIFFERENCES: readonly string[] = [];

function recorded(set: string, file: string): RecordedTable | null {
  const path = join(HISTORY, set, file);
  return existsSync(path) ? readRecordedTable(path) : null;
}

const percent = (value: number, digits = 2): string => `${(100 * value).toFixed(digits)} %`;
const both = (table: RecordedTable | null, say: (table: RecordedTable) => string): string =>
  table ? say(table) : '–';

function returns(world: SimulatedWorld): Row[] {
  const real = recorded('binance-klines-5m-2023-2024', 'BTCUSDT_perp_5m.csv');
  const bars = world.market('binance-usdm', 'BTC')!.candles('perp', '5m', 0, world.now())!;
  const pair = (fact: string, say: (closes: ArrayLike<number>) => string): Row => ({
    fact: `${fact} (BTC 5 m, 2023-01…2024-05)`,
    real: both(real, (table) => say(table.columns[3]!)),
    simulated: say(bars.close),
  });
  const absolute = (closes: ArrayLike<number>): number[] => logReturns(closes).map(Math.abs);
  const volume = (closes: ArrayLike<number>, coins: ArrayLike<number>): string => {
    let sum = 0;
    for (let i = 0; i < closes.length; i++) sum += closes[i]! * coins[i]!;
    return `$${(((sum / closes.length) * 288) / 1e9).toFixed(1)}B`;
  };
  return [
    pair('standard deviation of returns, 5 min / 1 h / 1 day', (c) =>
      [1, 12, 288].map((n) => percent(deviation(logReturns(c, n)))).join(' / '),
    ),
    pair('kurtosis of returns, 5 min / 1 h / 1 day', (c) =>
      [1, 12, 288].map((n) => kurtosis(logReturns(c, n)).toFixed(1)).join(' / '),
    ),
    pair('autocorrelation of absolute returns, 5 min / 1 h / 1 day apart', (c) =>
      [1, 12, 288].map((n) => autocorrelation(absolute(c), n).toFixed(2)).join(' / '),
    ),
    pair('autocorrelation of returns, 5 min apart', (c) => autocorrelation(logReturns(c), 1).toFixed(3)),
    pair('5-min moves beyond 2 %, per 100 days', (c) =>
      ((absolute(c).filter((r) => r > 0.02).length / c.length) * 28_800).toFixed(1),
    ),
    {
      fact: 'volume a day, one venue',
      real: both(real, (table) => volume(table.columns[3]!, table.columns[4]!)),
      simulated: volume(bars.close, bars.volume),
    },
  ];
}

function interest(world: SimulatedWorld): Row[] {
  const real = recorded('binance-oi-5m-2026-03', 'BTCUSDT_oi_5m.csv');
  const older = recorded('multi-1h-2021-2024H1', 'BTCUSDT_oi_1h.csv');
  const simulated = world.market('binance-usdm', 'BTC')!.openInterestHistory('5m', 0, world.now())!.value;
  const recent = older ? older.columns[0]!.slice(lowerBound(older.time, Date.UTC(2022, 0, 1))) : null;
  const five = real ? real.columns[0]! : null;
  const row = (
    fact: string,
    set: string,
    values: ArrayLike<number> | null,
    say: (v: ArrayLike<number>) => string,
    own: ArrayLike<number>,
  ): Row => ({
    fact: `${fact} (${set})`,
    real: values ? say(values) : '–',
    simulated: say(own),
  });
  const hourly = simulated.filter((_, i) => i % 12 === 0);
  const changes = (v: ArrayLike<number>): string =>
    [1, 12, 288].map((n) => percent(deviation(relativeChanges(v, n)))).join(' / ');
  return [
    row(
      'open interest change, standard deviation, 5 min / 1 h / 1 day',
      'BTC 2026-03…06',
      five,
      changes,
      simulated,
    ),
    row(
      'open interest change over 5 min, 1st and 99th percentile',
      'BTC 2026-03…06',
      five,
      (v) => [0.01, 0.99].map((q) => percent(quantile(relativeChanges(v), q))).join(' / '),
      simulated,
    ),
    row(
      'open interest change over 5 min, kurtosis',
      'BTC 2026-03…06',
      five,
      (v) => kurtosis(relativeChanges(v)).toFixed(0),
      simulated,
    ),
    row(
      'open interest change over 5 min, autocorrelation',
      'BTC 2026-03…06',
      five,
      (v) => autocorrelation(relativeChanges(v), 1).toFixed(2),
      simulated,
    ),
    row(
      'open interest change over 1 h, standard deviation',
      'BTC 2022-01…2024-06, Bybit',
      recent,
      (v) => percent(deviation(relativeChanges(v))),
      hourly,
    ),
  ];
}

function fundingRows(world: SimulatedWorld): Row[] {
  const real = recorded('multi-1h-2021-2024H1', 'BTCUSDT_funding_8h.csv');
  const own = world.market('binance-usdm', 'BTC')!.fundingHistory(0, world.now()).value;
  const say = (rates: ArrayLike<number>): string => {
    const all = Array.from(rates);
    const share = (test: (rate: number) => boolean): string =>
      percent(all.filter(test).length / all.length, 0);
    return [
      share((r) => Math.abs(r - 0.0001) < 1e-9),
      share((r) => r < 0),
      share((r) => r >= 0 && r < 0.0001 - 1e-9),
      share((r) => r > 0.0001 + 1e-9),
    ].join(' / ');
  };
  return [
    {
      fact: 'funding settlements at the anchor / below 0 / between / above (BTC 2020-07…2024-06)',
      real: both(real, (table) => say(table.columns[0]!)),
      simulated: say(own),
    },
    {
      fact: 'mean funding, a year',
      real: both(real, (table) => percent(mean(table.columns[0]!) * 1095, 1)),
      simulated: percent(mean(own) * 1095, 1),
    },
  ];
}

interface SimulatedFlush {
  readonly drop: number;
  readonly move: number;
  readonly liquidated: number;
  readonly lost: number;
  readonly depthBefore: number;
  readonly depthDuring: number;
}

function flushRows(): Row[] {
  const flushes: SimulatedFlush[] = [];
  for (const name of Object.keys(SCENARIOS))
    if (/flush|squeeze|breakdown/.test(name))
      for (const seed of FLUSH_SEEDS) flushes.push(...simulatedFlush(name, seed));
  const real: { drop: number; move: number }[] = [];
  for (const asset of ['BTC', 'ETH', 'SOL', 'DOGE']) real.push(...recordedFlushes(asset));
  const spread = (values: readonly number[], say: (value: number) => string): string =>
    values.length === 0
      ? '–'
      : `${[0.25, 0.5, 0.75].map((q) => say(quantile(values, q))).join(' / ')} (n = ${values.length})`;
  const thinner = flushes.map((f) => f.depthBefore / f.depthDuring);
  return [
    {
      fact: 'flush: open interest drop, quartiles (BTC ETH SOL DOGE 2021…2024-06, 1 h)',
      real: spread(
        real.map((f) => f.drop),
        (v) => percent(v, 0),
      ),
      simulated: spread(
        flushes.map((f) => f.drop),
        (v) => percent(v, 0),
      ),
    },
    {
      fact: 'flush: price move, absolute, quartiles',
      real: spread(
        real.map((f) => Math.abs(f.move)),
        (v) => percent(v, 1),
      ),
      simulated: spread(
        flushes.map((f) => Math.abs(f.move)),
        (v) => percent(v, 1),
      ),
    },
    {
      fact: 'flush: open interest lost for each 1 % of price, quartiles',
      real: spread(
        real.map((f) => f.drop / Math.abs(f.move)),
        (v) => percent(v / 100),
      ),
      simulated: spread(
        flushes.map((f) => f.drop / Math.abs(f.move)),
        (v) => percent(v / 100),
      ),
    },
    {
      fact: 'flush: liquidated size as a share of the open interest lost, quartiles (published prints: about 1 %)',
      real: '–',
      simulated: spread(
        flushes.map((f) => f.liquidated / f.lost),
        (v) => percent(v, 0),
      ),
    },
    {
      fact: 'flush: depth within 1 % an hour before over its lowest, median / 90th percentile (published 3.4 / 17)',
      real: '3.4 / 17',
      simulated: `${quantile(thinner, 0.5).toFixed(1)} / ${quantile(thinner, 0.9).toFixed(1)}`,
    },
  ];
}

function simulatedFlush(scenario: string, seed: number): SimulatedFlush[] {
  const world = createSimulatedWorld({ scenario, seed, days: 20 });
  if (SCENARIOS[scenario]!.asset !== 'BTC') return [];
  world.advance(world.liveTime + 48 * 3_600_000);
  const market = world.market('binance-usdm', 'BTC')!;
  const from = world.liveTime - 6 * 3_600_000;
  const interest1h = market.openInterestHistory('1h', from, world.now())!;
  const bars = market.candles('perp', '1h', from - 3_600_000, world.now())!;
  const price = Array.from(interest1h.time, (time) => bars.close[bars.openTime.indexOf(time - 3_600_000)]!);
  const event = findFlushes(interest1h.value, price, 0.024)[0];
  if (!event) return [];
  const start = interest1h.time[event.start]!;
  const end = interest1h.time[event.end]!;
  const prints = market.liquidations(start, end)!;
  const { points } = world.assetMarket('BTC').exchanges[0]!;
  const depths: number[] = [];
  for (let i = points.lowerBound(start); i < points.lowerBound(end); i++) depths.push(points.at(4, i));
  return [
    {
      drop: event.openInterestDrop,
      move: event.priceMove,
      liquidated: prints.reduce((sum, print) => sum + print.size, 0),
      lost: event.openInterestDrop * interest1h.value[event.start]!,
      depthBefore: points.at(4, Math.max(0, points.lowerBound(start) - 12)),
      depthDuring: Math.max(1, Math.min(...depths)),
    },
  ];
}

function recordedFlushes(asset: string): { drop: number; move: number }[] {
  const oi = recorded('multi-1h-2021-2024H1', `${asset}USDT_oi_1h.csv`);
  const candles = recorded('multi-1h-2021-2024H1', `${asset}USDT_candles_1h.csv`);
  if (!oi || !candles) return [];
  const closes = new Map(Array.from(candles.time, (time, i) => [time + 3_600_000, candles.columns[3]![i]!]));
  const interest: number[] = [];
  const price: number[] = [];
  oi.time.forEach((time, i) => {
    const close = closes.get(time);
    // Fresh listings grow from nothing: their first year says little about flushes.
    if (close === undefined || time < Date.UTC(2021, 8, 1)) return;
    interest.push(oi.columns[0]![i]!);
    price.push(close);
  });
  const sigma = deviation(logReturns(price, 24));
  return findFlushes(interest, price, sigma).map((event) => ({
    drop: event.openInterestDrop,
    move: event.priceMove,
  }));
}

function lowerBound(times: Float64Array, time: number): number {
  let i = 0;
  while (i < times.length && times[i]! < time) i++;
  return i;
}
