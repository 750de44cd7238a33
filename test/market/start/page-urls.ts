import type { Instrument, VenueId } from '../../../core/domain/instrument.ts';

interface PageSubject {
  readonly venue: VenueId;
  readonly instrument: Pick<Instrument, 'venueSymbol'>;
}

/** The trading page of a market, as each exchange spells it. */
export function tradingPageUrl({ venue, instrument }: PageSubject): string {
  const symbol = instrument.venueSymbol;
  switch (venue) {
    case 'binance-usdm':
      return `https://www.binance.com/en/futures/${symbol}`;
    case 'bybit-linear':
      return `https://www.bybit.com/en/trade/usdt/${symbol}`;
    case 'okx-swap':
      return `https://www.okx.com/trade-swap/${symbol.toLowerCase()}`;
    default:
      return `https://app.hyperliquid.xyz/trade/${symbol}`;
  }
}
