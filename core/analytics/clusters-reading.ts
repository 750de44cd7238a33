import type { KeyLevel, KeyLevelKind } from '../domain/key-level.ts';
import type { Cluster, ClustersReading, MapBin } from '../domain/liquidation-map.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown, type Measured, missing } from '../domain/measured.ts';
import type { BarSeries } from '../domain/series.ts';
import { ascendingBars } from './ascending.ts';
import { type ClusterBand, clusterBands } from './cluster-bands.ts';
import type { LiquidationMap } from './liquidation-map.ts';
import { lossLikelihood } from './loss-likelihood.ts';
import { tiersOf } from './maintenance.ts';
import { bins, groupFor, type MapBins } from './map-bins.ts';
import { isDegraded, refusedShare } from './map-integrity.ts';
import { sideTotal } from './map-side.ts';
import { advanceMap, type LiquidationMapState } from './map-state.ts';
import { LIQUIDATION_MAP } from './parameters.ts';
import { sharePercentile } from './share-history.ts';
import { touchProbability } from './touch-probability.ts';

export type { LiquidationMapState } from './map-state.ts';

/** What the map needs from the other signals. */
export interface ClustersContext {
  /** ATR(14, 1 h) in quote units. */
  readonly atr: number | null;
  /** σ of log returns per √hour. */
  readonly sigmaHour: number | null;
  readonly keyLevels: readonly KeyLevel[];
}

/**
 * The liquidation map as it stands at the mark. The `state` given is advanced in place with the bars it has not
 * seen, and handed back; without one, or when the past was corrected, the map is built from the inputs' history.
 */
export function readClusters(
  inputs: MarketInputs,
  context: ClustersContext,
  state?: LiquidationMapState,
): { clusters: ClustersReading; state: LiquidationMapState } {
  const advanced = advanceMap(inputs, state);
  return { clusters: clustersOf(inputs, context, advanced), state: advanced };
}

function clustersOf(
  inputs: MarketInputs,
  context: ClustersContext,
  state: LiquidationMapState,
): ClustersReading {
  const { map } = state;
  const mark = usableMark(inputs, map);
  const provenance = {
    tierSource: tiersOf(inputs.instrument).assumed ? 'assumed' : inputs.tierSource,
    openInterestSource: inputs.openInterestSource,
    refusedShare: refusedShare(map.integrity),
    degraded: isDegraded(map.integrity),
  };
  if (!isKnown(mark)) {
    const nothing = { bins: [], clusters: [], nearestLong: null, nearestShort: null, seededShare: null };
    return { state: mark, ...nothing, ...provenance };
  }
  const view = bins(map, {
    markPrice: mark.value,
    group: groupFor(context.atr === null ? null : context.atr / mark.value),
    ...touchedSince(inputs, map.endTime),
  });
  const of = (side: 'long' | 'short') =>
    clusterBands(view, side)
      .slice(0, LIQUIDATION_MAP.clustersPerSide)
      .map((band) => clusterOf(band, view.total, mark.value, inputs, context, state));
  const long = of('long');
  const short = of('short');
  return {
    state: mark,
    bins: shares(view, inputs),
    clusters: [...long, ...short].sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance)),
    nearestLong: long[0] ?? null,
    nearestShort: short[0] ?? null,
    seededShare: seededShare(map),
    ...provenance,
  };
}

function usableMark(inputs: MarketInputs, map: LiquidationMap): Measured {
  const { markPrice } = inputs;
  if (!isKnown(markPrice)) return markPrice;
  if (!(markPrice.value > 0 && Number.isFinite(markPrice.value))) return missing('rejected', 'notANumber');
  if (inputs.openInterest1h === null && inputs.openInterest5m === null) {
    return missing('not-yet', 'noOpenInterestHistory');
  }
  if (inputs.bars1h === null && inputs.bars5m === null) return missing('not-yet', 'noPriceHistory');
  if (map.bars === 0) return missing('not-yet', 'noClosedBar');
  return markPrice;
}

