import { describe, expect, it } from 'vitest';
import { type MapCase, RULERS } from './map-cases.ts';
import { scoreCases } from './score-map.ts';

const BINS = 20;
/** All truth in bins 3 and 4, where the map says it is; the naive ruler says bins 10 and 11. */
const TRUTH = at(3, 4);

describe('scoring a map', () => {
  it('gives a ruler that knows the place log2(20 / 2) bits, less what it keeps for the even spread', () => {
    const { map, uniform, naiveLeverage } = scoreCases('standard', [caseOf('a'), caseOf('b')]).rulers;
    // Believed to 98 %: log2(0.02 + 0.98 · 10).
    expect(map.standing.bits).toBeCloseTo(Math.log2(0.02 + 9.8), 9);
    expect(uniform.standing.bits).toBe(0);
    expect(naiveLeverage.standing).toMatchObject({ bits: 0, belief: 0 });
  });

  it('counts the top tenth: two bins of twenty, both right, or none', () => {
    const { map, uniform, naiveLeverage } = scoreCases('standard', [caseOf('a')]).rulers;
    expect([map.precision, map.bins]).toEqual([1, 2]);
    expect(map.precisionLow).toBeLessThan(1);
    expect(naiveLeverage.precision).toBe(0);
    expect(uniform.bins).toBe(0);
  });

  it('asks only the bins the price reached about what was liquidated', () => {
    const reached = Array.from({ length: BINS }, (_, bin) => bin < 8);
    const { map } = scoreCases('standard', [
      { ...caseOf('a'), reached },
      { ...caseOf('b'), reached },
    ]).rulers;
    // Two right bins of eight: log2(0.02 + 0.98 · 4).
    expect(map.liquidated.bits).toBeCloseTo(Math.log2(0.02 + 0.98 * 4), 9);
  });

  it('lets hindsight learn from other runs only', () => {
    const elsewhere = { ...caseOf('b'), standing: at(12, 13) };
    const { usualProfile } = scoreCases('standard', [caseOf('a'), elsewhere]).rulers;
    expect(usualProfile.standing.bits).toBe(0);
    const { usualProfile: alike } = scoreCases('standard', [caseOf('a'), caseOf('b')]).rulers;
    expect(alike.standing.bits).toBeGreaterThan(3);
  });
});

function caseOf(run: string): MapCase {
  const even = new Array<number>(BINS).fill(1);
  const weights = Object.fromEntries(RULERS.map((ruler) => [ruler, even])) as unknown as MapCase['weights'];
  return {
    world: 'standard',
    scenario: 'calm',
    run,
    side: 'long',
    distance: even.map((_, bin) => 0.005 * (bin + 0.5)),
    weights: { ...weights, map: TRUTH, naiveLeverage: at(10, 11) },
    standing: TRUTH,
    reached: even.map(() => true),
    liquidated: TRUTH,
  };
}

function at(...bins: number[]): number[] {
  return Array.from({ length: BINS }, (_, bin) => (bins.includes(bin) ? 1 : 0));
}
