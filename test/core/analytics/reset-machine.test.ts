import { describe, expect, it } from 'vitest';
import { RESET } from '../../../core/analytics/parameters.ts';
import type { ResetEvidence } from '../../../core/analytics/reset-evidence.ts';
import { TRANSITIONS, transition, transitionWithinBar } from '../../../core/analytics/reset-machine.ts';
import {
  INITIAL_RESET_STATE,
  type ResetMachineState,
  type TrackedFlush,
} from '../../../core/analytics/reset-state.ts';
import { clause, count, rank } from '../../../core/domain/clause.ts';
import {
  type ChecklistItem,
  type Invalidation,
  RESET_STATES,
  type ResetState,
} from '../../../core/domain/reset.ts';
import { DAY, HOUR, MINUTE } from '../../../core/domain/time.ts';
import { NOW } from './builders.ts';

const QUIET_BAR: ResetEvidence = {
  time: NOW,
  span: HOUR,
  openInterestSpan: HOUR,
  high: 91,
  low: 90,
  close: 90.5,
  openInterest: 870,
  flush: null,
  openInterestRank: 0.3,
  excessRank: 0.3,
  premiumRank: null,
  excessBefore: null,
  keyLevelAhead: null,
  reloadProbability: null,
  checklist: [],
  invalidations: [],
};

const FLUSH: TrackedFlush = {
  side: 'long',
  startTime: NOW - 20 * HOUR,
  detectedTime: NOW - 16 * HOUR,
  endTime: NOW - 12 * HOUR,
  openInterestBefore: 1000,
  openInterestLow: 850,
  openInterestDrop: 0.15,
  priceBefore: 100,
  priceExtreme: 88,
  priceMove: -0.12,
  lowTime: NOW - 12 * HOUR,
  lastBarTime: NOW - 12 * HOUR,
  lastBarOpenInterest: 850,
  excessBefore: null,
  keyLevel: { kind: 'day-low', price: 95 },
  settled: false,
};

const SIGNAL: NonNullable<ResetEvidence['flush']> = {
  rule: 'day',
  side: 'long',
  startTime: NOW - 5 * HOUR,
  openInterestBefore: 1000,
  priceBefore: 100,
  openInterestLow: 870,
  lowTime: NOW,
  priceExtreme: 90,
  progress: 1.3,
};

function machineIn(state: ResetState, flush: Partial<TrackedFlush> | null = {}): ResetMachineState {
  return {
    ...INITIAL_RESET_STATE,
    state,
    since: NOW - 10 * HOUR,
    lastBuiltTime: NOW - HOUR,
    flush: flush && { ...FLUSH, ...flush },
  };
}

function check(id: ChecklistItem['id'], verdict: ChecklistItem['verdict']): ChecklistItem {
  return { id, verdict, value: 1, threshold: 1, unit: 'none', note: clause('bookUnknown'), venueTime: NOW };
}

const MET: Invalidation = {
  id: 'oi-above-pre-flush',
  openInterest: 1000,
  price: 100,
  fundingHourly: null,
  met: true,
};
const PASSES = [check('slow-rebuild', 'pass'), check('funding', 'pass')];

interface Row {
  readonly from: ResetState;
  readonly flush?: Partial<TrackedFlush> | null;
  readonly evidence: Partial<ResetEvidence>;
  readonly to: ResetState;
  readonly why: string;
}

