import type {
  IChartApi,
  IPrimitivePaneRenderer,
  ISeriesApi,
  ISeriesPrimitive,
  Time,
} from 'lightweight-charts';

export type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

export interface LayerScope {
  readonly chart: IChartApi;
  readonly series: ISeriesApi<'Candlestick'>;
}

/** A drawing of ours on the price pane. */
export interface Layer extends ISeriesPrimitive<Time> {
  /** Draws anew with what has changed. */
  redraw(): void;
}

/** @param zOrder `bottom`: under the candles; `top`: over them. */
export function createLayer(
  zOrder: 'bottom' | 'top',
  draw: (target: Target, scope: LayerScope) => void,
): Layer {
  let scope: LayerScope | null = null;
  let update = () => {};
  const views = [
    {
      zOrder: () => zOrder,
      renderer: () => ({
        draw(target: Target) {
          if (scope !== null) draw(target, scope);
        },
      }),
    },
  ];
  return {
    attached({ chart, series, requestUpdate }) {
      scope = { chart: chart as IChartApi, series: series as ISeriesApi<'Candlestick'> };
      update = requestUpdate;
    },
    detached() {
      scope = null;
      update = () => {};
    },
    paneViews: () => views,
    redraw: () => update(),
  };
}
