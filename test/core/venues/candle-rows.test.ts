import { describe, expect, it } from 'vitest';
import { bookSides } from '../../../core/venues/book-sides.ts';
import { inBaseUnits, isConsistent } from '../../../core/venues/candle-rows.ts';
import { ascending, rowLimit } from '../../../core/venues/rows.ts';

const CANDLE = { openTime: 0, open: 2, high: 4, low: 1, close: 3, volume: 5_000, takerBuyVolume: 2_000 };

describe('isConsistent', () => {
  it('accepts prices that contain each other', () => {
    expect(isConsistent(CANDLE)).toBe(true);
    expect(isConsistent({ ...CANDLE, takerBuyVolume: null })).toBe(true);
  });

  it.each([{ low: 2.5 }, { high: 2.5 }, { takerBuyVolume: 5_001 }])('refuses %j', (wrong) => {
    expect(isConsistent({ ...CANDLE, ...wrong })).toBe(false);
  });
});

it('expresses a coin’s candle in thousands: price × 1000, volumes ÷ 1000, turnover unchanged', () => {
  const inThousands = inBaseUnits(CANDLE, 1_000);
  expect(inThousands).toEqual({
    openTime: 0,
    open: 2_000,
    high: 4_000,
    low: 1_000,
    close: 3_000,
    volume: 5,
    takerBuyVolume: 2,
  });
  expect(inThousands.close * inThousands.volume).toBe(CANDLE.close * CANDLE.volume);
});

it('sorts a book best first, drops empty levels and counts contracts in base units', () => {
  const sides = bookSides(
    [
      [9, 1],
      [10, 2],
      [8, 0],
    ],
    [
      [12, 1],
      [11, 3],
    ],
    0.01,
  );
  expect(sides.bids).toEqual([
    [10, 0.02],
    [9, 0.01],
  ]);
  expect(sides.asks).toEqual([
    [11, 0.03],
    [12, 0.01],
  ]);
});

it('orders rows by time and keeps the last of a repeated one', () => {
  const rows = [
    { t: 3, v: 'c' },
    { t: 1, v: 'a' },
    { t: 3, v: 'd' },
  ];
  expect(ascending(rows, ({ t }) => t)).toEqual([
    { t: 1, v: 'a' },
    { t: 3, v: 'd' },
  ]);
});

it.each([
  [undefined, 500],
  [10, 10],
  [9_999, 500],
  [0, 1],
  [2.7, 2],
])('asks for rows within what one answer holds: %j → %i', (limit, rows) => {
  expect(rowLimit({ limit }, 500)).toBe(rows);
});
