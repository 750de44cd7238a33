import { endpointsFor } from '../endpoint.ts';
import { binanceFault } from './fault.ts';

export const ID = 'binance-usdm';
export const FUTURES = 'https://fapi.binance.com';
export const SPOT = 'https://api.binance.com';
export const DOCS =
  'https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api';
export const SPOT_DOCS =
  'https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints';

export const { forVenue, forInstrument } = endpointsFor(ID, binanceFault);
