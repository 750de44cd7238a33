import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../core/domain/time.ts';
import { WARNING_RULES } from '../../../core/domain/warning.ts';
import { judge } from '../../../core/feed/warnings.ts';
import { DEFAULT_SETTINGS } from '../../../core/settings/defaults.ts';
import { known, NOW, sampleReading, sampleReset } from '../../fixtures/readings.ts';

const live = { status: 'live' as const, asOf: NOW, limitMs: 90_000 };
const { thresholds } = DEFAULT_SETTINGS;
const nothing = { missing: 'not-yet' as const, detail: null };

/** A Reading in which only the crowding score says anything. */
function crowdedBy(score: number) {
  const reading = sampleReading();
  return {
    ...reading,
    crowding: { ...reading.crowding, score: known(score) },
    flushRisk: { ...reading.flushRisk, probability: nothing },
    funding: { ...reading.funding, apr: nothing },
    openInterest: { ...reading.openInterest, change1h: nothing },
    clusters: { ...reading.clusters, nearestLong: null, nearestShort: null },
    reset: sampleReset(null),
  };
}

const judged = (reading: ReturnType<typeof sampleReading>, firing: string[] = [], own = {}) =>
  judge(reading, live, { ...thresholds, ...own }, firing, NOW).warnings;

describe('warnings', () => {
  it('say what crossed, by how much, whose risk it is and when it was true', () => {
    expect(judged(crowdedBy(72))).toEqual([
      {
        rule: 'crowding',
        value: 72,
        limit: 60,
        unit: 'points',
        side: 'long',
        mass: null,
        asOf: expect.any(Number),
      },
    ]);
    expect(judged(crowdedBy(-65))).toMatchObject([{ value: -65, side: 'short' }]);
    expect(judged(crowdedBy(59))).toEqual([]);
  });

  it('go on until a tenth below their limit: 60 on, 54 still, 53.9 off', () => {
    expect(judged(crowdedBy(54), ['crowding'])).toHaveLength(1);
    expect(judged(crowdedBy(53.9), ['crowding'])).toEqual([]);
    expect(judged(crowdedBy(54))).toEqual([]);
  });

  it.each([
    ['a stale label', { ...live, status: 'stale' as const }],
    ['a frozen venue', { ...live, status: 'frozen' as const }],
    ['a live label that grew old', { ...live, asOf: NOW - 90_001 }],
    ['a time from before the clock was set back', { ...live, asOf: NOW + 60 * MINUTE }],
  ])('never come from old data: %s', (_what, freshness) => {
    expect(judge(crowdedBy(95), freshness, thresholds, ['crowding'], NOW)).toEqual({
      judged: false,
      warnings: [],
    });
  });

  it('do not come from one old value of a pair that is otherwise live', () => {
    const reading = crowdedBy(95);
    const old = { ...known(95), receivedTime: NOW - 20 * MINUTE };
    expect(judged({ ...reading, crowding: { ...reading.crowding, score: old } })).toEqual([]);
  });

  it('take flush risk at its limit or at a multiple of what is usual, and say which', () => {
    const risk = (probability: number, usual: number) => {
      const reading = crowdedBy(0);
      const flushRisk = { ...reading.flushRisk, probability: known(probability), usual: known(usual) };
      return judged({ ...reading, flushRisk });
    };
    expect(risk(0.061, 0.05)).toMatchObject([{ unit: 'probability', value: 0.061, limit: 0.06 }]);
    expect(risk(0.03, 0.01)).toMatchObject([{ unit: 'times-usual', value: 3, limit: 3 }]);
    expect(risk(0.029, 0.01)).toEqual([]);
    expect(risk(0.03, 0)).toEqual([]);
  });

  it('need a cluster both big and near, in percent or in ATR', () => {
    const reading = sampleReading();
    const at = (share: number, distance: number, distanceAtr: number | null) => {
      const nearestLong = { ...reading.clusters.nearestLong!, share, distance, distanceAtr };
      const clusters = { ...reading.clusters, nearestLong, nearestShort: null };
      return judged({ ...crowdedBy(0), clusters }).map((one) => ('unit' in one ? one.unit : ''));
    };
    expect(at(0.1, -0.009, null)).toEqual(['price-share']);
    expect(at(0.1, -0.03, 0.9)).toEqual(['atr']);
    expect(at(0.1, -0.03, 2)).toEqual([]);
    expect(at(0.01, -0.001, 0.1)).toEqual([]);
  });

  it('name a reset state only when the user chose it', () => {
    const at = (state: 'flushing' | 'quiet') => judged({ ...crowdedBy(0), reset: sampleReset(state) });
    expect(at('flushing')).toMatchObject([{ rule: 'reset', state: 'flushing' }]);
    expect(at('quiet')).toEqual([]);
  });

  it('leave out rules that are off', () => {
    const all = sampleReading({ reset: sampleReset('flushing') });
    const low = { crowding: 30, fundingApr: 0.01, openInterestChange: 0.002, flushRisk: 0.005 };
    expect(judged(all, [], low).length).toBeGreaterThan(2);
    expect(judged(all, [], { ...low, off: WARNING_RULES })).toEqual([]);
  });
});
