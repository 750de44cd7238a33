import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../core/domain/instrument.ts';
import { parseAssetName } from '../../../core/venues/asset-name.ts';
import { resolvePage } from '../../../core/venues/page-resolution.ts';

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

const resolve = (address: string) => resolvePage(new URL(address), LISTED);

function shown(address: string): string {
  const page = resolve(address);
  if (page === null) return 'no trading page';
  if ('unsupported' in page) return `${page.venue} does not list ${page.read}`;
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
});
