import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesSince } from '../../../core/feed/series-changes.ts';
import { applySlice } from '../../../core/stores/look-series.ts';

const batch = (rows: readonly (readonly number[])[]) =>
  [0, 1].map((column) => Float64Array.from(rows, (row) => row[column]!));

/** What the other side holds after being told. */
function told(held: readonly (readonly number[])[], changes: ReturnType<typeof changesSince>) {
  return changes === null ? held : applySlice(held, changes);
}

describe('what changed of a series', () => {
  it('is nothing when nothing did', () => {
    expect(changesSince(batch([[1, 2]]), batch([[1, 2]]))).toBeNull();
    expect(changesSince(null, batch([]))).toBeNull();
  });

  it('is the last row and what follows it while a bar is open', () => {
    expect(
      changesSince(
        batch([
          [1, 2],
          [2, 3],
        ]),
        batch([
          [1, 2],
          [2, 4],
          [3, 5],
        ]),
      ),
    ).toEqual({
      from: 2,
      columns: [
        [2, 3],
        [4, 5],
      ],
    });
  });

  it('is everything when older rows arrived', () => {
    expect(
      changesSince(
        batch([[5, 2]]),
        batch([
          [1, 9],
          [5, 2],
        ]),
      )?.from,
    ).toBeNull();
  });

  it('leaves rows that fell off the old end unsaid', () => {
    expect(
      changesSince(
        batch([
          [1, 2],
          [2, 3],
        ]),
        batch([[2, 3]]),
      ),
    ).toBeNull();
  });

  const row = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 3 }));
  const series = fc
    .uniqueArray(row, { selector: ([time]) => time, maxLength: 20 })
    .map((rows) => rows.sort((a, b) => a[0] - b[0]));

  it('brings any receiver from any series to any other, but for rows fallen off the end', () => {
    fc.assert(
      fc.property(series, series, (before, after) => {
        const sent = batch(before);
        const first = told([[], []], changesSince(null, sent));
        const held = told(first, changesSince(sent, batch(after)));
        const start = after[0]?.[0] ?? Number.POSITIVE_INFINITY;
        const shown = held[0]!.map((time, at) => [time, held[1]![at]!]).filter(([time]) => time! >= start);
        expect(shown).toEqual(after);
      }),
      { numRuns: 500 },
    );
  });
});
