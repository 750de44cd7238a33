import { describe, expect, it } from 'vitest';
import { createRecordStore } from '../../../core/browser/storage.ts';
import { createFakeArea } from './fake-area.ts';

describe('record store', () => {
  it('gives back what was written, before and after it reached the disk', async () => {
    const area = createFakeArea();
    const store = createRecordStore(area);
    const writing = store.write('a', { x: 1 });
    expect(await store.read('a')).toEqual({ x: 1 });
    await writing;
    expect(area.items.get('a')).toEqual({ x: 1 });
    expect(await createRecordStore(area).read('a')).toEqual({ x: 1 });
  });

  it('writes one after another and leaves out what a later write replaces', async () => {
    const area = createFakeArea();
    const store = createRecordStore(area);
    await Promise.all(Array.from({ length: 50 }, (_, i) => store.write('a', i)));
    expect(area.items.get('a')).toBe(49);
    expect(area.writes()).toBe(1);
  });

  it('goes on in memory when the disk is full, says so once, and recovers', async () => {
    const area = createFakeArea();
    const told: string[] = [];
    const store = createRecordStore(area, (reason) => told.push(reason));
    area.fail(new Error('quota exceeded'));
    await store.write('a', 1);
    await store.write('b', 2);
    expect(await store.read('a')).toBe(1);
    expect(await store.read('never')).toBeUndefined();
    expect(told).toEqual(['quota exceeded']);
    expect(store.trouble()).toBe('quota exceeded');
    area.fail(null);
    await store.write('b', 3);
    expect(store.trouble()).toBeNull();
    expect(area.items.get('b')).toBe(3);
  });

  it('forgets what is removed', async () => {
    const area = createFakeArea();
    const store = createRecordStore(area);
    await store.write('a', 1);
    await store.remove('a');
    expect(await store.read('a')).toBeUndefined();
  });

  it('tries again what did not fit, once something fits', async () => {
    const area = createFakeArea();
    const store = createRecordStore(area);
    area.fail(new Error('quota exceeded'));
    await store.write('big', 1);
    area.fail(null);
    await store.write('small', 2);
    await store.write('other', 3);
    expect(area.items.get('big')).toBe(1);
    expect(store.trouble()).toBeNull();
  });

  it('tells «nothing there» from «cannot be read»', async () => {
    const area = createFakeArea();
    const store = createRecordStore(area);
    expect(await store.look('x')).toEqual({ value: undefined });
    area.fail(new Error('broken'));
    expect(await store.look('x')).toBeNull();
  });
});
