import { describe, expect, it } from 'vitest';
import { createColumns } from '../../../core/feed/columns.ts';
import { seriesCsv } from '../../../core/feed/series-csv.ts';

describe('a series as CSV', () => {
  it('has a header that says what each column is, both forms of the time, and CRLF lines', () => {
    const columns = createColumns(2);
    columns.merge([Float64Array.of(1_700_000_000_000), Float64Array.of(80_000.5)], 'replace');
    expect(seriesCsv('open-interest:1h', columns)).toBe(
      'venue_time_ms,venue_time_utc,open_interest_base\r\n1700000000000,2023-11-14T22:13:20.000Z,80000.5\r\n',
    );
  });

  it('leaves a value that is not known empty', () => {
    const columns = createColumns(7);
    const row = [0, 1, 2, 0.5, 1.5, 10, Number.NaN].map((value) => Float64Array.of(value));
    columns.merge(row, 'replace');
    expect(seriesCsv('candles:perp:5m', columns).split('\r\n')[1]).toBe(
      '0,1970-01-01T00:00:00.000Z,1,2,0.5,1.5,10,',
    );
  });

  it('is a header alone when nothing is known', () => {
    expect(seriesCsv('funding', createColumns(2))).toBe(
      'venue_time_ms,venue_time_utc,funding_rate_per_interval\r\n',
    );
  });
});
