import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReplayWorld } from './replay.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const START = Date.UTC(2024, 0, 1);
const HISTORY = fileURLToPath(new URL('../../../shared/history/', import.meta.url));

describe('a replayed folder', () => {
  let root = '';

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'replay-'));
    const folder = join(root, 'some-set');
    mkdirSync(folder);
    const hours = Array.from({ length: 48 }, (_, i) => START + i * HOUR);
    table(folder, 'BTCUSDT_candles_1h', 'open_time_ms,open,high,low,close,volume_base', hours, (i) => [
      100 + i,
      103 + i,
      99 + i,
      101 + i,
      1200,
    ]);
    table(folder, 'BTCUSDT_oi_1h', 'timestamp_ms,open_interest_base', hours, (i) => [5000 + i]);
    const settlements = hours.filter((_, i) => i % 8 === 0);
    table(folder, 'BTCUSDT_funding_8h', 'funding_time_ms,funding_rate', settlements, (i) => [0.0001 * i]);
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const open = () => createReplayWorld({ directory: join(root, 'some-set'), liveTime: START + 24 * HOUR });

  it('walks open, low, high, close of a rising bar in even time', () => {
    const world = open();
    const market = world.market('binance-usdm', 'BTC')!;
    // Bar 24: 124, 123, 127, 125. A third of the hour for each leg.
    const seen = [0, 20, 40, 59.999].map((minutes) => {
      world.advance(START + 24 * HOUR + minutes * MINUTE);
      return market.quote().lastPrice;
    });
    expect(seen[0]).toBe(124);
    expect(seen[1]).toBeCloseTo(123, 6);
    expect(seen[2]).toBeCloseTo(127, 6);
    expect(seen[3]).toBeCloseTo(125, 2);
  });

  it('shows of the running bar only what its clock has reached', () => {
    const world = open();
    world.advance(START + 24 * HOUR + 20 * MINUTE);
    const bars = world.market('binance-usdm', 'BTC')!.candles('perp', '1h', START + 23 * HOUR, world.now())!;
    expect([...bars.openTime]).toEqual([START + 23 * HOUR, START + 24 * HOUR]);
    expect([...bars.high]).toEqual([126, 124]);
    expect(bars.volume[1]).toBeCloseTo(400, 6);
  });

  it('gives open interest, settled funding and an estimate between the two settlements around', () => {
    const world = open();
    world.advance(START + 28 * HOUR);
    const market = world.market('binance-usdm', 'BTC')!;
    expect(market.openInterest()).toEqual({ time: START + 28 * HOUR, value: 5028 });
    const funding = market.funding();
    expect(funding.intervalHours).toBe(8);
    expect(funding.nextFundingTime).toBe(START + 32 * HOUR);
    expect(funding.lastSettledRate).toBeCloseTo(0.0003, 12);
    // Halfway from 0.0003 to 0.0004.
    expect(funding.rate).toBeCloseTo(0.00035, 12);
    expect([...market.fundingHistory(START, world.now()).value]).toHaveLength(4);
  });

  it('has no book, no prints, no index and nothing it was not given', () => {
    const market = open().market('binance-usdm', 'BTC')!;
    expect(market.book(20)).toBeNull();
    expect(market.liquidations(START, START + HOUR)).toBeNull();
    expect(market.quote().indexPrice).toBeNull();
    expect(market.candles('perp', '5m', START, START + HOUR)).toBeNull();
    expect(market.candles('spot', '1h', START, START + HOUR)).toBeNull();
    expect(market.openInterestHistory('5m', START, START + HOUR)).toBeNull();
    expect(market.premiumHistory('1h', START, START + HOUR)).toBeNull();
  });

  it('stops at the end of the recording', () => {
    const world = open();
    world.advance(START + 1000 * HOUR);
    expect(world.now()).toBe(world.endTime);
  });

  it('refuses a folder without candles', () => {
    expect(() => createReplayWorld({ directory: root, also: [], assets: ['DOGE'] })).toThrow(
      /no perp candles/,
    );
  });
});

const recorded = existsSync(join(HISTORY, 'multi-1h-2021-2024H1'));
if (!recorded) console.warn('skipped: ../shared/history is absent');

describe.skipIf(!recorded)('recorded history', () => {
  it('joins hourly open interest with the 5-minute candles of its sibling', () => {
    const liveTime = Date.UTC(2024, 3, 12, 18);
    const world = createReplayWorld({
      directory: join(HISTORY, 'multi-1h-2021-2024H1'),
      liveTime,
      assets: ['BTC'],
    });
    const market = world.market('binance-usdm', 'BTC')!;
    world.advance(liveTime + 24 * HOUR);
    const fives = market.candles('perp', '5m', liveTime, world.now())!;
    expect(fives.openTime.length).toBeGreaterThan(280);
    const interest = market.openInterestHistory('1h', liveTime, world.now())!;
    expect(interest.time).toHaveLength(25);
    // The flush of 2024-04-12 took more than a twentieth of it.
    expect(Math.min(...interest.value) / interest.value[0]!).toBeLessThan(0.95);
  });
});

function table(
  folder: string,
  name: string,
  header: string,
  times: readonly number[],
  row: (i: number) => readonly number[],
): void {
  const lines = times.map((time, i) => [time, ...row(i)].join(','));
  writeFileSync(join(folder, `${name}.csv`), `${[header, ...lines].join('\n')}\n`);
}
