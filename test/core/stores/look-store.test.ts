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
    const { request } = store.follow({ tab: null, key: BTC, fallback: null });
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

  it('shows nothing between a request and its answer, whatever arrives late', () => {
    const store = createLookStore(NOW);
    const first = store.follow({ tab: null, key: BTC, fallback: null });
    store.receive(update(first.request, BTC, look([[1, 10]])));
    const second = store.follow({ tab: null, key: ETH, fallback: null });
    expect(store.getState().view).toBeNull();
    store.receive(update(first.request, BTC, look([[2, 20]], 2)));
    expect(store.getState().view).toBeNull();
    store.receive(update(second.request, ETH, null));
    expect(store.getState()).toMatchObject({ key: ETH, view: { kind: 'reading' }, look: { series: {} } });
  });

  it('keeps what it holds of a pair that is asked for again', () => {
    const store = createLookStore(NOW);
    const first = store.follow({ tab: null, key: BTC, fallback: null });
    store.receive(update(first.request, BTC, look([[1, 10]])));
    const second = store.follow({ tab: 3, key: null, fallback: null });
    // Said before the background heard of the second request; it counts as held there.
    store.receive(update(first.request, BTC, look([[2, 20]], 2)));
    store.receive(update(second.request, BTC, look([[3, 30]], 3)));
    expect(store.getState().look.series.openInterest1h?.columns[1]).toEqual([10, 20, 30]);
  });

  it('starts from nothing when the followed tab shows another pair', () => {
    const store = createLookStore(NOW);
    const { request } = store.follow({ tab: 4, key: null, fallback: null });
    store.receive(update(request, BTC, look([[1, 10]])));
    store.receive(update(request, ETH, null));
    expect(store.getState().look.series).toEqual({});
  });

  it('is connected again once an answer comes', () => {
    const store = createLookStore(NOW);
    const { request } = store.follow({ tab: null, key: BTC, fallback: null });
    store.setLink('lost', NOW + 5_000);
    expect(store.getState().link).toEqual({ status: 'lost', since: NOW + 5_000 });
    store.receive(update(request, BTC, null));
    expect(store.getState().link.status).toBe('up');
  });
});
