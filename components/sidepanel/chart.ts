import {
  BaselineSeries,
  CandlestickSeries,
  createChart,
  createTextWatermark,
  type ISeriesApi,
  LineSeries,
  LineType,
  type MouseEventParams,
  type Time,
} from 'lightweight-charts';
import type { Ms } from '../../core/domain/time.ts';
import { formatCompact, formatPercent, formatPrice } from '../format/number.ts';
import { type ChartColours, withAlpha } from './chart-colours.ts';
import { fromChartTime, optionsOf, toChartTime } from './chart-options.ts';
import type { ChartRow } from './chart-rows.ts';
import { createEdgeLayer, EDGE_SHARE, type EdgeData } from './edge-layer.ts';
import { createHeatLayer, type HeatData } from './heat-layer.ts';

/** Where the reader points: a bar, and a price when it is the price pane. */
export interface Pointed {
  readonly time: Ms;
  readonly price: number | null;
}

export interface MarketChart {
  colour(colours: ChartColours): void;
  /** @param reset shows the newest bars again, as for another pair or bar length */
  rows(rows: readonly ChartRow[], reset: boolean): void;
  heat(data: HeatData): void;
  edge(data: EdgeData): void;
  /** Names the panes, from the top. */
  titles(titles: readonly string[], colours: ChartColours): void;
  point(row: ChartRow | null): void;
  zoom(factor: number): void;
  scrollTo(position: number): void;
  picture(): HTMLCanvasElement;
  remove(): void;
}

/** Bars shown at first. */
const SHOWN = 96;
const HEIGHTS = [5, 1.6, 1.1, 1.1] as const;

/** Four panes on one time axis: price, open interest, funding, premium. */
export function createMarketChart(
  host: HTMLElement,
  colours: ChartColours,
  onPoint: (pointed: Pointed | null) => void,
): MarketChart {
  const chart = createChart(host, optionsOf(colours));
  const priceFormat = {
    type: 'custom' as const,
    minMove: 1e-12,
    formatter: (price: number) => formatPrice(price),
  };
  const candles = chart.addSeries(CandlestickSeries, { priceFormat }, 0);
  const line = { lineWidth: 1 as const, priceLineVisible: false, crosshairMarkerRadius: 3 };
  const openInterest = chart.addSeries(
    LineSeries,
    { ...line, lineWidth: 2, priceFormat: { ...priceFormat, formatter: formatCompact } },
    1,
  );
  const rate = { ...priceFormat, formatter: (value: number) => formatPercent(value, 3) };
  const funding = chart.addSeries(
    BaselineSeries,
    { ...line, lineType: LineType.WithSteps, priceFormat: rate },
    2,
  );
  const premium = chart.addSeries(BaselineSeries, { ...line, priceFormat: rate }, 3);
  const heatLayer = createHeatLayer();
  const edgeLayer = createEdgeLayer();
  candles.attachPrimitive(heatLayer);
  candles.attachPrimitive(edgeLayer);
  for (const [index, pane] of chart.panes().entries()) pane.setStretchFactor(HEIGHTS[index]!);
  let marks: ReturnType<typeof createTextWatermark<Time>>[] = [];
  let count = 0;

  chart.subscribeCrosshairMove((event: MouseEventParams) => {
    if (event.time === undefined || event.point === undefined) onPoint(null);
    else {
      const price = event.paneIndex === 0 ? candles.coordinateToPrice(event.point.y) : null;
      onPoint({ time: fromChartTime(event.time), price });
    }
  });

  const points = (rows: readonly ChartRow[], of: (row: ChartRow) => number | null) =>
    rows.map((row) => {
      const value = of(row);
      return value === null ? { time: toChartTime(row.time) } : { time: toChartTime(row.time), value };
    });

  return {
    colour(next) {
      chart.applyOptions(optionsOf(next));
      candles.applyOptions({
        // A rising bar is hollow: told apart without its colour.
        upColor: next.background,
        downColor: next.falling,
        borderUpColor: next.rising,
        borderDownColor: next.falling,
        wickUpColor: next.rising,
        wickDownColor: next.falling,
        priceLineColor: next.text,
      });
      openInterest.applyOptions({ color: next.accent });
      for (const series of [funding, premium]) colourBaseline(series, next);
    },
    rows(rows, reset) {
      count = rows.length;
      candles.setData(
        rows.map(({ time, open, high, low, close }) => ({ time: toChartTime(time), open, high, low, close })),
      );
      openInterest.setData(points(rows, (row) => row.openInterest));
      funding.setData(points(rows, (row) => row.funding));
      premium.setData(points(rows, (row) => row.premium));
      if (reset) this.scrollTo(count - 1);
    },
    heat: (data) => heatLayer.show(data),
    edge: (data) => edgeLayer.show(data),
    titles(titles, { muted, font }) {
      for (const mark of marks) mark.detach();
      marks = chart.panes().map((pane, index) =>
        createTextWatermark(pane, {
          horzAlign: 'left',
          vertAlign: 'top',
          lines: [{ text: titles[index] ?? '', color: muted, fontSize: 10, fontFamily: font }],
        }),
      );
    },
    point(row) {
      if (row === null) chart.clearCrosshairPosition();
      else chart.setCrosshairPosition(row.close, toChartTime(row.time), candles);
    },
    zoom(factor) {
      const range = chart.timeScale().getVisibleLogicalRange();
      if (range === null) return;
      const width = (range.to - range.from) * factor;
      chart.timeScale().setVisibleLogicalRange({ from: range.to - width, to: range.to });
    },
    scrollTo(position) {
      const shown = Math.min(SHOWN, Math.max(24, count));
      // Room for the present map at the right edge.
      const room = position === count - 1 ? shown * EDGE_SHARE * 1.15 : shown / 2;
      chart.timeScale().setVisibleLogicalRange({ from: position + room - shown, to: position + room });
    },
    picture: () => chart.takeScreenshot(true),
    remove: () => chart.remove(),
  };
}

function colourBaseline(series: ISeriesApi<'Baseline', Time>, { long, short }: ChartColours): void {
  series.applyOptions({
    baseValue: { type: 'price', price: 0 },
    topLineColor: long,
    topFillColor1: withAlpha(long, 0.3),
    topFillColor2: withAlpha(long, 0.05),
    bottomLineColor: short,
    bottomFillColor1: withAlpha(short, 0.05),
    bottomFillColor2: withAlpha(short, 0.3),
  });
}
