import { describe, expect, it } from 'vitest';
import { createEventLog } from '../../../core/browser/event-log.ts';
import { createRecordStore } from '../../../core/browser/storage.ts';
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
});
