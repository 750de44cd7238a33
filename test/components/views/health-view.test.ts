import { beforeAll, describe, expect, it } from 'vitest';
import { toHealthView } from '../../../components/views/health-view.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import { samplePage, sampleVenues } from '../../fixtures/page-state.ts';
import { NOW } from '../../fixtures/readings.ts';

beforeAll(speakEnglish);

const unasked = { ...sampleVenues[0]!, venue: 'other', status: 'waiting', lastGoodTime: null } as const;

describe('the health line', () => {
  it('does not count a source nobody has needed yet', () => {
    const view = toHealthView(samplePage({ sources: [...sampleVenues, unasked] }), false, NOW);
    expect(view).toEqual({ text: '4 of 4 sources · next in 12 s', tone: 'live' });
  });

  it('waits for all of them before the first answer', () => {
    const view = toHealthView(samplePage({ sources: [unasked, { ...unasked, venue: 'more' }] }), false, NOW);
    expect(view).toMatchObject({ text: expect.stringContaining('0 of 2 sources'), tone: 'aged' });
  });

  it('counts one that answered once and is silent now', () => {
    const silent = { ...unasked, lastGoodTime: NOW - 60_000, status: 'offline' } as const;
    const view = toHealthView(samplePage({ sources: [...sampleVenues, silent] }), false, NOW);
    expect(view).toMatchObject({ text: expect.stringContaining('4 of 5 sources'), tone: 'aged' });
  });
});
