import { describe, expect, it } from 'vitest';
import { HOUR } from '../../core/domain/time.ts';
import { type Beat, scripted, timeOf } from '../core/analytics/scripted-market.ts';
import { trueFlushes } from './flush-truth.ts';
import { scoreFlushes, tallyFlushes } from './judge-flush.ts';
import { recordOf } from './judge-reset.ts';

const STILL: Beat = { price: 1, openInterest: 1 };

function hours(count: number, beat: Beat): Beat[] {
  return new Array<Beat>(count).fill(beat);
}

/** Calm, then price −6 % and open interest −12 % within three hours, then a day and more of stillness. */
const FALL: Beat[] = [
  STILL,
  { price: 0.98, openInterest: 0.97 },
  { price: 0.95, openInterest: 0.92 },
  { price: 0.94, openInterest: 0.88 },
  ...hours(40, { price: 0.945, openInterest: 0.885 }),
];

describe('trueFlushes', () => {
  it('finds the window from the first hour that saw it coming to the lowest open interest', () => {
    const { events } = trueFlushes(scripted(FALL));
    expect(events).toHaveLength(1);
    // The lowest hour is the fourth beat. 24 h before it is the first hour from which all of it was ahead.
    expect(events[0]!.end).toBe(timeOf(3, FALL.length));
    expect(events[0]!.start).toBe(timeOf(3, FALL.length) - 24 * HOUR);
  });

  it('asks for both: open interest alone or price alone is none', () => {
    const interest = FALL.map(({ openInterest }) => ({ price: 1, openInterest }));
    const price = FALL.map((beat) => ({ price: beat.price, openInterest: 1 }));
    expect(trueFlushes(scripted(interest)).events).toEqual([]);
    expect(trueFlushes(scripted(price)).events).toEqual([]);
  });

  it('asks for 1.5 daily σ where that is more than 5 %', () => {
    // A wild month: 3 % up and down each hour is a daily σ of about 21 %, so a fall of 6 % is nothing.
    const wild = Array.from({ length: 400 }, (_, hour) => ({
      price: hour % 2 === 0 ? 1.03 : 1,
      openInterest: 1,
    }));
    expect(trueFlushes(scripted([...wild, ...FALL])).events).toEqual([]);
  });

  it('makes one of windows less than 24 h apart and two of windows further apart', () => {
    const second = FALL.map(({ price, openInterest }) => ({
      price: 0.94 * price,
      openInterest: 0.88 * openInterest,
    }));
    const near = scripted([...FALL.slice(0, 20), ...second]);
    const far = scripted([...FALL, ...hours(60, { price: 0.945, openInterest: 0.885 }), ...second]);
    expect(trueFlushes(near).events).toHaveLength(1);
    expect(trueFlushes(far).events).toHaveLength(2);
  });

  it('does not take a change of unit for a flush', () => {
    const resized = FALL.map((beat, hour) => ({
      price: beat.price,
      openInterest: hour < 2 ? 1 : 0.01,
    }));
    expect(trueFlushes(scripted(resized)).events).toEqual([]);
  });

  it('does not judge hours whose next day is not known', () => {
    const { frames, flushAhead } = trueFlushes(scripted(FALL));
    expect(flushAhead.at(-1)).toBeNaN();
    expect(flushAhead[frames.count - 1 - 24]).toBe(0);
  });
});

describe('tallyFlushes', () => {
  const truth = trueFlushes(scripted(FALL));
  const [event] = truth.events;
  const score = (times: number[]) =>
    scoreFlushes([tallyFlushes(truth, times, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)]);

  it('counts a detection within six hours of the window, and no other', () => {
    expect(score([event!.end + 6 * HOUR])).toMatchObject({ recall: 1, precision: 1 });
    expect(score([event!.end + 7 * HOUR])).toMatchObject({ recall: 0, precision: 0 });
    expect(score([event!.start - 6 * HOUR, event!.end + 20 * HOUR])).toMatchObject({
      recall: 1,
      precision: 0.5,
    });
  });

  it('says how much of the drop was already done', () => {
    // The calm peak within the window is at most 1.01; the low 0.88; at 0.92 the share is (peak − 0.92) / (peak − 0.88).
    const { openInterestBefore: peak } = recordOf(truth, event!);
    const expected = (peak - 920_000) / (peak - 880_000);
    expect(score([timeOf(2, FALL.length)]).shareDone).toBeCloseTo(expected, 10);
  });
});
