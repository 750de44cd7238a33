import type { LogEntry } from '../../market/wire/server.ts';

/** One visit of a trading page after the background had died of idleness. */
export interface Round {
  /** Seconds from the tab's leaving to the background's death. */
  readonly idleSeconds: number;
  /** Milliseconds from the page's request to the venue's socket being open again. */
  readonly freshAfterMs: number | null;
  /** Requests while the background should have been silent: after the tab had left and before it came back. */
  readonly awayRequests: number;
}

/** A socket that closes late or an answer on its way when the tab leaves is no request of an idle worker. */
const LEAVING_MS = 1_500;

/** What the server saw from one leaving of the trading page to the values of the next visit. */
export function roundOf(log: readonly LogEntry[], left: number, died: number, back: number): Round {
  const away = log.filter(({ kind, time }) => isApi(kind) && time > left + LEAVING_MS && time < back);
  const socket = log.find(({ kind, time, status }) => kind === 'socket' && status === 101 && time >= back);
  return {
    idleSeconds: Math.round((died - left) / 100) / 10,
    freshAfterMs: socket === undefined ? null : socket.time - back,
    awayRequests: away.length,
  };
}

const isApi = (kind: LogEntry['kind']) => kind === 'rest' || kind === 'socket';

export interface IdleReport {
  readonly browser: string;
  readonly deaths: number;
  readonly idleSeconds: { readonly p50: number; readonly max: number };
  readonly freshMs: { readonly p50: number; readonly p95: number; readonly max: number };
  /** Visits whose values never came. */
  readonly lost: number;
  readonly awayRequests: number;
  /** Visits in which the browser had let the idle background live. */
  readonly outlived: number;
  readonly settingsChanged: boolean;
  /** Uncaught errors the browser logged of the extension. */
  readonly uncaught: readonly string[];
}

export function summarise(
  browser: string,
  rounds: readonly Round[],
  rest: Pick<IdleReport, 'settingsChanged' | 'uncaught' | 'outlived'>,
): IdleReport {
  const fresh = rounds.flatMap(({ freshAfterMs }) => freshAfterMs ?? []);
  const idle = rounds.map(({ idleSeconds }) => idleSeconds);
  return {
    browser,
    deaths: rounds.length,
    idleSeconds: { p50: quantile(idle, 0.5), max: Math.max(0, ...idle) },
    freshMs: { p50: quantile(fresh, 0.5), p95: quantile(fresh, 0.95), max: Math.max(0, ...fresh) },
    lost: rounds.length - fresh.length,
    awayRequests: rounds.reduce((sum, round) => sum + round.awayRequests, 0),
    ...rest,
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
