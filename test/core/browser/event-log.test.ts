import { describe, expect, it } from 'vitest';
import { createEventLog } from '../../../core/browser/event-log.ts';
import { createRecordStore } from '../../../core/browser/storage.ts';
import { createFakeArea } from './fake-area.ts';

describe('the event log', () => {
  it('keeps the last 200, over a kill of the worker, with one write for a burst', async () => {
    const area = createFakeArea();
    const session = createRecordStore(area);
    const due: (() => void)[] = [];
    const tools = { now: () => 5, after: (_delay: number, run: () => void) => due.push(run) };
    const log = createEventLog(session, tools);
    for (let i = 0; i < 230; i++) log.note('alert', `event ${i}`);
    expect(due).toHaveLength(1);
    due[0]?.();
    await session.read('events');
    const next = createEventLog(createRecordStore(area), tools);
    next.note('start');
    await next.restore();
    expect(next.all()).toHaveLength(200);
    expect(next.all().at(0)).toEqual({ time: 5, kind: 'alert', detail: 'event 31' });
    expect(next.all().at(-1)).toEqual({ time: 5, kind: 'start', detail: '' });
  });
});
