import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createColumns } from '../../../core/feed/columns.ts';

const batch = (...rows: [time: number, value: number][]) => [
  Float64Array.from(rows, ([time]) => time),
  Float64Array.from(rows, ([, value]) => value),
];

function rowsOf(columns: ReturnType<typeof createColumns>): number[][] {
  const [times, values] = columns.view();
  return Array.from(times!, (time, row) => [time, values![row]!]);
}

describe('columns', () => {
  it('orders rows that arrive out of order and keeps one of each time', () => {
    const columns = createColumns(2);
    columns.merge(batch([30, 3], [10, 1], [20, 2], [10, 9]), 'replace');
    expect(rowsOf(columns)).toEqual([
      [10, 9],
      [20, 2],
      [30, 3],
    ]);
  });

  it('overwrites or keeps what is there, as told, and says what changed', () => {
    const columns = createColumns(2);
    columns.merge(batch([10, 1], [20, 2]), 'replace');
    expect(columns.merge(batch([10, 5], [30, 3]), 'keep')).toBe(30);
    expect(columns.merge(batch([20, 7]), 'replace')).toBe(20);
    expect(columns.merge(batch([20, 7]), 'replace')).toBeNull();
    expect(rowsOf(columns)).toEqual([
      [10, 1],
      [20, 7],
      [30, 3],
    ]);
  });

  it('leaves out rows whose time is no number', () => {
    const columns = createColumns(2);
    columns.merge(batch([Number.NaN, 1], [10, 1], [Number.POSITIVE_INFINITY, 2]), 'replace');
    expect(rowsOf(columns)).toEqual([[10, 1]]);
  });

  it('views an inclusive range without copying', () => {
    const columns = createColumns(2);
    columns.merge(batch([10, 1], [20, 2], [30, 3]), 'replace');
    const [times] = columns.view(11, 30);
    expect([...times!]).toEqual([20, 30]);
    expect(times!.buffer).toBe(columns.view()[0]!.buffer);
    expect(columns.view(40, 50)[0]!.length).toBe(0);
  });

  it('forgets the old and the impossible', () => {
    const columns = createColumns(2);
    columns.merge(batch([10, 1], [20, 2], [30, 3], [40, 4]), 'replace');
    columns.dropBefore(20);
    columns.dropAfter(30);
    expect(rowsOf(columns)).toEqual([
      [20, 2],
      [30, 3],
    ]);
    expect([columns.firstTime, columns.lastTime, columns.length]).toEqual([20, 30, 2]);
  });

  it('holds what a plain map would hold, whatever is merged in whatever portions', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 3 }));
    const portion = fc.record({
      rows: fc.array(row, { maxLength: 30 }),
      existing: fc.constantFrom('replace' as const, 'keep' as const),
    });
    fc.assert(
      fc.property(fc.array(portion, { maxLength: 12 }), (portions) => {
        const columns = createColumns(2);
        const plain = new Map<number, number>();
        for (const { rows, existing } of portions) {
          columns.merge(batch(...rows), existing);
          for (const [time, value] of new Map(rows)) {
            if (existing === 'replace' || !plain.has(time)) plain.set(time, value);
          }
        }
        expect(rowsOf(columns)).toEqual([...plain].sort((a, b) => a[0] - b[0]));
      }),
      { numRuns: 500 },
    );
  });
});
