import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSimulatedWorld, type SimulationOptions } from './simulated-world.ts';

const HOUR = 3_600_000;
const SMALL: SimulationOptions = { scenario: 'thin-alt', seed: 5, days: 2, rows: 1500 };

describe('the simulated world', () => {
  it('makes the same bytes of the same seed and others of another', () => {
    expect(fingerprint(SMALL)).toBe(fingerprint(SMALL));
    expect(fingerprint({ ...SMALL, seed: 6 })).not.toBe(fingerprint(SMALL));
  });

  it('does not care in which strides its clock is moved', () => {
    const [strides, leap] = [createSimulatedWorld(SMALL), createSimulatedWorld(SMALL)];
    for (let time = strides.liveTime; time <= strides.liveTime + HOUR; time += 3_700) strides.advance(time);
    strides.advance(strides.liveTime + HOUR);
    leap.advance(leap.liveTime + HOUR);
    for (const [i, market] of strides.markets.entries())
      expect(market.quote()).toEqual(leap.markets[i]!.quote());
  });

  it('shows nothing later than its clock and nothing different afterwards', () => {
    const world = createSimulatedWorld(SMALL);
    world.advance(world.liveTime + HOUR);
    const then = world.now();
    const market = world.market('binance-usdm', 'BTC')!;
    const before = market.candles('perp', '5m', then - 6 * HOUR, then + HOUR)!;
    expect(before.openTime.at(-1)).toBeLessThanOrEqual(then);
    expect(market.openInterestHistory('5m', 0, then + HOUR)!.time.at(-1)).toBeLessThanOrEqual(then);
    world.advance(then + HOUR);
    const after = market.candles('perp', '5m', then - 6 * HOUR, then)!;
    const closed = before.openTime.length - 1;
    expect(after.close.slice(0, closed)).toEqual(before.close.slice(0, closed));
  });

  it('lists thousands on some venues and single coins on others, for the same money', () => {
    const world = createSimulatedWorld(SMALL);
    const thousands = world.market('binance-usdm', 'PEPE')!;
    const singles = world.market('okx-swap', 'PEPE')!;
    expect(thousands.instrument.venueSymbol).toBe('1000PEPEUSDT');
    expect(thousands.instrument.baseMultiplier).toBe(1000);
    expect(singles.instrument.contractSize).toBe(10_000_000);
    expect(thousands.quote().lastPrice / singles.quote().lastPrice / 1000).toBeCloseTo(1, 1);
    const worth = (market: typeof singles): number => market.openInterest()!.value * market.quote().lastPrice;
    expect(worth(thousands) / worth(singles)).toBeGreaterThan(1);
    expect(worth(thousands) / worth(singles)).toBeLessThan(5);
  });

  it('adds its 5-minute bars up to its hours', () => {
    const world = createSimulatedWorld(SMALL);
    const market = world.market('bybit-linear', 'BTC')!;
    const from = world.now() - 24 * HOUR;
    const hours = market.candles('perp', '1h', from, world.now() - HOUR)!;
    const fives = market.candles('perp', '5m', from, world.now() - 1)!;
    hours.openTime.forEach((openTime, i) => {
      const rows = [...fives.openTime.keys()].filter(
        (row) => fives.openTime[row]! >= openTime && fives.openTime[row]! < openTime + HOUR,
      );
      expect(rows).toHaveLength(12);
      expect(hours.high[i]).toBe(Math.max(...rows.map((row) => fives.high[row]!)));
      const volume = rows.reduce((sum, row) => sum + fives.volume[row]!, 0);
      expect(hours.volume[i]! / volume).toBeCloseTo(1, 9);
    });
  });

  it('never lets open interest change by more than was traded, unless its feed is bad', () => {
    expect(impossibleChanges('standard')).toBe(0);
    expect(impossibleChanges('bad-oi-feed')).toBeGreaterThan(0);
  });
});

function impossibleChanges(worldKind: string): number {
  const world = createSimulatedWorld({ ...SMALL, scenario: 'calm', worldKind, days: 4 });
  const market = world.market('binance-usdm', 'BTC')!;
  const interest = market.openInterestHistory('5m', 0, world.now())!;
  const bars = market.candles('perp', '5m', 0, world.now())!;
  let count = 0;
  for (let i = 1; i < interest.time.length; i++) {
    const bar = bars.openTime.indexOf(interest.time[i - 1]!);
    if (bar >= 0 && Math.abs(interest.value[i]! - interest.value[i - 1]!) > bars.volume[bar]!) count++;
  }
  return count;
}

function fingerprint(options: SimulationOptions): string {
  const hash = createHash('sha256');
  const world = createSimulatedWorld({ ...options, onClosed: (_, c) => hash.update(JSON.stringify(c)) });
  world.advance(world.liveTime + HOUR);
  for (const market of world.markets) {
    hash.update(JSON.stringify([market.quote(), market.funding(), market.book(20)]));
    const bars = market.candles('perp', '5m', 0, world.now())!;
    for (const column of [bars.open, bars.high, bars.low, bars.close, bars.volume])
      hash.update(new Uint8Array(column.buffer));
  }
  return hash.digest('hex');
}
