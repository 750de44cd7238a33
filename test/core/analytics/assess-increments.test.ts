import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssessmentState, assess } from '../../../core/analytics/assess.ts';
import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import { cutInputs } from '../../validation/cut-inputs.ts';
import { type Beat, longFlush, scripted, timeOf } from './scripted-market.ts';

/** What two assessments must share to the last bit; verdicts are kept by design and live in the machine's state. */
function fromThePast({
  clusters,
  crowding,
  flushRisk,
  cascade,
  keyLevels,
  funding,
}: ReturnType<typeof assess>['assessment']) {
  return JSON.stringify({ clusters, crowding, flushRisk, cascade, keyLevels, funding });
}

/** The market at each of `hours`, going on from the state before; the state is stored and read back in between. */
function inSteps(inputs: MarketInputs, beats: readonly Beat[], hours: readonly number[]) {
  let state: AssessmentState | undefined;
  return hours.map((hour) => {
    const result = assess(cutInputs(inputs, timeOf(hour, beats.length)), state);
    state = structuredClone(result.state);
    return result.assessment;
  });
}

describe('going on from a stored state', () => {
  const beats: Beat[] = [...longFlush(20), ...longFlush(10)];
  const inputs = scripted(beats);
  const anyHours = fc
    .uniqueArray(fc.integer({ min: 0, max: beats.length - 1 }), { minLength: 2, maxLength: 5 })
    .map((hours) => hours.sort((a, b) => a - b));

  it('says the same to the last bit as starting anew, however often the worker was killed', () => {
    fc.assert(
      fc.property(anyHours, (hours) => {
        const steps = inSteps(inputs, beats, hours);
        const anew = assess(cutInputs(inputs, timeOf(hours.at(-1)!, beats.length))).assessment;
        expect(fromThePast(steps.at(-1)!) === fromThePast(anew)).toBe(true);
      }),
      { numRuns: 8 },
    );
  });

  it('comes to the same reset state, hour after hour, as a machine that saw it all at once', () => {
    const hours = beats.map((_, hour) => hour);
    const last = inSteps(inputs, beats, hours).at(-1)!;
    const anew = assess(cutInputs(inputs, timeOf(hours.at(-1)!, beats.length))).assessment;
    expect(last.reset.state).toBe(anew.reset.state);
    expect(last.reset.flush).toEqual(anew.reset.flush);
  });

  it('looks at nothing after its time: a market whose future is another says the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: beats.length - 8 }), (hour) => {
        // Just before the hour ends: a bar that opens at this very moment would be the present, not the future.
        const now = timeOf(hour, beats.length) - 1;
        const other = scripted([
          ...beats.slice(0, hour + 1),
          ...beats.slice(hour + 1).map(() => ({ price: 2, openInterest: 3 })),
        ]);
        // Everything up to one moment, with all that comes after it still in the arrays.
        const at = (market: MarketInputs) => {
          const { markPrice, openInterest, funding } = cutInputs(market, now);
          return assess({ ...market, marketTime: now, receivedTime: now, markPrice, openInterest, funding });
        };
        expect(fromThePast(at(other).assessment) === fromThePast(at(inputs).assessment)).toBe(true);
        expect(at(other).assessment.reset).toEqual(at(inputs).assessment.reset);
      }),
      { numRuns: 8 },
    );
  });
});
