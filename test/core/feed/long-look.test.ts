import { describe, expect, it } from 'vitest';
import { isKnown } from '../../../core/domain/measured.ts';
import { MINUTE } from '../../../core/domain/time.ts';
import { STILL } from '../../market/still-world.ts';
import { settled } from './fakes.ts';
import { createRig } from './rig.ts';

const BTC = 'binance-usdm:BTCUSDT';

async function watched(minutes: number) {
  const rig = await createRig();
  rig.engine.want('panel', [{ key: BTC, rank: 'visible' }]);
  await rig.run(minutes * MINUTE);
  return rig;
}

describe('the long look', () => {
  it('knows nothing before anything was heard', async () => {
    const rig = await createRig();
    expect(rig.engine.look(BTC).next()).toBeNull();
  });

  it('tells every series with its source and the map over time', async () => {
    const rig = await watched(3);
    const look = rig.engine.look(BTC).next()!;
    expect(look.series.map(({ series }) => series).sort()).toEqual(
      ['bars1h', 'bars5m', 'funding', 'openInterest1h', 'openInterest5m', 'premium1h'].sort(),
    );
    for (const { source, from, columns, receivedTime } of look.series) {
      expect(source).toBe('binance-usdm');
      expect(from).toBeNull();
      expect(receivedTime).not.toBeNull();
      expect(new Set(columns.map(({ length }) => length)).size).toBe(1);
      expect(columns.flat().every(Number.isFinite)).toBe(true);
    }
    const bars = look.series.find(({ series }) => series === 'bars1h')!.columns;
    expect(bars[0]!.length).toBeGreaterThan(29 * 24);
    expect(look.heat!.columns.length).toBeGreaterThan(200);
  });

  it('tells each venue’s own figures, the viewed one first', async () => {
    const rig = await watched(3);
    const { venues } = rig.engine.look(BTC).next()!;
    expect(venues.map(({ viewed }) => viewed)).toEqual([true, ...venues.slice(1).map(() => false)]);
    expect(venues.length).toBeGreaterThan(3);
    for (const row of venues.slice(0, 4)) {
      expect(isKnown(row.openInterestValue) && row.openInterestValue.source).toBe(row.health.venue);
      expect(isKnown(row.fundingRate) && isKnown(row.fundingIntervalHours)).toBe(true);
    }
    expect(isKnown(venues[0]!.depthWithinOnePercent)).toBe(true);
    expect(isKnown(venues[0]!.change24h)).toBe(true);
    // Nobody keeps a day of another venue's open interest, and no figure is made up for it.
    expect(isKnown(venues[1]!.change24h)).toBe(false);
  });

  it('then tells what changed, and only that', async () => {
    const rig = await watched(3);
    const look = rig.engine.look(BTC);
    look.next();
    const { series, heat } = look.next()!;
    expect(series).toEqual([]);
    expect(heat).toBeNull();
    await settled();
    expect(look.next()!.scorecard).toMatchObject({ neededVisits: 50 });
    await rig.run(6 * MINUTE);
    const changed = look.next()!;
    const fine = changed.series.find((one) => one.series === 'bars5m')!;
    expect(fine.from).not.toBeNull();
    expect(fine.columns[0]!.length).toBeLessThan(5);
  });

  it('charts the market’s own figures', async () => {
    const rig = await watched(3);
    const { series } = rig.engine.look(BTC).next()!;
    const interest = series.find((one) => one.series === 'openInterest5m')!.columns[1]!;
    expect(interest.at(-1)).toBeCloseTo(STILL.openInterest, -1);
  });
});
