import { firstAfter } from '../../core/analytics/series-slices.ts';
import { DAY, HOUR, type Ms } from '../../core/domain/time.ts';
import type { TrueFlush, TruthHours } from './flush-truth.ts';
import type { Announcement, OnlineRun } from './online-run.ts';
import { dayBlockInterval, type Interval, median } from './scores.ts';

/** How a detector did on some markets and dates. */
export interface FlushScore {
  readonly recall: number;
  readonly precision: number;
  /** False alarms for each symbol and 30 days. */
  readonly falsePerMonth: number;
  /** Median share of the open interest drop already done at the first detection of each event. */
  readonly shareDone: number;
  readonly events: number;
  readonly detections: number;
}

/** A score with the 95 % intervals of its figures, by resampling whole days. */
export interface FlushScoreWithIntervals extends FlushScore {
  readonly intervals: Readonly<Record<'recall' | 'precision' | 'shareDone', Interval>>;
}

/** What one market adds to a score. */
export interface FlushTally {
  /** True flushes, with the share of the drop done at the first detection; null where there was none. */
  readonly events: readonly { readonly time: Ms; readonly share: number | null }[];
  readonly calls: readonly { readonly time: Ms; readonly isRight: boolean }[];
  readonly months: number;
}

const TOLERANCE = 6 * HOUR;

/** First announcements of a flush; its later legs are the same flush. */
export function detectionTimes({ announcements }: Pick<OnlineRun, 'announcements'>): Ms[] {
  const isNew = ({ from, to }: Announcement) => to === 'flushing' && from !== 'cooling';
  return announcements.filter(isNew).map(({ time }) => time);
}

export function tallyFlushes(truth: TruthHours, detections: readonly Ms[], from: Ms, to: Ms): FlushTally {
  const within = (time: Ms) => time >= from && time < to;
  const events = truth.events.filter(({ start }) => within(start));
  const matches = (event: TrueFlush, time: Ms) =>
    time >= event.start - TOLERANCE && time <= event.end + TOLERANCE;
  const isRight = (time: Ms) => truth.events.some((event) => matches(event, time));
  const judged = detections.filter((each) => within(each) && (isRight(each) || isKnown(truth, each)));
  const { time, count } = truth.frames;
  const begin = Math.max(from, time[0] ?? from);
  const end = Math.min(to, time[count - 1] ?? from);
  return {
    events: events.map((event) => {
      const first = detections.find((each) => matches(event, each));
      return { time: event.start, share: first === undefined ? null : shareDone(truth, event, first) };
    }),
    calls: judged.map((each) => ({ time: each, isRight: isRight(each) })),
    months: Math.max(0, end - begin) / (30 * 24 * HOUR),
  };
}

/** Hindsight needs a week of history before and a day after: a call outside of that is neither right nor wrong. */
function isKnown({ frames, flushAhead }: TruthHours, time: Ms): boolean {
  const row = firstAfter(frames.time, time) - 1;
  const before = firstAfter(frames.time, time - DAY);
  return row >= 0 && flushAhead.subarray(before, row + 1).some((each) => !Number.isNaN(each));
}

export function scoreFlushes(tallies: readonly FlushTally[]): FlushScore {
  const events = tallies.flatMap((tally) => tally.events);
  const calls = tallies.flatMap((tally) => tally.calls);
  const shares = events.flatMap(({ share }) => share ?? []);
  const right = calls.filter(({ isRight }) => isRight).length;
  return {
    recall: shares.length / events.length,
    precision: right / calls.length,
    falsePerMonth: (calls.length - right) / tallies.reduce((sum, { months }) => sum + months, 0),
    shareDone: median(shares),
    events: events.length,
    detections: calls.length,
  };
}

export function scoreWithIntervals(tallies: readonly FlushTally[]): FlushScoreWithIntervals {
  const events = tallies.flatMap((tally) => tally.events);
  const calls = tallies.flatMap((tally) => tally.calls);
  const found = events.filter(({ share }) => share !== null);
  const share = (of: readonly { time: Ms }[], isHit: (index: number) => boolean) =>
    dayBlockInterval(
      of.map(({ time }) => time),
      (weights) => {
        const all = weights.reduce((sum, weight) => sum + weight, 0);
        return weights.reduce((sum, weight, index) => sum + (isHit(index) ? weight : 0), 0) / all;
      },
    );
  return {
    ...scoreFlushes(tallies),
    intervals: {
      recall: share(events, (index) => events[index]!.share !== null),
      precision: share(calls, (index) => calls[index]!.isRight),
      shareDone: dayBlockInterval(
        found.map(({ time }) => time),
        (weights) =>
          median(found.flatMap((each, index) => new Array<number>(weights[index]!).fill(each.share!))),
      ),
    },
  };
}

/** (peak − OI then) / (peak − low) within the event. */
function shareDone({ frames }: TruthHours, event: TrueFlush, at: Ms): number {
  let peak = 0;
  let low = Number.POSITIVE_INFINITY;
  let lowPeak = 0;
  let then = Number.NaN;
  for (let row = 0; row < frames.count && frames.time[row]! <= event.end; row += 1) {
    const value = frames.openInterest[row]!;
    if (frames.time[row]! < event.start || !(value > 0)) continue;
    peak = Math.max(peak, value);
    if (value < low) [low, lowPeak] = [value, peak];
    if (frames.time[row]! <= at) then = value;
  }
  if (Number.isNaN(then)) return 0;
  return Math.max(0, Math.min(1, (lowPeak - then) / (lowPeak - low)));
}

/**
 * The plain rule: open interest ≥ `drop` below its 24 h peak while price is ≥ `away` from where it was at that peak;
 * silent until the rule has not held for 24 h.
 */
export function plainRule({ frames }: TruthHours, drop: number, away: number): Ms[] {
  const detections: Ms[] = [];
  let lastHeld = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < frames.count; row += 1) {
    const now = frames.time[row]!;
    let peak = row;
    for (let at = row; at >= 0 && frames.time[at]! >= now - 24 * HOUR; at -= 1) {
      if (frames.openInterest[at]! > frames.openInterest[peak]!) peak = at;
    }
    const fell = frames.openInterest[row]! <= frames.openInterest[peak]! * (1 - drop);
    const moved = Math.abs(frames.close[row]! / frames.close[peak]! - 1) >= away;
    if (!fell || !moved) continue;
    if (now - lastHeld >= 24 * HOUR) detections.push(now);
    lastHeld = now;
  }
  return detections;
}
