import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../core/domain/time.ts';
import { judge, NO_WARNINGS, type WarningState } from '../../../core/feed/warnings.ts';
import { DEFAULT_SETTINGS } from '../../../core/settings/defaults.ts';
import { known, sampleReading, sampleReset } from '../../fixtures/readings.ts';

const NOW = 1_700_000_000_000;
const live = { status: 'live' as const, asOf: NOW, limitMs: 90_000 };
const { thresholds } = DEFAULT_SETTINGS;

/** A Reading in which only the crowding score says anything. */
function crowdedBy(score: number) {
  const reading = sampleReading();
  const nothing = { missing: 'not-yet' as const, detail: '' };
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

const judgeAt = (score: number, state: WarningState, now = NOW) =>
  judge(crowdedBy(score), { ...live, asOf: now }, thresholds, 15, state, now);

describe('warnings', () => {
  it('say what crossed and by how much', () => {
    expect(judgeAt(72, NO_WARNINGS).warnings).toEqual([
      { rule: 'crowding', text: 'Crowding +72 long (limit 60)' },
    ]);
    expect(judgeAt(-65, NO_WARNINGS).warnings[0]!.text).toBe('Crowding −65 short (limit 60)');
    expect(judgeAt(59, NO_WARNINGS).warnings).toEqual([]);
  });

  it('go on until a tenth below their limit: 60 on, 54 still, 53.9 off', () => {
    const firing = judgeAt(60, NO_WARNINGS).state;
    expect(judgeAt(54, firing).warnings).toHaveLength(1);
    expect(judgeAt(53.9, firing).warnings).toEqual([]);
  });

  it('alert once per rule and cool-down, however the value swings for a day', () => {
    let state = NO_WARNINGS;
    const alerts: number[] = [];
    for (let minute = 0; minute < 24 * 60; minute++) {
      const now = NOW + minute * MINUTE;
      const judged = judgeAt(minute % 2 === 0 ? 90 : 10, state, now);
      if (judged.alerts.length > 0) alerts.push(minute);
      state = judged.state;
    }
    const gaps = alerts.slice(1).map((minute, i) => minute - alerts[i]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(15);
    expect(alerts.length).toBeLessThanOrEqual(24 * 4);
    expect(alerts.length).toBeGreaterThan(24 * 3);
  });

  it('do not repeat themselves while the value stays up', () => {
    const first = judgeAt(80, NO_WARNINGS);
    expect(first.alerts).toHaveLength(1);
    expect(judgeAt(80, first.state, NOW + 60 * MINUTE).alerts).toEqual([]);
  });

  it.each([
    ['a stale label', { ...live, status: 'stale' as const }],
    ['a frozen venue', { ...live, status: 'frozen' as const }],
    ['a live label that grew old', { ...live, asOf: NOW - 90_001 }],
    ['a time from before the clock was set back', { ...live, asOf: NOW + 60 * MINUTE }],
  ])('never come from old data: %s', (_what, freshness) => {
    const before = judgeAt(80, NO_WARNINGS).state;
    const judged = judge(crowdedBy(95), freshness, thresholds, 15, before, NOW);
    expect(judged).toEqual({ warnings: [], alerts: [], state: before });
  });

  it('mark but do not alert when the data earns the worst grade', () => {
    const reading = { ...crowdedBy(80), grade: { grade: 'D' as const, reasons: [] } };
    const judged = judge(reading, live, thresholds, 15, NO_WARNINGS, NOW);
    expect(judged.warnings).toHaveLength(1);
    expect(judged.alerts).toEqual([]);
  });

  it('need a cluster both big and near, in percent or in ATR', () => {
    const reading = sampleReading();
    const cluster = reading.clusters.nearestLong!;
    const at = (share: number, distance: number, distanceAtr: number | null) => {
      const nearestLong = { ...cluster, share, distance, distanceAtr };
      const clusters = { ...reading.clusters, nearestLong, nearestShort: null };
      const judged = judge({ ...crowdedBy(0), clusters }, live, thresholds, 15, NO_WARNINGS, NOW);
      return judged.warnings.map(({ rule }) => rule);
    };
    expect(at(0.1, -0.009, null)).toEqual(['long-cluster']);
    expect(at(0.1, -0.03, 0.9)).toEqual(['long-cluster']);
    expect(at(0.1, -0.03, 2)).toEqual([]);
    expect(at(0.01, -0.001, 0.1)).toEqual([]);
  });

  it('alert when a chosen reset state arrives, and not while it lasts', () => {
    const flushing = { ...crowdedBy(0), reset: sampleReset('flushing') };
    const first = judge(flushing, live, thresholds, 15, NO_WARNINGS, NOW);
    expect(first.alerts.map(({ rule }) => rule)).toEqual(['reset']);
    const later = { ...live, asOf: NOW + 60 * MINUTE };
    expect(judge(flushing, later, thresholds, 15, first.state, later.asOf).alerts).toEqual([]);
    const quiet = { ...crowdedBy(0), reset: sampleReset('quiet') };
    expect(judge(quiet, live, thresholds, 15, NO_WARNINGS, NOW).warnings).toEqual([]);
  });
});
