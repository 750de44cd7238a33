import { describe, expect, it } from 'vitest';
import { change, clause } from '../../core/domain/clause.ts';
import { HOUR } from '../../core/domain/time.ts';
import { type Beat, longFlush, scripted, timeOf } from '../core/analytics/scripted-market.ts';
import { firstDifference } from './look-ahead.ts';
import { type RunOnline, runOnline } from './online-run.ts';

const STORY: Beat[] = [
  ...longFlush(30),
  ...longFlush(30).map(({ price, openInterest }) => ({
    price: 0.88 * price,
    openInterest: 0.9 * openInterest,
  })),
];
const INPUTS = scripted(STORY);

/** Sees open interest one hour early. */
const peeking: RunOnline = (inputs) =>
  runOnline({
    ...inputs,
    openInterest1h: inputs.openInterest1h && {
      time: inputs.openInterest1h.time.map((time) => time - HOUR),
      value: inputs.openInterest1h.value,
    },
  });

/** Judges every bar by the lowest open interest the data will ever show. */
const foreseeing: RunOnline = (inputs) => {
  const run = runOnline(inputs);
  const lowest = Math.min(...(inputs.openInterest1h?.value ?? []));
  return {
    ...run,
    announcements: run.announcements.map((each) => ({
      ...each,
      because: [clause('fellOn', change(-lowest))],
    })),
  };
};

const CUTS = STORY.map((_, hour) => timeOf(hour, STORY.length)).filter((_, hour) => hour % 5 === 0);

describe('firstDifference', () => {
  it('finds nothing in what the product says', () => {
    for (const cut of CUTS) expect(firstDifference(INPUTS, cut)).toBeNull();
  });

  it('catches a run that sees open interest an hour early', () => {
    expect(
      CUTS.concat(CUTS.map((cut) => cut + HOUR)).some(
        (cut) => firstDifference(INPUTS, cut, peeking) !== null,
      ),
    ).toBe(true);
    // The hour in which the early sight decides is among them for certain.
    const every = STORY.map((_, hour) => timeOf(hour, STORY.length));
    expect(every.flatMap((cut) => firstDifference(INPUTS, cut, peeking) ?? [])[0]).toMatch(/with the future/);
  });

  it('catches a run that knows the end', () => {
    expect(firstDifference(INPUTS, timeOf(20, STORY.length), foreseeing)).toMatch(
      /"fellOn".*» with the future/,
    );
  });
});
