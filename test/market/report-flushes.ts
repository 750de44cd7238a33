import { deviation, logReturns, quantile } from './facts.ts';
import { findFlushes } from './flush-events.ts';
import { percent, type Row, recorded } from './report-rows.ts';
import { SCENARIOS } from './scenarios.ts';
import { createSimulatedWorld } from './simulated-world.ts';

export const FLUSH_SEEDS = [1, 2, 3, 4];

interface SimulatedFlush {
  readonly drop: number;
  readonly move: number;
  readonly liquidated: number;
  readonly lost: number;
  readonly depthBefore: number;
  readonly depthDuring: number;
}

/** Habits of flushes; every flush scenario on Bitcoin is run for it. */
export function flushRows(): Row[] {
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
