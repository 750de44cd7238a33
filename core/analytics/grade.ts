import { type Clause, clause, count, fraction } from '../domain/clause.ts';
import type { MarketInputs, VenueSnapshot } from '../domain/market-inputs.ts';
import { isKnown, type Measured } from '../domain/measured.ts';
import type { Grade, GradeReading } from '../domain/source-health.ts';
import type { OpenInterestIntegrity } from './open-interest-integrity.ts';
import { GRADE } from './parameters.ts';

export interface GradeContext {
  /** USD, the viewed venue. */
  readonly openInterestValue: Measured;
  readonly integrity: OpenInterestIntegrity;
  /** USD within 1 % of mid, both sides. */
  readonly depth: Measured;
  /** Known weight / all weight of the crowding parts. */
  readonly coverage: number;
}

/** Reasons to trust a Reading less; several where one check found several. */
export interface Deduction {
  readonly points: number;
  readonly reasons: readonly Clause[];
}

/** How far the Reading may be trusted, and why not further; a missing check counts against it. */
export function readGrade(inputs: MarketInputs, context: GradeContext): GradeReading {
  const deductions = [
    healthyVenues(inputs),
    turnover(inputs.perpQuoteVolume24h, context.openInterestValue),
    integrity(context.integrity),
    depth(context.depth),
    coverage(context.coverage),
    smallVenues(inputs.venues),
  ].filter((deduction) => deduction.points > 0);
  deductions.sort((a, b) => b.points - a.points);
  const total = deductions.reduce((sum, { points }) => sum + points, 0);
  return { grade: gradeOf(total), reasons: deductions.flatMap(({ reasons }) => reasons) };
}

export function gradeOf(points: number): Grade {
  if (points <= GRADE.upTo.A) return 'A';
  if (points <= GRADE.upTo.B) return 'B';
  return points <= GRADE.upTo.C ? 'C' : 'D';
}

export function healthyVenues(inputs: Pick<MarketInputs, 'venues' | 'instrument' | 'markPrice'>): Deduction {
  const viewed = inputs.instrument.venue;
  const snapshot = inputs.venues.find((venue) => venue.venue === viewed);
  const viewedIsHealthy = snapshot?.healthy ?? isKnown(inputs.markPrice);
  const others = inputs.venues.filter((venue) => venue.venue !== viewed && venue.healthy).length;
  const healthy = others + (viewedIsHealthy ? 1 : 0);
  if (healthy === 0) return { points: 3, reasons: [clause('noVenue')] };
  const reasons = [healthy === 1 ? clause('oneVenue') : clause('someVenues', count(healthy))];
  if (healthy < GRADE.healthyVenues.some) return { points: 2, reasons };
  return { points: healthy < GRADE.healthyVenues.full ? 1 : 0, reasons };
}

export function turnover(quoteVolume24h: Measured, openInterestValue: Measured): Deduction {
  if (!isKnown(quoteVolume24h) || !isKnown(openInterestValue) || !(openInterestValue.value > 0)) {
    return { points: 1, reasons: [clause('turnoverUnknown')] };
  }
  const times = quoteVolume24h.value / openInterestValue.value;
  // An open interest of next to nothing is no figure to divide by.
  if (!Number.isFinite(times)) return { points: 2, reasons: [clause('turnoverUnknown')] };
  const reasons = [clause('turnover', { unit: 'times', value: times })];
  if (times > GRADE.turnover.absurd) return { points: 2, reasons };
  const isUsual = times >= GRADE.turnover.low && times <= GRADE.turnover.high;
  return { points: isUsual ? 0 : 1, reasons };
}

export function integrity(check: OpenInterestIntegrity): Deduction {
  const points = { sound: 0, unknown: 1, suspect: 2 }[check.verdict];
  return { points, reasons: check.reasons };
}

export function depth(within: Measured): Deduction {
  if (!isKnown(within)) return { points: 1, reasons: [clause('depthUnknown')] };
  const reasons = [clause('thinBook', { unit: 'usd', value: within.value })];
  if (within.value >= GRADE.depthUsd.full) return { points: 0, reasons };
  return { points: within.value >= GRADE.depthUsd.some ? 1 : 2, reasons };
}

export function coverage(share: number): Deduction {
  const reasons = [clause('partsKnown', fraction(Math.floor(share * 100) / 100))];
  if (share >= GRADE.coverage.full) return { points: 0, reasons };
  return { points: share >= GRADE.coverage.some ? 1 : 2, reasons };
}

/** Volume that comes from venues with hardly any open interest is the cheapest to fake. */
export function smallVenues(venues: readonly VenueSnapshot[]): Deduction {
  let openInterest = 0;
  const sized: { openInterest: number; volume: number }[] = [];
  for (const { openInterestValue, quoteVolume24h } of venues) {
    if (!isKnown(openInterestValue) || !isKnown(quoteVolume24h)) continue;
    openInterest += openInterestValue.value;
    sized.push({ openInterest: openInterestValue.value, volume: quoteVolume24h.value });
  }
  const volume = sized.reduce((sum, venue) => sum + venue.volume, 0);
  const small = sized
    .filter((venue) => venue.openInterest < GRADE.smallVenueShare * openInterest)
    .reduce((sum, venue) => sum + venue.volume, 0);
  const share = volume > 0 ? small / volume : 0;
  return {
    points: share > GRADE.smallVenueVolume ? 1 : 0,
    reasons: [clause('smallVenues', fraction(share))],
  };
}
