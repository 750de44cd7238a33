import { beforeAll, describe, expect, it } from 'vitest';
import { toScorecardView } from '../../../components/sidepanel/scorecard-view.ts';
import { toTimelineView } from '../../../components/sidepanel/timeline-view.ts';
import { toVenueRows } from '../../../components/sidepanel/venue-view.ts';
import { missing } from '../../../core/domain/measured.ts';
import { DAY, HOUR } from '../../../core/domain/time.ts';
import type { HeldLook } from '../../../core/stores/look-store.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import { fewVisits, goodScore, sampleVenueRows } from '../../fixtures/look.ts';
import { MARKET_NOW, NOW, sampleFlush, sampleReading, sampleReset } from '../../fixtures/readings.ts';

beforeAll(speakEnglish);

const nothing: HeldLook = { series: {}, grid: null, heat: [], venues: [], scorecard: null };

describe('the map’s score in words', () => {
  it('says that there is not enough, and how much is', () => {
    const view = toScorecardView(fewVisits);
    expect(view.shares).toBeNull();
    expect(view.text).toMatch(/Not enough data.*17 bars; 50/);
    expect(view.progress).toBeCloseTo(0.34);
  });

  it.each([
    ['above', { lowerBound: 0.22 }],
    ['open', { lowerBound: 0.1 }],
    ['below', { hitShare: 0.12, lowerBound: 0.06 }],
  ] as const)('claims no more than the bound allows: %s', (verdict, figures) => {
    expect(toScorecardView({ ...goodScore, ...figures }).shares?.verdict).toBe(verdict);
  });
});

describe('the exchanges’ table', () => {
  it('shows a dash with its reason where a figure is not known', () => {
    const [first, second] = toVenueRows(sampleVenueRows(), sampleReading(), NOW);
    expect(first).toMatchObject({ viewed: true, name: 'Binance', funding: { text: '+0.0312\u202f% / 8 h' } });
    expect(second?.change24h).toMatchObject({ text: '–', known: false, about: 'warming up' });
  });

  it('never calls a venue fresh that is not live', () => {
    const [row] = sampleVenueRows();
    const down = {
      ...row!,
      health: { ...row!.health, status: 'offline' as const },
      premium: missing('stale'),
    };
    const [view] = toVenueRows([down], sampleReading(), NOW);
    expect(view).toMatchObject({ tone: 'stale', status: 'offline' });
  });
});

describe('the timeline of flushes', () => {
  const past = {
    ...sampleFlush,
    startTime: MARKET_NOW - 10 * DAY,
    endTime: MARKET_NOW - 10 * DAY + 2 * HOUR,
  };
  const reading = sampleReading({
    reset: sampleReset('reloading', {
      pastFlushes: [past],
      transitions: [
        { from: 'quiet', to: 'building', time: MARKET_NOW - 40 * DAY },
        { from: 'building', to: 'flushing', time: MARKET_NOW - 10 * DAY },
      ] as never,
    }),
  });
  const interest = (rows: readonly (readonly [number, number])[]): HeldLook => ({
    ...nothing,
    series: {
      openInterest1h: {
        source: 'binance-usdm',
        receivedTime: null,
        columns: [rows.map(([time]) => time), rows.map(([, value]) => value)],
      },
    },
  });

  it('lists each flush, newest first, with side, drop, move and what came back', () => {
    const half = (sampleFlush.openInterestBefore + sampleFlush.openInterestLow) / 2;
    const look = interest([
      [MARKET_NOW - 9 * DAY, half],
      [MARKET_NOW - HOUR, 1e9],
    ]);
    const { flushes } = toTimelineView(reading, look, MARKET_NOW);
    expect(flushes.map(({ rebuilt }) => rebuilt)).toEqual(['61\u202f%', '50\u202f%']);
    expect(flushes[0]).toMatchObject({ side: 'long', drop: 'OI −14.2\u202f%', move: 'price −8.5\u202f%' });
  });

  it('makes up no rebuilt share where open interest was not charted', () => {
    expect(toTimelineView(reading, nothing, MARKET_NOW).flushes.map(({ rebuilt }) => rebuilt)).toEqual([
      '61\u202f%',
      '',
    ]);
  });

  it('covers the thirty days without a hole, from states that began before them', () => {
    const { stretches } = toTimelineView(reading, nothing, MARKET_NOW);
    expect(stretches[0]!.from).toBe(0);
    expect(stretches.at(-1)!.to).toBe(1);
    expect(stretches.slice(1).map(({ from }) => from)).toEqual(stretches.slice(0, -1).map(({ to }) => to));
  });
});
