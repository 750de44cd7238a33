import { describe, expect, it } from 'vitest';
import { logOdds, probabilityOf } from '../../core/analytics/logistic.ts';
import { fitLogistic, solve } from './logistic-fit.ts';
import { seeded } from './scores.ts';
import { modelsSource } from './write-models.ts';

it('solves linear equations, pivoting where it must', () => {
  // 0x + 2y = 4, 3x + y = 5 → y = 2, x = 1.
  expect(
    solve(
      [
        [0, 2],
        [3, 1],
      ],
      [4, 5],
    ),
  ).toEqual([1, 2]);
});

describe('fitLogistic', () => {
  const random = seeded(3);
  const samples = Array.from({ length: 4000 }, () => {
    const values = { a: 4 * random() - 2, b: 10 * random() };
    const label = random() < probabilityOf(-1 + 1.5 * values.a) ? (1 as const) : (0 as const);
    return { values, label };
  });
  const model = fitLogistic(samples, ['a', 'b'], 1e-6);

  it('finds the odds the data was made with', () => {
    expect(logOdds(model, { a: 0, b: 5 })).toBeCloseTo(-1, 0);
    expect(logOdds(model, { a: 1, b: 5 }) - logOdds(model, { a: 0, b: 5 })).toBeCloseTo(1.5, 0);
    expect(Math.abs(model.terms[1]!.weight)).toBeLessThan(0.15);
  });

  it('counts weighted cases as repeated ones', () => {
    const few = samples.slice(0, 60);
    const doubled = fitLogistic(
      few.map((each) => ({ ...each, weight: 2 })),
      ['a'],
    );
    expect(doubled).toEqual(fitLogistic([...few, ...few], ['a']));
  });

  it('is written as the product reads it', () => {
    const source = modelsSource({
      completion: { bias: 0.5, terms: [] },
      shock: [],
      flushGivenShock: [],
      reload: [],
    });
    expect(source).toContain('completion: {\n    bias: 0.5,');
  });
});
