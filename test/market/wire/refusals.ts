import type { VenueId } from '../../../core/domain/instrument.ts';
import type { WireAnswer } from './wire.ts';

/** How each venue words its refusals; status, headers and envelope are its own. */

export function rateLimited(venue: VenueId, seconds: number): WireAnswer {
  const headers = { 'Retry-After': String(seconds) };
  if (venue === 'okx-swap')
    return { status: 429, headers, body: { code: '50011', msg: 'Too Many Requests', data: [] } };
  if (venue === 'bybit-linear')
    return {
      status: 200,
      body: {
        retCode: 10006,
        retMsg: 'Too many visits. Exceeded the API Rate Limit.',
        result: {},
        retExtInfo: {},
        time: 0,
      },
    };
  return {
    status: 429,
    headers,
    body: { code: -1003, msg: 'Too many requests; please use the websocket for live updates to avoid bans.' },
  };
}

/** @param marketNow the venue's clock, which states when a ban ends */
export function banned(venue: VenueId, seconds: number, marketNow: number): WireAnswer {
  if (venue === 'bybit-linear') return { status: 403, body: 'access too frequent' };
  if (venue === 'binance-usdm') {
    const body = {
      code: -1003,
      msg: `Way too many requests; IP banned until ${marketNow + seconds * 1_000}. Please use the websocket.`,
    };
    return { status: 418, headers: { 'Retry-After': String(seconds) }, body };
  }
  return rateLimited(venue, seconds);
}

export function blocked(venue: VenueId): WireAnswer {
  if (venue === 'binance-usdm') {
    const msg =
      "Service unavailable from a restricted location according to 'b. Eligibility' in https://www.binance.com/en/terms.";
    return { status: 451, body: { code: 0, msg } };
  }
  const body = 'The Amazon CloudFront distribution is configured to block access from your country.';
  return { status: 403, headers: { 'Content-Type': 'text/html' }, body };
}

export function unknownSymbol(venue: VenueId): WireAnswer {
  switch (venue) {
    case 'binance-usdm':
      return { status: 400, body: { code: -1121, msg: 'Invalid symbol.' } };
    case 'bybit-linear':
      return {
        status: 200,
        body: { retCode: 10001, retMsg: 'params error: symbol invalid', result: {}, retExtInfo: {}, time: 0 },
      };
    case 'okx-swap':
      return { status: 200, body: { code: '51001', msg: "Instrument ID doesn't exist.", data: [] } };
    default:
      return { status: 500, body: null };
  }
}
