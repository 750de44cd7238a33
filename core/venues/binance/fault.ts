import {
  type Answer,
  bodyField,
  bodyText,
  fault,
  httpFault,
  isHtml,
  retryAfter,
  saysCountryBlocked,
  toMachineTime,
} from '../faults.ts';
import type { VenueFault } from '../venue-error.ts';

const UNKNOWN_SYMBOL = new Set([-1121, -1122, -4108, -4141, -4144]);

/**
 * Binance's errors: 429 with Retry-After, then 418 for a ban of 2 minutes to 3 days whose end stands in the
 * message, 403 from its firewall, 451 for a blocked country, `{"code": −n, "msg"}` otherwise.
 * https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info
 * https://developers.binance.com/docs/derivatives/usds-margined-futures/error-code
 */
export function binanceFault(answer: Answer): VenueFault | null {
  const { status, body } = answer;
  const message = bodyText(body);
  const code = bodyField(body, 'code');
  if (status === 451 || saysCountryBlocked(body)) {
    return fault('blocked-region', 'not available in your region');
  }
  const bannedUntil = /banned until (\d{13})/i.exec(message)?.[1];
  if (status === 418 || bannedUntil !== undefined) {
    const end = bannedUntil === undefined ? null : toMachineTime(Number(bannedUntil), answer);
    return fault(
      'banned',
      'too many requests from this address: banned for a while',
      end ?? retryAfter(answer),
    );
  }
  if (code === -1003) return fault('rate-limited', 'too many requests', retryAfter(answer));
  if (typeof code === 'number' && UNKNOWN_SYMBOL.has(code)) return fault('unknown-symbol', message);
  if (code === -1016) return fault('maintenance', message);
  if (status === 403)
    return fault('banned', isHtml(body) ? 'its firewall refused (403)' : message || 'refused (403)');
  const general = httpFault(answer);
  if (general !== null && status !== 400) return general;
  if (typeof code === 'number' && code < 0) return fault('venue-error', `${message} (${code})`);
  return general;
}
