import { cleanInputs } from '../analytics/clean-inputs.ts';
import { gridOf, type MapReplay, replayMap } from '../analytics/map-replay.ts';
import { instrumentKey } from '../domain/instrument.ts';
import type { HeatSlice, LongLook, LookSeriesId, SeriesSlice } from '../domain/long-look.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import type { BarSeries, PointSeries } from '../domain/series.ts';
import type { SourceHealth } from '../domain/source-health.ts';
import type { Ms } from '../domain/time.ts';
import { identityOf } from '../venues/asset-identity.ts';
import type { Batch } from './columns.ts';
import type { InputsContext } from './market-inputs.ts';
import type { KeyValueStore } from './ports.ts';
import { openScoreKeeping, type ScoreKeeping } from './score-keeping.ts';
import { changesSince } from './series-changes.ts';
import type { SeriesId } from './series-kinds.ts';
import { venueTable } from './venue-table.ts';

export interface LookTools {
  readonly local: KeyValueStore;
  /** Null while there is too little to say anything. */
  inputs(): MarketInputs | null;
  sources(): readonly SourceHealth[];
  context(): InputsContext;
}

/** One receiver's long look at one pair. */
export interface Look {
  /** What changed since the last call, everything on the first; null while nothing is known. */
  next(): LongLook | null;
}

/** The series of the history each one is. */
const KEPT_AS: Readonly<Record<LookSeriesId, SeriesId>> = {
  bars1h: 'candles:perp:1h',
  bars5m: 'candles:perp:5m',
  openInterest1h: 'open-interest:1h',
  openInterest5m: 'open-interest:5m',
  funding: 'funding',
  premium1h: 'premium:1h',
};

/** Nothing is computed before the first call; what was kept of the scorecard is read meanwhile. */
export function createLook(key: string, tools: LookTools): Look {
  const sent = new Map<LookSeriesId, { readonly source: string; readonly rows: Batch }>();
  let replay: MapReplay | undefined;
  let heatSent: { readonly replay: MapReplay; readonly until: Ms } | null = null;
  let score: ScoreKeeping | null = null;
  void openScoreKeeping(tools.local, key).then((opened) => {
    score = opened;
  });

  function slices(inputs: MarketInputs): SeriesSlice[] {
    return rowsOf(inputs).flatMap(({ series, source, rows }) => {
      const before = sent.get(series);
      const changes = changesSince(before?.source === source ? before.rows : null, rows);
      if (changes === null) return [];
      sent.set(series, { source, rows: rows.map((column) => column.slice()) });
      return [{ series, source, receivedTime: refreshed(series, source, inputs), ...changes }];
    });
  }

  function refreshed(series: LookSeriesId, source: string, { instrument }: MarketInputs): Ms | null {
    const { catalogue, history } = tools.context();
    const { venue, quote } = instrument;
    const subject = source === venue ? instrument : catalogue.forAsset(source, identityOf(instrument), quote);
    const time = subject === null ? 0 : history.refreshed(instrumentKey(subject), KEPT_AS[series]);
    return time === 0 ? null : time;
  }

  function heat(now: MapReplay): HeatSlice | null {
    const grid = gridOf(now);
    const newest = now.columns.at(-1)?.time;
    if (grid === null || newest === undefined) return null;
    const until = heatSent?.replay === now ? heatSent.until : null;
    if (until === newest) return null;
    heatSent = { replay: now, until: newest };
    const columns = until === null ? now.columns : now.columns.filter(({ time }) => time > until);
    return { grid, from: until === null ? null : columns[0]!.time, columns };
  }

  return {
    next() {
      const raw = tools.inputs();
      if (raw === null) return null;
      // As the Reading does, so that both speak of the same map.
      const inputs = cleanInputs(raw);
      replay = replayMap(inputs, replay);
      return {
        series: slices(inputs),
        heat: heat(replay),
        venues: venueTable(inputs.instrument, tools.sources(), tools.context()),
        scorecard: score?.take(replay.score.days) ?? null,
      };
    },
  };
}

function rowsOf(inputs: MarketInputs): { series: LookSeriesId; source: string; rows: Batch }[] {
  const own = inputs.instrument.venue;
  const interest = inputs.openInterestSource ?? own;
  return [
    { series: 'bars1h', source: own, rows: bars(inputs.bars1h) },
    { series: 'bars5m', source: own, rows: bars(inputs.bars5m) },
    { series: 'openInterest1h', source: interest, rows: points(inputs.openInterest1h) },
    { series: 'openInterest5m', source: interest, rows: points(inputs.openInterest5m) },
    { series: 'funding', source: own, rows: points(inputs.fundingHistory) },
    { series: 'premium1h', source: own, rows: points(inputs.premium1h) },
  ];
}

const NONE = new Float64Array(0);

function bars(series: BarSeries | null): Batch {
  if (series === null) return [NONE, NONE, NONE, NONE, NONE, NONE];
  return [series.openTime, series.open, series.high, series.low, series.close, series.volume];
}

function points(series: PointSeries | null): Batch {
  return series === null ? [NONE, NONE] : [series.time, series.value];
}
