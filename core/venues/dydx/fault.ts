import { type Answer, bodyField, fault, httpFault, toMachineTime } from '../faults.ts';
import type { VenueFault } from '../venue-error.ts';

/** Words of `{"errors": [{"msg": "ETH-USDT not found in markets of type PERPETUAL"}]}`. */
function firstError(body: unknown): string {
  const errors = bodyField(body, 'errors');
  const words = Array.isArray(errors) ? bodyField(errors[0], 'msg') : undefined;
  return typeof words === 'string' ? words : '';
}

/**
 * The indexer answers errors as `{"errors": [{"msg"}]}`: 403 from a blocked region or address, 404 and 400 for
 * a market it does not know. A 429 names its end on the venue's clock in `RateLimit-Reset`; its `Retry-After`
 * counts milliseconds, against the standard, and is not read.
 * https://github.com/dydxprotocol/v4-chain/tree/main/indexer/services/comlink
 */
export function dydxFault(answer: Answer): VenueFault | null {
  const { status, body, headers } = answer;
  const words = firstError(body);
  if (status === 429) {
    const until = toMachineTime(Number(headers.get('ratelimit-reset') ?? Number.NaN), answer);
    return fault('rate-limited', 'too many requests (429)', until);
  }
  if (status === 403 || /jurisdiction/i.test(words)) {
    return fault('blocked-region', 'not available in your region');
  }
  if (/not found in markets|valid ticker/i.test(words)) return fault('unknown-symbol', words);
  const general = httpFault(answer);
  return words === '' || (general !== null && general.kind !== 'venue-error')
    ? general
    : fault('venue-error', words);
}
