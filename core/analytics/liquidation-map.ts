import { DAY, type Ms } from '../domain/time.ts';
import { addToRange, type BarRange, createRange } from './bar-range.ts';
import type { LiquidationDistances } from './leverage-law.ts';
import { rebase, redenominate, startMap } from './map-basis.ts';
import { applyChange, type SideChange } from './map-change.ts';
import { boundaryOf, holdPrices, moveBoundary } from './map-grid.ts';
import { createIntegrity, judgeStep, type MapIntegrity } from './map-integrity.ts';
import { placedShare, type Seeding } from './map-seeding.ts';
import { createSide, type MapSide, settleSide } from './map-side.ts';
import { wipe } from './map-wipe.ts';
import { LIQUIDATION_MAP } from './parameters.ts';

/** One bar with the open interest at its two ends. */
export interface MapBar {
  startTime: Ms;
  endTime: Ms;
  high: number;
  low: number;
  close: number;
  /** Base units; NaN when unknown or of another venue than the open interest. */
  volume: number;
  /** One side's open interest at start and end, base units (inverse: USD of contracts); NaN when unknown. */
  openInterestBefore: number;
  openInterestAfter: number;
  /** The open interest is not measured but assumed to have stood at its first known figure. */
  isAssumed: boolean;
}

/** Where liquidations lie from their entries, for each side. */
export interface MapTerms {
  readonly long: LiquidationDistances;
  readonly short: LiquidationDistances;
}

/**
 * The liquidation map of one instrument: plain numbers and typed arrays, safe for structured clone.
 * Prices are bins of log(price / anchor). Both sides always hold the open interest in full.
 */
export interface LiquidationMap {
  readonly binWidth: number;
  /** Log of the first bar's typical price; NaN before it. */
  anchor: number;
  /** Bin of row 0. */
  firstBin: number;
  /** Bins below it have their middle below the last close. */
  boundary: number;
  lastClose: number;
  startTime: Ms;
  /** End of the newest bar. */
  endTime: Ms;
  bars: number;
  /** The last trusted open interest. */
  openInterest: number;
  /** Mass the map wiped, and how much of it open interest really lost in the same bars; both fading. */
  wiped: number;
  confirmed: number;
  readonly long: MapSide;
  readonly short: MapSide;
  readonly seeding: Seeding;
  readonly integrity: MapIntegrity;
  readonly range: BarRange;
}

const ROWS_AT_START = 128;
const SETTLE_EVERY = 1024;

export function createMap(terms: MapTerms): LiquidationMap {
  return {
    binWidth: LIQUIDATION_MAP.binWidth,
    anchor: Number.NaN,
    firstBin: 0,
    boundary: 0,
    lastClose: Number.NaN,
    startTime: Number.NaN,
    endTime: Number.NEGATIVE_INFINITY,
    bars: 0,
    openInterest: 0,
    wiped: 0,
    confirmed: 0,
    long: createSide('long', terms.long, ROWS_AT_START),
    short: createSide('short', terms.short, ROWS_AT_START),
    seeding: { endTime: Number.NEGATIVE_INFINITY, volume: 0, duration: 0 },
    integrity: createIntegrity(),
    range: createRange(),
  };
}

/**
 * Takes one bar into the map, in place. Bars must come in order; a bar that starts before the last one's end, or
 * whose prices are no prices, is ignored. The map starts at the first bar whose open interest is known.
 *
 * In this order: touched liquidations are wiped; sides larger than the new open interest shrink; a part of all
 * positions is replaced; what is then missing to the open interest is entered across the bar, on both sides.
 *
 * @returns whether the bar was taken
 */
export function addBar(map: LiquidationMap, bar: MapBar): boolean {
  if (!isUsable(bar) || bar.startTime < map.endTime) return false;
  if (map.bars === 0 && !startMap(map, bar)) return false;

  const duration = bar.endTime - bar.startTime;
  const halfLife = LIQUIDATION_MAP.halfLifeDays * DAY;
  const keep = Math.exp((-Math.LN2 * (bar.endTime - Math.max(map.endTime, map.startTime))) / halfLife);
  const before = redenominate(map, bar) ? map.openInterest : bar.openInterestBefore;
  const isGiven =
    bar.isAssumed && bar.openInterestAfter >= 0 && bar.openInterestAfter < Number.POSITIVE_INFINITY;
  const verdict = isGiven
    ? 'sound'
    : judgeStep(map.integrity, before, bar.openInterestAfter, bar.volume, duration, keep);
  const isSound = verdict === 'sound';
  if (isSound) rebase(map, before);

  const high = Math.log(bar.high) - map.anchor;
  const low = Math.log(bar.low) - map.anchor;
  const close = Math.log(bar.close) - map.anchor;
  holdPrices(map, low, high);

  const wiped =
    wipe(map.long, low, map.binWidth, map.firstBin, map.boundary) +
    wipe(map.short, high, map.binWidth, map.firstBin, map.boundary);
  const target = isSound ? bar.openInterestAfter : map.openInterest;
  if (isSound && !bar.isAssumed) {
    map.wiped = map.wiped * keep + wiped;
    map.confirmed = map.confirmed * keep + Math.min(Math.max(0, map.openInterest - target), wiped);
  }
  moveBoundary(map, boundaryOf(close, map.binWidth));

  const exchanged = bar.volume - Math.abs(target - map.openInterest);
  const change: SideChange = {
    target,
    keep,
    replaceable: Number.isNaN(exchanged) ? Number.POSITIVE_INFINITY : Math.max(0, exchanged),
    placed: placedShare(map.seeding, bar.endTime, duration, bar.volume),
    isAssumed: bar.isAssumed,
    spread: { low, typical: (high + low + close) / 3, high },
  };
  applyChange(map, map.long, change);
  applyChange(map, map.short, change);

  addToRange(map.range, bar.startTime, high, low, close);
  map.openInterest = target;
  map.lastClose = bar.close;
  map.endTime = bar.endTime;
  map.bars += 1;
  if (map.bars % SETTLE_EVERY === 0) {
    settleSide(map.long, map.boundary - map.firstBin);
    settleSide(map.short, map.boundary - map.firstBin);
  }
  return true;
}

function isUsable(bar: MapBar): boolean {
  return (
    bar.low > 0 &&
    bar.high >= bar.low &&
    bar.close >= bar.low &&
    bar.close <= bar.high &&
    bar.high < Number.POSITIVE_INFINITY &&
    bar.endTime > bar.startTime &&
    !(bar.volume < 0 || bar.volume === Number.POSITIVE_INFINITY)
  );
}
