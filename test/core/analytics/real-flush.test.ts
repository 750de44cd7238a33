import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readReset } from '../../../core/analytics/reset-reading.ts';
import { barsClosedBetween, pointsBetween } from '../../../core/analytics/series-slices.ts';
import type { BarSeries, PointSeries } from '../../../core/domain/series.ts';
import { readHistoryFile } from '../../validation/history-files.ts';
import { emptyInputs, instrumentOf } from './builders.ts';

const HISTORY = fileURLToPath(new URL('../../../../shared/history/', import.meta.url));
const FINE = `${HISTORY}binance-klines-5m-2023-2024/BTCUSDT_perp_5m.csv`;
const HOURLY = `${HISTORY}multi-1h-2021-2024H1/BTCUSDT`;

if (!existsSync(FINE)) console.log(`skipped: no recorded history at ${HISTORY}`);

describe.skipIf(!existsSync(FINE))('BTC, 2024-04-12 … 14, as recorded', () => {
  const from = Date.UTC(2024, 2, 13);
  const bars = (path: string, since: number, until: number): BarSeries => {
    const [file] = readHistoryFile(path);
    if (file?.kind !== 'bars') throw new Error(`no candles in ${path}`);
    return barsClosedBetween(file.bars, since, until);
  };
  const points = (path: string, until: number): PointSeries => {
    const [file] = readHistoryFile(path);
    if (file === undefined || !('points' in file)) throw new Error(`no points in ${path}`);
    return pointsBetween(file.points, from, until);
  };
  /** Five-minute candles for the last days, hourly ones and hourly open interest for the month before. */
  const readAt = (until: number) =>
    readReset(
      emptyInputs({
        instrument: instrumentOf({ asset: 'BTC', venueSymbol: 'BTCUSDT' }),
        marketTime: until,
        anchorRate: 0.0001,
        bars5m: bars(FINE, Date.UTC(2024, 3, 9), until),
        bars1h: bars(`${HOURLY}_candles_1h.csv`, from, until),
        openInterest1h: points(`${HOURLY}_oi_1h.csv`, until),
        openInterestSource: 'bybit-linear',
        fundingHistory: points(`${HOURLY}_funding_8h.csv`, until),
      }),
      { keyLevels: [], depthWithinOnePercent: null },
    ).reset;

  it('does not call the fall of the 12th: open interest lost 7 % and had half of it back an hour later', () => {
    const { state, transitions } = readAt(Date.UTC(2024, 3, 12, 22));
    expect(state).toBe('building');
    const april = transitions.filter(({ time }) => time >= Date.UTC(2024, 3, 10));
    expect(april.filter(({ to }) => to === 'flushing')).toEqual([]);
  });

  it('measures the drop that the data holds: its peak of the 24 h before, its low since', () => {
    const until = Date.UTC(2024, 3, 13, 22);
    const { flush } = readAt(until);
    const { time, value } = points(`${HOURLY}_oi_1h.csv`, until);
    const day = [...value].filter(
      (_, row) => time[row]! >= flush!.detectedTime - 86_400_000 && time[row]! <= flush!.detectedTime,
    );
    const peak = Math.max(...day);
    const low = Math.min(...[...value].slice([...value].indexOf(peak)));
    expect(flush!.openInterestDrop).toBeCloseTo(1 - low / peak, 10);
    expect(flush!.side).toBe('long');
  });

  it('flushes on the 13th, within a five-minute bar of the fall', () => {
    const { transitions } = readAt(Date.UTC(2024, 3, 13, 21));
    const flushing = transitions.findLast(({ to }) => to === 'flushing');
    expect(new Date(flushing!.time).toISOString()).toBe('2024-04-13T20:00:00.000Z');
    expect(flushing!.because.map(({ code }) => code)).toEqual(['fellFast']);
  });
});
