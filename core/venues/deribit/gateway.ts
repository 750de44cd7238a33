import * as z from 'zod/mini';
import type { VenueId } from '../../domain/instrument.ts';
import { endpointsFor } from '../endpoint.ts';
import { type Parameters, queryString } from '../query-string.ts';
import { deribitFault } from './fault.ts';

export const DOCS = 'https://docs.deribit.com/api-reference/market-data';

/** A host that answers Deribit's JSON-RPC: Deribit's own, and Coinbase's for its international customers. */
export interface Gateway extends ReturnType<typeof endpointsFor> {
  readonly id: VenueId;
  url(method: string, parameters: Parameters): string;
}

export function gatewayAt(id: VenueId, origin: string): Gateway {
  return {
    id,
    ...endpointsFor(id, deribitFault),
    url: (method, parameters) => `${origin}/api/v2/public/${method}${queryString(parameters)}`,
  };
}

/** `{"jsonrpc": "2.0", "result": …, "usIn", "usOut", "usDiff", "testnet"}` around every answer. */
export const answerOf = <T extends z.ZodMiniType>(result: T) => z.object({ result });
