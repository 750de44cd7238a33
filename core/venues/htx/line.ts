import * as z from 'zod/mini';
import type { Instrument, VenueId } from '../../domain/instrument.ts';
import type { BarInterval, Ms } from '../../domain/time.ts';
import { endpointsFor } from '../endpoint.ts';
import { timestamp } from '../fields.ts';
import { type Parameters, queryString } from '../query-string.ts';
import type { Query } from '../venue.ts';
import { htxFault } from './fault.ts';

export const HOST = 'api.hbdm.com';
export const SPOT_HOST = 'api.huobi.pro';
export const DOCS = 'https://www.htx.com/en-us/opend/newApiPages/';

/** One of the venue's product lines: the same questions under names of their own. */
export interface Line extends ReturnType<typeof endpointsFor> {
  readonly id: VenueId;
  readonly kind: Instrument['kind'];
  /** `…/swap-api/v1/{name}`: contracts and their terms. */
  terms(name: string, parameters?: Parameters): string;
  /** `…/swap-ex/market/{name}`: what is traded. */
  market(name: string, parameters: Parameters): string;
  /** `…/index/market/history/swap_{name}`: bars of what is not traded. */
  index(name: string, parameters: Parameters): string;
}

export function lineOf(id: VenueId, kind: Line['kind']): Line {
  const linear = kind === 'linear';
  const url = (path: string, parameters: Parameters = {}) =>
    `https://${HOST}/${path}${queryString(parameters)}`;
  return {
    id,
    kind,
    ...endpointsFor(id, htxFault),
    terms: (name, parameters) => url(`${linear ? 'linear-' : ''}swap-api/v1/${name}`, parameters),
    market: (name, parameters) => url(`${linear ? 'linear-' : ''}swap-ex/market/${name}`, parameters),
    index: (name, parameters) =>
      url(`index/market/history/${linear ? 'linear_' : ''}swap_${name}`, parameters),
  };
}

/** The newer questions, of linear swaps alone. */
export function v5(name: string, parameters: Parameters): string {
  return `https://${HOST}/v5/market/${name}${queryString(parameters)}`;
}

export function spot(name: string, parameters: Parameters): string {
  return `https://${SPOT_HOST}/market/${name}${queryString(parameters)}`;
}

/** `{"status": "ok", "data" | "tick": …, "ts": 1603695162580}`; v5: `{"code": 200, "message", "data", "ts"}`. */
export function envelope<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.object({ ...shape, ts: timestamp });
}

/** Every trade is counted on both of its sides, and so is the open interest of linear swaps. */
export const SIDES = 2;

export const PERIOD: Readonly<Record<BarInterval, string>> = { '5m': '5min', '1h': '60min' };
export const intervalOf = (query: Query): BarInterval => query.interval ?? '5m';
export const inSeconds = (time: Ms | undefined) =>
  time === undefined ? undefined : Math.floor(time / 1_000);
