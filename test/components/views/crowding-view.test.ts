import { beforeAll, describe, expect, it } from 'vitest';
import { toCrowdingView, toPartViews, toScoreView } from '../../../components/views/crowding-view.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import {
  balancedReading,
  crowdedShortReading,
  known,
  NOW,
  sampleReading,
  tinyPriceReading,
  warmingReading,
} from '../../fixtures/readings.ts';

beforeAll(speakEnglish);

describe('the score', () => {
  it.each([
    [sampleReading(), '▲', 'Crowded long', '+72', 'long'],
    [crowdedShortReading(), '▼', 'Crowded short', '−64', 'short'],
    [tinyPriceReading(), '▲', 'Extremely long', '+100', 'long'],
    [balancedReading(), '●', 'Balanced', '+14', 'calm'],
  ])('is an arrow, a word, a sign and a tone', (reading, arrow, word, text, tone) => {
    expect(toScoreView(reading)).toMatchObject({ arrow, word, text, tone });
  });

  it('is a dash with its reason while history is short', () => {
    const view = toCrowdingView(warmingReading());
    expect(view.score).toMatchObject({ score: null, text: '–', word: 'No score yet' });
    expect(view.missing).toBe('warming up: 5 of 7 days');
    expect(view.warmUp).toEqual({ share: 5 / 30, text: 'history: 5 of 30 days' });
  });
});

describe('its parts', () => {
  it('leads with the three largest contributions of either sign', () => {
    const names = toCrowdingView(crowdedShortReading()).leaders;
    expect(names).toEqual([
      { name: 'funding', points: '−22' },
      { name: 'OI', points: '−19' },
      { name: 'premium', points: '−9' },
    ]);
  });

  it('gives each a value, a percentile, points, a source and an age, or the reason it has none', () => {
    const parts = toPartViews(sampleReading(), NOW);
    expect(toCrowdingView(sampleReading()).coverage).toBe('8 of 9 parts');
    const [funding] = parts;
    // 0.0039 % an hour · 8 760 h = 34.2 % a year; 8 s at the venue and 1 s since.
    expect(funding).toMatchObject({ percentile: 'p97', points: '+21', about: 'all sources, 9 s ago' });
    expect(funding?.value.replace('\u202f', ' ')).toBe('+34.2 % APR');
    const thin = parts.find(({ part }) => part === 'thinness');
    expect(thin).toMatchObject({ value: '–', points: '–', about: 'warming up: 5 of 7 days' });
    for (const { about } of parts) expect(about).not.toBe('');
  });
});

describe('flush risk', () => {
  it('is not drawn before it is known', () => {
    expect(toCrowdingView(sampleReading()).risk).toBeNull();
  });

  it('stands beside what is usual and what a shock would do', () => {
    const flushRisk = { probability: known(0.041), usual: known(0.015), ifShocked: known(0.12), drivers: [] };
    const risk = toCrowdingView(sampleReading({ flushRisk })).risk;
    expect(
      Object.values(risk ?? {})
        .slice(0, 3)
        .map((text) => text.replace('\u202f', ' ')),
    ).toEqual(['4.1 %', '1.5 %', '12 %']);
  });
});
