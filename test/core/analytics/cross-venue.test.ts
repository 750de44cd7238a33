import { describe, expect, it } from 'vitest';
import { crossVenueMean } from '../../../core/analytics/cross-venue.ts';
import type { VenueSnapshot } from '../../../core/domain/market-inputs.ts';
import { missing } from '../../../core/domain/measured.ts';
import { emptyInputs, known, knownValue, NOW } from './builders.ts';

const venueOf = (venue: string, openInterest: number, premium: number, healthy = true): VenueSnapshot => ({
  venue,
  healthy,
  kind: 'linear',
  openInterestValue: known(openInterest, NOW, venue),
  excessHourly: missing('not-yet'),
  premium: known(premium, NOW - 2_000, venue),
  quoteVolume24h: missing('not-yet'),
});
const own = { openInterestValue: known(60), value: known(0.001) };
const mean = (venues: readonly VenueSnapshot[], view = own) =>
  crossVenueMean(emptyInputs({ venues }), (venue) => venue.premium, view);

describe('crossVenueMean', () => {
  it('weighs by open interest', () => {
    // (60 · 0.001 + 30 · 0.002 + 10 · −0.003) / 100 = (0.06 + 0.06 − 0.03) / 100 = 0.0009
    const result = mean([venueOf('bybit-linear', 30, 0.002), venueOf('okx', 10, -0.003)]);
    expect(knownValue(result)).toBeCloseTo(0.0009, 12);
    expect(result).toMatchObject({ source: 'combined', venueTime: NOW - 2_000 });
  });

  it('leaves unhealthy venues out', () => {
    // (60 · 0.001 + 20 · 0.005) / 80 = 0.16 / 80 = 0.002
    const result = mean([venueOf('bybit-linear', 20, 0.005), venueOf('okx', 1_000, 9, false)]);
    expect(knownValue(result)).toBeCloseTo(0.002, 12);
  });

  it('counts the viewed venue once, by its own fresher figures', () => {
    expect(mean([venueOf('binance-usdm', 999, 7)])).toBe(own.value);
  });

  it('leaves the viewed venue out when it is marked unhealthy', () => {
    const result = mean([venueOf('binance-usdm', 60, 0.001, false), venueOf('okx', 10, 0.004)]);
    expect(knownValue(result)).toBe(0.004);
  });

  it('leaves a venue without open interest out', () => {
    const silent = { ...venueOf('okx', 0, 0.5), openInterestValue: missing('not-published') };
    expect(mean([silent, venueOf('bybit-linear', 0, 0.5)])).toBe(own.value);
  });

  it('says why when nobody knows', () => {
    const gone = { openInterestValue: known(60), value: missing('source-down') };
    expect(crossVenueMean(emptyInputs(), (venue) => venue.premium, gone)).toBe(gone.value);
  });
});
