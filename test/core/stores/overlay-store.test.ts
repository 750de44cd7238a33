import { describe, expect, it } from 'vitest';
import { createOverlayStore } from '../../../core/stores/overlay-store.ts';
import { NOW } from '../../fixtures/readings.ts';
import { sampleUpdate } from '../../fixtures/views.ts';

describe('what one frame shows', () => {
  it('drops an answer for another address', () => {
    const store = createOverlayStore(NOW);
    store.navigate();
    store.receive(sampleUpdate(undefined, { navigation: 0 }));
    expect(store.getState().update).toBeNull();
    store.receive(sampleUpdate(undefined, { navigation: 1 }));
    expect(store.getState().update).not.toBeNull();
  });

  it('goes blank at once on another address, and keeps its place', () => {
    const store = createOverlayStore(NOW);
    store.navigate();
    store.receive(sampleUpdate());
    store.navigate();
    expect(store.getState()).toMatchObject({ navigation: 2, update: null });
    expect(store.getState().frame?.placement).toEqual(sampleUpdate().placement);
  });

  it('keeps where the user put it against older news', () => {
    const store = createOverlayStore(NOW);
    store.navigate();
    store.receive(sampleUpdate());
    const placement = { ...sampleUpdate().placement, edgeX: 'left', offsetX: 200 } as const;
    store.place(placement);
    store.receive(sampleUpdate());
    expect(store.getState().frame?.placement).toEqual(placement);
  });

  it('tells nobody while the page is hidden, and everything at once when it is seen', () => {
    const store = createOverlayStore(NOW);
    let told = 0;
    store.subscribe(() => told++);
    store.setVisible(false);
    store.navigate();
    store.receive(sampleUpdate());
    store.tick(NOW + 5);
    expect(told).toBe(0);
    store.setVisible(true);
    expect(told).toBe(1);
    expect(store.getState()).toMatchObject({ navigation: 1, now: NOW + 5 });
    expect(store.getState().update).not.toBeNull();
  });

  it('remembers when the link was lost, not when it was lost last', () => {
    const store = createOverlayStore(NOW);
    store.setLink('lost', NOW + 1);
    store.setLink('lost', NOW + 9);
    expect(store.getState()).toMatchObject({ link: 'lost', linkSince: NOW + 1 });
  });

  it('knows the link is up once an answer came', () => {
    const store = createOverlayStore(NOW);
    store.navigate();
    store.setLink('lost', NOW);
    store.receive(sampleUpdate());
    expect(store.getState().link).toBe('up');
  });
});
