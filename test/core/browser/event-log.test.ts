import { describe, expect, it } from 'vitest';
import { createEventLog, faultText } from '../../../core/browser/event-log.ts';
import { createSourceWatch } from '../../../core/browser/source-watch.ts';
import { createRecordStore } from '../../../core/browser/storage.ts';
import { sampleVenues } from '../../fixtures/page-state.ts';
import { createFakeArea } from './fake-area.ts';

describe('the event log', () => {
  it('keeps the last 200, also what was noted before an earlier worker’s could be read', async () => {
    const area = createFakeArea();
    const session = createRecordStore(area);
    const log = createEventLog(session, () => 5);
    await log.restore();
    for (let i = 0; i < 230; i++) log.note('alert', `event ${i}`);
    await session.write('other', 0);
    const next = createEventLog(createRecordStore(area), () => 6);
    next.note('start');
    await next.restore();
    expect(next.all()).toHaveLength(200);
    expect(next.all().at(0)).toEqual({ time: 5, kind: 'alert', detail: 'event 31' });
    expect(next.all().at(-1)).toEqual({ time: 6, kind: 'start', detail: '' });
  });

  it('keeps of an address in an error its host alone', () => {
    const error = new TypeError(
      'failed: https://fapi.binance.com/fapi/v1/klines?symbol=BTCUSDT&limit=5 (reset)',
    );
    expect(faultText(error)).toBe('TypeError: failed: fapi.binance.com (reset)');
  });

  it('notes a source when its status changes, and not while it waits for its first question', () => {
    const log = createEventLog(createRecordStore(createFakeArea()), () => 5);
    const watch = createSourceWatch(log);
    const [first] = sampleVenues;
    for (const status of ['waiting', 'live', 'live', 'offline'] as const) watch([{ ...first!, status }]);
    expect(log.all().map(({ detail }) => detail)).toEqual(['binance-usdm live', 'binance-usdm offline']);
  });
});