const ROWS: readonly Row[] = [
  {
    from: 'quiet',
    flush: null,
    evidence: { openInterestRank: 0.6, excessRank: 0.75 },
    to: 'building',
    why: 'leverage above its usual and paid for',
  },
  {
    from: 'quiet',
    flush: null,
    evidence: { openInterestRank: 0.6, premiumRank: 0.75 },
    to: 'building',
    why: 'the premium alone is enough',
  },
  {
    from: 'quiet',
    flush: null,
    evidence: { openInterestRank: 0.9, excessRank: 0.5 },
    to: 'quiet',
    why: 'leverage nobody pays for',
  },
  {
    from: 'quiet',
    flush: null,
    evidence: { openInterestRank: null, excessRank: 0.99 },
    to: 'quiet',
    why: 'unknown open interest is no pass',
  },
  {
    from: 'quiet',
    flush: null,
    evidence: { openInterestRank: 0.9, excessRank: null },
    to: 'quiet',
    why: 'unknown funding is no pass',
  },
  {
    from: 'building',
    flush: null,
    evidence: {},
    to: 'building',
    why: 'it lasts some hours after it was last seen',
  },
  {
    from: 'building',
    flush: null,
    evidence: { time: NOW + RESET.building.lastsMs },
    to: 'quiet',
    why: 'nothing was built for long',
  },
  {
    from: 'quiet',
    flush: null,
    evidence: { flush: SIGNAL },
    to: 'flushing',
    why: 'a flush may come out of nothing',
  },
  { from: 'building', flush: null, evidence: { flush: SIGNAL }, to: 'flushing', why: 'a flush' },
  { from: 'clean', evidence: { flush: SIGNAL }, to: 'flushing', why: 'a new flush after a verdict' },
  { from: 'reloading', evidence: { flush: SIGNAL }, to: 'flushing', why: 'a new flush after a verdict' },
  {
    from: 'flushing',
    flush: { endTime: null, lastBarTime: NOW - HOUR },
    evidence: {},
    to: 'flushing',
    why: 'one calm hour is not two',
  },
  {
    from: 'flushing',
    flush: { endTime: null, lastBarTime: NOW - 2 * HOUR },
    evidence: {},
    to: 'cooling',
    why: 'two calm hours on hourly bars',
  },
  {
    from: 'flushing',
    flush: { endTime: null, lastBarTime: NOW - 15 * MINUTE },
    evidence: { span: 5 * MINUTE, openInterestSpan: 5 * MINUTE },
    to: 'cooling',
    why: '15 calm minutes on five-minute bars',
  },
  {
    from: 'flushing',
    flush: { endTime: null, lastBarTime: NOW - 15 * MINUTE },
    evidence: { span: 5 * MINUTE },
    to: 'flushing',
    why: 'five-minute bars over hourly open interest know nothing yet',
  },
  {
    from: 'flushing',
    flush: { endTime: null, lastBarTime: NOW - HOUR },
    evidence: { span: 5 * MINUTE, openInterestSpan: 5 * MINUTE, checklist: [check('depth', 'fail')] },
    to: 'flushing',
    why: 'the book is still thin',
  },
  {
    from: 'flushing',
    flush: { endTime: null, lastBarTime: NOW - 2 * HOUR },
    evidence: { checklist: [check('depth', 'fail')] },
    to: 'cooling',
    why: 'a thin book holds it open for two hours at most',
  },
  {
    from: 'cooling',
    evidence: { openInterest: 820 },
    to: 'flushing',
    why: 'open interest falls another 3 %',
  },
  { from: 'cooling', evidence: { openInterest: 840 }, to: 'cooling', why: 'a new low of 1 % is no new leg' },
  {
    from: 'cooling',
    evidence: { reloadProbability: 0.3, checklist: PASSES },
    to: 'clean',
    why: 'low odds and the checks mostly pass',
  },
  {
    from: 'cooling',
    flush: { endTime: NOW - 3 * HOUR },
    evidence: { reloadProbability: 0.3, checklist: PASSES },
    to: 'cooling',
    why: 'three hours are too early for a verdict',
  },
  {
    from: 'cooling',
    evidence: {
      reloadProbability: 0.3,
      checklist: [check('slow-rebuild', 'pass'), check('funding', 'fail')],
    },
    to: 'cooling',
    why: 'as many checks fail as pass',
  },
  {
    from: 'cooling',
    evidence: {
      reloadProbability: 0.3,
      checklist: [check('slow-rebuild', 'unknown'), check('funding', 'unknown')],
    },
    to: 'cooling',
    why: 'unknown checks do not pass',
  },
  {
    from: 'cooling',
    evidence: { reloadProbability: null, checklist: PASSES },
    to: 'cooling',
    why: 'no odds, no verdict',
  },
  { from: 'cooling', evidence: { reloadProbability: 0.6 }, to: 'reloading', why: 'high odds' },
  {
    from: 'clean',
    evidence: { reloadProbability: 0.55 },
    to: 'clean',
    why: 'a verdict is not turned by a hair',
  },
  { from: 'clean', evidence: { reloadProbability: 0.65 }, to: 'reloading', why: 'odds well past the line' },
  {
    from: 'reloading',
    evidence: { reloadProbability: 0.35, checklist: PASSES },
    to: 'clean',
    why: 'odds well under the line',
  },
  {
    from: 'reloading',
    evidence: { reloadProbability: 0.45, checklist: PASSES },
    to: 'reloading',
    why: 'not far enough',
  },
  {
    from: 'reloading',
    evidence: { invalidations: [MET] },
    to: 'invalidated',
    why: 'a named line was crossed',
  },
  { from: 'clean', evidence: { invalidations: [MET] }, to: 'invalidated', why: 'a named line was crossed' },
  {
    from: 'clean',
    evidence: { invalidations: [{ ...MET, met: false }] },
    to: 'clean',
    why: 'a line that stands',
  },
  {
    from: 'clean',
    flush: { settled: true },
    evidence: { openInterest: 840, checklist: [check('key-level', 'fail'), check('spot-leads', 'fail')] },
    to: 'trend',
    why: 'level lost, open interest lower still, spot sells along',
  },
  {
    from: 'clean',
    flush: { settled: true },
    evidence: { openInterest: 840, checklist: [check('key-level', 'fail'), check('spot-leads', 'unknown')] },
    to: 'clean',
    why: 'unknown spot proves no trend',
  },
  { from: 'trend', evidence: { reloadProbability: 0.6 }, to: 'reloading', why: 'leverage comes back' },
  { from: 'trend', evidence: { time: NOW + 7 * DAY }, to: 'quiet', why: 'a verdict is about seven days' },
  { from: 'clean', evidence: { time: NOW + 7 * DAY }, to: 'quiet', why: 'a verdict is about seven days' },
  {
    from: 'invalidated',
    evidence: { time: NOW + 7 * DAY },
    to: 'quiet',
    why: 'a verdict is about seven days',
  },
  { from: 'invalidated', evidence: { flush: SIGNAL }, to: 'flushing', why: 'a new flush after a verdict' },
  { from: 'trend', evidence: { flush: SIGNAL }, to: 'flushing', why: 'a new flush after a verdict' },
  {
    from: 'cooling',
    evidence: { openInterest: 845, checklist: [check('key-level', 'fail'), check('spot-leads', 'fail')] },
    to: 'trend',
    why: 'it never stopped falling',
  },
  {
    from: 'reloading',
    flush: { settled: true },
    evidence: { openInterest: 840, checklist: [check('key-level', 'fail'), check('spot-leads', 'fail')] },
    to: 'trend',
    why: 'it went on after all',
  },
  { from: 'trend', evidence: { invalidations: [MET] }, to: 'invalidated', why: 'a named line was crossed' },
  {
    from: 'trend',
    evidence: { reloadProbability: 0.3, checklist: PASSES },
    to: 'clean',
    why: 'the trend has ended',
  },
  { from: 'reloading', evidence: { time: NOW + 7 * DAY }, to: 'quiet', why: 'a verdict is about seven days' },
  {
    from: 'cooling',
    evidence: { time: NOW + 7 * DAY, openInterest: null },
    to: 'quiet',
    why: 'nothing to judge it by came back',
  },
];

