import { describe, expect, it } from 'vitest';
import { clause, quote } from '../../../core/domain/clause.ts';
import { isKnown } from '../../../core/domain/measured.ts';
import { HOUR, MINUTE, SECOND } from '../../../core/domain/time.ts';
import { HttpFailure } from '../../../core/feed/ports.ts';
import { STILL } from '../../market/still-world.ts';
import { busiestMinute, createRig, played } from './rig.ts';

const BTC = 'binance-usdm:BTCUSDT';
const visible = (key = BTC) => [{ key, rank: 'visible' as const }];

describe('requests of the engine', () => {
  it('asks nothing while nothing is wanted', async () => {
    const rig = await createRig();
    await rig.run(HOUR);
    expect(rig.requests).toEqual([]);
    expect(rig.machine.pending()).toBe(0);
  });

  it.each(played.map(({ id }) => id))(
    'keeps a visible pair of %s at six polls a minute per venue',
    async (venue) => {
      const rig = await createRig();
      const key = `${venue}:${rig.world.market(venue, 'BTC')!.instrument.venueSymbol}`;
      rig.engine.want('tab', visible(key));
      await rig.run(20 * MINUTE);
      // The first minutes fill the history; steady polling is what remains.
      for (const { id } of played) {
        const steady = rig.requests.filter((request) => request.venue === id);
        expect(busiestMinute(steady, 10 * MINUTE)).toBeLessThanOrEqual(6);
      }
    },
  );

  it('keeps to six a minute without sockets too', async () => {
    const rig = await createRig({ withSockets: false });
    rig.engine.want('tab', visible());
    await rig.run(20 * MINUTE);
    for (const { id } of played) {
      const steady = rig.requests.filter((request) => request.venue === id);
      expect(busiestMinute(steady, 10 * MINUTE)).toBeLessThanOrEqual(6);
    }
  });

  it('keeps to six a minute when the market runs at sixty times the speed', async () => {
    const rig = await createRig({ speed: 60 });
    rig.engine.want('tab', visible());
    await rig.run(15 * MINUTE);
    for (const { id } of played) {
      const steady = rig.requests.filter((request) => request.venue === id);
      expect(busiestMinute(steady, 5 * MINUTE)).toBeLessThanOrEqual(6);
    }
  });

  it('asks for twenty tabs of a pair what it asks for one', async () => {
    const counts: number[] = [];
    for (const tabs of [1, 20]) {
      const rig = await createRig();
      for (let tab = 0; tab < tabs; tab++) rig.engine.want(`tab ${tab}`, visible());
      await rig.run(10 * MINUTE);
      counts.push(rig.requests.length);
      expect(rig.sockets()).toBe(1);
    }
    expect(counts[1]).toBe(counts[0]);
  });

  it('falls silent, sockets included, when the last tab is hidden', async () => {
    const rig = await createRig();
    rig.engine.want('tab', visible());
    await rig.run(5 * MINUTE);
    rig.engine.want('tab', []);
    await rig.run(SECOND);
    const before = rig.requests.length;
    await rig.run(HOUR);
    expect(rig.requests.length).toBe(before);
    expect(rig.sockets()).toBe(0);
    expect(rig.engine.nextPoll()).toBeNull();
  });

  it('uses at most 5 % of any published limit in any window, cold start included', async () => {
    const rig = await createRig({ withSockets: false });
    rig.engine.want('tab', visible());
    rig.engine.want('other', visible('okx-swap:BTC-USDT-SWAP'));
    rig.engine.want('third', visible('hyperliquid:BTC'));
    await rig.run(10 * MINUTE);
    for (const venue of played) {
      for (const [name, limit] of Object.entries(venue.limits)) {
        const windows = Math.max(1, Math.ceil(1 / (0.05 * limit.capacity)));
        const spent = rig.requests.filter((one) => one.venue === venue.id && one.limit === name);
        for (const { at } of spent) {
          const inWindow = spent.filter((one) => one.at >= at && one.at < at + limit.windowMs * windows);
          const units = inWindow.reduce((sum, { weight }) => sum + weight, 0);
          expect(units, `${venue.id} ${name}`).toBeLessThanOrEqual(0.05 * limit.capacity * windows + 1e-9);
        }
      }
    }
  });
});

