import { type Ms, SECOND } from '../domain/time.ts';

/** The part of a runtime port the link uses. */
export interface PortLike {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

export interface LinkTools {
  connect(): PortLike;
  /** True once the extension was updated or removed under this page: nothing can be reached any more. */
  isOrphan(): boolean;
  /** Runs `action` after `delay`; the returned function cancels it. */
  later(action: () => void, delay: Ms): () => void;
  /** 0…1. */
  random(): number;
}

export interface LinkEvents {
  /** A fresh port: say who we are. */
  onOpen(): void;
  onMessage(message: unknown): void;
  onLost(): void;
  onOrphan(): void;
}

/** A port that reopens itself; the worker behind it may be stopped at any moment. */
export interface Link {
  /** Connects now, unless connected. */
  open(): void;
  /** Drops a port that may be dead without saying so (a page restored from the back/forward cache). */
  reopen(): void;
  /** Stays closed until `open`. */
  close(): void;
  send(message: unknown): void;
}

/** A worker that was stopped is back at once: the wait only keeps many tabs apart. */
const FIRST_RETRY = SECOND / 4;
const LAST_RETRY = 60 * SECOND;

/** ¼, ½, 1 … 60 s, each ± 25 %, so that many tabs do not come back at once. `random` is 0…1. */
export function retryDelay(attempt: number, random: number): Ms {
  return Math.min(FIRST_RETRY * 2 ** attempt, LAST_RETRY) * (0.75 + random / 2);
}

export function createLink(tools: LinkTools, events: LinkEvents): Link {
  let port: PortLike | null = null;
  let attempt = 0;
  let cancelRetry: (() => void) | null = null;

  const stopRetrying = () => {
    cancelRetry?.();
    cancelRetry = null;
  };

  const lost = () => {
    port = null;
    if (tools.isOrphan()) {
      stopRetrying();
      events.onOrphan();
      return;
    }
    cancelRetry ??= tools.later(
      () => {
        cancelRetry = null;
        open();
      },
      retryDelay(attempt++, tools.random()),
    );
    events.onLost();
  };

  const open = () => {
    if (port) return;
    stopRetrying();
    let opened: PortLike;
    try {
      opened = tools.connect();
    } catch {
      lost();
      return;
    }
    port = opened;
    opened.onMessage.addListener((message) => {
      if (port !== opened) return;
      attempt = 0;
      events.onMessage(message);
    });
    opened.onDisconnect.addListener(() => {
      if (port === opened) lost();
    });
    events.onOpen();
  };

  const close = () => {
    stopRetrying();
    const closing = port;
    port = null;
    try {
      closing?.disconnect();
    } catch {
      // Already gone with its extension.
    }
  };

  return {
    open,
    close,
    reopen() {
      close();
      open();
    },
    send(message) {
      try {
        port?.postMessage(message);
      } catch {
        lost();
      }
    },
  };
}
