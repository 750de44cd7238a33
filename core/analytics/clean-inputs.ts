import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown, type Measured, missing } from '../domain/measured.ts';
import { ascendingBars, ascendingPoints, NEXT_TO_NOTHING } from './ascending.ts';

/**
 * The inputs as every formula may rely on them: series strictly ascending, finite, ending by `marketTime` (so
 * nothing looks ahead), levels above zero, and single values finite or missing.
 */
export function cleanInputs(inputs: MarketInputs): MarketInputs {
  const now = inputs.marketTime;
  return {
    ...inputs,
    markPrice: positive(inputs.markPrice),
    indexPrice: positive(inputs.indexPrice),
    openInterest: positive(inputs.openInterest),
    funding:
      isKnown(inputs.funding) && !Number.isFinite(inputs.funding.value.fundingRate)
        ? missing('rejected', 'notANumber')
        : inputs.funding,
    perpQuoteVolume24h: finite(inputs.perpQuoteVolume24h),
    spotQuoteVolume24h: finite(inputs.spotQuoteVolume24h),
    bars5m: ascendingBars(inputs.bars5m, now),
    bars1h: ascendingBars(inputs.bars1h, now),
    spotBars1h: ascendingBars(inputs.spotBars1h, now),
    btcBars1h: ascendingBars(inputs.btcBars1h, now),
    openInterest5m: ascendingPoints(inputs.openInterest5m, now, NEXT_TO_NOTHING),
    openInterest1h: ascendingPoints(inputs.openInterest1h, now, NEXT_TO_NOTHING),
    fundingHistory: ascendingPoints(inputs.fundingHistory, now),
    premium1h: ascendingPoints(inputs.premium1h, now),
    longShortAccountRatio: ascendingPoints(inputs.longShortAccountRatio, now, NEXT_TO_NOTHING),
    takerImbalance1h: ascendingPoints(inputs.takerImbalance1h, now),
    depthHistory: ascendingPoints(inputs.depthHistory, now, NEXT_TO_NOTHING),
  };
}

function finite(measured: Measured): Measured {
  return isKnown(measured) && !Number.isFinite(measured.value) ? missing('rejected', 'notANumber') : measured;
}

function positive(measured: Measured): Measured {
  return isKnown(measured) && !(measured.value > NEXT_TO_NOTHING && Number.isFinite(measured.value))
    ? missing('rejected', 'notAboveZero')
    : measured;
}
