import { DAY, type Ms } from '../domain/time.ts';
import type { TimelineBar } from './map-timeline.ts';
import { HISTORY } from './parameters.ts';

/** Which bars a map has taken in: enough to notice that the past was corrected. Columns of equal use. */
export interface MapLog {
  length: number;
  /** Whether bars older than the first row were taken in and forgotten. */
  isCut: boolean;
  startTime: Float64Array;
  duration: Float64Array;
  /** Fingerprints of prices and volume, and of open interest (0: it was assumed). */
  prices: Int32Array;
  openInterest: Int32Array;
}

const KEPT: Ms = (HISTORY.wantedDays + 1) * DAY;

export function createLog(): MapLog {
  return { length: 0, isCut: false, ...columns(1024) };
}

export function appendToLog(log: MapLog, bar: TimelineBar): void {
  if (log.length === log.startTime.length) makeRoom(log, bar.startTime - KEPT);
  const row = log.length;
  log.startTime[row] = bar.startTime;
  log.duration[row] = bar.endTime - bar.startTime;
  log.prices[row] = pricePrint(bar);
  log.openInterest[row] = openInterestPrint(bar);
  log.length += 1;
}

/** Walks a log beside the timeline it was written from. */
export interface LogWalk {
  readonly log: MapLog;
  row: number;
}

/**
 * Whether a bar that starts before the log's end tells the map something it does not know: another figure, finer bars, older history,
 * a hole filled. Hourly bars over hours taken in five minutes at a time tell nothing new.
 */
export function isCorrection(walk: LogWalk, bar: TimelineBar): boolean {
  const { log } = walk;
  while (walk.row < log.length && log.startTime[walk.row]! < bar.startTime) walk.row += 1;
  const row = walk.row;
  const isInsideEarlier = row > 0 && log.startTime[row - 1]! + log.duration[row - 1]! > bar.startTime;
  if (isInsideEarlier) return true;
  const overlapsNothing = row === log.length || log.startTime[row]! >= bar.endTime;
  if (overlapsNothing) return row > 0 || !log.isCut;
  const duration = bar.endTime - bar.startTime;
  if (log.startTime[row]! > bar.startTime || log.duration[row]! < duration) return false;
  if (log.duration[row]! > duration) return true;
  if (bar.isEdge) return false;
  if (log.prices[row] !== pricePrint(bar)) return true;
  return !bar.isAssumed && log.openInterest[row] !== openInterestPrint(bar);
}

/** End of the newest bar taken in. */
export function logEnd(log: MapLog): Ms {
  const last = log.length - 1;
  return last < 0 ? Number.NEGATIVE_INFINITY : log.startTime[last]! + log.duration[last]!;
}

function makeRoom(log: MapLog, oldest: Ms): void {
  let from = 0;
  while (from < log.length && log.startTime[from]! < oldest) from += 1;
  const kept = log.length - from;
  const grown = columns(kept > log.startTime.length / 2 ? log.startTime.length * 2 : log.startTime.length);
  for (const name of ['startTime', 'duration', 'prices', 'openInterest'] as const) {
    (grown[name] as Float64Array).set((log[name] as Float64Array).subarray(from, log.length));
  }
  Object.assign(log, grown);
  log.length = kept;
  log.isCut ||= from > 0;
}

function columns(rows: number) {
  return {
    startTime: new Float64Array(rows),
    duration: new Float64Array(rows),
    prices: new Int32Array(rows),
    openInterest: new Int32Array(rows),
  };
}

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

function mix(hash: number, value: number): number {
  double[0] = value;
  const low = Math.imul(hash ^ words[0]!, 0x85ebca6b);
  return Math.imul(low ^ (low >>> 15) ^ words[1]!, 0xc2b2ae35);
}

function pricePrint(bar: TimelineBar): number {
  return mix(mix(mix(mix(1, bar.high), bar.low), bar.close), bar.volume);
}

function openInterestPrint(bar: TimelineBar): number {
  return bar.isAssumed ? 0 : mix(mix(1, bar.openInterestBefore), bar.openInterestAfter) | 1;
}
