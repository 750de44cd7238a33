import { instrumentKey } from '../domain/instrument.ts';
import type { Engine } from '../feed/engine.ts';
import type { OverlayView } from '../messages/protocol.ts';
import type { Settings } from '../settings/settings.ts';
import { venueById, venueForHost } from '../venues/registry.ts';
import type { PageTarget, Venue } from '../venues/venue.ts';

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
export function viewOf(url: URL, { engine, settings, isPermitted }: ViewTools): Seen {
  const venue = venueForHost(url.hostname);
  const target = venue?.pages.parse(url) ?? null;
  if (venue === undefined || target === null) return nothing({ kind: 'dormant' });
  const { hiddenHosts, paused, disabledVenues } = settings();
  if (hiddenHosts.includes(url.hostname)) return nothing({ kind: 'hidden' });
  if (paused) return nothing({ kind: 'paused' });
  if (disabledVenues.includes(venue.id)) return nothing({ kind: 'switched-off', label: venue.name });
  if (!isPermitted(venue)) {
    const host = new URL(venue.origins[0] ?? url.origin).hostname;
    return nothing({ kind: 'no-permission', venueName: venue.name, host });
  }

  const resolution = engine.resolve(url);
  if (resolution === null) return nothing({ kind: 'dormant' });
  if (resolution === 'unlisted') {
    const key = `${venue.id}:${target.venueSymbol ?? target.base ?? ''}`;
    return { view: waiting(labelOf(target), venue, engine, key), key };
  }
  if ('unsupported' in resolution) {
    const name = venueById(resolution.venue)?.name ?? venue.name;
    return nothing({ kind: 'unsupported', venueName: name, read: resolution.read });
  }
  const { instrument, fromSpot } = resolution;
  const key = instrumentKey(instrument);
  if (settings().watchlist.some((row) => row.key === key && !row.enabled)) {
    return nothing({ kind: 'switched-off', label: `${instrument.asset} · ${venue.name}` });
  }
  return { view: pairView(key, instrument.asset, venue, fromSpot, { engine, settings }), key };
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

function labelOf({ venueSymbol, base, quote }: PageTarget): string {
  return venueSymbol ?? `${base ?? ''}/${quote ?? ''}`;
}
