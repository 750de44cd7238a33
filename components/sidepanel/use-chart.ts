import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Reading } from '../../core/domain/reading.ts';
import { type BarInterval, INTERVAL_MS } from '../../core/domain/time.ts';
import type { HeldLook } from '../../core/stores/look-store.ts';
import { levelName } from '../words/level-name.ts';
import { createMarketChart, type MarketChart, type Pointed } from './chart.ts';
import { readColours } from './chart-colours.ts';
import { type ChartRow, rowPosition } from './chart-rows.ts';

export interface ChartInput {
  readonly rows: readonly ChartRow[];
  readonly look: HeldLook;
  readonly reading: Reading;
  readonly interval: BarInterval;
  readonly rising: 'green' | 'red';
  /** Anything the colours depend on. */
  readonly skin: string;
  readonly titles: readonly string[];
}

/** Clusters nearer than this are always in view. */
const NEAR = 0.03;

/** Keeps one chart in `host` as long as it is on the page, and tells it what changed. */
export function useChart(
  host: RefObject<HTMLElement | null>,
  { rows, look, reading, interval, rising, skin, titles }: ChartInput,
  onPoint: (pointed: Pointed | null) => void,
): RefObject<MarketChart | null> {
  const chart = useRef<MarketChart | null>(null);
  const point = useRef(onPoint);
  point.current = onPoint;
  const drawn = useRef('');

  useEffect(() => {
    if (host.current === null) return;
    const made = createMarketChart(host.current, readColours(host.current, rising), (pointed) =>
      point.current(pointed),
    );
    chart.current = made;
    return () => {
      made.remove();
      chart.current = null;
      drawn.current = '';
    };
  }, [host]);

  const pair = `${reading.instrument.venue}:${reading.instrument.venueSymbol}:${interval}`;
  useEffect(() => {
    const fresh = rows.length > 0 && drawn.current !== pair;
    if (fresh) drawn.current = pair;
    chart.current?.rows(rows, fresh);
  }, [rows, pair]);

  useEffect(() => {
    if (host.current === null || chart.current === null) return;
    const colours = readColours(host.current, rising);
    chart.current.colour(colours);
    chart.current.titles(titles, colours);
  }, [skin, rising, titles.join()]);

  useEffect(() => {
    if (host.current === null || chart.current === null) return;
    const colours = readColours(host.current, rising);
    const step = INTERVAL_MS[interval];
    chart.current.heat({
      grid: look.grid,
      columns: look.heat,
      colours,
      position: (time) => rowPosition(rows, step, time),
      end: rows.length - 0.5,
    });
    chart.current.edge({
      bins: reading.clusters.bins,
      levels: reading.keyLevels.map(({ kind, price }) => ({ price, text: levelName(kind) })),
      near: [reading.clusters.nearestLong, reading.clusters.nearestShort].flatMap((cluster) =>
        cluster !== null && Math.abs(cluster.distance) < NEAR ? [cluster.low, cluster.high] : [],
      ),
      colours,
    });
  }, [look.heat, look.grid, rows, reading, skin, rising]);

  return chart;
}
