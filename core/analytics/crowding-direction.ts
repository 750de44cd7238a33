import type { CrowdingPart, DirectionPart } from '../domain/crowding.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { derive, isKnown, type Measured } from '../domain/measured.ts';
import type { FundingReading } from '../domain/reading.ts';
import { crossVenueMean } from './cross-venue.ts';
import { annualRate } from './funding.ts';
import { newestPoint } from './newest-point.ts';
import { CROWDING } from './parameters.ts';
import { percentileIn } from './percentile.ts';
import { takerLead } from './taker-imbalance.ts';

/** A part before its points are known. */
export type ScoredPart = Omit<CrowdingPart, 'points'>;

/**
 * `sgn(x) · min(|2p − 1|, tanh(|x| / scale))`: strong only when x is extreme for this market *and* large in
 * absolute terms, in −1…1.
 */
export function extremity(value: number, percentile: number, scale: number): number {
  return Math.sign(value) * Math.min(Math.abs(2 * percentile - 1), Math.tanh(Math.abs(value) / scale));
}

/** Which way the crowd leans: funding, premium, accounts, takers. Signals are −1 (short) … 1 (long). */
export function directionParts(
  inputs: MarketInputs,
  context: { funding: FundingReading; premium: Measured; openInterestValue: Measured },
): ScoredPart[] {
  const { openInterestValue } = context;
  const excess = crossVenueMean(inputs, (venue) => venue.excessHourly, {
    openInterestValue,
    value: context.funding.excessHourly,
  });
  const premium = crossVenueMean(inputs, (venue) => venue.premium, {
    openInterestValue,
    value: context.premium,
  });
  // Other venues' histories are not kept: the rank is the viewed venue's own, the size is the market's.
  const excessRank = context.funding.excessPercentile;
  const premiumRank = percentileIn(inputs.premium1h, context.premium, inputs.marketTime);

  const accounts = newestPoint(inputs, inputs.longShortAccountRatio);
  const accountsRank = percentileIn(inputs.longShortAccountRatio, accounts, inputs.marketTime);

  const lead = takerLead(inputs);
  const takers = newestPoint(inputs, lead);
  const takersRank = isKnown(lead) ? percentileIn(lead.value, takers, inputs.marketTime) : lead;

  return [
    part(
      'funding',
      excess,
      excessRank,
      ranked(derive(excess, annualRate), excessRank, CROWDING.fundingScaleApr),
    ),
    part('premium', premium, premiumRank, ranked(premium, premiumRank, CROWDING.premiumScale)),
    part('accounts', accounts, accountsRank, isKnown(accountsRank) ? 2 * accountsRank.value - 1 : null),
    part(
      'takers',
      takers,
      takersRank,
      isKnown(takers) ? Math.tanh(takers.value / CROWDING.takerScale) : null,
    ),
  ];
}

function ranked(value: Measured, percentile: Measured, scale: number): number | null {
  return isKnown(value) && isKnown(percentile) ? extremity(value.value, percentile.value, scale) : null;
}

function part(name: DirectionPart, raw: Measured, percentile: Measured, signal: number | null): ScoredPart {
  return { part: name, axis: 'direction', weight: CROWDING.direction[name], raw, percentile, signal };
}
