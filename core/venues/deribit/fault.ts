import { type Answer, bodyField, fault, httpFault } from '../faults.ts';
import type { VenueFault } from '../venue-error.ts';

const UNKNOWN_INSTRUMENT = new Set([10_020, 13_020]);
const RESTING = new Set([10_041, 11_051]);

/** `{"message": "Invalid params", "data": {"param": "instrument_name", "reason": "wrong format"}, "code": -32602}` */
function wordsOf(error: unknown): string {
  const data = bodyField(error, 'data');
  const said = [bodyField(error, 'message'), bodyField(data, 'param'), bodyField(data, 'reason')];
  return said.filter((word) => typeof word === 'string').join(' ');
}

/**
 * Errors come as `{"jsonrpc": "2.0", "error": {"code", "message", "data"}}`, with HTTP 400 or 429: 10028 when the
 * address has used up its credits, 12005 for a banned country, 13020 for an instrument it does not know, 11051
 * in maintenance, 10041 in the seconds of a settlement.
 * https://docs.deribit.com/articles/errors
 */
export function deribitFault(answer: Answer): VenueFault | null {
  const error = bodyField(answer.body, 'error');
  const code = bodyField(error, 'code');
  if (typeof code !== 'number') return httpFault(answer);
  const words = wordsOf(error);
  if (code === 10_028 || code === 10_047) return fault('rate-limited', `too many requests (${code})`);
  if (code === 12_005) return fault('blocked-region', `not available in your region (${code})`);
  if (RESTING.has(code)) return fault('maintenance', words || 'maintenance');
  const unknown = UNKNOWN_INSTRUMENT.has(code) || (code === -32_602 && /instrument/i.test(words));
  return fault(unknown ? 'unknown-symbol' : 'venue-error', `${words || 'error'} (${code})`);
}
