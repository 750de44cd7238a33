import { instrumentKey } from '../domain/instrument.ts';
import type { Engine } from '../feed/engine.ts';
import type { OverlayView } from '../messages/protocol.ts';
import type { Settings } from '../settings/settings.ts';
import { readChart } from '../venues/chart-claims.ts';
import { claimsOf, labelOf } from '../venues/page-resolution.ts';
import { venueById } from '../venues/registry.ts';
import { type ChartLabel, isChartHost, tradingView } from '../venues/tradingview.ts';
import type { Venue } from '../venues/venue.ts';

export interface ViewTools {
  readonly engine: Engine;
  settings(): Settings;
  isPermitted(venue: Venue): boolean;
}

/** What a page shows, and the pair to be followed for it (also while its venue's list is not known yet). */
export interface Seen {
  readonly view: OverlayView;
  readonly key: string | null;
}

const nothing = (view: OverlayView): Seen => ({ view, key: null });

/** Decides what the overlay on this address says. */
export function viewOf(url: URL, tools: ViewTools, chart?: ChartLabel): Seen {
  const { engine, settings, isPermitted } = tools;
  const charted = chart === undefined || !isChartHost(url.hostname) ? null : readChart(url.search, chart);
  const claims = charted?.claims ?? claimsOf(url);
  const [first] = claims;
  if (first === undefined && charted === null) return nothing({ kind: 'dormant' });
  const { hiddenHosts, paused, disabledVenues } = settings();
  if (hiddenHosts.includes(url.hostname)) return nothing({ kind: 'hidden' });
  if (paused) return nothing({ kind: 'paused' });
  if (first === undefined) {
    return nothing({ kind: 'unsupported', venueName: tradingView.name, read: charted?.read ?? '' });
  }
  const on = claims.filter(({ venue }) => !disabledVenues.includes(venue.id));
  const [wanted] = on;
  if (wanted === undefined) return nothing({ kind: 'switched-off', label: first.venue.name });
  const permitted = on.filter(({ venue }) => isPermitted(venue));
  if (permitted.length === 0) {
    const host = new URL(wanted.venue.origins[0] ?? url.origin).hostname;
    return nothing({ kind: 'no-permission', venueName: wanted.venue.name, host });
  }

  const resolution = engine.resolve(permitted);
  if (resolution === null) return nothing({ kind: 'dormant' });
  if (resolution.kind === 'unlisted') {
    const { venue, target } = resolution.claim;
    const key = `${venue.id}:${target.venueSymbol ?? target.base ?? ''}`;
    return { view: waiting(labelOf(target), venue, engine, key), key };
  }
  const venue = venueById(resolution.kind === 'pair' ? resolution.instrument.venue : resolution.venue);
  if (venue === undefined) return nothing({ kind: 'dormant' });
  if (resolution.kind === 'unsupported')
    return nothing({ kind: 'unsupported', venueName: venue.name, read: charted?.read ?? resolution.read });
  const { instrument, fromSpot } = resolution;
  const key = instrumentKey(instrument);
  if (settings().watchlist.some((row) => row.key === key && !row.enabled)) {
    return nothing({ kind: 'switched-off', label: `${instrument.asset} · ${venue.name}` });
  }
  return { view: pairView(key, instrument.asset, venue, fromSpot, { engine, settings }), key };
}

/** What one of our own pages shows of a pair somebody picked. */
export function viewOfKey(key: string, tools: ViewTools): Seen {
  const split = key.indexOf(':');
  const venue = venueById(key.slice(0, split));
  const symbol = key.slice(split + 1);
  if (venue === undefined) return nothing({ kind: 'dormant' });
  if (tools.settings().paused) return nothing({ kind: 'paused' });
  if (tools.settings().disabledVenues.includes(venue.id)) {
    return nothing({ kind: 'switched-off', label: venue.name });
  }
  if (!tools.isPermitted(venue)) {
    const host = new URL(venue.origins[0] ?? '').hostname;
    return nothing({ kind: 'no-permission', venueName: venue.name, host });
  }
  const label = tools.engine.instrument(key)?.asset ?? symbol;
  return { view: pairView(key, label, venue, false, tools), key };
}

function pairView(
  key: string,
  label: string,
  venue: Venue,
  fromSpot: boolean,
  { engine, settings }: Pick<ViewTools, 'engine' | 'settings'>,
): OverlayView {
  const pair = engine.pair(key);
  if (pair === null) return waiting(label, venue, engine, key);
  return {
    kind: 'reading',
    ...pair,
    venueName: venue.name,
    product: venue.product,
    fromSpot,
    mutedUntil: settings().watchlist.find((row) => row.key === key)?.mutedUntil ?? 0,
  };
}

function waiting(label: string, venue: Venue, engine: Engine, key: string): OverlayView {
  return { kind: 'waiting', label, venueName: venue.name, sources: engine.sourcesOf(key) };
}
