import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecordStore } from '../../../core/browser/storage.ts';
import { createWarningDesk } from '../../../core/browser/warning-desk.ts';
import { instrumentKey } from '../../../core/domain/instrument.ts';
import { HOUR, MINUTE } from '../../../core/domain/time.ts';
import { isQuiet } from '../../../core/feed/alerts.ts';
import { DEFAULT_SETTINGS } from '../../../core/settings/defaults.ts';
import type { AlertSettings, Settings } from '../../../core/settings/settings.ts';
import { known, NOW, sampleInstrument, sampleReading, sampleReset } from '../../fixtures/readings.ts';
import { createFakeArea } from './fake-area.ts';

const ASSETS = ['BTC', 'ETH', 'SOL'] as const;
const keyOf = (asset: string) => instrumentKey(sampleInstrument({ asset, venueSymbol: `${asset}USDT` }));
const nothing = { missing: 'not-yet' as const, detail: null };

/** A pair of which only crowding and the reset say anything. */
function pairAt(
  now: number,
  score: number,
  more: { asset?: string; stale?: boolean; grade?: 'A' | 'D' } = {},
) {
  const { asset = 'BTC', stale = false, grade = 'A' } = more;
  const sample = sampleReading();
  const value = { ...known(score), receivedTime: now, venueTime: now };
  const reading = {
    ...sample,
    instrument: sampleInstrument({ asset, venueSymbol: `${asset}USDT` }),
    builtTime: now,
    marketTime: now,
    crowding: { ...sample.crowding, score: value },
    flushRisk: { ...sample.flushRisk, probability: nothing },
    funding: { ...sample.funding, apr: nothing },
    openInterest: { ...sample.openInterest, change1h: nothing },
    clusters: { ...sample.clusters, nearestLong: null, nearestShort: null },
    reset: sampleReset(null),
    grade: { grade, reasons: [] },
  };
  const status = stale ? ('stale' as const) : ('live' as const);
  return { reading, freshness: { status, asOf: now, until: null, detail: null, limitMs: 90_000 } };
}

/** A desk that can be killed: what it stored is all that the next one knows. */
function stage(alerts: Partial<AlertSettings> = {}) {
  const areas = { session: createFakeArea(), local: createFakeArea() };
  const clock = { now: NOW, minute: 720 };
  let settings: Settings = {
    ...DEFAULT_SETTINGS,
    alerts: { ...DEFAULT_SETTINGS.alerts, notifications: true, ...alerts },
    watchlist: ASSETS.map((asset) => ({
      key: keyOf(asset),
      enabled: true,
      mutedUntil: 0,
      thresholds: {},
    })),
  };
  const build = () =>
    createWarningDesk({
      session: createRecordStore(areas.session),
      local: createRecordStore(areas.local),
      now: () => clock.now,
      minuteOfDay: () => clock.minute,
      settings: () => settings,
    });
  let desk = build();
  return {
    clock,
    desk: () => desk,
    set(change: Partial<Settings>) {
      settings = { ...settings, ...change };
    },
    async kill() {
      desk = build();
      await desk.restore();
    },
    async tell(score: number, more = {}) {
      return (await desk.tell(pairAt(clock.now, score, more))).told.map(({ rule }) => rule);
    },
    silence: async (score: number, more = {}) => (await desk.tell(pairAt(clock.now, score, more))).silence,
  };
}

