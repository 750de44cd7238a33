import { type Answer, bodyField, codedFault } from '../faults.ts';
import type { FaultKind, VenueFault } from '../venue-error.ts';

const KINDS: Readonly<Record<string, FaultKind>> = {
  429: 'rate-limited',
  1001: 'rate-limited',
  30014: 'rate-limited',
  30026: 'rate-limited',
  50009: 'rate-limited',
  // "Parameter … does not exist", which is how a wrong symbol is answered [mem]; removed; suspended.
  40034: 'unknown-symbol',
  40309: 'unknown-symbol',
  50004: 'unknown-symbol',
  30032: 'unknown-symbol',
  30038: 'maintenance',
  40200: 'maintenance',
  40308: 'maintenance',
  41114: 'maintenance',
  43115: 'maintenance',
};

/**
 * Bitget answers `{"code": "00000", …}`; any other code is an error, with HTTP 200 or 4xx. How a blocked region
 * is answered is unconfirmed.
 * https://www.bitget.com/api-doc/common/error-code/restapi
 */
export function bitgetFault(answer: Answer): VenueFault | null {
  const code = bodyField(answer.body, 'code');
  return codedFault(answer, code === '00000' ? undefined : code, KINDS);
}
