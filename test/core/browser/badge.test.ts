import { describe, expect, it } from 'vitest';
import { badgeOf } from '../../../core/browser/badge.ts';
import type { Freshness, OverlayView } from '../../../core/messages/protocol.ts';
import { balancedReading, crowdedShortReading, sampleReading } from '../../fixtures/readings.ts';
import { sampleWarnings } from '../../fixtures/warnings.ts';

function viewOf(
  reading: ReturnType<typeof sampleReading>,
  status: Freshness['status'] = 'live',
): OverlayView {
  const freshness = { status, asOf: 0, until: null, detail: null, limitMs: 1 };
  return {
    kind: 'reading',
    reading,
    venueName: 'A',
    product: 'p',
    fromSpot: false,
    freshness,
    mutedUntil: 0,
  };
}

describe('badge', () => {
  it('shows nothing where nothing is shown', () => {
    expect(badgeOf(null, []).text).toBe('');
    expect(badgeOf({ kind: 'paused' }, []).text).toBe('');
  });

  it('shows how crowded it is, in the colour of the side at risk', () => {
    const long = badgeOf(viewOf(sampleReading()), []);
    const short = badgeOf(viewOf(crowdedShortReading()), []);
    const calm = badgeOf(viewOf(balancedReading()), []);
    expect(long.text).toMatch(/^\d{1,3}$/);
    expect(short.text).toMatch(/^\d{1,3}$/);
    expect(new Set([long.colour, short.colour, calm.colour]).size).toBe(3);
  });

  it('shows a mark while something warns, but never on values that are not live', () => {
    expect(badgeOf(viewOf(sampleReading()), sampleWarnings).text).toBe('!');
    const stale = badgeOf(viewOf(sampleReading(), 'stale'), sampleWarnings);
    expect(stale.text).not.toBe('!');
    expect(stale.colour).not.toBe(badgeOf(viewOf(sampleReading()), []).colour);
  });

  it('says when there is no score', () => {
    const reading = sampleReading();
    const unknown = {
      ...reading,
      crowding: { ...reading.crowding, score: { missing: 'warming-up' as const, detail: null } },
    };
    expect(badgeOf(viewOf(unknown), []).text).toBe('?');
  });
});
