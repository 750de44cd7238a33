import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../core/domain/instrument.ts';
import { parseAssetName } from '../../../core/venues/asset-name.ts';
import { readChart } from '../../../core/venues/chart-claims.ts';
import { resolvePage } from '../../../core/venues/page-resolution.ts';
import { chartSymbol } from '../../../core/venues/tradingview.ts';

function one(venue: string, venueSymbol: string, base: string, quote: string): Instrument {
  return {
    venue,
    venueSymbol,
    ...parseAssetName(base),
    base,
    quote,
    settle: quote === 'USD' ? base : quote,
    kind: quote === 'USD' ? 'inverse' : 'linear',
    contractSize: 1,
    tickSize: null,
    maxLeverage: null,
    maintenanceTiers: null,
    fundingIntervalHours: null,
  };
}

const LISTED = [
  one('binance-usdm', 'BTCUSDT', 'BTC', 'USDT'),
  one('binance-usdm', '1000PEPEUSDT', '1000PEPE', 'USDT'),
  one('binance-coinm', 'BTCUSD_PERP', 'BTC', 'USD'),
  one('bybit-linear', 'BTCUSDT', 'BTC', 'USDT'),
  one('bybit-linear', 'BTCPERP', 'BTC', 'USDC'),
  one('bybit-inverse', 'BTCUSD', 'BTC', 'USD'),
  one('okx-swap', 'BTC-USDT-SWAP', 'BTC', 'USDT'),
  one('okx-inverse', 'BTC-USD-SWAP', 'BTC', 'USD'),
  one('hyperliquid', 'BTC', 'BTC', 'USDC'),
  one('hyperliquid', 'kPEPE', 'kPEPE', 'USDC'),
  one('hyperliquid-hip3', 'xyz:TSLA', 'xyz:TSLA', 'USDC'),
  one('kucoin', 'XBTUSDTM', 'XBT', 'USDT'),
];

function shown(search: string, ticker = '', legend = ''): string {
  const chart = readChart(search, { ticker, legend });
  if (chart === null) return 'nothing';
  const page = resolvePage(chart.claims, (venue) => LISTED.filter((each) => each.venue === venue));
  if (page?.kind !== 'pair') return `not supported: ${chart.read}`;
  const { venue, venueSymbol } = page.instrument;
  return `${venue}:${venueSymbol}${page.fromSpot ? ' from spot' : ''}`;
}

describe('the pair a TradingView chart is of', () => {
  it.each([
    ['BINANCE:BTCUSDT.P', 'binance-usdm:BTCUSDT'],
    ['BINANCE:1000PEPEUSDT.P', 'binance-usdm:1000PEPEUSDT'],
    ['BINANCE:BTCUSD.P', 'binance-coinm:BTCUSD_PERP'],
    ['BYBIT:BTCUSDT.P', 'bybit-linear:BTCUSDT'],
    ['BYBIT:BTCUSD.P', 'bybit-inverse:BTCUSD'],
    ['OKX:BTCUSDT.P', 'okx-swap:BTC-USDT-SWAP'],
    ['OKX:BTCUSD.P', 'okx-inverse:BTC-USD-SWAP'],
    ['HYPERLIQUID:BTCUSDC.P', 'hyperliquid:BTC'],
    ['HYPERLIQUID:BTCUSD.P', 'hyperliquid:BTC'],
    ['HYPERLIQUID:KPEPEUSDC.P', 'hyperliquid:kPEPE'],
    ['HIP3XYZ:TSLAUSDC.P', 'hyperliquid-hip3:xyz:TSLA'],
    ['KUCOIN:XBTUSDT.P', 'kucoin:XBTUSDTM'],
    ['BINANCE:BTCUSDT', 'binance-usdm:BTCUSDT from spot'],
    ['BINANCE:PEPEUSDT', 'binance-usdm:1000PEPEUSDT from spot'],
    ['BINANCE:PEPEUSDT.P', 'not supported: BINANCE:PEPEUSDT.P'],
    ['BINANCE:NOPEUSDT.P', 'not supported: BINANCE:NOPEUSDT.P'],
    ['NASDAQ:TSLA', 'not supported: NASDAQ:TSLA'],
    ['BITSTAMP:BTCUSD', 'not supported: BITSTAMP:BTCUSD'],
    ['CME:BTC1!', 'nothing'],
  ])('%s in the address shows %s', (symbol, expected) => {
    expect(shown(`?symbol=${encodeURIComponent(symbol)}`)).toBe(expected);
  });

  it('is what the page shows, not what the address kept from the first load', () => {
    const address = '?symbol=BINANCE%3ABTCUSDT.P';
    expect(shown(address, '1000PEPEUSDT.P', 'Pepe · 1h · Binance')).toBe('binance-usdm:1000PEPEUSDT');
    expect(shown(address, 'BTCUSD.P', 'Bitcoin / US Dollar PERPETUAL CONTRACT · 15 · Bybit')).toBe(
      'bybit-inverse:BTCUSD',
    );
  });

  it('is no pair of ours while the exchange is not named: no venue is guessed', () => {
    expect(shown('', 'BTCUSDT.P', 'Bitcoin')).toBe('not supported: BTCUSDT.P');
    expect(shown('?symbol=BINANCE%3AETHUSDT.P', 'BTCUSDT.P')).toBe('not supported: BTCUSDT.P');
  });

  it('is not known while the page shows none', () => {
    expect(shown('')).toBe('nothing');
    expect(shown('?symbol=%E0%A4%A')).toBe('nothing');
  });

  it('never comes from nonsense', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (search, ticker, legend) => {
        const symbol = chartSymbol(search, { ticker, legend });
        if (symbol !== null) expect(symbol.ticker).toMatch(/^[A-Z0-9_]+(\.P)?$/);
      }),
    );
  });
});
