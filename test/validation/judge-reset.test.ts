import { describe, expect, it } from 'vitest';
import { type Beat, longFlush, scripted } from '../core/analytics/scripted-market.ts';
import { trueFlushes } from './flush-truth.ts';
import { resetCases } from './judge-reset.ts';
import { runOnline } from './online-run.ts';

/** A flush and then eight days at the given levels, reached within a day. */
function aftermath(price: number, openInterest: number): Beat[] {
  const rise = Array.from({ length: 24 }, (_, hour) => ({
    price: 0.885 + ((price - 0.885) * (hour + 1)) / 24,
    openInterest: 0.852 + ((openInterest - 0.852) * (hour + 1)) / 24,
  }));
  return [...longFlush(12), ...rise, ...new Array<Beat>(24 * 8).fill({ price, openInterest })];
}

function caseOf(beats: Beat[], hoursAfter = 4) {
  const inputs = scripted(beats);
  return resetCases(inputs, trueFlushes(inputs), runOnline(inputs), hoursAfter);
}

describe('resetCases', () => {
  it.each([
    // Drop from about 1.01 to 0.85; 80 % of it is back from 0.978 on. The middle of the move is at 0.94.
    ['leverage back, price not', 0.9, 1, true],
    ['leverage back after price', 0.99, 1, false],
    ['leverage not back', 0.9, 0.95, false],
  ])('%s', (_, price, openInterest, wasReload) => {
    expect(caseOf(aftermath(price, openInterest)).map((each) => each.wasReload)).toEqual([wasReload]);
  });

  it('calls another flush within three days a reload', () => {
    const again = longFlush(12).map(({ price, openInterest }) => ({
      price: 0.885 * price,
      openInterest: 0.852 * openInterest,
    }));
    const beats = [
      ...longFlush(60),
      ...again,
      ...new Array<Beat>(24 * 8).fill({ price: 0.78, openInterest: 0.73 }),
    ];
    expect(caseOf(beats).map((each) => each.wasReload)).toEqual([true, false]);
  });

  it('does not ask where the following seven days are not known', () => {
    expect(caseOf(longFlush(100))).toEqual([]);
  });

  it('asks with what was known then: what follows does not change the odds', () => {
    const [clean] = caseOf(aftermath(0.99, 0.9));
    const [reload] = caseOf(aftermath(0.9, 1));
    expect(clean!.odds).toBe(reload!.odds);
  });
});
