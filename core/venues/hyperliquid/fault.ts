import { type Answer, bodyField, fault, httpFault } from '../faults.ts';
import type { VenueFault } from '../venue-error.ts';

/**
 * Hyperliquid publishes no error envelope for `/info`: 429 beyond the weight limit, 422 with a text for a
 * body it cannot read, `null` (with 200 or 500) for a coin it does not know, `{"status": "err", "response"}`
 * from its action endpoint. That a blocked country would get 403 or 451 is [mem].
 * https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/rate-limits-and-user-limits
 */
export function hyperliquidFault(answer: Answer): VenueFault | null {
  const { status, body } = answer;
  if (status === 403) return fault('blocked-region', 'refused here (403): not available in your region?');
  if (body === null && (status === 200 || status === 500))
    return fault('unknown-symbol', 'knows no such coin');
  if (status === 422) return fault('venue-error', 'did not understand the request (422)');
  if (bodyField(body, 'status') === 'err') {
    return fault('venue-error', String(bodyField(body, 'response') ?? 'error'));
  }
  return httpFault(answer);
}
