import { MINUTE } from '../../domain/time.ts';
import {
  type Answer,
  bodyField,
  bodyText,
  fault,
  httpFault,
  retryAfter,
  saysCountryBlocked,
  toMachineTime,
} from '../faults.ts';
import type { VenueFault } from '../venue-error.ts';

/** What the venue asks for after "access too frequent". */
const IP_BAN = 10 * MINUTE;

/** End of the limit's window, stated on the venue's clock. */
function windowEnd(answer: Answer) {
  const reset = Number(answer.headers.get('x-bapi-limit-reset-timestamp') ?? Number.NaN);
  return toMachineTime(reset, answer) ?? retryAfter(answer);
}

/**
 * Bybit's errors come inside a 200 as `{"retCode": n, "retMsg"}`. A 403 is ambiguous: an address over its rate
 * ("access too frequent"), CloudFront's country block, or a firewall; only the body tells.
 * https://bybit-exchange.github.io/docs/v5/error · https://bybit-exchange.github.io/docs/v5/rate-limit
 */
export function bybitFault(answer: Answer): VenueFault | null {
  const { status, body } = answer;
  const message = bodyText(body);
  if (saysCountryBlocked(body)) return fault('blocked-region', 'not available in your region');
  if (status === 403) {
    return /too frequent/i.test(message)
      ? fault('banned', 'too many requests from this address (403)', answer.receivedTime + IP_BAN)
      : fault('banned', 'refused (403)', retryAfter(answer));
  }
  const code = bodyField(body, 'retCode');
  switch (code) {
    case 10006:
    case 10018:
    case 10429:
      return fault('rate-limited', 'too many requests', windowEnd(answer));
    case 10009:
    case 10024:
      return fault('blocked-region', 'not available in your region');
    case 10001:
      return /symbol/i.test(message) ? fault('unknown-symbol', message) : fault('venue-error', message);
  }
  if (typeof code === 'number' && code !== 0) {
    return /maintenance|upgrad/i.test(message)
      ? fault('maintenance', message)
      : fault('venue-error', `${message} (${code})`);
  }
  return httpFault(answer);
}
