import type { CascadePath, CascadeReading, DepthFit } from '../domain/cascade.ts';
import { count, quote } from '../domain/clause.ts';
import type { Cluster, ClustersReading } from '../domain/liquidation-map.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown, type Measured, missing } from '../domain/measured.ts';
import type { BookObservation } from '../domain/observation.ts';
import { runCascade } from './cascade.ts';
import { fitDepth } from './depth-fit.ts';
import { CASCADE } from './parameters.ts';

/** What today's book, and what a cascade usually leaves of it, would do to the nearest cluster each way. */
export function readCascade(inputs: MarketInputs, clusters: ClustersReading): CascadeReading {
  const bids = sideFit(inputs, 'bids');
  const asks = sideFit(inputs, 'asks');
  return { down: path('long', clusters, bids), up: path('short', clusters, asks), bids, asks };
}

function sideFit(inputs: MarketInputs, side: 'bids' | 'asks'): Measured<DepthFit> {
  const { book, instrument } = inputs;
  if (!isKnown(book)) return book;
  const mid = midOf(book.value);
  if (mid === null) return missing('rejected', 'bookEmpty');
  const fit = fitDepth(book.value[side], mid, instrument);
  if (fit === null) {
    const few = side === 'bids' ? 'fewBids' : 'fewAsks';
    return missing('too-few', few, count(CASCADE.minimumLevels), quote(instrument.venueSymbol));
  }
  return { ...book, value: fit };
}

function midOf({ bids, asks }: BookObservation): number | null {
  const bid = bids[0]?.[0];
  const ask = asks[0]?.[0];
  if (bid === undefined || ask === undefined || !(bid > 0) || !(ask >= bid)) return null;
  return Number.isFinite(ask) ? (bid + ask) / 2 : null;
}

function path(
  side: 'long' | 'short',
  { state, clusters }: ClustersReading,
  fit: Measured<DepthFit>,
): Measured<CascadePath> {
  if (!isKnown(state)) return state;
  const ahead = clusters
    .filter((cluster) => cluster.side === side)
    .sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance));
  const nearest = ahead[0];
  if (nearest === undefined) return missing('too-few', side === 'long' ? 'noLongCluster' : 'noShortCluster');
  if (!isKnown(fit)) return fit;
  const steps = ahead.map((cluster) => ({ price: cluster.price, value: middleValue(cluster) }));
  return {
    ...fit,
    source: 'estimate',
    value: {
      side,
      startPrice: nearest.price,
      outcomes: CASCADE.survivals.map((survival) =>
        runCascade(side, steps, fit.value, survival, absorbedSlip(nearest)),
      ),
    },
  };
}

/** The cascade needs one figure: the middle of the range. */
function middleValue({ valueRange: [low, high] }: Cluster): number {
  return (low + high) / 2;
}

/** Half an ATR as a fraction; a cluster knows its distance in both. */
function absorbedSlip({ distance, distanceAtr }: Cluster): number {
  if (distanceAtr === null || !(distanceAtr > 0)) return CASCADE.absorbedSlip;
  return (CASCADE.absorbedAtr * Math.abs(distance)) / distanceAtr;
}
