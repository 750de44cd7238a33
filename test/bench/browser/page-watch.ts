/** What a page saw of its own loading, in its own time (ms since navigation). */
export interface PageWatch {
  /** Durations of tasks over 50 ms. */
  readonly longTasks: number[];
  /** Sum of layout shifts. */
  layoutShift: number;
  /** When the frame that first held an overlay was done; null without one. */
  overlayFrame: number | null;
}

/** To be run before a page's own scripts; what it notes is `globalThis.pageWatch`. */
export function watchPage(): void {
  const watch: PageWatch = { longTasks: [], layoutShift: 0, overlayFrame: null };
  Object.assign(globalThis, { pageWatch: watch });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watch.longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      watch.layoutShift += (entry as unknown as { value: number }).value;
    }
  }).observe({ type: 'layout-shift', buffered: true });

  const noteFrame = () =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        watch.overlayFrame ??= performance.now();
      };
      port2.postMessage(null);
    });
  // Only the children of the document and of its root are looked at, which costs a big page nothing.
  const observer = new MutationObserver((records) => {
    for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (node === document.documentElement) observer.observe(node, { childList: true });
      else if (node instanceof HTMLElement && node.localName.startsWith('fp-')) noteFrame();
    }
  });
  observer.observe(document, { childList: true });
  if (document.documentElement) observer.observe(document.documentElement, { childList: true });
}

/** Reads the notes `wait` ms after the document was parsed, and when that was. */
export async function pageWatchAfter(wait: number): Promise<PageWatch & { readonly parsed: number }> {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const parsed = navigation?.domContentLoadedEventStart ?? Number.NaN;
  await new Promise((resolve) => setTimeout(resolve, parsed + wait - performance.now()));
  const { pageWatch } = globalThis as unknown as { pageWatch: PageWatch };
  return { ...pageWatch, parsed };
}
