import type { LoggedEvent } from '../messages/protocol.ts';
import type { RecordStore } from './storage.ts';

const KEY = 'events';
/** The oldest give way. */
const MOST = 200;

/** What the background did lately, for the diagnostics report; kept until the browser closes. */
export interface EventLog {
  restore(): Promise<void>;
  /** @param detail names and numbers only: nothing here may tell who the user is */
  note(kind: LoggedEvent['kind'], detail?: string): void;
  all(): readonly LoggedEvent[];
}

export function createEventLog(session: RecordStore, now: () => number): EventLog {
  let events: readonly LoggedEvent[] = [];
  // What an earlier worker wrote must be read before anything is written over it.
  let restored = false;

  return {
    async restore() {
      const stored = await session.read(KEY);
      const kept = (Array.isArray(stored) ? stored : []).filter(
        (one): one is LoggedEvent => typeof one?.time === 'number' && typeof one?.kind === 'string',
      );
      events = [...kept, ...events].slice(-MOST);
      restored = true;
    },
    note(kind, detail = '') {
      events = [...events, { time: now(), kind, detail }].slice(-MOST);
      if (restored) void session.write(KEY, events);
    },
    all: () => events,
  };
}

const LONGEST = 160;

/** An error in one line, without the paths and questions of addresses: those may name a symbol. */
export function faultText(error: unknown): string {
  return String(error)
    .replace(/(?:https?|wss):\/\/([^/\s:]+)\S*/g, '$1')
    .slice(0, LONGEST);
}
