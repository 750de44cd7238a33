import { type Answer, bodyField, codedFault } from '../faults.ts';
import type { FaultKind, VenueFault } from '../venue-error.ts';

const KINDS: Readonly<Record<string, FaultKind>> = {
  apiLimitExceeded: 'rate-limited',
  'EAPI:Rate limit exceeded': 'rate-limited',
  'EGeneral:Too many requests': 'rate-limited',
  'EGeneral:Temporary lockout': 'banned',
  contractNotFound: 'unknown-symbol',
  notFound: 'unknown-symbol',
  'Not found': 'unknown-symbol',
  'EQuery:Unknown asset pair': 'unknown-symbol',
  marketUnavailable: 'maintenance',
  unavailable: 'maintenance',
  Unavailable: 'maintenance',
  'EService:Unavailable': 'maintenance',
  'EService:Market in cancel_only mode': 'maintenance',
};

/**
 * Three forms: `{"result": "error", "error": "apiLimitExceeded"}` of the futures API, `{"errors": [{"type", "msg"}]}`
 * of its charts, `{"error": ["EQuery:Unknown asset pair"]}` of the spot API, whose good answers carry an empty list.
 * https://docs.kraken.com/api/docs/futures-api/trading/rest-errors
 */
export function krakenFault(answer: Answer): VenueFault | null {
  const error = bodyField(answer.body, 'error');
  const errors = bodyField(answer.body, 'errors');
  const first = Array.isArray(errors) ? bodyField(errors[0], 'type') : undefined;
  return codedFault(answer, first ?? (Array.isArray(error) ? error[0] : error), KINDS);
}
