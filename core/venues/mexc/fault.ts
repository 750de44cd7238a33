import { type Answer, bodyField, codedFault } from '../faults.ts';
import type { FaultKind, VenueFault } from '../venue-error.ts';

const KINDS: Readonly<Record<string, FaultKind>> = {
  429: 'rate-limited',
  510: 'rate-limited',
  403: 'blocked-region',
  604: 'maintenance',
  801: 'maintenance',
  1001: 'unknown-symbol',
  10007: 'unknown-symbol',
  '-1121': 'unknown-symbol',
};

/**
 * MEXC answers `{"success": false, "code": 1001, "message": "…"}` about contracts, with HTTP 200, and
 * `{"code": -1121, "msg": "…"}` about spot. 403 ("access denied") is taken for a blocked region, which is unconfirmed.
 * https://www.mexc.com/api-docs/futures/error-code
 */
export function mexcFault(answer: Answer): VenueFault | null {
  const code = bodyField(answer.body, 'code');
  return codedFault(answer, code === 0 || code === 200 ? undefined : code, KINDS);
}
