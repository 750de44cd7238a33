import type { Ms } from '../domain/time.ts';
import type { Provision } from '../venues/venue.ts';
import type { InstrumentState, LatestKind } from './market-state.ts';

/** Newest values as one worker leaves them to the next. */
export interface KeptValues {
  readonly latest: InstrumentState['latest'];
  readonly received: readonly (readonly [Provision, Ms])[];
}

/** A book is old before it is read again. */
const KEPT: readonly LatestKind[] = [
  'price',
  'index',
  'funding',
  'funding-terms',
  'open-interest',
  'tiers',
  'volume:perp',
  'volume:spot',
];

export function writeValues(states: ReadonlyMap<string, InstrumentState>): unknown {
  return [...states].map(([key, { latest, received }]) => {
    const kept = KEPT.flatMap((kind) => (latest[kind] === undefined ? [] : [[kind, latest[kind]]]));
    const times = [...received].filter(([provision]) => KEPT.includes(provision as LatestKind));
    return [key, { latest: Object.fromEntries(kept), received: times }];
  });
}

/** Reads what `writeValues` wrote; anything else is left out. */
export function readValues(stored: unknown): ReadonlyMap<string, KeptValues> {
  const values = new Map<string, KeptValues>();
  for (const entry of Array.isArray(stored) ? stored : []) {
    const [key, kept] = Array.isArray(entry) ? (entry as [unknown, unknown]) : [];
    if (typeof key !== 'string' || !isKept(kept, key)) continue;
    values.set(key, kept);
  }
  return values;
}

function isKept(value: unknown, key: string): value is KeptValues {
  if (typeof value !== 'object' || value === null) return false;
  const { latest, received } = value as { latest?: unknown; received?: unknown };
  if (typeof latest !== 'object' || latest === null || !Array.isArray(received)) return false;
  const times = [...received].every(
    (pair) => Array.isArray(pair) && KEPT.includes(pair[0]) && Number.isFinite(pair[1]),
  );
  return (
    times &&
    Object.entries(latest).every(([kind, held]) => {
      const { observation, lagMs } = (held ?? {}) as {
        observation?: Record<string, unknown>;
        lagMs?: unknown;
      };
      return (
        KEPT.includes(kind as LatestKind) &&
        Number.isFinite(lagMs) &&
        `${observation?.venue}:${observation?.venueSymbol}` === key &&
        Number.isFinite(observation?.venueTime) &&
        Number.isFinite(observation?.receivedTime)
      );
    })
  );
}
