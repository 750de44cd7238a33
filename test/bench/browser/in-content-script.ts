/*
 * Called in the content script's own world, so each function here stands alone: it may use nothing but its
 * arguments and what such a script has. `chrome` is the extension's.
 */

interface PortMessage {
  readonly text?: string;
  readonly view?: {
    readonly kind: string;
    readonly freshness?: { readonly status: string };
    readonly reading?: {
      readonly crowding: { readonly score: object };
      readonly clusters: { readonly state: object };
      readonly cascade: { readonly down: object; readonly up: object };
      readonly reset: { readonly state: string | null };
      readonly sources: readonly { readonly status: string }[];
    };
  };
}

declare const chrome: {
  readonly storage: {
    readonly local: {
      readonly onChanged: { addListener(listener: (changes: Record<string, unknown>) => void): void };
    };
  };
  readonly runtime: {
    connect(options: { name: string }): {
      postMessage(message: unknown): void;
      disconnect(): void;
      readonly onMessage: { addListener(listener: (message: PortMessage) => void): void };
    };
  };
};

/** ms from opening a port, as a page does, to the first message that carries values. */
export function connectToValues(): Promise<number> {
  return new Promise((resolve) => {
    const start = performance.now();
    const port = chrome.runtime.connect({ name: 'overlay' });
    port.onMessage.addListener(({ text, view }) => {
      if (text === undefined && view?.kind !== 'reading') return;
      resolve(performance.now() - start);
      port.disconnect();
    });
    port.postMessage({ type: 'page:view', url: location.href, navigation: 1 });
    port.postMessage({ type: 'page:visible', visible: true });
  });
}

/** When the page (its age in ms) first had a Reading, and first one without a gap. */
export interface FirstReadings {
  readonly any: number;
  readonly full: number;
}

/**
 * Listens beside the overlay until every question has its answer: score, clusters, cascades, reset state, and
 * each source live.
 */
export function firstReadings(): Promise<FirstReadings> {
  return new Promise((resolve) => {
    let any: number | null = null;
    const port = chrome.runtime.connect({ name: 'overlay' });
    port.onMessage.addListener(({ view }) => {
      const reading = view?.reading;
      if (reading === undefined) return;
      any ??= performance.now();
      const parts = [
        reading.crowding.score,
        reading.clusters.state,
        reading.cascade.down,
        reading.cascade.up,
      ];
      const live = reading.sources.every(({ status }) => status === 'live');
      if (parts.some((part) => 'missing' in part) || reading.reset.state === null || !live) return;
      resolve({ any, full: performance.now() });
      port.disconnect();
    });
    port.postMessage({ type: 'page:view', url: location.href, navigation: 1 });
    port.postMessage({ type: 'page:visible', visible: true });
  });
}

/** Counts from now on how often the extension stores `key`. */
export function countWrites(key: string): void {
  const counter = { writes: 0 };
  Object.assign(globalThis, { counter });
  chrome.storage.local.onChanged.addListener((changes) => {
    if (key in changes) counter.writes += 1;
  });
}

export function writesCounted(): number {
  return (globalThis as unknown as { counter: { writes: number } }).counter.writes;
}
