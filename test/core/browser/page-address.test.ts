import { describe, expect, it } from 'vitest';
import { pageAddress } from '../../../core/browser/page-address.ts';
import { venues } from '../../../core/venues/registry.ts';

describe('the address of a pair’s own page', () => {
  it.each([
    ['binance-usdm', 'SOLUSDT', 'https://www.binance.com/futures/SOLUSDT'],
    ['binance-usdm', '1000PEPEUSDT', 'https://www.binance.com/futures/1000PEPEUSDT'],
    ['bybit-linear', 'SOLUSDT', 'https://www.bybit.com/trade/usdt/SOLUSDT'],
    ['okx-swap', 'SOL-USDT-SWAP', 'https://www.okx.com/trade-swap/sol-usdt-swap'],
    ['hyperliquid', 'kPEPE', 'https://app.hyperliquid.xyz/trade/kPEPE'],
  ])('%s %s', (venue, symbol, address) => {
    expect(pageAddress(venue, symbol)).toBe(address);
  });

  it('is read back as that pair on every venue with pages', () => {
    for (const venue of venues) {
      for (const [, target] of venue.pages.testUrls) {
        const symbol = target?.page === 'perp' ? target.venueSymbol : null;
        const address = symbol === null ? null : pageAddress(venue.id, symbol);
        if (address !== null) expect(venue.pages.parse(new URL(address))?.venueSymbol).toBe(symbol);
      }
    }
  });

  it('is none for what no venue spells so', () => {
    expect(pageAddress('nowhere', 'BTCUSDT')).toBeNull();
    expect(pageAddress('binance-usdm', '../my/settings')).toBeNull();
  });
});
