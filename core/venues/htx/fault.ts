import { type Answer, bodyField, bodyText, codedFault, fault } from '../faults.ts';
import type { FaultKind, VenueFault } from '../venue-error.ts';

const KINDS: Readonly<Record<string, FaultKind>> = {
  '429': 'rate-limited',
  '1032': 'rate-limited',
  'base-request-exceed-frequency-limit': 'rate-limited',
  'rate-too-many-requests': 'rate-limited',
  '1013': 'unknown-symbol',
  '1014': 'unknown-symbol',
  '1066': 'unknown-symbol',
  'base-symbol-error': 'unknown-symbol',
  'base-symbol-trade-disabled': 'unknown-symbol',
  '1004': 'maintenance',
  '1084': 'maintenance',
  'system-maintenance': 'maintenance',
};

const ABOUT_SYMBOL = /symbol|contract.?code/i;

/**
 * Three forms: `{"status": "error", "err_code": 1013, "err_msg"}` of the contract API, the same with hyphens and
 * words for codes of its market data and of spot, `{"code": 1013, "message"}` of v5 where 200 is good.
 * https://www.htx.com/en-us/opend/newApiPages/ (error codes)
 */
export function htxFault(answer: Answer): VenueFault | null {
  const { body } = answer;
  const failed = bodyField(body, 'status') === 'error';
  const named = bodyField(body, 'err_code') ?? bodyField(body, 'err-code') ?? (failed ? 'error' : undefined);
  const coded = bodyField(body, 'code');
  const code = named ?? (coded === 200 ? undefined : coded);
  const words = bodyText(body);
  if ((code === 'invalid-parameter' || code === 'bad-request') && ABOUT_SYMBOL.test(words)) {
    return fault('unknown-symbol', words);
  }
  return codedFault(answer, code, KINDS);
}
