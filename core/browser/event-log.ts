import type { LoggedEvent } from '../messages/protocol.ts';
import type { RecordStore } from './storage.ts';

const KEY = 'events';
/** The oldest give way. */
const MOST = 200;
const SAVE_AFTER = 1_000;

/** What the background did lately, for the diagnostics report; kept until the browser closes. */
export interface EventLog {
  restore(): Promise<void>;
  /** @param detail names and numbers only: nothing here may tell who the user is */
  note(kind: LoggedEvent['kind'], detail?: string): void;
  all(): readonly LoggedEvent[];
}

export function createEventLog(
  session: RecordStore,
  tools: { now(): number; after(delayMs: number, run: () => void): unknown },
): EventLog {
  let events: readonly LoggedEvent[] = [];
  let saving = false;

  function save(): void {
    if (saving) return;
    saving = true;
    tools.after(SAVE_AFTER, () => {
      saving = false;
      void session.write(KEY, events);
    });
  }

  return {
    async restore() {
      const stored = await session.read(KEY);
      const kept = (Array.isArray(stored) ? stored : []).filter(
        (one): one is LoggedEvent => typeof one?.time === 'number' && typeof one?.kind === 'string',
      );
      events = [...kept, ...events].slice(-MOST);
    },
    note(kind, detail = '') {
      events = [...events, { time: tools.now(), kind, detail }].slice(-MOST);
      save();
    },
    all: () => events,
  };
}
