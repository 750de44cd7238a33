import { SECOND } from '../domain/time.ts';
import { LISTS_CHANGED } from '../feed/engine.ts';
import type { Look } from '../feed/long-look.ts';
import type { Cancel, Timers } from '../feed/ports.ts';
import type { LookFollow, LookUpdate } from '../messages/protocol.ts';
import { parseLookMessage } from '../messages/schemas.ts';
import type { OverlaySessions } from './overlay-sessions.ts';
import { type Seen, type ViewTools, viewOfKey } from './overlay-view.ts';

export interface LookPort {
  readonly sender?: { readonly id?: string | undefined; readonly url?: string | undefined } | undefined;
  postMessage(message: LookUpdate): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

export interface LookSessionTools extends ViewTools {
  readonly overlays: Pick<OverlaySessions, 'ofTab'>;
  readonly timers: Timers;
  readonly ready: Promise<void>;
  readonly extensionId: string;
  readonly home: string;
}

export interface LookSessions {
  connect(port: LookPort): void;
  /** Something changed for a pair, or (without a key) for everyone. */
  refresh(key?: string): void;
  /** A tab shows something, perhaps another pair. */
  tabShown(tab: number): void;
}

interface Session {
  readonly owner: string;
  readonly port: LookPort;
  follow: LookFollow | null;
  key: string | null;
  look: Look | null;
  pending: Cancel | null;
}

/** A panel is told at most this often. */
const EVERY = SECOND;
const NOTHING: Seen = { view: { kind: 'dormant' }, key: null };

/** One session for each open side panel: it says what it follows, and is sent what changes of it. */
export function createLookSessions(tools: LookSessionTools): LookSessions {
  const { engine, timers } = tools;
  const sessions = new Set<Session>();
  let opened = 0;

  function seenBy({ follow }: Session): Seen {
    if (follow?.key) return viewOfKey(follow.key, tools);
    const seen = (follow?.tab == null ? null : tools.overlays.ofTab(follow.tab)?.seen) ?? NOTHING;
    return seen.view.kind === 'dormant' && follow?.fallback ? viewOfKey(follow.fallback, tools) : seen;
  }

  function show(session: Session): void {
    session.pending?.();
    session.pending = null;
    const { follow, port } = session;
    if (follow === null || !sessions.has(session)) return;
    const { view, key } = seenBy(session);
    if (key !== session.key) {
      session.key = key;
      session.look = key === null ? null : engine.look(key);
      engine.want(session.owner, key === null ? [] : [{ key, rank: 'visible' }]);
      if (key !== null) void engine.recall(key).then(() => soon(session));
    }
    const look = view.kind === 'reading' ? (session.look?.next() ?? null) : null;
    port.postMessage({ type: 'look:update', request: follow.request, key, view, look });
  }

  function soon(session: Session): void {
    session.pending ??= timers.after(EVERY, () => show(session));
  }

  return {
    connect(port) {
      if (port.sender?.id !== tools.extensionId || !port.sender.url?.startsWith(tools.home)) {
        port.disconnect();
        return;
      }
      const owner = `look:${++opened}`;
      const session: Session = { owner, port, follow: null, key: null, look: null, pending: null };
      sessions.add(session);
      port.onMessage.addListener((raw) => {
        const follow = parseLookMessage(raw);
        if (follow === null) return;
        void tools.ready.then(() => {
          session.follow = follow;
          show(session);
        });
      });
      port.onDisconnect.addListener(() => {
        sessions.delete(session);
        session.pending?.();
        engine.want(owner, []);
      });
    },
    refresh(key) {
      for (const session of sessions) {
        if (key === undefined || key === LISTS_CHANGED || key === session.key) soon(session);
      }
    },
    tabShown(tab) {
      for (const session of sessions) {
        const { follow, key } = session;
        if (follow?.tab !== tab || follow.key !== null) continue;
        if (seenBy(session).key !== key) show(session);
        else soon(session);
      }
    },
  };
}
