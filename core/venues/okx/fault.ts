import { type Answer, bodyField, bodyText, fault, httpFault, retryAfter } from '../faults.ts';
import type { VenueFault } from '../venue-error.ts';

const TOO_MANY = new Set(['50011', '50061']);
const REGION = new Set(['51155', '51773']);
const UNKNOWN = new Set(['51001', '51014']);

/**
 * OKX answers `{"code": "0", "msg": "", "data": […]}`; any other code is an error, with HTTP 200 or 4xx.
 * 50011 and 50061 are its rate limits, 51155 and 51773 its region refusals, 51001 and 51014 an unknown
 * instrument or index, 50001 a pause of the service. That a blocked region gets 403 is [mem].
 * https://www.okx.com/docs-v5/en/#error-code
 */
export function okxFault(answer: Answer): VenueFault | null {
  const { status, body } = answer;
  const code = bodyField(body, 'code');
  if (typeof code === 'string') {
    if (TOO_MANY.has(code)) return fault('rate-limited', `too many requests (${code})`, retryAfter(answer));
    if (REGION.has(code)) return fault('blocked-region', `not available in your region (${code})`);
    if (UNKNOWN.has(code)) return fault('unknown-symbol', bodyText(body) || `unknown instrument (${code})`);
    if (code === '50001') return fault('maintenance', bodyText(body) || 'service paused', retryAfter(answer));
  }
  if (status === 403) return fault('blocked-region', 'refused here (403): not available in your region?');
  const general = httpFault(answer);
  if (general !== null && status !== 400) return general;
  if (typeof code === 'string' && code !== '0')
    return fault('venue-error', `${bodyText(body) || 'error'} (${code})`);
  return general;
}
