import { describe, expect, it } from 'vitest';
import type { LongLook } from '../../../core/domain/long-look.ts';
import type { LookUpdate } from '../../../core/messages/protocol.ts';
import { createLookStore } from '../../../core/stores/look-store.ts';
import { NOW } from '../../fixtures/readings.ts';
import { readingView } from '../../fixtures/views.ts';

const BTC = 'binance-usdm:BTCUSDT';
const ETH = 'binance-usdm:ETHUSDT';

const look = (rows: readonly (readonly [number, number])[], from: number | null = null): LongLook => ({
  series: [
    {
      series: 'openInterest1h',
      source: 'binance-usdm',
      receivedTime: NOW,
      from,
      columns: [rows.map(([time]) => time), rows.map(([, value]) => value)],
    },
  ],
  heat: null,
  venues: [],
  scorecard: null,
});

const update = (request: number, key: string, sent: LongLook | null): LookUpdate => ({
  type: 'look:update',
  request,
  key,
  view: readingView(),
  look: sent,
});

describe('the store of the long look', () => {
  it('joins what comes to what is held', () => {
    const store = createLookStore(NOW);
    const { request } = store.follow({ tab: null, key: BTC });
    store.receive(
      update(
        request,
        BTC,
        look([
          [1, 10],
          [2, 20],
        ]),
      ),
    );
    store.receive(
      update(
        request,
        BTC,
        look(
          [
            [2, 21],
            [3, 30],
          ],
          2,
        ),
      ),
    );
    expect(store.getState().look.series.openInterest1h?.columns).toEqual([
      [1, 2, 3],
      [10, 21, 30],
    ]);
  });

  it('never holds a value of the pair that was left', () => {
    const store = createLookStore(NOW);
    const first = store.follow({ tab: null, key: BTC });
    store.receive(update(first.request, BTC, look([[1, 10]])));
    const second = store.follow({ tab: null, key: ETH });
    expect(store.getState()).toMatchObject({ key: null, view: null, look: { series: {} } });
    // A late answer to the first request.
    store.receive(update(first.request, BTC, look([[2, 20]], 2)));
    expect(store.getState()).toMatchObject({ key: null, view: null, look: { series: {} } });
    store.receive(update(second.request, ETH, null));
    expect(store.getState()).toMatchObject({ key: ETH, look: { series: {} } });
  });

  it('starts from nothing when the followed tab shows another pair', () => {
    const store = createLookStore(NOW);
    const { request } = store.follow({ tab: 4, key: null });
    store.receive(update(request, BTC, look([[1, 10]])));
    store.receive(update(request, ETH, null));
    expect(store.getState().look.series).toEqual({});
  });

  it('is connected again once an answer comes', () => {
    const store = createLookStore(NOW);
    const { request } = store.follow({ tab: null, key: BTC });
    store.setLink('lost', NOW + 5_000);
    expect(store.getState().link).toEqual({ status: 'lost', since: NOW + 5_000 });
    store.receive(update(request, BTC, null));
    expect(store.getState().link.status).toBe('up');
  });
});
