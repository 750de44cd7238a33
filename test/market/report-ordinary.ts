import {
  autocorrelation,
  deviation,
  kurtosis,
  logReturns,
  mean,
  quantile,
  relativeChanges,
} from './facts.ts';
import { both, percent, type Row, recorded } from './report-rows.ts';
import type { SimulatedWorld } from './simulated-world.ts';

/** Habits of ordinary days: returns, open interest, funding, leverage. */
export function ordinaryRows(world: SimulatedWorld): Row[] {
  return [...returns(world), ...interest(world), ...fundingRows(world), ...leverageRows(world)];
}

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

/** Positions open at the live moment, all venues, by notional; published: isolated positions of an on-chain venue. */
function leverageRows(world: SimulatedWorld): Row[] {
  const { mark } = world.assetMarket('BTC').exchanges[0]!;
  const open = world.truth('BTC').filter(({ trader }) => trader !== 'hedger');
  const weighted = (values: readonly { value: number; weight: number }[], share: number): number => {
    const sorted = [...values].sort((a, b) => a.value - b.value);
    let left = share * sorted.reduce((sum, { weight }) => sum + weight, 0);
    for (const { value, weight } of sorted) {
      left -= weight;
      if (left <= 0) return value;
    }
    return Number.NaN;
  };
  const leverage = open.map(({ leverage: value, size: weight }) => ({ value, weight }));
  const distance = (side: 1 | -1): number =>
    weighted(
      open
        .filter((position) => position.side === side)
        .map(({ liquidationPrice, size }) => ({
          value: Math.abs(liquidationPrice / mark - 1),
          weight: size,
        })),
      0.5,
    );
  return [
    {
      fact: 'leverage of open positions by notional, median / 75th / 90th percentile (published)',
      real: '8.3 / 18.5 / 48',
      simulated: [0.5, 0.75, 0.9].map((share) => weighted(leverage, share).toFixed(1)).join(' / '),
    },
    {
      fact: 'distance to liquidation, median, longs / shorts (published)',
      real: '22 % / 8 %',
      simulated: `${percent(distance(1), 0)} / ${percent(distance(-1), 0)}`,
    },
  ];
}

function lowerBound(times: Float64Array, time: number): number {
  let i = 0;
  while (i < times.length && times[i]! < time) i++;
  return i;
}