describe('alerts', () => {
  it('speak once while a value stays up, whichever and however many tabs show it', async () => {
    const { desk, tell, clock } = stage();
    for (let tab = 0; tab < 5; tab++) expect(desk().warningsFor(pairAt(NOW, 80))).toHaveLength(1);
    expect(await tell(80)).toEqual(['crowding']);
    clock.now += 5 * HOUR;
    expect(await tell(85)).toEqual([]);
  });

  it('speak again when the value has been back and the rule has rested', async () => {
    const { tell, clock } = stage();
    await tell(80);
    clock.now += 16 * MINUTE;
    await tell(10);
    expect(await tell(80)).toEqual(['crowding']);
  });

  it('wait out the cool-down, and then tell what still holds', async () => {
    const { tell, clock } = stage();
    await tell(80);
    await tell(10);
    clock.now += MINUTE;
    expect(await tell(90)).toEqual([]);
    clock.now += 14 * MINUTE;
    expect(await tell(90)).toEqual(['crowding']);
  });

  it.each([
    ['off', { notifications: false }, {}],
    ['quiet-hours', { quietFrom: 600, quietTo: 800 }, {}],
    ['grade', {}, { grade: 'D' }],
  ] as const)('keep silent: %s', async (why, alerts, more) => {
    const { silence, desk } = stage(alerts);
    expect(await silence(80, more)).toBe(why);
    // The mark still shows.
    expect(desk().warningsFor(pairAt(NOW, 80))).toHaveLength(1);
  });

  it('tell after the quiet hours what began in them and still holds', async () => {
    const { tell, clock } = stage({ quietFrom: 1320, quietTo: 420 });
    clock.minute = 1400;
    expect(await tell(80)).toEqual([]);
    clock.now += 10 * HOUR;
    clock.minute = 425;
    expect(await tell(80)).toEqual(['crowding']);
  });

  it('speak on grade D when the user wants them to', async () => {
    expect(await stage({ onGradeD: true }).tell(80, { grade: 'D' })).toEqual(['crowding']);
  });

  it('leave a muted symbol alone, and a switched-off one, and everything while paused', async () => {
    const { set, silence, desk } = stage();
    const [first] = ASSETS;
    const row = { key: keyOf(first), enabled: true, mutedUntil: NOW + HOUR, thresholds: {} };
    set({ watchlist: [row] });
    expect(await silence(80)).toBe('muted');
    expect(desk().warningsFor(pairAt(NOW, 80))).toEqual([]);
    set({ watchlist: [{ ...row, mutedUntil: 0, enabled: false }] });
    expect(await silence(80)).toBe('switched-off');
    set({ watchlist: [{ ...row, mutedUntil: 0 }], paused: true });
    expect(await silence(80)).toBe('paused');
  });

  it('use a symbol’s own thresholds', async () => {
    const { set, tell } = stage();
    const row = { key: keyOf('BTC'), enabled: true, mutedUntil: 0, thresholds: { crowding: 90 } };
    set({ watchlist: [row] });
    expect(await tell(80)).toEqual([]);
    expect(await tell(91)).toEqual(['crowding']);
  });

  it('remember the cool-down over a restart of the browser', async () => {
    const { tell, kill, clock } = stage();
    await tell(80);
    await tell(10);
    await kill();
    clock.now += MINUTE;
    expect(await tell(80)).toEqual([]);
  });

  it('hold for a day of swings, stale stretches and kills: few, rested, never on stale data', async () => {
    const step = fc.record({
      asset: fc.constantFrom(...ASSETS),
      score: fc.constantFrom(10, 53, 55, 61, 95, -95),
      stale: fc.boolean(),
      kill: fc.boolean(),
      seconds: fc.integer({ min: 1, max: 900 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 250 }), async (steps) => {
        const { clock, tell, kill } = stage();
        const alerts: { asset: string; at: number }[] = [];
        for (const { asset, score, stale, kill: killed, seconds } of steps) {
          clock.now += seconds * 1_000;
          if (killed) await kill();
          const told = await tell(score, { asset, stale });
          if (told.length > 0) {
            expect(stale).toBe(false);
            expect(Math.abs(score)).toBeGreaterThan(54);
            alerts.push({ asset, at: clock.now });
          }
        }
        for (const [index, { asset, at }] of alerts.entries()) {
          const before = alerts.slice(0, index);
          const last = before.findLast((other) => other.asset === asset);
          if (last) expect(at - last.at).toBeGreaterThanOrEqual(15 * MINUTE);
          expect(before.filter((other) => at - other.at < HOUR).length).toBeLessThan(6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('oscillating for 24 h, one value speaks at most once per cool-down and does speak', async () => {
    const { clock, tell } = stage();
    let alerts = 0;
    for (let minute = 0; minute < 24 * 60; minute++) {
      clock.now = NOW + minute * MINUTE;
      alerts += (await tell(minute % 2 === 0 ? 90 : 10)).length;
    }
    expect(alerts).toBeLessThanOrEqual(24 * 4);
    expect(alerts).toBeGreaterThan(24 * 3);
  });

  it('reads anything an earlier worker may have left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything({ maxDepth: 4 }), async (left) => {
        const area = createFakeArea();
        const store = createRecordStore(area);
        await store.write('warnings', left);
        const desk = createWarningDesk({
          session: store,
          local: store,
          now: () => NOW,
          minuteOfDay: () => 0,
          settings: () => DEFAULT_SETTINGS,
        });
        await desk.restore();
        expect(desk.warningsFor(pairAt(NOW, 80))).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });
});

describe('quiet hours', () => {
  it.each([
    [600, 800, 600, true],
    [600, 800, 799, true],
    [600, 800, 800, false],
    [1320, 420, 1400, true],
    [1320, 420, 0, true],
    [1320, 420, 420, false],
    [0, 0, 0, false],
  ])('from %i to %i at %i: %s', (quietFrom, quietTo, minute, quiet) => {
    expect(isQuiet({ ...DEFAULT_SETTINGS.alerts, quietFrom, quietTo }, minute)).toBe(quiet);
  });
});
