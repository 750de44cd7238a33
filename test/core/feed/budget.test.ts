import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE, type Ms, SECOND } from '../../../core/domain/time.ts';
import {
  type Budget,
  createBudget,
  heaviest,
  type Lane,
  type Pool,
  SHARES,
} from '../../../core/feed/budget.ts';
import { createMachine, type Machine } from './fakes.ts';

const weights: Pool = {
  id: 'weights',
  limit: { host: 'a.test', capacity: 2_400, windowMs: MINUTE },
};
/** 5 % of ten requests is half a request: the law holds over two windows. */
const tiny: Pool = { id: 'tiny', limit: { host: 'b.test', capacity: 10, windowMs: 2 * SECOND } };

function budgetOn(machine: Machine, stored?: unknown): Budget {
  const budget = createBudget(machine.clock);
  if (stored !== undefined) budget.restore(JSON.parse(JSON.stringify(stored)));
  return budget;
}

/** Spends if it may; returns the wait otherwise. */
function trySpend(budget: Budget, pool: Pool, weight: number, lane: Lane): Ms {
  const wait = budget.waitMs(pool, weight, lane);
  if (wait === 0) budget.spend(pool, weight, lane);
  return wait;
}

describe('budget', () => {
  it('stops a first wave at 5 % of the window: 120 of 2400', () => {
    const machine = createMachine();
    const budget = budgetOn(machine);
    let spent = 0;
    while (trySpend(budget, weights, 20, 'urgent') === 0) spent += 20;
    expect(spent).toBe(120);
  });

  it('lets steady polls take 2 %: 48 of 2400', () => {
    const budget = budgetOn(createMachine());
    let spent = 0;
    while (trySpend(budget, weights, 4, 'poll') === 0) spent += 4;
    expect(spent).toBe(48);
  });

  it('frees what it spent when the window has passed', async () => {
    const machine = createMachine();
    const budget = budgetOn(machine);
    budget.spend(weights, 120, 'urgent');
    await machine.run(20 * SECOND);
    expect(budget.waitMs(weights, 1, 'urgent')).toBe(40 * SECOND);
    await machine.run(40 * SECOND);
    expect(budget.waitMs(weights, 1, 'urgent')).toBe(0);
  });

  it('holds a limit too small for 5 % of one window over several windows', async () => {
    const machine = createMachine();
    const budget = budgetOn(machine);
    expect(heaviest(tiny.limit)).toBe(1);
    expect(trySpend(budget, tiny, 1, 'urgent')).toBe(0);
    expect(trySpend(budget, tiny, 1, 'urgent')).toBe(4 * SECOND);
    await machine.run(4 * SECOND);
    expect(trySpend(budget, tiny, 1, 'urgent')).toBe(0);
  });

  it('never admits a request heavier than the whole allowance', () => {
    expect(budgetOn(createMachine()).waitMs(weights, 121, 'urgent')).toBe(Number.POSITIVE_INFINITY);
  });

  it('slows down when others use more than half of the limit, and stops when they use it up', async () => {
    const machine = createMachine();
    const budget = budgetOn(machine);
    budget.noteUsed(weights, 1_800);
    // 75 % used leaves half of our 120.
    expect(budget.waitMs(weights, 60, 'urgent')).toBe(0);
    expect(budget.waitMs(weights, 61, 'urgent')).toBe(MINUTE);
    budget.noteUsed(weights, 2_400);
    expect(budget.waitMs(weights, 1, 'urgent')).toBe(MINUTE);
    await machine.run(MINUTE);
    expect(budget.waitMs(weights, 1, 'urgent')).toBe(0);
  });

  // The user's own bots had used the limit up; a woken worker did not know it any more.
  it('remembers after a kill that others use the limit', () => {
    const machine = createMachine();
    const first = budgetOn(machine);
    first.noteUsed(weights, 2_400);
    expect(budgetOn(machine, first.serialize()).waitMs(weights, 1, 'urgent')).toBe(MINUTE);
  });

  it('obeys a ban after the worker was killed', async () => {
    const machine = createMachine();
    const first = budgetOn(machine);
    first.block('a.test', machine.clock.now() + 10 * MINUTE);
    const second = budgetOn(machine, first.serialize());
    await machine.run(9 * MINUTE);
    expect(second.waitMs(weights, 1, 'urgent')).toBe(MINUTE);
    expect(second.blockedUntil('a.test')).not.toBeNull();
    expect(second.waitMs(tiny, 1, 'urgent')).toBe(0);
    await machine.run(MINUTE);
    expect(second.waitMs(weights, 1, 'urgent')).toBe(0);
    expect(second.blockedUntil('a.test')).toBeNull();
  });

  it('is not freed by setting the clock forward, nor held longer by setting it back', async () => {
    const machine = createMachine();
    const budget = budgetOn(machine);
    budget.block('a.test', machine.clock.now() + 10 * MINUTE);
    budget.spend(weights, 120, 'urgent');
    machine.leap(24 * 60 * MINUTE);
    expect(budget.waitMs(weights, 1, 'urgent')).toBe(10 * MINUTE);
    machine.leap(-48 * 60 * MINUTE);
    expect(budget.waitMs(weights, 1, 'urgent')).toBe(10 * MINUTE);
    await machine.run(10 * MINUTE);
    expect(budget.waitMs(weights, 1, 'urgent')).toBe(0);
  });

  it.each([
    undefined,
    null,
    'x',
    42,
    {},
    { pools: 1, blocks: [[1, 2]] },
    { pools: [['a', { spends: [{}] }]] },
  ])('starts fresh on a stored state it cannot read: %j', (stored) => {
    expect(budgetOn(createMachine(), stored ?? null).waitMs(weights, 1, 'poll')).toBe(0);
  });

  it('holds 5 % in every window and every ban, through kills, sleeps and clock changes', () => {
    const step = fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          kind: fc.constant('ask' as const),
          weight: fc.integer({ min: 1, max: 60 }),
          lane: fc.constantFrom<Lane>('poll', 'backfill', 'urgent'),
          small: fc.boolean(),
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 90_000 }) }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const) }) },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('leap' as const),
          ms: fc.integer({ min: -86_400_000, max: 86_400_000 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('ban' as const),
          ms: fc.integer({ min: 1_000, max: 600_000 }),
        }),
      },
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 120 }), (steps) => {
        let elapsed = 0;
        let offset = 1_700_000_000_000;
        const clock = { now: () => offset + elapsed, monotonic: () => elapsed };
        let budget = createBudget(clock);
        const spent = new Map<Pool, { at: Ms; weight: number }[]>([
          [weights, []],
          [tiny, []],
        ]);
        let bannedUntil = 0;
        for (const one of steps) {
          if (one.kind === 'pass') elapsed += one.ms;
          if (one.kind === 'leap') offset += one.ms;
          if (one.kind === 'ban') {
            bannedUntil = Math.max(bannedUntil, elapsed + one.ms);
            budget.block(weights.limit.host, clock.now() + one.ms);
          }
          if (one.kind === 'kill') {
            // Every request is stored before it leaves; what a dead worker sleeps through it cannot see.
            const stored = JSON.parse(JSON.stringify(budget.serialize()));
            budget = createBudget(clock);
            budget.restore(stored);
          }
          if (one.kind === 'ask') {
            const pool = one.small ? tiny : weights;
            const weight = one.small ? 1 : one.weight;
            if (trySpend(budget, pool, weight, one.lane) !== 0) continue;
            if (pool === weights) expect(elapsed).toBeGreaterThanOrEqual(bannedUntil);
            spent.get(pool)!.push({ at: elapsed, weight });
          }
        }
        for (const [pool, spends] of spent) {
          const windows = Math.max(1, Math.ceil(1 / (SHARES.hard * pool.limit.capacity)));
          const span = pool.limit.windowMs * windows;
          const allowed = SHARES.hard * pool.limit.capacity * windows;
          for (const { at } of spends) {
            const used = spends.filter((other) => other.at >= at && other.at < at + span);
            expect(used.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(allowed + 1e-9);
          }
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
