import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvAbout, toCsv } from '../../../components/sidepanel/chart-csv.ts';
import type { ChartRow } from '../../../components/sidepanel/chart-rows.ts';

const about: CsvAbout = {
  symbol: 'BTCUSDT',
  venue: 'Binance',
  base: 'BTC',
  quote: 'USDT',
  interval: '1h',
  openInterestSource: 'Binance',
};
const row: ChartRow = {
  time: Date.UTC(2026, 2, 1, 13),
  open: 65_000.5,
  high: 65_100,
  low: 64_900,
  close: 65_050,
  volume: 812.3,
  openInterest: 91_300,
  funding: 0.000312,
  premium: -0.00004,
};

/** The cells of the first bar; none of them holds a comma here. */
const cellsOf = (csv: string) => csv.split('\r\n')[1]!.split(',');

describe('the chart as CSV', () => {
  it('names each column with its unit and gives times in UTC', () => {
    expect(toCsv([row], about)).toBe(
      [
        'time (UTC, bar open),symbol,venue,interval,open (USDT),high (USDT),low (USDT),close (USDT),volume (BTC),' +
          '"open interest (BTC, Binance, at bar end)","funding rate (fraction per interval, last settled)",' +
          '"premium (fraction of index, by the hour)"',
        '2026-03-01T13:00:00.000Z,BTCUSDT,Binance,1h,65000.5,65100,64900,65050,812.3,91300,0.000312,-0.00004',
        '',
      ]
        .join('\r\n')
        .replace('time (UTC, bar open)', '"time (UTC, bar open)"'),
    );
  });

  it('leaves the unknown empty: never a zero', () => {
    const cells = cellsOf(toCsv([{ ...row, openInterest: null, funding: null, premium: null }], about));
    expect(cells.slice(-3)).toEqual(['', '', '']);
  });

  it('writes small figures out', () => {
    expect(toCsv([{ ...row, premium: 1.5e-9, close: 1e-7 }], about)).toContain(',0.0000001,');
  });

  it('lets no name of a venue or symbol become a formula or break a line', () => {
    const csv = toCsv([row], { ...about, symbol: '=cmd|A1', venue: 'A "B", C\n' });
    const cells = csv.split('\r\n').slice(1).join('\r\n');
    expect(cells).toContain("'=cmd|A1");
    expect(cells).toContain('"A ""B"", C\n"');
  });

  it('keeps every number to the last bit', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-12, max: 1e12 });
    fc.assert(
      fc.property(value, value, (open, close) => {
        const cells = cellsOf(toCsv([{ ...row, open, close }], about));
        expect(Number(cells[4])).toBeCloseTo(open, 12);
        expect(Math.abs(Number(cells[7]) / close - 1)).toBeLessThan(1e-8);
      }),
    );
  });
});
