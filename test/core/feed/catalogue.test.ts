import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../../../core/domain/time.ts';
import { type Catalogue, createCatalogue } from '../../../core/feed/catalogue.ts';
import { anInstrument, createMemoryStore } from './fakes.ts';

const btc = anInstrument();
const btcUsdc = anInstrument({ venueSymbol: 'BTCUSDC', quote: 'USDC' });
const pepe = anInstrument({
  venueSymbol: '1000PEPEUSDT',
  asset: 'PEPE',
  base: '1000PEPE',
  baseMultiplier: 1000,
});
const other = anInstrument({ venue: 'beta', venueSymbol: 'BTC-PERP', quote: 'USD' });

let store: ReturnType<typeof createMemoryStore>;
let catalogue: Catalogue;

beforeEach(() => {
  store = createMemoryStore();
  catalogue = createCatalogue(store);
  catalogue.put('alpha', [btcUsdc, pepe, btc], 1_000);
  catalogue.put('beta', [other], 2_000);
});

describe('catalogue', () => {
  it('finds by key, and by asset in the wanted quote or the most traded one', () => {
    expect(catalogue.byKey('alpha:BTCUSDC')).toEqual(btcUsdc);
    expect(catalogue.byKey('alpha:NONE')).toBeNull();
    expect(catalogue.byKey('gamma:BTCUSDT')).toBeNull();
    expect(catalogue.forAsset('alpha', 'BTC')).toEqual(btc);
    expect(catalogue.forAsset('alpha', 'BTC', 'USDC')).toEqual(btcUsdc);
    expect(catalogue.forAsset('beta', 'BTC', 'USDT')).toEqual(other);
    expect(catalogue.forAsset('beta', 'PEPE')).toBeNull();
  });

  it.each([
    ['btc', ['BTCUSDT', 'BTCUSDC', 'BTC-PERP']],
    ['pep', ['1000PEPEUSDT']],
    ['1000p', ['1000PEPEUSDT']],
    ['usdc', ['BTCUSDC']],
    ['  ', []],
    ['zzz', []],
  ])('searches %j, best match first', (text, symbols) => {
    expect(catalogue.search(text, 10).map(({ venueSymbol }) => venueSymbol)).toEqual(symbols);
  });

  it('shows no more than asked for', () => {
    expect(catalogue.search('btc', 1)).toHaveLength(1);
  });

  it('is there again after a restart', async () => {
    const next = createCatalogue(store);
    await next.restore(['alpha', 'beta']);
    expect(next.byKey('alpha:1000PEPEUSDT')).toEqual(pepe);
    expect(next.receivedTime('alpha')).toBe(1_000);
  });

  it('leaves out stored rows it cannot read, and lists that hold none', async () => {
    store.values.set('instruments:alpha', {
      receivedTime: 1,
      instruments: [btc, null, { venueSymbol: 'X' }, other],
    });
    store.values.set('instruments:beta', { receivedTime: 'never', instruments: [other] });
    const next = createCatalogue(store);
    await next.restore(['alpha', 'beta']);
    expect([...next.listed('alpha').values()]).toEqual([btc]);
    expect(next.listed('beta').size).toBe(0);
    expect(next.receivedTime('beta')).toBeNull();
  });

  it('takes an empty list for an answer, and never for a delisting', () => {
    expect(catalogue.put('gamma', [], 5_000)).toBe(true);
    expect(catalogue.put('gamma', [], 6_000)).toBe(false);
    expect(catalogue.receivedTime('gamma')).toBe(6_000);
    const before = catalogue.listed('beta').size;
    expect(catalogue.put('beta', [], 7_000)).toBe(false);
    expect(catalogue.listed('beta').size).toBe(before);
  });

  it('does not write again what it knows, until it is old or something is listed or delisted', () => {
    expect(catalogue.put('beta', [other], 3_000)).toBe(false);
    expect(catalogue.put('beta', [other], 2_000 + 6 * HOUR)).toBe(true);
    expect(catalogue.put('beta', [other, { ...other, venueSymbol: 'NEW' }], 2_001 + 6 * HOUR)).toBe(true);
  });
});
