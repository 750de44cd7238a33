import { beforeAll, describe, expect, it } from 'vitest';
import { toCascadeView } from '../../../components/views/cascade-view.ts';
import { toFooterView } from '../../../components/views/footer-view.ts';
import { toStripView, tracePath } from '../../../components/views/strip-view.ts';
import { missing } from '../../../core/domain/measured.ts';
import { MINUTE } from '../../../core/domain/time.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import {
  balancedReading,
  NOW,
  sampleReading,
  sampleSource,
  sampleSources,
  tinyPriceReading,
} from '../../fixtures/readings.ts';

beforeAll(speakEnglish);

const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('the strip', () => {
  it('counts down on the venue’s clock', () => {
    expect(toStripView(sampleReading(), NOW).countdown).toBe('in 2 h 9 min');
    expect(toStripView(sampleReading(), NOW + 10 * MINUTE).countdown).toBe('in 1 h 59 min');
  });

  it('says where the rate is held by its rules, and the yearly rate otherwise', () => {
    expect(plain(toStripView(sampleReading(), NOW).terms.text)).toBe('34 % APR');
    expect(toStripView(balancedReading(), NOW).terms).toMatchObject({ text: 'at anchor', tone: '' });
    expect(toStripView(tinyPriceReading(), NOW).terms).toMatchObject({ text: 'at cap', tone: 'warn' });
  });

  it('shows a dash with its reason for what is not known', () => {
    const base = sampleReading();
    const openInterest = { ...base.openInterest, openInterestValue: missing('source-down', 'noHistory') };
    const { text, known, about } = toStripView({ ...base, openInterest }, NOW).openInterest;
    expect([text, known, about]).toEqual(['–', false, 'source is down: no history']);
  });
});

describe('a trace', () => {
  it('spans its box, low at the bottom', () => {
    expect(tracePath([0, 10])).toBe('M0 32L78 2');
  });

  it('runs through the middle when nothing moved', () => {
    expect(tracePath([5, 5])).toBe('M0 17L78 17');
  });

  it('lifts the pen over a gap and draws nothing of one point', () => {
    expect(tracePath([1, null, 1, 2]).match(/M/g)).toHaveLength(2);
    expect(tracePath([null, 5])).toBe('');
    expect(tracePath([])).toBe('');
  });
});

describe('the footer', () => {
  it('counts sources that are asked, and names the one that fails', () => {
    const sources = [
      sampleSources[0]!,
      sampleSource('okx-swap', 'OKX', { status: 'offline' }),
      sampleSource('hyperliquid', 'Hyperliquid', { status: 'not-listed' }),
    ];
    expect(toFooterView(sampleReading({ sources }))).toMatchObject({
      sources: '1 of 2 sources',
      degraded: 'OKX offline',
    });
  });

  it('gives the grade with its weightiest reason', () => {
    expect(toFooterView(tinyPriceReading())).toMatchObject({
      grade: 'Grade D',
      reason: 'one venue only',
    });
  });
});

describe('the cascade', () => {
  it('heads its columns by how much of the book is left', () => {
    expect(toCascadeView(sampleReading()).heads).toEqual(['full book', 'thin ÷3.4', 'very thin ÷17']);
  });

  it('marks what is extrapolated and what reaches further clusters', () => {
    const down = toCascadeView(sampleReading()).rows.find(({ arrow }) => arrow === '▼')!;
    expect(down.price).toBe('64,193');
    expect(down.outcomes.map(({ text, tone }) => [plain(text), tone])).toEqual([
      ['absorbed', 'ok'],
      ['≈ −2.2 %', 'warn'],
      ['≈ −6.3 % »', 'hot'],
    ]);
    expect(down.outcomes[2]?.title).toContain('further clusters reached: 2');
  });

  it('says why there is none', () => {
    const reason = missing('source-down', 'bookEmpty');
    const cascade = { ...sampleReading().cascade, down: reason, up: reason };
    expect(toCascadeView(sampleReading({ cascade })).missing).toBe(
      'source is down: the book is empty or crossed',
    );
  });
});
