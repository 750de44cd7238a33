import { expect, it } from 'vitest';
import { premium } from '../../../core/analytics/premium.ts';
import { missing } from '../../../core/domain/measured.ts';
import { known, knownValue, NOW } from './builders.ts';

it.each([
  // (100.05 − 100) / 100 = 0.0005
  [100.05, 100, 0.0005],
  // (99.9 − 100) / 100 = −0.001
  [99.9, 100, -0.001],
  // (62 000 − 62 000) / 62 000
  [62_000, 62_000, 0],
])('mark %d over index %d is a premium of %d', (mark, index, expected) => {
  expect(knownValue(premium(known(mark), known(index)))).toBeCloseTo(expected, 12);
});

it('is as old as the older price', () => {
  expect(premium(known(101, NOW), known(100, NOW - 5_000))).toMatchObject({ venueTime: NOW - 5_000 });
});

it('refuses an index of zero', () => {
  expect(premium(known(100), known(0))).toEqual(missing('rejected', 'notAboveZero'));
});

it('needs both prices', () => {
  const gone = missing('not-published');
  expect(premium(known(100), gone)).toBe(gone);
  expect(premium(gone, known(100))).toBe(gone);
});
