import { type Answer, bodyField, bodyText, codedFault, retryAfter, toMachineTime } from '../faults.ts';
import type { FaultKind, VenueFault } from '../venue-error.ts';

const KINDS: Readonly<Record<string, FaultKind>> = {
  '100410': 'rate-limited',
  '100421': 'unknown-symbol',
  '109415': 'unknown-symbol',
  '109425': 'unknown-symbol',
  '100503': 'maintenance',
};

/** `…, can retry after time: 1727193970155` */
const RETRY_AT = /retry after time:?\s*(\d{13})\b/i;

/**
 * `{"code": 109425, "msg": "trading pair does not exist"}`, also with HTTP 200; 0 is good. 100410 shuts an address
 * out until a time it states on the venue's clock. Unconfirmed: 109415 (suspended pair), 100503 (maintenance).
 * https://bingx-api.github.io/docs-v3/
 */
export function bingxFault(answer: Answer): VenueFault | null {
  const code = bodyField(answer.body, 'code');
  const stated = Number(RETRY_AT.exec(bodyText(answer.body))?.[1] ?? Number.NaN);
  const until = toMachineTime(stated, answer) ?? retryAfter(answer);
  return codedFault(answer, code === 0 || code === '0' ? undefined : code, KINDS, until);
}
