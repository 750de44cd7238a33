import type { Instrument } from '../../domain/instrument.ts';
import { binanceFault } from '../binance/fault.ts';
import { endpointsFor } from '../endpoint.ts';

export const ID = 'binance-coinm';
export const DELIVERY = 'https://dapi.binance.com';
export const DOCS =
  'https://developers.binance.com/docs/derivatives/coin-margined-futures/market-data/rest-api';

export const { forVenue, forInstrument } = endpointsFor(ID, binanceFault);

/** `BTCUSD_PERP` → `BTCUSD`: statistics are asked for by pair and contract type. */
export function pairOf({ venueSymbol }: Instrument): string {
  return venueSymbol.replace(/_PERP$/, '');
}
