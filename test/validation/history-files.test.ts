import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../core/domain/time.ts';
import { knownValue } from '../core/analytics/builders.ts';
import { cutInputs } from './cut-inputs.ts';
import { readHistoryFile, setFolders, symbolOf } from './history-files.ts';
import { readHistories } from './market-history.ts';
import { validate } from './validate.ts';

const START = Date.UTC(2026, 0, 1);
let root: string;

function write(path: string, head: string, rows: readonly (readonly (number | string)[])[]): string {
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${head}\n${rows.map((row) => row.join(',')).join('\n')}\n`);
  return file;
}

function candles(count: number, step: number) {
  return Array.from({ length: count }, (_, i) => [START + i * step, 10, 12, 9, 11, 100]);
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'flushpoint-history-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('symbolOf', () => {
  it.each([
    ['BTCUSDT_candles_1h.csv', 'BTCUSDT'],
    ['1000PEPEUSDT_oi_5m.csv', '1000PEPEUSDT'],
    ['SOL-USDT-SWAP_open_interest.csv', 'SOL-USDT-SWAP'],
    ['ARBUSDT_funding.csv', 'ARBUSDT'],
    ['SOLUSDT_perp_5m.csv', 'SOLUSDT'],
  ])('%s → %s', (name, symbol) => expect(symbolOf(name)).toBe(symbol));
});

describe('readHistoryFile', () => {
  it('knows candles by their columns and their step by their times', () => {
    const [file] = readHistoryFile(
      write('a/X_candles_1h.csv', 'open_time_ms,open,high,low,close,volume_base', candles(5, HOUR)),
    );
    expect(file).toMatchObject({ symbol: 'X', kind: 'bars', market: 'perp', bars: { stepMs: HOUR } });
  });

  it('keeps spot apart', () => {
    const path = write(
      'a/X_spot_5m.csv',
      'open_time_ms,open,high,low,close,volume_base',
      candles(5, 5 * MINUTE),
    );
    expect(readHistoryFile(path)).toMatchObject([{ kind: 'bars', market: 'spot' }]);
  });

  it('takes epoch seconds and dates as well as milliseconds', () => {
    const seconds = write('b/X_oi_1h.csv', 'timestamp,open_interest', [
      [START / 1000, 5],
      [START / 1000 + 3600, 6],
    ]);
    const dates = write('b/Y_oi_1h.csv', 'date,open_interest', [
      ['2026-01-01T00:00:00Z', 5],
      ['2026-01-01T01:00:00Z', 6],
    ]);
    for (const path of [seconds, dates]) {
      const [file] = readHistoryFile(path);
      expect(file?.kind === 'open-interest' && [...file.points.time]).toEqual([START, START + HOUR]);
    }
  });

  it('sees that a venue prints USD in both open interest columns', () => {
    const path = write('b/Z_open_interest.csv', 'ts,oi,oi_value', [
      [START, 100, 100],
      [START + HOUR, 110, 110],
    ]);
    expect(readHistoryFile(path)).toMatchObject([{ kind: 'open-interest', unit: 'quote' }]);
  });

  it('leaves out daily open interest and files of another form', () => {
    const daily = write('b/D_derivatives_daily.csv', 'timestamp,open_interest', [
      ['2026-01-01', 5],
      ['2026-01-02', 6],
    ]);
    expect(readHistoryFile(daily)).toEqual([]);
    expect(readHistoryFile(write('b/orders.csv', 'symbol,side', [['X', 'BUY']]))).toEqual([]);
  });
});

describe('readHistories', () => {
  it('reads one set or the parent of several', () => {
    write('c/one/X_oi_1h.csv', 'timestamp_ms,open_interest_base', [[START, 5]]);
    write('c/two/X_oi_1h.csv', 'timestamp_ms,open_interest_base', [[START, 5]]);
    expect(setFolders(join(root, 'c')).map((path) => path.slice(-3))).toEqual(['one', 'two']);
    expect(setFolders(join(root, 'c/one'))).toHaveLength(1);
  });

  it('says why a symbol cannot be judged', () => {
    write('d/X_candles_1h.csv', 'open_time_ms,open,high,low,close,volume_base', candles(5, HOUR));
    write('d/Y_oi_1h.csv', 'timestamp_ms,open_interest_base', [
      [START, 5],
      [START + HOUR, 6],
    ]);
    expect(readHistories(join(root, 'd')).map(({ symbol, reason }) => [symbol, reason])).toEqual([
      ['X', 'no open interest by the hour or finer'],
      ['Y', 'no candles and no prices'],
    ]);
  });

  it('makes hours of five-minute bars, and bars of the price an open interest file implies', () => {
    write('e/X_oi_5m.csv', 'timestamp_ms,open_interest_base,open_interest_usd,implied_price', [
      ...Array.from({ length: 25 }, (_, i) => [START + i * 5 * MINUTE, 10, 10 * (100 + i), 100 + i]),
    ]);
    const { inputs } = readHistories(join(root, 'e'))[0]!;
    expect(inputs!.bars5m!.close[24]).toBe(124);
    // The hour from 00:00 to 01:00 holds the prices at 00:05 … 01:00.
    const hour = inputs!.bars1h!.openTime.indexOf(START);
    expect(inputs!.bars1h!.close[hour]).toBe(112);
    expect(inputs!.bars1h!.high[hour]).toBe(112);
  });

  it('divides USD open interest by the price of its time', () => {
    write('f/X_ohlcv_1h.csv', 'ts,open,high,low,close,volume', candles(3, HOUR));
    write('f/X_open_interest.csv', 'ts,oi,oi_value', [
      [START + HOUR, 1100, 1100],
      [START + 2 * HOUR, 2200, 2200],
    ]);
    const { inputs } = readHistories(join(root, 'f'))[0]!;
    expect([...inputs!.openInterest1h!.value]).toEqual([100, 200]);
  });
});

describe('cutInputs', () => {
  it('leaves nothing after the cut, and its newest as the present', () => {
    write('g/X_candles_1h.csv', 'open_time_ms,open,high,low,close,volume_base', candles(10, HOUR));
    write(
      'g/X_oi_1h.csv',
      'timestamp_ms,open_interest_base',
      candles(10, HOUR).map(([time]) => [time!, time! / START]),
    );
    const { inputs } = readHistories(join(root, 'g'))[0]!;
    const cut = cutInputs(inputs!, START + 4 * HOUR + 30 * MINUTE);
    // Bars that opened at 0…3 h have closed by 4.5 h.
    expect(cut.bars1h!.openTime).toHaveLength(4);
    expect(cut.openInterest1h!.time.at(-1)).toBe(START + 4 * HOUR);
    expect(knownValue(cut.markPrice)).toBe(11);
  });
});

describe('validate', () => {
  it('gives null with a reason for what a folder lacks, and judges the rest', () => {
    write('k/X_candles_1h.csv', 'open_time_ms,open,high,low,close,volume_base', candles(5, HOUR));
    const { report } = validate(readHistories(join(root, 'k')));
    expect([report.flush, report.reset, report.flushRisk, report.crowding, report.map]).toEqual(
      new Array(5).fill(null),
    );
    expect(report.reasons.flush).toBe('no set has price and open interest');
  });

  it('runs without funding on a short quiet set', () => {
    const days = 20 * 24;
    write(
      'h/NEWUSDT_candles_1h.csv',
      'open_time_ms,open,high,low,close,volume_base',
      Array.from({ length: days }, (_, i) => {
        const price = 10 + Math.sin(i / 5);
        return [START + i * HOUR, price, price * 1.01, price * 0.99, price, 100];
      }),
    );
    write(
      'h/NEWUSDT_oi_1h.csv',
      'timestamp_ms,open_interest_base',
      Array.from({ length: days }, (_, i) => [START + i * HOUR, 1000 + 10 * Math.sin(i / 9)]),
    );
    const { report } = validate(readHistories(join(root, 'h')));
    expect(report.flush).toMatchObject({ events: 0, detections: 0 });
    expect(report.reset).toBeNull();
    expect(report.reasons.reset).toBe('no true flush to ask about');
    expect(report.flushRisk?.n).toBeGreaterThan(10);
    expect(report.crowding).toBeNull();
    expect(report.lookAhead.findings).toEqual([]);
  });
});
