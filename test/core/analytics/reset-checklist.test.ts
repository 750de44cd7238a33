import { describe, expect, it } from 'vitest';
import { marketFrames } from '../../../core/analytics/market-frames.ts';
import { resetEvidence } from '../../../core/analytics/reset-evidence.ts';
import { INITIAL_RESET_STATE, type TrackedFlush } from '../../../core/analytics/reset-state.ts';
import { clause, level } from '../../../core/domain/clause.ts';
import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import type { ChecklistId } from '../../../core/domain/reset.ts';
import { HOUR } from '../../../core/domain/time.ts';
import { barsFromCloses, evenPoints, NOW } from './builders.ts';
import { longFlush, mirrored, scripted } from './scripted-market.ts';

/** Ten hours after a flush that began 14 h ago. */
const FLUSH: TrackedFlush = {
  side: 'long',
  startTime: NOW - 14 * HOUR,
  detectedTime: NOW - 11 * HOUR,
  endTime: NOW - 8 * HOUR,
  openInterestBefore: 1_000_000,
  openInterestLow: 850_000,
  openInterestDrop: 0.15,
  priceBefore: 100,
  priceExtreme: 88,
  priceMove: -0.12,
  lowTime: NOW - 8 * HOUR,
  lastBarTime: NOW - 8 * HOUR,
  lastBarOpenInterest: 850_000,
  excessBefore: 0.00004,
  keyLevel: { kind: 'day-low', price: 95 },
  settled: false,
};

const MARKET = scripted(longFlush(8));
const FLUSH_UPWARDS: TrackedFlush = {
  ...FLUSH,
  side: 'short',
  priceExtreme: 10_000 / 88,
  priceMove: 100 / 88 - 1,
  excessBefore: -0.00004,
  keyLevel: { kind: 'day-high', price: 10_000 / 95 },
};

function evidence(inputs: MarketInputs, flush: TrackedFlush, depth: number | null = null) {
  const frames = marketFrames(inputs);
  const machine = { ...INITIAL_RESET_STATE, state: 'cooling' as const, flush };
  return resetEvidence(inputs, frames)(frames.count - 1, machine, {
    keyLevels: [
      { kind: 'round', price: 85, distance: -0.04, stopBand: [84, 85] },
      { kind: 'swing-low', price: 80, distance: -0.1, stopBand: [79, 80] },
      { kind: 'round', price: 90, distance: 0.02, stopBand: [90, 91] },
    ],
    depthWithinOnePercent: depth,
  });
}

function check(
  id: ChecklistId,
  overrides: Partial<MarketInputs>,
  flush = FLUSH,
  depth: number | null = null,
) {
  return evidence({ ...MARKET, ...overrides }, flush, depth).checklist.find((item) => item.id === id)!;
}

/** A month at anchor with some noise, then `last`, 8 h each. */
function fundingThen(last: number) {
  return evenPoints(8 * HOUR, [...Array.from({ length: 89 }, (_, i) => 0.0001 + 1e-5 * (i % 4)), last]);
}

describe('slow rebuild', () => {
  it.each([
    // (OI − low) / (before − low): (870 − 850) / 150 = 0.1333.
    [870_000, 0.1333, 'pass'],
    // (895 − 850) / 150 = 0.3: no longer under 0.3.
    [895_000, 0.3, 'fail'],
    // Above where it was: (1015 − 850) / 150 = 1.1.
    [1_015_000, 1.1, 'fail'],
    // Under the low nothing is rebuilt.
    [840_000, 0, 'pass'],
  ])('open interest at %d is %d of the drop: %s', (openInterest, share, verdict) => {
    const item = check('slow-rebuild', { openInterest1h: evenPoints(HOUR, [openInterest]) });
    expect(item.value).toBeCloseTo(share, 4);
    expect(item.verdict).toBe(verdict);
  });
});

describe('funding', () => {
  it('says flipped when the crowd that was flushed is paid now', () => {
    // −0.0003 over 8 h, less 0.0001 of interest: −0.00005 per hour.
    const item = check('funding', { fundingHistory: fundingThen(-0.0003) });
    expect(item.value).toBeCloseTo(-0.00005, 12);
    expect([item.verdict, item.note.code]).toEqual(['pass', 'fundingFlipped']);
  });

  it('says cooled at half of what it was', () => {
    // Before: 0.00004 per hour, so up to 0.00002; now (0.00024 − 0.0001) / 8 = 0.0000175.
    const item = check('funding', { fundingHistory: fundingThen(0.00024) });
    expect(item.threshold).toBeCloseTo(0.00002, 12);
    expect([item.verdict, item.note.code]).toEqual(['pass', 'fundingCooled']);
  });

  it('fails while it is still paid up for', () => {
    const item = check('funding', { fundingHistory: fundingThen(0.0003) });
    expect([item.verdict, item.note.code]).toEqual(['fail', 'fundingPaid']);
  });

  it('is unknown on an old rate', () => {
    const old = fundingThen(0.0003);
    const item = check('funding', {
      fundingHistory: { time: old.time.map((time) => time - 11 * HOUR), value: old.value },
    });
    expect([item.verdict, item.value]).toEqual(['unknown', null]);
  });
});

describe('basis', () => {
  const premiumThen = (last: number) =>
    evenPoints(HOUR, [...Array.from({ length: 719 }, (_, i) => 0.0002 * (1 + (i % 5))), last]);

  it.each([
    // |premium| of the month: 0.0002, 0.0004, 0.0006, 0.0008, 0.001 in turn; the middle is 0.0006.
    [0.0005, 'pass', 'basisCompressed'],
    [0.0009, 'fail', 'basisStretched'],
    [-0.002, 'pass', 'basisCompressed'],
  ])('a premium of %d: %s', (last, verdict, note) => {
    const item = check('basis', { premium1h: premiumThen(last) });
    expect([item.verdict, item.note.code]).toEqual([verdict, note]);
    expect(item.threshold).toBeCloseTo(0.0006, 12);
  });
});

