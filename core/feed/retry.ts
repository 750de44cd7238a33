import { HOUR, type Ms, SECOND } from '../domain/time.ts';
import type { FaultKind } from '../venues/venue-error.ts';
import type { Random } from './ports.ts';

/** What a fault means for the next attempt. */
export type RetryClass = 'retryable' | 'rateLimited' | 'blocked' | 'fatal';

const CLASS_OF: Readonly<Record<FaultKind, RetryClass>> = {
  unreachable: 'retryable',
  'venue-error': 'retryable',
  'invalid-answer': 'retryable',
  'rate-limited': 'rateLimited',
  banned: 'rateLimited',
  'blocked-region': 'blocked',
  maintenance: 'blocked',
  'unknown-symbol': 'fatal',
};

export function retryClass(kind: FaultKind): RetryClass {
  return CLASS_OF[kind];
}

const FIRST: Readonly<Record<RetryClass, Ms>> = {
  retryable: 2 * SECOND,
  rateLimited: 60 * SECOND,
  blocked: 60 * SECOND,
  // Listed symbols are «unknown» for a moment while a venue changes over; a delisted one stays so.
  fatal: 60 * SECOND,
};
const LONGEST: Readonly<Record<RetryClass, Ms>> = {
  retryable: 120 * SECOND,
  rateLimited: HOUR,
  // One probe a minute or two finds a healed source within two polls and costs nothing.
  blocked: 120 * SECOND,
  fatal: HOUR,
};

/**
 * How long to wait after `failures` faults in a row (≥ 1): doubling, with the upper half of each step left to
 * chance so that many machines do not return at once.
 */
export function backoffMs(kind: RetryClass, failures: number, random: Random): Ms {
  const step = Math.min(LONGEST[kind], FIRST[kind] * 2 ** Math.min(failures - 1, 16));
  return step * (0.5 + random() / 2);
}
