import type { VenueId } from '../domain/instrument.ts';
import { binanceCoinm } from './binance-coinm.ts';
import { binanceUsdm } from './binance-usdm.ts';
import { bingx } from './bingx.ts';
import { bitget } from './bitget.ts';
import { bybitInverse } from './bybit-inverse.ts';
import { bybitLinear } from './bybit-linear.ts';
import { coinbase } from './coinbase.ts';
import { deribit } from './deribit.ts';
import { dydx } from './dydx.ts';
import { gate } from './gate.ts';
import { htx } from './htx.ts';
import { htxInverse } from './htx-inverse.ts';
import { hyperliquid } from './hyperliquid.ts';
import { hyperliquidHip3 } from './hyperliquid-hip3.ts';
import { krakenFutures } from './kraken-futures.ts';
import { kucoin } from './kucoin.ts';
import { mexc } from './mexc.ts';
import { okxInverse } from './okx-inverse.ts';
import { okxSwap } from './okx-swap.ts';
import type { Venue } from './venue.ts';

/** Every venue the product knows, in the order it shows them. Adding one is a line here. */
export const venues: readonly Venue[] = [
  binanceUsdm,
  bybitLinear,
  okxSwap,
  hyperliquid,
  binanceCoinm,
  bybitInverse,
  okxInverse,
  hyperliquidHip3,
  bitget,
  gate,
  kucoin,
  mexc,
  dydx,
  deribit,
  coinbase,
  krakenFutures,
  htx,
  htxInverse,
  bingx,
];

/** The venue of this id, if the product knows it. */
export function venueById(id: VenueId): Venue | undefined {
  return venues.find((venue) => venue.id === id);
}

/** The venues with trading pages on this host, in the registry's order: products of one house share theirs. */
export function venuesAtHost(hostname: string): readonly Venue[] {
  const host = hostname.toLowerCase();
  return venues.filter((venue) => venue.pages.hosts.includes(host));
}
