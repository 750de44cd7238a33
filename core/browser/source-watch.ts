import type { VenueStatus } from '../messages/protocol.ts';
import type { EventLog } from './event-log.ts';

/** Notes each change of a source's status; a source not asked yet is none. */
export function createSourceWatch(log: EventLog): (sources: readonly VenueStatus[]) => void {
  const last = new Map<string, string>();
  return (sources) => {
    for (const { venue, status } of sources) {
      if (last.get(venue) === status) continue;
      if (last.has(venue) || status !== 'waiting') log.note('source', `${venue} ${status}`);
      last.set(venue, status);
    }
  };
}