/** Extremes of the bars the map has not taken in yet: still open, or ahead of their open interest. */
function touchedSince(inputs: MarketInputs, time: number): { touchedLow?: number; touchedHigh?: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  const look = (series: BarSeries | null) => {
    if (series === null) return;
    for (let row = series.openTime.length - 1; row >= 0 && series.openTime[row]! >= time; row -= 1) {
      if (series.low[row]! > 0) low = Math.min(low, series.low[row]!);
      if (series.high[row]! < Number.POSITIVE_INFINITY) high = Math.max(high, series.high[row]!);
    }
  };
  look(inputs.bars5m);
  look(inputs.bars1h);
  return high > 0 && low <= high ? { touchedLow: low, touchedHigh: high } : {};
}

function clusterOf(
  band: ClusterBand,
  total: number,
  mark: number,
  inputs: MarketInputs,
  { atr, sigmaHour, keyLevels }: ClustersContext,
  state: LiquidationMapState,
): Cluster {
  const { side, low, high, price, mass, seeded } = band;
  const distance = price / mark - 1;
  const share = mass / total;
  const touch = (hours: number) => touchProbability(mark, price, sigmaHour!, hours);
  const value = inputs.instrument.kind === 'inverse' ? mass : mass * price;
  return {
    side,
    low,
    high,
    price,
    distance,
    distanceAtr: atr !== null && atr > 0 ? Math.abs(price - mark) / atr : null,
    share,
    percentile: sharePercentile(state.history, side, share),
    valueRange: [value * (1 - seeded / mass) * confirmedShare(state.map), value],
    touch: sigmaHour === null ? null : { hours1: touch(1), hours4: touch(4), hours24: touch(24) },
    tags: tagsOf(low, high, keyLevels),
    seededShare: seeded / mass,
  };
}

/**
 * The low end of a value range: of what the map called liquidated on this instrument, the part that open interest
 * really lost in the same bars, and nothing of what is assumed. The high end takes the map at its word.
 */
function confirmedShare(map: LiquidationMap): number {
  return map.wiped > 0 ? Math.min(1, map.confirmed / map.wiped) : 0;
}

/** Key levels whose price or stop band lies in the cluster. */
function tagsOf(low: number, high: number, keyLevels: readonly KeyLevel[]): KeyLevelKind[] {
  const inside = keyLevels.filter(
    ({ price, stopBand }) => Math.min(price, stopBand[0]) <= high && Math.max(price, stopBand[1]) >= low,
  );
  return [...new Set(inside.map(({ kind }) => kind))];
}

function shares({ long, short, total }: MapBins, inputs: MarketInputs): MapBin[] {
  const bars = ascendingBars(inputs.bars1h ?? inputs.bars5m, inputs.marketTime);
  const of = (side: 'long' | 'short', columns: MapBins['long']) => {
    const sideShare = columns.mass.reduce((sum, mass) => sum + mass, 0) / total;
    const likely = lossLikelihood(columns, bars, inputs.marketTime);
    return Array.from(columns.mass, (mass, row): MapBin => {
      const [low, high] = [columns.low[row]!, columns.high[row]!];
      return { low, high, side, share: mass / total, likelihood: sideShare * likely[row]! };
    }).filter(({ share, likelihood }) => share > 0 || likelihood > 0);
  };
  return total > 0 ? [...of('long', long), ...of('short', short)] : [];
}

/** Share of all open interest, near or far, that stems from the assumed start. */
function seededShare(map: LiquidationMap): number | null {
  const all = sideTotal(map.long) + sideTotal(map.short);
  if (!(all > 0)) return null;
  let seeded = 0;
  for (const side of [map.long, map.short]) {
    const levels = side.distances.weight.length;
    seeded += side.unplaced;
    for (let row = 0; row < side.scale.length; row += 1) {
      let raw = side.freshSeeded[row]!;
      for (let cell = row * levels, end = cell + levels; cell < end; cell += 1) raw += side.seeded[cell]!;
      seeded += raw * side.scale[row]! * (map.firstBin + row < map.boundary ? side.below : side.above);
    }
  }
  return Math.min(1, seeded / all);
}
