import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LADDER, toLadderView } from '../../../components/views/ladder-view.ts';
import { missing } from '../../../core/domain/measured.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import { sampleCluster, sampleReading, warmingReading } from '../../fixtures/readings.ts';

beforeAll(speakEnglish);

const MARK = 65_370;
const middle = LADDER.height / 2;

describe('the price ladder', () => {
  it('is not drawn without a map', () => {
    expect(toLadderView(warmingReading(), 0.05)).toBeNull();
  });

  it('puts longs below the mark and shorts above it', () => {
    const view = toLadderView(sampleReading(), 0.05)!;
    for (const { side, path } of view.shades) {
      for (const [, y] of path.matchAll(/M\d+ ([\d.]+)/g)) {
        if (side === 'long') expect(Number(y)).toBeGreaterThanOrEqual(middle);
        else expect(Number(y)).toBeLessThan(middle);
      }
    }
  });

  it('draws the fullest row at full length and no row longer', () => {
    const view = toLadderView(sampleReading(), 0.05)!;
    const lengths = view.shades.flatMap(({ path }) =>
      [...path.matchAll(/h([\d.]+)v/g)].map(([, length]) => Number(length)),
    );
    expect(Math.max(...lengths)).toBe(LADDER.bars);
  });

  it('names the nearest cluster of each side in percent and ATR', () => {
    const texts = toLadderView(sampleReading(), 0.05)!.labels.map(({ text }) => text.replace('\u202f', ' '));
    expect(texts).toEqual(['+2.3 % · 2.7 ATR', '−1.8 % · 2.1 ATR']);
  });

  it('points to a cluster beyond its range from the edge', () => {
    const base = sampleReading();
    const clusters = { ...base.clusters, nearestLong: sampleCluster(MARK, 'long', -0.08) };
    const label = toLadderView({ ...base, clusters }, 0.05)!.labels.find(({ side }) => side === 'long')!;
    expect(label.text.startsWith('▼ ')).toBe(true);
    expect(label.y).toBeLessThanOrEqual(LADDER.height);
  });

  it('keeps every text inside and clear of its neighbours', () => {
    const distances = fc.array(fc.double({ min: -0.06, max: 0.06, noNaN: true }), { maxLength: 20 });
    fc.assert(
      fc.property(distances, (all) => {
        const keyLevels = all.map((distance) => ({
          kind: 'round' as const,
          price: MARK * (1 + distance),
          distance,
          stopBand: [0, 0] as const,
        }));
        const { levels } = toLadderView(sampleReading({ keyLevels }), 0.05)!;
        const ys = [...levels.map(({ y }) => y), middle].sort((a, b) => a - b);
        for (let i = 1; i < ys.length; i++) expect(ys[i]! - ys[i - 1]!).toBeGreaterThanOrEqual(12.9);
        expect(ys.every((y) => y > 0 && y < LADDER.height)).toBe(true);
      }),
    );
  });

  it('draws the book it has seen apart from the book it supposes', () => {
    const view = toLadderView(sampleReading(), 0.05)!;
    expect(view.seen.match(/M/g)).toHaveLength(2);
    expect(view.beyond.match(/M/g)).toHaveLength(2);
    const cascade = { ...sampleReading().cascade };
    const blind = { ...cascade, bids: missing('source-down'), asks: missing('source-down') };
    expect(toLadderView(sampleReading({ cascade: blind }), 0.05)).toMatchObject({ seen: '', beyond: '' });
  });
});
