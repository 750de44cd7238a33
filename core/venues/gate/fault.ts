import { type Answer, bodyField, codedFault, toMachineTime } from '../faults.ts';
import type { FaultKind, VenueFault } from '../venue-error.ts';

const KINDS: Readonly<Record<string, FaultKind>> = {
  TOO_MANY_REQUESTS: 'rate-limited',
  TOO_FAST: 'rate-limited',
  TOO_BUSY: 'venue-error',
  CONTRACT_NOT_FOUND: 'unknown-symbol',
  CONTRACT_IN_DELISTING: 'unknown-symbol',
  INVALID_CURRENCY: 'unknown-symbol',
  INVALID_CURRENCY_PAIR: 'unknown-symbol',
  FORBIDDEN: 'blocked-region',
  IP_FORBIDDEN: 'blocked-region',
};

/**
 * Gate answers an error with HTTP 4xx or 5xx and `{"label": "CONTRACT_NOT_FOUND", "message": "…"}`. The end of a
 * spent window comes in seconds in a header [mem]; how a blocked region is answered is unconfirmed.
 * https://www.gate.com/docs/developers/apiv4/en/#label-list
 */
export function gateFault(answer: Answer): VenueFault | null {
  const reset = Number(answer.headers.get('x-gate-ratelimit-reset-timestamp') ?? Number.NaN);
  const until = toMachineTime(reset * 1_000, answer) ?? undefined;
  return codedFault(answer, bodyField(answer.body, 'label'), KINDS, until);
}
