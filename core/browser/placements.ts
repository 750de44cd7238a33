import * as z from 'zod/mini';
import type { Placement } from '../messages/protocol.ts';
import { placementSchema } from '../messages/schemas.ts';
import type { RecordStore } from './storage.ts';

const KEY = 'placements';
const MOST_HOSTS = 64;

/** Over the chart's left edge: order forms stand on the right on every venue. */
const DEFAULT_PLACEMENT: Placement = {
  edgeX: 'left',
  offsetX: 16,
  edgeY: 'top',
  offsetY: 96,
  collapsed: false,
};

/** Where the overlay sits on each host. */
export interface Placements {
  restore(): Promise<void>;
  of(host: string): Placement;
  save(host: string, placement: Placement): void;
}

export function createPlacements(local: RecordStore): Placements {
  const placements = new Map<string, Placement>();
  return {
    async restore() {
      const stored = await local.read(KEY);
      for (const entry of Array.isArray(stored) ? stored.slice(0, MOST_HOSTS) : []) {
        const read = z.safeParse(z.tuple([z.string(), placementSchema]), entry);
        if (read.success && !placements.has(read.data[0])) placements.set(...read.data);
      }
    },
    of: (host) => placements.get(host) ?? DEFAULT_PLACEMENT,
    save(host, placement) {
      placements.delete(host);
      placements.set(host, placement);
      void local.write(KEY, [...placements].slice(-MOST_HOSTS));
    },
  };
}
