import type { Cluster } from '../../core/domain/liquidation-map.ts';
import { isKnown } from '../../core/domain/measured.ts';
import type { Reading } from '../../core/domain/reading.ts';
import {
  formatChance,
  formatDecimal,
  formatPercent,
  formatPrice,
  formatSignedPercent,
  formatUsd,
} from '../format/number.ts';
import { levelName } from '../words/level-name.ts';
import { measuredText } from '../words/measured-text.ts';
import { t } from '../words/t.ts';
import { aboutText, sourceName } from './measure-view.ts';

export interface ClusterView {
  readonly side: 'long' | 'short';
  readonly arrow: string;
  readonly distance: string;
  readonly atr: string;
  readonly touch: string;
  readonly title: string;
}

export interface ClustersView {
  readonly nearestLong: ClusterView | null;
  readonly nearestShort: ClusterView | null;
  /** Nearest of both. */
  readonly nearest: ClusterView | null;
  readonly about: string;
  /** Why there is no map; empty when there is one. */
  readonly missing: string;
}

export function toClusterView(cluster: Cluster, mark: number): ClusterView {
  const [low, high] = cluster.valueRange;
  return {
    side: cluster.side,
    arrow: cluster.distance < 0 ? '▼' : '▲',
    distance: formatSignedPercent(cluster.distance),
    atr: cluster.distanceAtr === null ? '' : t('atrValue', formatDecimal(cluster.distanceAtr, 1)),
    touch: cluster.touch === null ? '' : formatChance(cluster.touch.hours4),
    title: [
      t(
        cluster.side === 'long' ? 'clusterLongTitle' : 'clusterShortTitle',
        formatPrice(cluster.low, mark),
        formatPrice(cluster.high, mark),
      ),
      t('clusterShare', formatPercent(cluster.share, 0)),
      t('clusterValue', formatUsd(low), formatUsd(high)),
      ...(cluster.percentile === null ? [] : [t('clusterPercentile', Math.round(cluster.percentile * 100))]),
      ...cluster.tags.map(levelName),
    ].join(' · '),
  };
}

export function toClustersView(reading: Reading): ClustersView {
  const { clusters } = reading;
  const about = aboutText(clusters.state, reading);
  if (!isKnown(clusters.state)) {
    return { nearestLong: null, nearestShort: null, nearest: null, about, missing: about };
  }
  const mark = clusters.state.value;
  const view = (cluster: Cluster | null) => cluster && toClusterView(cluster, mark);
  const { nearestLong, nearestShort } = clusters;
  const nearest =
    nearestLong && nearestShort
      ? Math.abs(nearestLong.distance) <= Math.abs(nearestShort.distance)
        ? nearestLong
        : nearestShort
      : (nearestLong ?? nearestShort);
  const origins = [
    about,
    ...(clusters.openInterestSource
      ? [t('mapOpenInterest', sourceName(clusters.openInterestSource, reading))]
      : []),
    t(
      'mapTiers',
      clusters.tierSource === 'assumed' ? t('tiersAssumed') : sourceName(clusters.tierSource, reading),
    ),
    ...(clusters.seededShare === null ? [] : [t('mapSeeded', formatPercent(clusters.seededShare, 0))]),
  ];
  return {
    nearestLong: view(nearestLong),
    nearestShort: view(nearestShort),
    nearest: view(nearest),
    about: `${origins.join(' · ')}\n${measuredText.map()}`,
    missing: '',
  };
}