describe('transition', () => {
  it.each(ROWS)('$from → $to: $why', ({ from, flush = {}, evidence, to }) => {
    expect(transition(machineIn(from, flush), { ...QUIET_BAR, ...evidence }).state).toBe(to);
  });

  it('names the evidence of each step, newest last, and forgets the oldest', () => {
    let machine = machineIn('quiet', null);
    for (let round = 0; round < RESET.keptTransitions + 5; round += 1) {
      const time = NOW + round * DAY;
      const built = { openInterestRank: 0.6, excessRank: 0.75 };
      machine = transition(machine, { ...QUIET_BAR, time, ...(round % 2 === 0 ? built : {}) });
    }
    expect(machine.transitions).toHaveLength(RESET.keptTransitions);
    expect(machine.transitions.at(-2)?.because).toEqual([clause('nothingBuilt', count(12))]);
    expect(machine.transitions.at(-1)?.because).toEqual([
      clause('openInterestRank', rank(0.6)),
      clause('fundingRank', rank(0.75)),
    ]);
  });

  it('keeps the last flush when a new one begins', () => {
    const next = transition(machineIn('clean'), { ...QUIET_BAR, flush: SIGNAL });
    expect(next.pastFlushes.map(({ detectedTime }) => detectedTime)).toEqual([FLUSH.detectedTime]);
    expect(next.flush?.detectedTime).toBe(NOW);
    expect(next.flush?.openInterestDrop).toBeCloseTo(0.13, 10);
    expect(next.flush?.priceMove).toBeCloseTo(-0.1, 10);
  });

  it('follows lows and extremes until a verdict settles them', () => {
    const deeper = { ...QUIET_BAR, openInterest: 845, low: 86 };
    const cooling = transition(machineIn('cooling'), deeper).flush!;
    expect([cooling.openInterestLow, cooling.priceExtreme]).toEqual([845, 86]);
    const settled = transition(machineIn('clean', { settled: true }), deeper).flush!;
    expect([settled.openInterestLow, settled.priceExtreme]).toEqual([850, 88]);
  });

  it('is the same flush when it goes on after cooling', () => {
    const next = transition(machineIn('cooling'), { ...QUIET_BAR, openInterest: 820 });
    expect(next.flush?.startTime).toBe(FLUSH.startTime);
    expect(next.flush?.endTime).toBeNull();
    expect(next.pastFlushes).toEqual([]);
  });

  it('within a bar only begins a flush', () => {
    expect(transitionWithinBar(machineIn('quiet', null), { ...QUIET_BAR, flush: SIGNAL }).state).toBe(
      'flushing',
    );
    const odds = { ...QUIET_BAR, reloadProbability: 0.9 };
    expect(transitionWithinBar(machineIn('cooling'), odds).state).toBe('cooling');
  });

  it('does not change what it was given', () => {
    const machine = Object.freeze(machineIn('building', null));
    expect(() => transition(machine, { ...QUIET_BAR, flush: SIGNAL })).not.toThrow();
  });
});

describe('TRANSITIONS', () => {
  it('reaches every state and leaves every state', () => {
    expect(new Set(TRANSITIONS.map(({ to }) => to))).toEqual(new Set(RESET_STATES));
    expect(new Set(TRANSITIONS.flatMap(({ from }) => from))).toEqual(new Set(RESET_STATES));
  });

  it('has every rule in the table above', () => {
    const shown = new Set(ROWS.map(({ from, to }) => `${from} → ${to}`));
    const missing = TRANSITIONS.flatMap(({ from, to }) => from.map((state) => `${state} → ${to}`)).filter(
      (step) => !shown.has(step),
    );
    expect(missing).toEqual([]);
  });
});