describe('Readings of the engine', () => {
  // Where one answer costs most of a minute's share, charts took it and the card was grey every other minute.
  it.each(played.map(({ id }) => id))('never lets a card of %s turn grey by its own doing', async (venue) => {
    const rig = await createRig({ withSockets: false, ticking: true });
    const key = `${venue}:${rig.world.market(venue, 'BTC')!.instrument.venueSymbol}`;
    rig.engine.want('tab', visible(key));
    await rig.run(5 * SECOND);
    for (let i = 0; i < 120; i++) {
      expect(rig.engine.pair(key)!.freshness.status).toBe('live');
      await rig.run(5 * SECOND);
    }
  });

  it('has a full first Reading of a cold pair within 2.5 s at 150 ms a request', async () => {
    const rig = await createRig();
    rig.engine.want('tab', visible());
    await rig.run(2.5 * SECOND);
    const inputs = rig.inputs.at(-1)!;
    expect(rig.engine.pair(BTC)).not.toBeNull();
    expect(isKnown(inputs.markPrice) && inputs.markPrice.value).toBe(STILL.markPrice);
    expect(isKnown(inputs.openInterest) && inputs.openInterest.value).toBe(STILL.openInterest);
    expect(isKnown(inputs.funding) && inputs.funding.value.fundingIntervalHours).toBe(8);
    expect(isKnown(inputs.book)).toBe(true);
    expect(inputs.bars1h!.openTime.length).toBeGreaterThan(700);
    expect(inputs.openInterest1h!.time.length).toBeGreaterThan(700);
    expect(inputs.bars5m!.openTime.length).toBeGreaterThanOrEqual(287);
    expect(inputs.openInterest5m!.time.length).toBeGreaterThanOrEqual(287);
    expect(inputs.fundingHistory).not.toBeNull();
    expect(inputs.tierSource).toBe('bybit-linear');
    expect(inputs.venues.map(({ venue }) => venue)).toContain('bybit-linear');
  });

  it('never has a hole in its series, at real speed or at sixty times', async () => {
    for (const speed of [1, 60]) {
      const rig = await createRig({ speed });
      rig.engine.want('tab', visible());
      await rig.run(12 * MINUTE);
      const { openInterest5m, bars5m, bars1h } = rig.inputs.at(-1)!;
      for (const [times, step] of [
        [openInterest5m!.time, 5 * MINUTE],
        [bars5m!.openTime, 5 * MINUTE],
        [bars1h!.openTime, HOUR],
      ] as const) {
        const gaps = [...times].slice(1).map((time, i) => time - times[i]!);
        expect(Math.max(...gaps)).toBe(step);
      }
      // The newest rows are there too: at most the step now running and one not asked for yet are missing.
      const behind = rig.inputs.at(-1)!.marketTime - openInterest5m!.time.at(-1)!;
      expect(behind).toBeLessThanOrEqual(speed === 1 ? 6 * MINUTE : 25 * MINUTE);
    }
  });

  it('repairs what the market did while the machine slept', async () => {
    const rig = await createRig();
    rig.engine.want('tab', visible());
    await rig.run(2 * MINUTE);
    rig.engine.want('tab', []);
    await rig.run(3 * HOUR);
    rig.engine.want('tab', visible());
    await rig.run(MINUTE);
    const { openInterest5m } = rig.inputs.at(-1)!;
    const gaps = [...openInterest5m!.time].slice(1).map((time, i) => time - openInterest5m!.time[i]!);
    expect(Math.max(...gaps)).toBe(5 * MINUTE);
  });

  it('serves the last Reading at once after a kill, and is fresh again within 2 s', async () => {
    const rig = await createRig();
    rig.engine.want('tab', visible());
    await rig.run(30 * SECOND);
    const before = rig.engine.pair(BTC)!.reading.builtTime;
    await rig.kill();
    await rig.engine.recall(BTC);
    const recalled = rig.engine.pair(BTC)!;
    expect(before - recalled.reading.builtTime).toBeLessThanOrEqual(6 * SECOND);
    rig.engine.want('tab', visible());
    await rig.run(2 * SECOND);
    expect(rig.engine.pair(BTC)!.reading.builtTime).toBeGreaterThan(before);
    expect(rig.inputs.at(-1)!.bars1h!.openTime.length).toBeGreaterThan(700);
  });

  it('never replaces a full Reading by a poorer one after a kill', async () => {
    const rig = await createRig();
    rig.engine.want('tab', visible());
    await rig.run(4 * SECOND);
    await rig.kill();
    const before = rig.inputs.length;
    rig.engine.want('tab', visible());
    await rig.run(10 * SECOND);
    const since = rig.inputs.slice(before);
    expect(since.length).toBeGreaterThan(3);
    for (const { bars1h, openInterest1h } of since) {
      expect(bars1h!.openTime.length).toBeGreaterThan(700);
      expect(openInterest1h!.time.length).toBeGreaterThan(700);
    }
  });

  it('does not ask for everything again after a kill', async () => {
    const rig = await createRig();
    rig.engine.want('tab', visible());
    await rig.run(40 * SECOND);
    const cold = rig.requests.length;
    await rig.kill();
    rig.engine.want('tab', visible());
    await rig.run(5 * SECOND);
    expect(cold).toBeGreaterThan(20);
    expect(rig.requests.length - cold).toBeLessThanOrEqual(5);
  });

  it('says of a kept Reading that it is stale when it is', async () => {
    const rig = await createRig();
    rig.engine.want('tab', visible());
    await rig.run(30 * SECOND);
    rig.engine.want('tab', []);
    await rig.kill();
    await rig.run(10 * MINUTE);
    await rig.engine.recall(BTC);
    expect(rig.engine.pair(BTC)!.freshness.status).toBe('stale');
  });
});

