import { addBar, createMap } from '../../core/analytics/liquidation-map.ts';
import { lossLikelihood } from '../../core/analytics/loss-likelihood.ts';
import { bins, groupFor, type SideBins } from '../../core/analytics/map-bins.ts';
import { mapTerms } from '../../core/analytics/map-state.ts';
import { type TimelineBar, visitTimeline } from '../../core/analytics/map-timeline.ts';
import type { MarketInputs } from '../../core/domain/market-inputs.ts';
import { missing } from '../../core/domain/measured.ts';
import { DAY, HOUR, type Ms } from '../../core/domain/time.ts';
import { knownLevels, MAP_BASELINES, type MapBaseline, rivalWeights } from '../validation/map-rivals.ts';
import type { Closed } from './clearing.ts';
import { SCENARIOS } from './scenarios.ts';
import { createSimulatedWorld, type SimulatedWorld } from './simulated-world.ts';
import type { WorldMarket } from './world.ts';

/** The map as the product builds it, the same from hourly figures only, what a chart draws, and the rivals. */
export const RULERS = ['map', 'mapFromHours', 'likelihood', ...MAP_BASELINES] as const;
export type Ruler = 'map' | 'mapFromHours' | 'likelihood' | MapBaseline;

/** One side of the market at one moment: what each ruler says of each bin within reach, and what is true. */
export interface MapCase {
  readonly world: string;
  readonly scenario: string;
  readonly run: string;
  readonly side: 'long' | 'short';
  /** |log distance| of each bin's middle from mark. */
  readonly distance: readonly number[];
  readonly weights: Readonly<Record<Ruler, readonly number[]>>;
  /** Share of open interest whose true liquidation price lies in each bin. */
  readonly standing: readonly number[];
  /** Bins the price went through within the next day. */
  readonly reached: readonly boolean[];
  /** Share of open interest of that moment which was liquidated in each of them within that day. */
  readonly liquidated: readonly number[];
}

export interface CaseOptions {
  readonly scenario: string;
  readonly worldKind: string;
  readonly seed: number;
  /** Days of history the map may learn from. */
  readonly days: number;
  /** Open positions a quiet market holds. */
  readonly rows: number;
}

/** Hours from the live moment at which the map is asked: before, at and after the scenario's event. */
const ASKED_AT = [-48, 0, 4, 24];
const WATCHED: Ms = DAY;
const MONTH: Ms = 30 * DAY;
const VENUE = 'binance-usdm';

/** Runs one market and asks at each moment. */
export function mapCases(options: CaseOptions): MapCase[] {
  const closed: Closed[] = [];
  const venueRow = 0;
  const asked: {
    time: Ms;
    parts: Omit<MapCase, 'liquidated' | 'reached'>[];
    grids: SideBins[];
    interest: number;
  }[] = [];
  const earliest = Math.min(...ASKED_AT) * HOUR;
  const { asset: watched } = SCENARIOS[options.scenario]!;
  const world = createSimulatedWorld({
    ...options,
    // The clock cannot go back: the first question comes right after the warm-up.
    liveTime: LIVE_TIME,
    warmUpUntil: LIVE_TIME + earliest,
    onClosed: (asset, position) => {
      if (position.reason === 'liquidated' && position.venue === venueRow && asset === watched)
        closed.push(position);
    },
  });
  for (const hours of ASKED_AT) {
    world.advance(LIVE_TIME + hours * HOUR);
    asked.push(ask(world, options));
  }
  world.advance(world.now() + WATCHED);
  const market = world.market(VENUE, watched)!;
  const unit = market.instrument.baseMultiplier;
  return asked.flatMap(({ time, parts, grids, interest }) =>
    parts.map((part, i) => {
      const bars = market.candles('perp', '5m', time, time + WATCHED - 1)!;
      const extreme = part.side === 'long' ? Math.min(...bars.low) / unit : Math.max(...bars.high) / unit;
      const { low, high } = grids[i]!;
      const reached = part.standing.map((_, bin) =>
        part.side === 'long' ? low[bin]! >= extreme : high[bin]! <= extreme,
      );
      const liquidated = new Array<number>(part.standing.length).fill(0);
      for (const position of closed) {
        const sameSide = part.side === (position.side > 0 ? 'long' : 'short');
        if (!sameSide || position.entryTime >= time || position.closeTime <= time) continue;
        if (position.closeTime > time + WATCHED) continue;
        addAt(grids[i]!, liquidated, position.liquidationPrice, position.size / interest);
      }
      return { ...part, reached, liquidated: liquidated.map((amount, bin) => (reached[bin] ? amount : 0)) };
    }),
  );
}

