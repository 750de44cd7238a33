import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createColumns } from '../../../core/feed/columns.ts';
import { missingRanges, pages, subtract } from '../../../core/feed/gaps.ts';

function at(...times: number[]) {
  const columns = createColumns(2);
  columns.merge([Float64Array.from(times), new Float64Array(times.length)], 'replace');
  return columns;
}

describe('missing ranges', () => {
  it('is the whole range when nothing is held', () => {
    expect(missingRanges(at(), 10, 100, 200)).toEqual([{ since: 100, until: 200 }]);
  });

  it('is nothing when every step has its row', () => {
    expect(missingRanges(at(100, 110, 120, 130), 10, 100, 139)).toEqual([]);
  });

  it('names the tail, the hole and the head, newest first', () => {
    expect(missingRanges(at(120, 130, 160, 170), 10, 100, 200)).toEqual([
      { since: 171, until: 200 },
      { since: 131, until: 159 },
      { since: 100, until: 119 },
    ]);
  });

  it('lets rows stand anywhere inside their step', () => {
    expect(missingRanges(at(103, 112, 126, 131), 10, 100, 135)).toEqual([]);
  });
});

describe('subtract', () => {
  it('takes the middle, an end or everything out', () => {
    const range = { since: 100, until: 200 };
    expect(subtract(range, [{ since: 120, until: 130 }])).toEqual([
      { since: 131, until: 200 },
      { since: 100, until: 119 },
    ]);
    expect(subtract(range, [{ since: 50, until: 150 }])).toEqual([{ since: 151, until: 200 }]);
    expect(subtract(range, [{ since: 0, until: 300 }])).toEqual([]);
    expect(subtract(range, [{ since: 0, until: 99 }])).toEqual([range]);
  });
});

describe('pages', () => {
  it('cuts newest first', () => {
    expect(pages({ since: 5, until: 93 }, 10, 4)).toEqual([
      { since: 60, until: 93 },
      { since: 20, until: 59 },
      { since: 5, until: 19 },
    ]);
  });

  it('covers every moment exactly once', () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.nat(500),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        (since, length, step, rows) => {
          const cut = pages({ since, until: since + length }, step, rows).reverse();
          expect(cut[0]!.since).toBe(since);
          expect(cut.at(-1)!.until).toBe(since + length);
          for (let i = 1; i < cut.length; i++) expect(cut[i]!.since).toBe(cut[i - 1]!.until + 1);
          for (const page of cut) expect(page.until - page.since + 1).toBeLessThanOrEqual(step * rows);
        },
      ),
    );
  });
});
