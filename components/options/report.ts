import type { LoggedEvent, PageState, StoredSizes } from '../../core/messages/protocol.ts';

export interface ReportFacts {
  readonly version: string;
  /** The browser, as it names itself. */
  readonly userAgent: string;
  readonly page: PageState;
  readonly sizes: StoredSizes | null;
  readonly events: readonly LoggedEvent[];
}

/**
 * What helps to find a fault, for pasting into a bug report. In English and without anything of the user's own:
 * no symbols, no sites, no thresholds.
 */
export function toReport({ version, userAgent, page, sizes, events }: ReportFacts): string {
  const { settings, sources, notices, rows } = page;
  const { alerts, appearance } = settings;
  return [
    `Flushpoint ${version}, settings version ${settings.version}`,
    userAgent,
    '',
    `paused ${settings.paused}, watched ${settings.watchlist.length}, with a Reading ${rows.filter(({ reading }) => reading).length}, hidden sites ${settings.hiddenHosts.length}`,
    `notifications ${alerts.notifications}, cool-down ${alerts.coolDownMinutes} min, quiet hours ${alerts.quietFrom !== alerts.quietTo}`,
    `theme ${appearance.theme}, palette ${appearance.palette}, density ${appearance.density}, language ${appearance.language}, numbers ${appearance.numbers}`,
    `notices: ${notices.map(({ id }) => id).join(', ') || 'none'}`,
    sizes === null
      ? 'stored: unknown'
      : `stored: settings ${sizes.settings} B, lists ${sizes.lists} B, working ${sizes.working} B, history ${sizes.historyDays} series days, in all ${sizes.total ?? 'unknown'} B`,
    '',
    'sources:',
    ...sources.map(
      ({ venue, status, detail, permission, usedShare, lastGoodTime }) =>
        `  ${venue}: ${status}${detail ? ` (${detail.code})` : ''}, permission ${permission}, ${(usedShare * 100).toFixed(2)} % of its limit, last answer ${lastGoodTime === null ? 'never' : new Date(lastGoodTime).toISOString()}`,
    ),
    '',
    `events (${events.length}, newest last):`,
    ...events.map((event) =>
      `  ${new Date(event.time).toISOString()} ${event.kind} ${withoutSymbols(event.detail)}`.trimEnd(),
    ),
    '',
  ].join('\n');
}

/** Keeps the venue of a pair's key and drops which pair it is: `binance-usdm:BTCUSDT` → `binance-usdm:…`. */
export function withoutSymbols(detail: string): string {
  return detail.replace(/\b([a-z0-9-]+):[A-Za-z0-9_:.@/-]*[A-Z0-9][A-Za-z0-9_:.@/-]*/g, '$1:…');
}