const LIVE_TIME = Date.UTC(2026, 1, 2, 12);

function assetOf(world: SimulatedWorld): string {
  return world.scenario.asset;
}

function ask(world: SimulatedWorld, options: CaseOptions) {
  const asset = assetOf(world);
  const market = world.market(VENUE, asset)!;
  const unit = market.instrument.baseMultiplier;
  const truth = world.truth(asset).filter(({ venue }) => venue === 0);
  const interest = world.assetMarket(asset).exchanges[0]!.openInterest;
  const mark = market.quote().markPrice;
  const fine = built(inputsOf(market, world.now(), '5m'));
  const coarse = built(inputsOf(market, world.now(), '1h'));
  const group = groupFor(fine.map.range.mean);
  const view = bins(fine.map, { markPrice: mark, group, skipSeeded: true });
  const hours = bins(coarse.map, { markPrice: mark, group: 1, skipSeeded: true });
  const past = fine.past.filter((bar) => bar.endTime > world.now() - MONTH);
  const levels = knownLevels(
    market.candles('perp', '1h', world.now() - MONTH, world.now()),
    mark,
    world.now(),
  );
  const grids: SideBins[] = [];
  const parts = (['long', 'short'] as const).map((side) => {
    const own = view[side];
    // Truth counts coins one by one; the map's prices are the venue's.
    const grid = {
      ...own,
      low: own.low.map((price) => price / unit),
      high: own.high.map((price) => price / unit),
    };
    grids.push(grid);
    const standing = new Array<number>(grid.mass.length).fill(0);
    for (const position of truth)
      if (side === (position.side > 0 ? 'long' : 'short'))
        addAt(grid, standing, position.liquidationPrice, position.size / interest);
    return {
      world: options.worldKind,
      scenario: options.scenario,
      run: `${options.worldKind}/${options.scenario}/${options.seed}`,
      side,
      distance: Array.from(own.mass, (_, bin) =>
        Math.abs(Math.log((own.low[bin]! + own.high[bin]!) / 2 / mark)),
      ),
      weights: {
        map: [...own.mass],
        mapFromHours: onGrid(hours[side], own),
        likelihood: [...lossLikelihood(own, fine.bars, world.now())],
        ...rivalWeights(own, side, mark, past, levels),
      },
      standing,
    };
  });
  return { time: world.now(), parts, grids, interest };
}

function built(inputs: MarketInputs) {
  const map = createMap(mapTerms(inputs.instrument));
  const past: TimelineBar[] = [];
  visitTimeline(inputs, (bar) => {
    addBar(map, bar);
    past.push({ ...bar });
  });
  return { map, past, bars: inputs.bars5m };
}

/** What a venue publishes, with figures of one step only. */
function inputsOf(market: WorldMarket, now: Ms, step: '5m' | '1h'): MarketInputs {
  const absent = missing('not-published');
  const since = now - MONTH;
  const bars = market.candles('perp', step, since, now);
  const interest = market.openInterestHistory(step, since, now);
  return {
    instrument: market.instrument,
    marketTime: now,
    receivedTime: now,
    markPrice: absent,
    indexPrice: absent,
    funding: absent,
    anchorRate: null,
    capRate: null,
    openInterest: absent,
    bars5m: step === '5m' ? bars : null,
    bars1h: step === '1h' ? bars : null,
    openInterest5m: step === '5m' ? interest : null,
    openInterest1h: step === '1h' ? interest : null,
    openInterestSource: market.venue,
    fundingHistory: null,
    premium1h: null,
    longShortAccountRatio: null,
    spotBars1h: null,
    takerImbalance1h: null,
    book: absent,
    depthHistory: null,
    perpQuoteVolume24h: absent,
    spotQuoteVolume24h: absent,
    venues: [],
    btcBars1h: null,
    tierSource: market.venue,
  };
}

function addAt(grid: SideBins, into: number[], price: number, amount: number): void {
  const bin = grid.high.findIndex((high) => price < high);
  if (bin >= 0 && price >= grid.low[bin]!) into[bin]! += amount;
}

/** Mass of narrow bins put into the bins their middles fall into. */
function onGrid(narrow: SideBins, wide: SideBins): number[] {
  const mass = new Array<number>(wide.mass.length).fill(0);
  narrow.mass.forEach((amount, i) => {
    addAt(wide, mass, (narrow.low[i]! + narrow.high[i]!) / 2, amount);
  });
  return mass;
}
