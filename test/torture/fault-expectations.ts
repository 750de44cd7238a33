import type { VenueId } from '../../core/domain/instrument.ts';
import type { SourceStatus } from '../../core/domain/source-health.ts';
import { MINUTE, type Ms, SECOND } from '../../core/domain/time.ts';
import type { RestFaultName } from '../market/wire/faults.ts';

export interface Expectation {
  /** What the source may be called while the fault lasts. */
  readonly labels: readonly string[];
  /** It may still count as live so long: the next poll has not come yet, or nothing is provable before. */
  readonly within: Ms;
  /** How long the fault lasts. */
  readonly lasts: Ms;
}

/** Old values under a latch that ended a moment ago are stale, not wrong. */
export const ALIKE: readonly string[] = ['stale'] satisfies SourceStatus[];

const POLL: Ms = MINUTE + 10 * SECOND;
const LASTS: Ms = 4 * MINUTE;

const named = (...labels: SourceStatus[]): Expectation => ({ labels, within: POLL, lasts: LASTS });
const OFFLINE = named('offline');
const UNREADABLE = named('invalid-answer');
/** Odd, but every value is there and true. */
const HARMLESS = named('live');
/** Only what the values say of themselves shows that the header's clock is wrong. */
const CLOCK: Expectation = { ...named('live', 'invalid-answer', 'frozen'), within: LASTS };

const EXPECTED: Readonly<Record<RestFaultName, Expectation>> = {
  'rate-limit': named('rate-limited'),
  ban: named('rate-limited'),
  region: named('blocked-region'),
  'unknown-symbol': named('not-listed', 'invalid-answer'),
  'server-error': OFFLINE,
  'bad-gateway': OFFLINE,
  maintenance: named('maintenance'),
  'not-found': OFFLINE,
  'captive-portal': OFFLINE,
  redirect: OFFLINE,
  'redirect-loop': OFFLINE,
  truncated: UNREADABLE,
  empty: UNREADABLE,
  polluted: HARMLESS,
  'not-utf8': UNREADABLE,
  'broken-gzip': OFFLINE,
  oversize: UNREADABLE,
  endless: UNREADABLE,
  'slow-body': OFFLINE,
  silence: OFFLINE,
  reset: OFFLINE,
  'reset-mid-body': OFFLINE,
  frozen: { ...named('frozen'), within: 100 * SECOND },
  'old-clock': CLOCK,
  'future-clock': CLOCK,
  'frozen-clock': CLOCK,
  'no-clock': HARMLESS,
  'wrong-types': UNREADABLE,
  nonsense: UNREADABLE,
  'null-body': UNREADABLE,
  'bare-list': UNREADABLE,
  'bare-object': UNREADABLE,
  'not-a-number': UNREADABLE,
  infinite: UNREADABLE,
  negative: UNREADABLE,
  zeros: UNREADABLE,
  'no-numbers': UNREADABLE,
  'empty-strings': UNREADABLE,
  'numbers-as-strings': HARMLESS,
  'strings-as-numbers': HARMLESS,
  'extra-fields': HARMLESS,
  'missing-fields': UNREADABLE,
  'no-rows': UNREADABLE,
  duplicates: HARMLESS,
  'out-of-order': HARMLESS,
  deep: UNREADABLE,
};

/** What one venue’s way of answering makes of a fault. */
const OWN: Readonly<Partial<Record<VenueId, Partial<Record<RestFaultName, Expectation>>>>> = {
  // Its vital answers are no lists.
  'binance-usdm': { 'no-rows': HARMLESS },
  // Its values carry no time: only a mark that stands still for five minutes gives a frozen answer away.
  hyperliquid: { frozen: { ...named('frozen'), within: 7 * MINUTE, lasts: 8 * MINUTE } },
};

export function expectationOf(fault: RestFaultName, venue: VenueId): Expectation {
  return OWN[venue]?.[fault] ?? EXPECTED[fault];
}
