import { readCrowding } from '../../core/analytics/crowding.ts';
import { readFunding } from '../../core/analytics/funding.ts';
import { openInterestValue } from '../../core/analytics/open-interest.ts';
import type { CrowdingBand } from '../../core/domain/crowding.ts';
import type { MarketInputs } from '../../core/domain/market-inputs.ts';
import { isKnown, missing } from '../../core/domain/measured.ts';
import { HOUR, type Ms } from '../../core/domain/time.ts';
import { cutInputs } from './cut-inputs.ts';
import type { TruthHours } from './flush-truth.ts';

/** One reading of the crowding score and what the next 24 h brought. */
export interface CrowdingCase {
  readonly time: Ms;
  readonly symbol: string;
  readonly score: number;
  readonly band: CrowdingBand;
  readonly flushed: boolean;
  readonly shocked: boolean;
  /** Largest fall of open interest within 24 h, as a fraction. */
  readonly fall: number;
}

/** Twice a day: the score moves slowly and costs a month of history each time. */
const STEP = 12 * HOUR;
/** What the product keeps. */
const DAYS = 31;

export function crowdingCases(inputs: MarketInputs, truth: TruthHours, symbol: string): CrowdingCase[] {
  const { frames, flushAhead, shockAhead } = truth;
  const cases: CrowdingCase[] = [];
  for (let row = 0; row < frames.count; row += 1) {
    const time = frames.time[row]!;
    if (time % STEP !== 0 || Number.isNaN(flushAhead[row]!)) continue;
    const now = cutInputs({ ...inputs, bars5m: null, openInterest5m: null }, time, DAYS);
    const reading = readCrowding(now, {
      funding: readFunding(now),
      premium: missing('not-published'),
      openInterestValue: openInterestValue(now),
      depth: missing('not-published'),
      atr: null,
      keyLevels: [],
    });
    if (!isKnown(reading.score) || reading.band === null) continue;
    cases.push({
      time,
      symbol,
      score: reading.score.value,
      band: reading.band,
      flushed: flushAhead[row] === 1,
      shocked: shockAhead[row] === 1,
      fall: fallWithinDay(truth, row),
    });
  }
  return cases;
}

function fallWithinDay({ frames }: TruthHours, row: number): number {
  const now = frames.openInterest[row]!;
  let lowest = now;
  for (let next = row + 1; next < frames.count; next += 1) {
    if (frames.time[next]! > frames.time[row]! + 24 * HOUR) break;
    if (frames.epoch[next] === frames.epoch[row] && frames.openInterest[next]! < lowest) {
      lowest = frames.openInterest[next]!;
    }
  }
  return 1 - lowest / now;
}
