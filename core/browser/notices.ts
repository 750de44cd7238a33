import type { Notice } from '../messages/protocol.ts';
import type { RecordStore } from './storage.ts';

const KEY = 'notices';

/** What the user must know, until dismissed; outlives the worker, not the browser. */
export interface Notices {
  restore(): Promise<void>;
  add(notice: Notice): void;
  dismiss(id: string): void;
  all(): readonly Notice[];
}

export function createNotices(session: RecordStore, changed: () => void): Notices {
  let notices: readonly Notice[] = [];

  function set(next: readonly Notice[]): void {
    notices = next;
    void session.write(KEY, notices);
    changed();
  }

  return {
    async restore() {
      const stored = await session.read(KEY);
      const kept = (Array.isArray(stored) ? stored : []).filter(
        (one): one is Notice => typeof one?.id === 'string' && typeof one?.clause?.code === 'string',
      );
      const known = new Set(notices.map(({ id }) => id));
      notices = [...kept.filter(({ id }) => !known.has(id)), ...notices];
    },
    add(notice) {
      if (!notices.some((one) => sameNotice(one, notice))) {
        set([...notices.filter(({ id }) => id !== notice.id), notice]);
      }
    },
    dismiss: (id) => set(notices.filter((notice) => notice.id !== id)),
    all: () => notices,
  };
}

function sameNotice(one: Notice, other: Notice): boolean {
  return one.id === other.id && JSON.stringify(one.clause) === JSON.stringify(other.clause);
}