describe('spot leads', () => {
  const bars = (buyShare: number, volume: (hour: number) => number) =>
    barsFromCloses(HOUR, new Array(200).fill(90), { takerBuyShare: buyShare, volume });
  const perp = bars(0.5, () => 400);

  it('passes when spot takers buy harder and spot trades no less than usual', () => {
    // Usual spot / perp 100 / 400; the last four hours 150 / 400: ratio 1.5. Imbalance 0.1 against 0.
    const spot = bars(0.55, (hour) => (hour >= 196 ? 150 : 100));
    const item = check('spot-leads', { bars1h: perp, spotBars1h: spot });
    expect(item.value).toBeCloseTo(1.5, 10);
    expect(item.verdict).toBe('pass');
  });

  it('fails when perp takers lead, however much spot trades', () => {
    const spot = bars(0.45, () => 100);
    expect(check('spot-leads', { bars1h: perp, spotBars1h: spot }).verdict).toBe('fail');
  });

  it('is unknown where taker volume is not published', () => {
    const spot = barsFromCloses(HOUR, new Array(200).fill(90), { takerBuyShare: null });
    const item = check('spot-leads', { bars1h: perp, spotBars1h: spot });
    expect([item.verdict, item.note.code]).toEqual(['unknown', 'takersUnpublished']);
  });
});

describe('depth', () => {
  const depthHistory = evenPoints(HOUR, new Array(48).fill(2_000_000));

  it.each([
    // 1.7 M / 2 M = 0.85 ≥ 0.8.
    [1_700_000, 0.85, 'pass'],
    [400_000, 0.2, 'fail'],
  ])('%d within 1 %% now: %d of its median', (now, ratio, verdict) => {
    const item = check('depth', { depthHistory }, FLUSH, now);
    expect(item.value).toBeCloseTo(ratio, 10);
    expect(item.verdict).toBe(verdict);
  });

  it('is unknown without samples from before the flush', () => {
    expect(check('depth', { depthHistory: evenPoints(HOUR, [2e6, 2e6, 2e6]) }, FLUSH, 2e6).verdict).toBe(
      'unknown',
    );
  });
});

describe('key level', () => {
  it.each([
    [0.96, 'pass', clause('levelReclaimed', level('day-low'))],
    [0.94, 'fail', clause('levelLost', level('day-low'))],
  ])('a close at %d of 100 with a level at 95: %s', (price, verdict, note) => {
    const inputs = scripted([...longFlush(7), { price, openInterest: 0.86 }]);
    const item = evidence(inputs, FLUSH).checklist.find(({ id }) => id === 'key-level')!;
    expect([item.verdict, item.note]).toEqual([verdict, note]);
  });

  it('was held when the flush never reached it', () => {
    const flush = { ...FLUSH, keyLevel: { kind: 'week-low' as const, price: 87 } };
    expect(check('key-level', {}, flush).note).toEqual(clause('levelHeld', level('week-low')));
  });
});

describe('BTC regime', () => {
  const btc = (last: number) =>
    barsFromCloses(HOUR, [...new Array(24 * 20).fill(60_000), ...new Array(5).fill(last)]);

  it('fails when BTC has been under its prior week low for four hours', () => {
    const item = check('btc-regime', { btcBars1h: btc(58_000) });
    expect([item.verdict, item.value, item.threshold]).toEqual(['fail', 58_000, 60_000]);
  });

  it('passes while BTC holds it', () => {
    expect(check('btc-regime', { btcBars1h: btc(60_500) }).verdict).toBe('pass');
  });

  it('is not asked of BTC itself', () => {
    const instrument = { ...MARKET.instrument, asset: 'BTC' };
    expect(check('btc-regime', { instrument })).toBeUndefined();
  });
});

describe('invalidations', () => {
  it('name the lines in numbers', () => {
    const { invalidations } = evidence({ ...MARKET, fundingHistory: fundingThen(0.00015) }, FLUSH);
    expect(invalidations.map(({ id, met }) => [id, met])).toEqual([
      ['oi-above-pre-flush', false],
      ['funding-without-spot', false],
      ['key-level-lost', false],
    ]);
    expect(invalidations[0]).toMatchObject({ openInterest: 1_000_000, price: 100 });
    expect(invalidations[2]!.price).toBe(85);
  });

  it('are met when open interest is back above and price is not', () => {
    const { invalidations } = evidence({ ...MARKET, openInterest1h: evenPoints(HOUR, [1_000_500]) }, FLUSH);
    expect(invalidations[0]!.met).toBe(true);
  });

  it('are not met by hot funding alone while spot is unknown', () => {
    const { invalidations } = evidence({ ...MARKET, fundingHistory: fundingThen(0.002) }, FLUSH);
    expect(invalidations.find(({ id }) => id === 'funding-without-spot')?.met).toBe(false);
  });
});

it('mirrors every check for a squeeze of shorts', () => {
  const inputs = { ...MARKET, fundingHistory: fundingThen(0.0003) };
  const words = (items: ReturnType<typeof evidence>['checklist']) =>
    items.map(({ id, verdict }) => [id, verdict]);
  expect(words(evidence(mirrored(inputs), FLUSH_UPWARDS).checklist)).toEqual(
    words(evidence(inputs, FLUSH).checklist),
  );
});
