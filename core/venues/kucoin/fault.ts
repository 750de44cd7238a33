import { type Answer, bodyField, bodyText, codedFault, fault } from '../faults.ts';
import type { FaultKind, VenueFault } from '../venue-error.ts';

const KINDS: Readonly<Record<string, FaultKind>> = {
  429: 'rate-limited',
  1015: 'rate-limited',
  200002: 'rate-limited',
  429000: 'rate-limited',
  100003: 'unknown-symbol',
  200003: 'unknown-symbol',
  400000: 'unknown-symbol',
  400600: 'unknown-symbol',
  40010: 'blocked-region',
  126046: 'blocked-region',
  130315: 'blocked-region',
  400500: 'blocked-region',
};

/**
 * KuCoin answers `{"code": "200000", "data"}`; any other code is an error, with HTTP 200 or 4xx. A window's rest
 * comes in milliseconds in a header. 1015 is Cloudflare's, in front of the venue.
 * https://www.kucoin.com/docs-new/error-code/futures
 */
export function kucoinFault(answer: Answer): VenueFault | null {
  const { body, headers, receivedTime } = answer;
  const rest = Number(headers.get('gw-ratelimit-reset') ?? Number.NaN);
  const until = rest > 0 && rest < 600_000 ? receivedTime + rest : undefined;
  const code = bodyField(body, 'code');
  if (code === '400100' && /symbol|contract/i.test(bodyText(body)))
    return fault('unknown-symbol', bodyText(body));
  return codedFault(answer, code === '200000' ? undefined : code, KINDS, until);
}
