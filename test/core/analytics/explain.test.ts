import { describe, expect, it } from 'vitest';
import {
  because,
  explainFlushRisk,
  explainFunding,
  explainGrade,
  explainPart,
  explainParts,
  explainScore,
} from '../../../core/analytics/explain.ts';
import type { CrowdingPart, CrowdingReading } from '../../../core/domain/crowding.ts';
import { missing } from '../../../core/domain/measured.ts';
import { known } from './builders.ts';

const partOf = (
  part: CrowdingPart['part'],
  raw: number,
  percentile: number,
  points: number,
): CrowdingPart => ({
  part,
  axis: 'direction',
  weight: 1,
  raw: known(raw),
  percentile: known(percentile),
  signal: 0.5,
  points,
});

describe('explainPart', () => {
  it.each([
    // log 1.12 → 12 %
    [
      partOf('openInterest', Math.log(1.12), 0.88, 21.3),
      'OI 12 % above its 30-day mean, 88th percentile, +21 points',
    ],
    [
      partOf('openInterest', Math.log(0.95), 0.11, 2),
      'OI 5.0 % below its 30-day mean, 11th percentile, +2 points',
    ],
    // 0.34 / 8760 an hour
    [partOf('funding', 0.34 / 8760, 0.91, 18), 'excess funding 34 % APR, 91st percentile, +18 points'],
    [partOf('premium', -0.0004, 0.03, -7), 'perp 0.040 % below index, 3rd percentile, -7 points'],
    [partOf('accounts', 2.4, 0.72, 6), '2.40 long accounts to each short one, 72nd percentile, +6 points'],
    [
      partOf('takers', -0.031, 0.2, -3),
      'perp takers sell 3.1 % more than spot takers over 24 h, 20th percentile, -3 points',
    ],
    [partOf('growth72h', 0.083, 0.8, 4), 'OI up 8.3 % in 3 days, 80th percentile, +4 points'],
    [partOf('growth7d', -0.25, 0.13, 1), 'OI down 25 % in 7 days, 13th percentile, +1 points'],
    [partOf('thinness', 42.13, 0.62, 3), 'OI is 42.1× the book within 1 %, 62nd percentile, +3 points'],
    [
      partOf('perpSpotVolume', 5.24, 0.5, 0),
      "perp volume is 5.2× spot's over 24 h, 50th percentile, 0 points",
    ],
  ])('case %#', (part, sentence) => {
    expect(explainPart(part)).toBe(sentence);
  });

  it('says why a percentile or a part is missing', () => {
    const young = { ...partOf('premium', 0.0004, 0, 0), percentile: missing('warming-up', '3 of 7 days') };
    expect(explainPart({ ...young, points: null })).toBe('perp 0.040 % above index, warming up, 3 of 7 days');
    const gone = { ...young, raw: missing('not-published', 'perp taker volume'), part: 'takers' } as const;
    expect(explainPart(gone)).toBe('taker balance unknown: not published, perp taker volume');
  });
});

const crowdingOf = (overrides: Partial<CrowdingReading>): CrowdingReading => ({
  score: known(71.6),
  band: 'crowded',
  side: 'long',
  coverage: 1,
  parts: [],
  intoLevel: null,
  ...overrides,
});

describe('explainScore', () => {
  it.each([
    [crowdingOf({}), 'Long-crowded: +72 of 100'],
    [
      crowdingOf({ intoLevel: { price: 62_000, label: 'round number' } }),
      'Long-crowded: +72 of 100, leaning on the round number at 62000',
    ],
    [crowdingOf({ score: known(-33), side: 'short', band: 'leaning' }), 'Leaning short: -33 of 100'],
    [
      crowdingOf({ score: known(-92), side: 'short', band: 'extreme' }),
      'Extremely short-crowded: -92 of 100',
    ],
    [crowdingOf({ score: known(4), band: 'balanced' }), 'Balanced: +4 of 100'],
    [
      crowdingOf({ score: missing('warming-up', '40 % known'), side: null, band: null }),
      'Crowding unknown: warming up, 40 % known',
    ],
  ])('case %#', (crowding, sentence) => {
    expect(explainScore(crowding)).toBe(sentence);
  });
});

it('puts the largest contribution first, whichever its sign, and the unknown last', () => {
  const unknown = { ...partOf('takers', 0, 0, 0), points: null };
  const parts = [unknown, partOf('premium', 0.0004, 0.5, 3), partOf('accounts', 2, 0.5, -9)];
  const sentences = explainParts(crowdingOf({ parts }));
  expect(sentences.map((sentence) => sentence.split(' ')[0])).toEqual(['2.00', 'perp', 'perp']);
  expect(sentences[1]).toContain('index');
});

it('says what anchor and cap hide', () => {
  const funding = {
    fundingRate: known(0.0001),
    fundingIntervalHours: known(8),
    nextFundingTime: known(0),
    apr: known(0.1095),
    excessHourly: known(0),
    excessPercentile: known(0.5),
    atAnchor: true,
    atCap: false,
  };
  expect(explainFunding(funding)).toEqual([
    'funding 11 % APR, charged each 8 h',
    'funding sits at its anchor: a crowd would not show in it',
  ]);
  expect(explainFunding({ ...funding, atAnchor: false, atCap: true })[1]).toBe(
    'funding is at its cap: the true premium is larger',
  );
  expect(explainFunding({ ...funding, apr: missing('not-yet'), atAnchor: null, atCap: null })).toEqual([]);
});

it('states flush risk beside what is usual', () => {
  const risk = { probability: known(0.041), usual: known(0.015), ifShocked: missing('not-yet'), drivers: [] };
  expect(explainFlushRisk(risk)).toBe('Flush within 24 h: 4.1 % (usual 1.5 %)');
  expect(explainFlushRisk({ ...risk, probability: missing('too-few') })).toBe('Flush risk unknown: too few');
});

it('states a grade with its reasons', () => {
  expect(explainGrade({ grade: 'A', reasons: [] })).toBe('Grade A');
  expect(explainGrade({ grade: 'C', reasons: ['one venue only', 'book depth unknown'] })).toBe(
    'Grade C: one venue only; book depth unknown',
  );
});

it('reads reasons aloud', () => {
  expect(because(missing('source-down', 'HTTP 503'))).toBe('source down, HTTP 503');
});
