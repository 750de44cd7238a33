import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../core/domain/time.ts';
import { backoffMs, retryClass } from '../../../core/feed/retry.ts';

describe('retry', () => {
  it.each([
    ['unreachable', 'retryable'],
    ['venue-error', 'retryable'],
    ['invalid-answer', 'retryable'],
    ['rate-limited', 'rateLimited'],
    ['banned', 'rateLimited'],
    ['blocked-region', 'blocked'],
    ['maintenance', 'blocked'],
    ['unknown-symbol', 'fatal'],
  ] as const)('treats %s as %s', (kind, expected) => {
    expect(retryClass(kind)).toBe(expected);
  });

  it('doubles: 2, 4, 8 … up to two minutes', () => {
    const waits = [1, 2, 3, 7, 50].map((failures) => backoffMs('retryable', failures, () => 1));
    expect(waits).toEqual([2 * SECOND, 4 * SECOND, 8 * SECOND, 2 * MINUTE, 2 * MINUTE]);
  });

  it('asks for a symbol the venue does not know after a minute, then ever more seldom, up to an hour', () => {
    const waits = [1, 2, 3, 8].map((failures) => backoffMs('fatal', failures, () => 1));
    expect(waits).toEqual([MINUTE, 2 * MINUTE, 4 * MINUTE, 60 * MINUTE]);
  });

  it('leaves the upper half of each step to chance', () => {
    expect(backoffMs('retryable', 1, () => 0)).toBe(SECOND);
    expect(backoffMs('retryable', 1, () => 0.5)).toBe(1.5 * SECOND);
  });

  it('waits a minute at least after a rate limit without an end', () => {
    expect(backoffMs('rateLimited', 1, () => 1)).toBe(MINUTE);
  });
});
