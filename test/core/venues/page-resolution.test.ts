import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../core/domain/instrument.ts';
import { parseAssetName } from '../../../core/venues/asset-name.ts';
import { binanceUsdm } from '../../../core/venues/binance-usdm.ts';
import { claimsOf, resolvePage } from '../../../core/venues/page-resolution.ts';

function instrument(venueSymbol: string, base: string, quote = 'USDT', venue = 'binance-usdm'): Instrument {
  return {
    venue,
    venueSymbol,
    ...parseAssetName(base),
    base,
    quote,
    settle: quote,
    kind: 'linear',
    contractSize: 1,
    tickSize: null,
    maxLeverage: null,
    maintenanceTiers: null,
    fundingIntervalHours: null,
  };
}

const LISTED = [
  instrument('BTCUSDC', 'BTC', 'USDC'),
  instrument('BTCUSDT', 'BTC'),
  instrument('1000PEPEUSDT', '1000PEPE'),
  instrument('SOLUSDC', 'SOL', 'USDC'),
  instrument('BTCUSDT', 'BTC', 'USDT', 'bybit-linear'),
  instrument('kPEPE', 'kPEPE', 'USDC', 'hyperliquid'),
];

const listed = (venue: string) => LISTED.filter((one) => one.venue === venue);

function shown(address: string, instrumentsOf: typeof listed | (() => null) = listed): string {
  const page = resolvePage(claimsOf(new URL(address)), instrumentsOf);
  if (page === null) return 'no trading page';
  if (page.kind === 'unsupported') return `${page.venue} does not list ${page.read}`;
  if (page.kind === 'unlisted') return `${page.claim.venue.id} has not told its list`;
  return `${page.instrument.venue}:${page.instrument.venueSymbol}${page.fromSpot ? ' from spot' : ''}`;
}

describe('resolvePage', () => {
  it.each([
    ['https://www.binance.com/en/futures/BTCUSDT', 'binance-usdm:BTCUSDT'],
    ['https://www.bybit.com/trade/usdt/btcusdt', 'bybit-linear:BTCUSDT'],
    ['https://www.binance.com/en/trade/BTC_USDC', 'binance-usdm:BTCUSDC from spot'],
    ['https://www.binance.com/tr/trade/BTC_TRY', 'binance-usdm:BTCUSDT from spot'],
    ['https://www.binance.com/en/trade/PEPE_USDT', 'binance-usdm:1000PEPEUSDT from spot'],
    ['https://www.binance.com/en/trade/SOL_USDT', 'binance-usdm:SOLUSDC from spot'],
    ['https://app.hyperliquid.xyz/trade/kpepe', 'hyperliquid:kPEPE'],
    ['https://www.binance.com/en/futures/BTCUSDT_260327', 'binance-usdm does not list BTCUSDT_260327'],
    ['https://www.binance.com/en/trade/NOPE_USDT', 'binance-usdm does not list NOPE/USDT'],
    ['https://www.binance.com/en/markets', 'no trading page'],
    ['https://www.example.com/en/futures/BTCUSDT', 'no trading page'],
  ])('%s shows %s', (address, expected) => {
    expect(shown(address)).toBe(expected);
  });

  it('waits for the list of the first venue that takes the page', () => {
    const awaited = shown('https://www.binance.com/en/futures/BTCUSDT', () => null);
    expect(awaited).toBe('binance-usdm has not told its list');
  });

  describe('on a host that several venues share', () => {
    const at = (id: string, venueSymbol: string | null) => ({
      venue: { ...binanceUsdm, id },
      target:
        venueSymbol === null
          ? ({ page: 'spot', venueSymbol, base: 'BTC', quote: 'EUR' } as const)
          : ({ page: 'perp', venueSymbol, base: null, quote: null } as const),
    });
    const coin = instrument('BTCUSD_PERP', 'BTC', 'USDT', 'coin');
    const of = (known: Record<string, Instrument[] | null>) => (venue: string) => known[venue] ?? null;

    it('takes the first venue that lists the pair', () => {
      const claims = [at('dollar', null), at('coin', null)];
      expect(resolvePage(claims, of({ dollar: [], coin: [coin] }))).toMatchObject({ instrument: coin });
    });

    it('does not run ahead of a venue whose list is awaited', () => {
      const claims = [at('dollar', null), at('coin', null)];
      const resolution = resolvePage(claims, of({ dollar: null, coin: [coin] }));
      expect(resolution).toMatchObject({ kind: 'unlisted', claim: { venue: { id: 'dollar' } } });
    });

    it('names the first venue when none lists the pair', () => {
      const claims = [at('dollar', 'NOPE'), at('coin', 'NOPE')];
      const resolution = resolvePage(claims, of({ dollar: [], coin: [coin] }));
      expect(resolution).toEqual({ kind: 'unsupported', venue: 'dollar', read: 'NOPE' });
    });
  });
});