describe('faults', () => {
  it('stops at a 429 until its Retry-After, across a kill, and says until when', async () => {
    const rig = await createRig();
    rig.engine.want('tab', visible());
    await rig.run(30 * SECOND);
    rig.spoil((_request, venue) =>
      venue === 'binance-usdm'
        ? { status: 429, headers: new Map([['retry-after', '600']]), body: {} }
        : undefined,
    );
    await rig.run(30 * SECOND);
    const last = rig.requests.filter(({ host }) => host === 'fapi.binance.com').at(-1)!.at;
    expect(rig.engine.pair(BTC)!.freshness).toMatchObject({ status: 'rate-limited' });
    await rig.kill();
    rig.engine.want('tab', visible());
    rig.spoil(() => undefined);
    await rig.run(9 * MINUTE);
    expect(rig.requests.filter(({ host, at }) => host === 'fapi.binance.com' && at > last)).toEqual([]);
    await rig.run(2 * MINUTE);
    expect(rig.requests.filter(({ host, at }) => host === 'fapi.binance.com' && at > last)).not.toEqual([]);
  });

  it('names a dead source at once and is live again within two polls', async () => {
    const rig = await createRig({ withSockets: false });
    rig.engine.want('tab', visible());
    await rig.run(2 * MINUTE);
    const spot = new Set(['api.binance.com']);
    rig.spoil(({ url }, venue) =>
      venue === 'binance-usdm' && !spot.has(new URL(url).hostname) ? new HttpFailure('network') : undefined,
    );
    await rig.run(70 * SECOND);
    const health = () => rig.engine.sourcesOf(BTC).find(({ venue }) => venue === 'binance-usdm')!.status;
    expect(health()).toBe('offline');
    expect(rig.engine.sourcesOf(BTC).find(({ venue }) => venue === 'bybit-linear')!.status).toBe('live');
    rig.spoil(() => undefined);
    await rig.run(2 * MINUTE);
    expect(health()).toBe('live');
  });

  it('tries the other address once when the region is blocked', async () => {
    const rig = await createRig({ withSockets: false });
    rig.spoil(({ url }) =>
      url.startsWith('https://www.okx.com/') ? { status: 451, body: 'no' } : undefined,
    );
    rig.engine.want('tab', visible('okx-swap:BTC-USDT-SWAP'));
    await rig.run(10 * SECOND);
    const hosts = rig.requests.filter(({ host }) => host.includes('okx')).map(({ host }) => host);
    expect(hosts[0]).toBe('www.okx.com');
    expect(hosts.slice(1).every((host) => host === 'eea.okx.com' || host === 'www.okx.com')).toBe(true);
    expect(hosts).toContain('eea.okx.com');
  });

  it('takes nonsense from one venue without harm to the rest', async () => {
    const rig = await createRig();
    rig.spoil((_request, venue) => (venue === 'bybit-linear' ? { body: '<html>sign in</html>' } : undefined));
    rig.engine.want('tab', visible());
    await rig.run(30 * SECOND);
    expect(rig.engine.pair(BTC)!.freshness.status).toBe('live');
    const bybit = rig.engine.sourcesOf(BTC).find(({ venue }) => venue === 'bybit-linear')!;
    expect(['offline', 'invalid-answer']).toContain(bybit.status);
    expect(rig.inputs.at(-1)!.tierSource).toBe('assumed');
  });

  it('calls a venue that repeats its price frozen, not live', async () => {
    const rig = await createRig();
    rig.engine.want('tab', visible());
    await rig.run(MINUTE);
    expect(rig.engine.pair(BTC)!.freshness.status).toBe('live');
    // The still market never moves.
    await rig.run(6 * MINUTE);
    expect(rig.engine.pair(BTC)!.freshness.status).toBe('frozen');
  });

  // A delisted pair went on as «live», then «stale», and nothing said why.
  it('says that a venue does not list a pair any more, and takes it back', async () => {
    const rig = await createRig({ withSockets: false });
    const source = () => rig.engine.sourcesOf(BTC).find(({ venue }) => venue === 'binance-usdm')!;
    rig.engine.want('tab', visible());
    await rig.run(MINUTE);
    rig.spoil((_request, venue) =>
      venue === 'binance-usdm' ? { status: 400, body: { code: -1121, msg: 'Invalid symbol.' } } : undefined,
    );
    await rig.run(MINUTE);
    expect(source()).toMatchObject({
      status: 'not-listed',
      detail: clause('quoted', quote('Invalid symbol.')),
    });
    expect(rig.engine.pair(BTC)!.freshness).toMatchObject({
      detail: clause('quoted', quote('Invalid symbol.')),
    });
    expect(rig.engine.pair(BTC)!.freshness.status).not.toBe('live');
    rig.spoil(() => undefined);
    await rig.run(2 * MINUTE);
    expect(source().status).toBe('live');
  });

  it('leaves a venue alone that may not be asked', async () => {
    const rig = await createRig({ isPermitted: ({ id }) => id !== 'okx-swap' });
    rig.engine.want('tab', visible());
    await rig.run(MINUTE);
    expect(rig.requests.filter(({ venue }) => venue === 'okx-swap')).toEqual([]);
    expect(rig.engine.sourcesOf(BTC).find(({ venue }) => venue === 'okx-swap')!.status).toBe('no-permission');
  });

  it('sets a venue apart whose price is another coin’s, says so, and combines without it', async () => {
    const rig = await createRig();
    const other = { symbol: 'BTCUSDT', markPrice: '0.5', indexPrice: '0.5', singleOpenInterest: '1000000' };
    const settlement = { fundingRate: '0.01', nextFundingTime: String(rig.world.now() + HOUR) };
    rig.spoil(({ url }) => {
      if (!url.includes('/tickers?category=linear')) return undefined;
      const list = [{ ...other, ...settlement, fundingIntervalHour: '8' }];
      return { body: { retCode: 0, retMsg: 'OK', result: { list }, time: rig.world.now() } };
    });
    rig.engine.want('tab', visible());
    await rig.run(MINUTE);
    const bybit = rig.engine.sourcesOf(BTC).find(({ venue }) => venue === 'bybit-linear')!;
    expect(bybit.status).toBe('apart');
    expect(bybit.detail?.code).toBe('priceApart');
    const healthy = rig.inputs
      .at(-1)!
      .venues.filter((one) => one.healthy)
      .map(({ venue }) => venue);
    expect(healthy).toContain('okx-swap');
    expect(healthy).not.toContain('bybit-linear');
  });
});
