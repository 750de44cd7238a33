import type { MarketInputs, VenueSnapshot } from '../domain/market-inputs.ts';
import { isKnown, type Known, type Measured } from '../domain/measured.ts';

/** The viewed venue's own figures, fresher than its snapshot. */
export interface OwnView {
  readonly openInterestValue: Measured;
  readonly value: Measured;
}

/**
 * Open-interest-weighted mean of `pick` over the healthy venues of the same asset, the viewed one included.
 * The mean is as old as its oldest member. With no venue to weigh it is the viewed venue's own value.
 */
export function crossVenueMean(
  inputs: MarketInputs,
  pick: (venue: VenueSnapshot) => Measured,
  own: OwnView,
): Measured {
  const viewed = inputs.instrument.venue;
  const ownIsHealthy = inputs.venues.find((venue) => venue.venue === viewed)?.healthy ?? true;
  const views = inputs.venues
    .filter((venue) => venue.healthy && venue.venue !== viewed)
    .map((venue) => ({ openInterestValue: venue.openInterestValue, value: pick(venue) }));
  if (ownIsHealthy) views.push(own);

  const members: { weight: number; value: Known }[] = [];
  for (const view of views) {
    if (!isKnown(view.value) || !isKnown(view.openInterestValue)) continue;
    if (!(view.openInterestValue.value > 0) || !Number.isFinite(view.value.value)) continue;
    members.push({ weight: view.openInterestValue.value, value: view.value });
  }
  const [first] = members;
  if (first === undefined) return own.value;
  if (members.length === 1) return first.value;

  const total = members.reduce((sum, { weight }) => sum + weight, 0);
  return {
    value: members.reduce((sum, { weight, value }) => sum + (weight / total) * value.value, 0),
    venueTime: Math.min(...members.map(({ value }) => value.venueTime)),
    receivedTime: inputs.receivedTime,
    source: 'combined',
  };
}
