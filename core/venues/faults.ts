import { type Clause, clause } from '../domain/clause.ts';
import { DAY, type Ms } from '../domain/time.ts';
import type { Venue } from './venue.ts';
import type { FaultKind, VenueFault } from './venue-error.ts';

/** What `Venue.fault` looks at. */
export type Answer = Parameters<Venue['fault']>[0];

/** Longest wait believed: Binance bans for up to 3 days; more is a misread number. */
const LONGEST_WAIT: Ms = 7 * DAY;

export function fault(kind: FaultKind, detail: string | Clause, until: Ms | null = null): VenueFault {
  return { kind, detail: typeof detail === 'string' ? tidy(detail) : detail, until };
}

/** One short line out of whatever a venue wrote. */
function tidy(detail: string): string {
  const line = detail.replace(/[\s<>]+/g, ' ').trim();
  return line.length > 140 ? `${line.slice(0, 139)}…` : line;
}

/** A field of a JSON body, if the body is an object and has it as its own. */
export function bodyField(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || !Object.hasOwn(body, name)) {
    return undefined;
  }
  return (body as Record<string, unknown>)[name];
}

/** The body as text for looking words up in; JSON bodies give their `msg`-like fields. */
export function bodyText(body: unknown): string {
  if (typeof body === 'string') return body.slice(0, 4_000);
  const words = ['msg', 'retMsg', 'message', 'error', 'err_msg', 'err-msg'].map((name) =>
    bodyField(body, name),
  );
  return words.filter((word) => typeof word === 'string').join(' ');
}

/** An HTML page where JSON was asked for: a firewall, a maintenance page, a network's sign-in page. */
export function isHtml(body: unknown): boolean {
  return typeof body === 'string' && /^\s*<(!doctype|html|head|body|\?xml)/i.test(body.slice(0, 400));
}

/** CloudFront's page for countries the venue blocks. */
export function saysCountryBlocked(body: unknown): boolean {
  return /block(ed)? access from your country|restricted location|not available in your (country|region)/i.test(
    bodyText(body),
  );
}

/** Machine-clock end of `Retry-After` (seconds, or a date of the server's), or null. */
export function retryAfter(answer: Answer): Ms | null {
  const header = answer.headers.get('retry-after')?.trim();
  if (header === undefined || header === '') return null;
  if (/^\d{1,7}$/.test(header)) return answer.receivedTime + Math.min(Number(header) * 1_000, LONGEST_WAIT);
  return toMachineTime(Date.parse(header), answer);
}

/** A moment on the venue's clock on this machine's, by the answer's Date header; null when it makes no sense. */
export function toMachineTime(venueTime: Ms, answer: Answer): Ms | null {
  const venueNow = Date.parse(answer.headers.get('date') ?? '');
  const wait = venueTime - (Number.isFinite(venueNow) ? venueNow : answer.receivedTime);
  return Number.isFinite(wait) && wait > 0 && wait <= LONGEST_WAIT ? answer.receivedTime + wait : null;
}

/** What is common to every venue once its own codes are read; null when the answer looks like data. */
export function httpFault(answer: Answer): VenueFault | null {
  const { status, body } = answer;
  if (status === 429) return fault('rate-limited', 'HTTP 429', retryAfter(answer));
  if (status === 451) return fault('blocked-region', 'HTTP 451');
  if (status >= 500) {
    const resting = /maintenance|upgrad/i.test(bodyText(body));
    return resting
      ? fault('maintenance', `HTTP ${status}`, retryAfter(answer))
      : fault('venue-error', `HTTP ${status}`, retryAfter(answer));
  }
  if (isHtml(body) && status < 400) {
    return /maintenance/i.test(bodyText(body))
      ? fault('maintenance', clause('webPage'))
      : fault('unreachable', clause('webPage'));
  }
  if (status >= 400) return fault('venue-error', `HTTP ${status} ${isHtml(body) ? '' : bodyText(body)}`);
  return null;
}

const SAID: Readonly<Partial<Record<FaultKind, string>>> = {
  'rate-limited': 'too many requests',
  'blocked-region': 'not available in your region',
};

/**
 * For venues that name an error by a code inside the body, with HTTP 200 or 4xx.
 * @param code the body's error code; undefined when the body names none
 * @param kinds what the known codes mean
 * @param until this machine's clock; for a venue with a header of its own
 */
export function codedFault(
  answer: Answer,
  code: unknown,
  kinds: Readonly<Record<string, FaultKind>>,
  until = retryAfter(answer),
): VenueFault | null {
  const { status, body } = answer;
  const named = typeof code === 'string' || typeof code === 'number' ? String(code).slice(0, 40) : '';
  const words = bodyText(body);
  const kind = Object.hasOwn(kinds, named) ? kinds[named] : undefined;
  if (kind !== undefined) return fault(kind, `${SAID[kind] ?? (words || 'error')} (${named})`, until);
  if (saysCountryBlocked(body)) return fault('blocked-region', 'not available in your region');
  if (status === 403) return fault('blocked-region', 'refused here (403): not available in your region?');
  const general = httpFault(answer);
  if (named === '' || (general !== null && general.kind !== 'venue-error')) return general;
  const resting = /maintenance|upgrad/i.test(words);
  return fault(resting ? 'maintenance' : 'venue-error', `${words || 'error'} (${named})`, until);
}
